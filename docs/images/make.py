"""Makes the pictures of this folder anew from `seeds/`, in headless Chromium: `python docs/images/make.py`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.pipeline import build
from kg.store import open_store
from kg.views import write_view

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        print(f"none of {', '.join(BROWSERS)} is installed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "view.html"
        with open_store(":memory:", mode="w") as store:
            build([SEEDS], store=store, processes=0)
            write_view(store, page, figure="46% GMV")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
            )
            opened = browser.new_page(
                viewport={"width": 1280, "height": 760},
                locale="en-GB",
                color_scheme="light",
                reduced_motion="reduce",
            )
            opened.goto(page.as_uri())
            opened.evaluate(
                "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))"
            )
            opened.screenshot(path=HERE / "view-46-gmv.png")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
