"""What many tests share: the seed documents, the store that is built from them, and a browser, each once in a session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kg.pipeline import build
from kg.store import Store, open_store

ROOT = Path(__file__).parents[1]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed documents."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seed_store_path(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store of the seeds. Only to be read."""
    folder = tmp_path_factory.mktemp("seeds") / "kg"
    with open_store(folder, mode="w") as store:
        report = build([seeds], store=store)
    assert report.ok, report.problems
    return folder


@pytest.fixture(scope="session")
def seed_store(seed_store_path: Path) -> Iterator[Store]:
    """That store, open for reading."""
    with open_store(seed_store_path) as store:
        yield store


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium of this machine. Without one the tests are skipped, unless KG_REQUIRE_BROWSER is 1."""
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        reason = f"none of {', '.join(_NAMES)} is installed"
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        yield browser
        browser.close()
