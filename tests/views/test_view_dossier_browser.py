"""The dossier as a reader meets it, in headless Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.lexicon import Lexicon
from kg.views.dossier import dossier, dossier_html, figures_named, sample_turtle
from kg.views.site import Frame
from tests.views.conftest import Watched
from tests.views.dossiers import FIGURE, dossier_store

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier")
    lexicon = Lexicon.load()
    with dossier_store(folder) as store:
        found = dossier(store, figures_named(store, FIGURE, lexicon=lexicon)[0], lexicon=lexicon)
        turtle = sample_turtle(store, found)
    out = folder / "dossier.html"
    out.write_text(dossier_html(found, Frame().alone(), lexicon=lexicon, turtle=turtle), "utf-8")
    return out


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (400, "dark")])
def test_the_page_fits_its_window_and_asks_for_nothing(
    visit: Visit, page: Path, width: int, scheme: str
) -> None:
    seen = visit(page, viewport={"width": width, "height": 900}, color_scheme=scheme)
    wide, narrow = seen.page.locator("svg.wide"), seen.page.locator("svg.narrow")
    expect(wide if width > 700 else narrow).to_be_visible()
    expect(narrow if width > 700 else wide).to_be_hidden()
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    # words of the picture keep a size that can be read
    box = seen.page.locator("svg:visible .written").first.bounding_box()
    assert box is not None
    assert box["height"] >= 12
    summary = seen.page.locator("details.table summary")
    summary.focus()
    first = seen.page.locator("details.table tbody tr").first
    for visible in (False, True):
        seen.page.keyboard.press("Enter")
        expect(first).to_be_visible(visible=visible)
    seen.page.get_by_role("link", name="changed in copies").click()
    expect(seen.page.locator("#changes")).to_be_in_viewport()
    seen.assert_quiet()
