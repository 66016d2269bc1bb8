"""Makes the pictures of this folder anew from `seeds/`, in headless Chromium.

    python docs/images/make.py                  # all of them
    python docs/images/make.py dossier entity   # some

What a picture shows is a record of `PICTURES`; README.md and docs/ show each of them, and no other.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from kg.pipeline import build
from kg.serve import Config, create_app
from kg.serve.running import address_of, bind
from kg.store import Store, open_store
from kg.views import write_view

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    # drawn by one thread and at once, so that the same page is the same bytes
    "--num-raster-threads=1",
    "--disable-partial-raster",
    "--disable-checker-imaging",
)


class Picture(NamedTuple):
    """`address` is one of the server, or `file:` and the name of a file that is made for it; `width` and `height` are the
    window's, in CSS pixels.

    `open` is clicked, `over` has the pointer on it, `at` is scrolled to the top of the window: selectors of Playwright.
    """

    name: str
    address: str
    width: int = 1280
    height: int = 860
    language: str = "en"
    theme: str = "light"
    open: str = ""
    over: str = ""
    at: str = ""


QUERY = """PREFIX kg: <https://w3id.org/claim-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?outlet ?published ?quote
WHERE {
  ?claim kg:value 0.46 ; kg:series/kg:metric <https://w3id.org/claim-kg/metric/gmv> .
  ?mention kg:claim ?claim ; kg:source ?source ; oa:hasTarget/oa:hasSelector/oa:exact ?quote .
  ?source schema:datePublished ?published ; schema:publisher/skos:prefLabel ?outlet .
  FILTER(lang(?outlet) = "en")
}
ORDER BY ?published
"""
PICTURES = (
    Picture("view", "file:view.html", height=760),
    Picture("dossier", "/figure?q=46%25+GMV"),
    Picture("dossier-phone", "/figure?q=46%25+GMV", width=400, language="zh", theme="dark"),
    Picture("start", "/", theme="dark"),
    Picture("conflicts", "/conflicts?relation=any"),
    Picture(
        "source",
        "/source/5a8a2775f73f9faca7656b0efa80af3e",
        open='summary:has-text("46%")',
        at='.part:has-text("46%")',
    ),
    Picture("entity", "/entity/alibaba-com", at="#around"),
    Picture("query", f"/sparql?query={quote(QUERY)}", height=760),
)


def main(names: list[str]) -> int:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        print(f"none of {', '.join(BROWSERS)} is installed", file=sys.stderr)
        return 1
    if unknown := set(names) - {picture.name for picture in PICTURES}:
        print(f"no picture is called {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        with open_store(place / "store", mode="w") as store:
            build([SEEDS], store=store, processes=0)
            write_files(store, place)
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        with serving(place / "store") as address:
            for picture in PICTURES:
                if not names or picture.name in names:
                    path = draw(browser, picture, address, files=place, folder=HERE)
                    print(f"{path.name}: {path.stat().st_size:,} bytes")
        browser.close()
    return 0


def write_files(store: Store, folder: Path) -> None:
    """The files that pictures show."""
    write_view(store, folder / "view.html", figure="46% GMV")


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The address of a server over a store, for the time of the `with` block."""
    listening = bind("127.0.0.1", 0)
    settings = uvicorn.Config(create_app(Config(str(store))), log_level="error", ws="none")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield address_of(listening)
    finally:
        server.should_exit = True
        thread.join()


def draw(browser: Browser, picture: Picture, address: str, *, files: Path, folder: Path) -> Path:
    """Open a page as the picture says and keep in the folder what the window shows."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale="zh-CN" if picture.language == "zh" else "en-GB",
        color_scheme="dark" if picture.theme == "dark" else "light",
        reduced_motion="reduce",
        timezone_id="UTC",
    )
    page = context.new_page()
    file = picture.address.partition("file:")[2]
    page.goto((files / file).as_uri() if file else address + picture.address, wait_until="networkidle")
    if picture.open:
        page.locator(picture.open).first.click()
    if picture.over:
        page.locator(picture.over).first.hover()
    if picture.at:
        page.locator(picture.at).first.evaluate(
            "element => scrollBy(0, element.getBoundingClientRect().top - 4)"
        )
    settled(page)
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def settled(page: Page) -> Any:
    """Wait until fonts are there and what was changed is drawn."""
    drawn = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
    return page.evaluate(f"document.fonts.ready.then(() => {drawn})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
