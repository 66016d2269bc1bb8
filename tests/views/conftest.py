"""Files opened in Chromium, and stores that are built once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from kg.store import Store
from tests.views.worlds import crowd, hostile, two_sources


@dataclass
class Watched:
    """A page with everything that it must not do: `requests` other than for files, console `complaints`, `dialogs`."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert (self.requests, self.complaints, self.dialogs) == ([], [], [])

    def point(self, label: str) -> tuple[float, float]:
        """Where the node whose label begins so stands in the window."""
        x, y = self.page.evaluate(
            """label => {
                const { network, nodes } = claimView;
                const node = nodes.get().find((node) => node.label.startsWith(label));
                const at = network.canvasToDOM(network.getPosition(node.id));
                const box = document.getElementById("graph").getBoundingClientRect();
                return [box.x + at.x, box.y + at.y];
            }""",
            label,
        )
        return x, y


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Open a file as a reader would; keyword arguments are those of a Playwright context."""
    contexts = []

    def opened(path: Path, **options: object) -> Watched:
        settings = {"viewport": {"width": 1400, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
        context = chromium.new_context(**{**settings, **options})  # type: ignore[arg-type]
        contexts.append(context)
        watched = Watched(context.new_page())

        def route(route: Route, request: Request) -> None:
            if request.url.startswith("file://"):
                route.continue_()
            else:
                watched.requests.append(request.url)
                route.abort()

        context.route("**/*", route)
        context.on("request", lambda r: None if r.url == path.as_uri() else watched.requests.append(r.url))
        watched.page.on("console", lambda message: watched.complaints.append(message.text))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        watched.page.goto(path.as_uri())
        return watched

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def small() -> Iterator[Store]:
    with two_sources() as store:
        yield store


@pytest.fixture(scope="session")
def large() -> Iterator[Store]:
    with crowd() as store:
        yield store


@pytest.fixture(scope="session")
def nasty() -> Iterator[Store]:
    with hostile() as store:
        yield store
