"""The page of a thing as a file, in headless Chromium: its picture asks for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.lexicon import Lexicon
from kg.model import ids
from kg.views.entity import claims_near, entity_page, neighbourhood
from kg.views.entity.html import entity_html
from kg.views.site import Frame
from tests.views.conftest import Watched
from tests.views.worlds import two_sources

pytestmark = pytest.mark.browser


def test_a_picture_without_a_server_is_drawn_and_does_not_offer_to_grow(
    visit: Callable[..., Watched], tmp_path: Path
) -> None:
    iri = ids.named_id("metric", "成交额")
    with two_sources() as store:
        page = entity_page(store, iri, lexicon=Lexicon.load())
        around = neighbourhood(store, iri, claims_near(store, iri), href=lambda _: "")
    out = tmp_path / "entity.html"
    out.write_text(entity_html(page, around, Frame().alone(), lexicon=Lexicon.load()), "utf-8")
    seen = visit(out)
    expect(seen.page.locator("#status")).to_contain_text(f"· {around.claims} of {around.claims} claims")
    expect(seen.page.locator("#nodes li")).to_have_count(len(around.nodes) - 1)
    expect(seen.page.locator("[data-grow]")).to_have_count(0)
    seen.assert_quiet()
