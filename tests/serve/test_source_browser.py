"""The pages of a source and of a thing as a reader meets them, in headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kg.model import ids
from tests.serve.conftest import copied, with_originals
from tests.serve.live import live, serious, visiting
from tests.views.sourced import hostile_text, report, sourced
from tests.views.worlds import crowd

pytestmark = pytest.mark.browser

COMPANY = "/entity/" + ids.named_id("entity", "甲公司").rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("sourced") / "kg"
    with sourced() as store:
        with_originals(store, folder)
    with live(folder) as found:
        yield found


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with crowd(400) as store:
        folder = copied(store, tmp_path_factory.mktemp("crowd") / "kg")
    with live(folder) as found:
        yield found


def page_of(address: str, document: object) -> str:
    return f"{address}/source/{document.source.id.rsplit('/', 1)[-1]}"  # type: ignore[attr-defined]


def test_the_pointer_on_a_claim_lights_its_words_and_shows_its_slots(chromium: Browser, address: str) -> None:
    with visiting(chromium, page_of(address, report())) as seen:
        seen.page.locator("mark.claim").first.hover()
        tip = seen.page.locator(".tip")
        expect(tip).to_be_visible()
        expect(tip).to_contain_text("李四")
        lit = seen.page.locator(".lit.word").all_inner_texts()
        assert {"46%", "交易额", "李四", "甲公司"} <= set(lit)
        seen.page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        seen.assert_quiet()


def test_the_keyboard_alone_reads_a_claim(chromium: Browser, address: str) -> None:
    with visiting(chromium, page_of(address, report())) as seen:
        number = seen.page.locator("a.n[data-claim='2']")
        number.focus()
        seen.page.keyboard.press("Shift+Tab")
        seen.page.keyboard.press("Tab")
        expect(seen.page.locator(".tip")).to_contain_text("300亿元")
        seen.page.keyboard.press("Enter")
        card = seen.page.locator("[data-card='2']")
        expect(card).to_have_attribute("open", "")
        assert seen.page.evaluate("document.activeElement.closest('[data-card]').dataset.card") == "2"
        expect(card.locator("dl")).to_be_visible()


def test_on_a_phone_a_claim_opens_below_its_paragraph(chromium: Browser, address: str) -> None:
    phone = {"viewport": {"width": 400, "height": 800}, "has_touch": True}
    with visiting(chromium, page_of(address, report()), **phone) as seen:
        card = seen.page.locator("[data-card='1']")
        expect(card).to_be_hidden()
        seen.page.locator("a.n[data-claim='1']").tap()
        expect(card.locator("dl")).to_be_visible()
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 400


def test_without_script_a_number_still_leads_to_its_claim(chromium: Browser, address: str) -> None:
    phone = {"viewport": {"width": 400, "height": 800}, "java_script_enabled": False}
    with visiting(chromium, page_of(address, report()), **phone) as seen:
        seen.page.locator("a.n[data-claim='1']").click()
        expect(seen.page.locator("[data-card='1'] summary")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (400, "dark")])
def test_a_source_with_tables_sums_and_footnotes_can_be_read_by_everybody(
    chromium: Browser, address: str, width: int, scheme: str
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    for document in (report(), hostile_text()):
        with visiting(chromium, page_of(address, document), **options) as seen:
            assert serious(seen.page) == []
            assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            seen.assert_quiet()


def test_hostile_sources_do_nothing(chromium: Browser, address: str) -> None:
    with visiting(chromium, page_of(address, hostile_text())) as seen:
        seen.page.locator("mark.claim").first.hover()
        expect(seen.page.locator(".tip")).to_contain_text("<img src=x")
        assert seen.page.locator(".tip img, .tip script").count() == 0
        seen.page.mouse.move(5, 5)
        expect(seen.page.locator(".tip")).to_be_hidden()
        with seen.page.expect_download() as started:
            seen.page.locator("a[download]").click()
        assert Path(started.value.path()).read_bytes() == hostile_text().raw
        seen.assert_quiet()


def test_the_picture_grows_when_a_node_is_clicked_up_to_its_budget(chromium: Browser, crowded: str) -> None:
    with visiting(chromium, crowded + "/metric/" + _last(ids.named_id("metric", "出口额0"))) as seen:
        page = seen.page
        expect(page.locator("#status")).to_contain_text("8 of 120 claims")
        page.evaluate("document.getElementById('graph').scrollIntoView()")
        before = page.evaluate("around.known.size")
        x, y = page.evaluate(
            """() => {
                const box = document.getElementById("graph").getBoundingClientRect();
                const at = around.network.canvasToDOM(around.network.getPosition([...around.known.keys()].find((id) => id.includes("/metric/"))));
                return [box.x + at.x, box.y + at.y];
            }"""
        )
        with page.expect_response("**/around.json?*") as answered:
            page.mouse.click(x, y)
        assert answered.value.ok
        expect(page.locator("#status")).to_contain_text("16 of 120 claims")
        assert page.evaluate("around.known.size") > before
        for _ in range(6):
            with page.expect_response("**/around.json?*"):
                page.locator("#chosen button").click()
        expect(page.locator("#status")).to_contain_text("no room for more")
        assert page.evaluate("around.known.size") <= 100
        page.locator("#chosen a").click()
        expect(page.locator("h1")).to_have_text("出口额0")
        seen.assert_quiet()


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def test_kinds_can_be_put_away(chromium: Browser, address: str) -> None:
    with visiting(chromium, address + COMPANY) as seen:
        page = seen.page
        sources = page.locator("#kinds input[value=source]")
        shown = "around.nodes.get({ filter: (node) => !node.hidden }).length"
        all_of_them = page.evaluate(shown)
        sources.uncheck()
        assert page.evaluate(shown) == all_of_them - 2
        page.locator("#list summary").click()
        assert "甲公司年报" not in page.locator("#nodes").inner_text()
        page.locator("#nodes button").first.click()
        expect(page.locator("#status")).to_contain_text("nodes")
        seen.assert_quiet()
