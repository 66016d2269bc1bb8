"""A server on a port of loopback, and what a browser does with its pages."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from kg.serve import Config, create_app
from kg.serve.running import address_of, bind


@contextmanager
def live(store: Path, *, token: str | None = None) -> Iterator[str]:
    """The address of a server in this process, for the time of the `with` block."""
    listening = bind("127.0.0.1", 0)
    config = uvicorn.Config(
        create_app(Config(str(store), token=token)), log_level="error", lifespan="on", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield address_of(listening)
    finally:
        server.should_exit = True
        thread.join(20)


@dataclass
class Seen:
    """A page with everything that it must not do: `strange` requests, console `complaints`, `dialogs`."""

    page: Page
    refused: bool = False
    """Whether the page is an error on purpose, which Chromium tells the console."""
    strange: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        complaints = [
            text
            for text in self.complaints
            if not (self.refused and text.startswith("Failed to load resource: the server responded"))
        ]
        assert (self.strange, complaints, self.dialogs) == ([], [], [])


def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps somebody from reading a page. Skips without it, unless KG_REQUIRE_BROWSER is 1."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            raise
        pytest.skip("axe-playwright-python is not installed")
    return [
        f"{one['id']}: {'; '.join(node['html'][:120] for node in one['nodes'][:3])}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@contextmanager
def visiting(browser: Browser, url: str, **options: object) -> Iterator[Seen]:
    """A page as a reader opens it; keyword arguments are those of a Playwright context."""
    settings = {"viewport": {"width": 1400, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
    context = browser.new_context(**{**settings, **options})  # type: ignore[arg-type]
    home = "/".join(url.split("/")[:3])
    seen = Seen(context.new_page())
    context.on(
        "request", lambda r: None if r.url.startswith((home + "/", "data:")) else seen.strange.append(r.url)
    )
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    try:
        seen.page.goto(url)
        yield seen
    finally:
        context.close()
