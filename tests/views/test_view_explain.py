"""The page that explains mentions: what is in it, and how a reader meets it in headless Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.extract.explain import SLOTS, Explained, Where
from kg.model import Bound, How, Quantity
from kg.pipeline import explain
from kg.views.explain_page import explain_page
from kg.views.explaining import explain_style, interval_text
from tests.views.conftest import Watched
from tests.views.worlds import ATTACK, hostile_explained

Visit = Callable[..., Watched]
_TEXT = "青山农业报\n\n6月9日，青山农业集团总经理林晓表示，2021年平台交易额同比增长超过46%，棚产达到3.2万吨。大棚的扩建并不顺利，还需要时间。\n\n天气很好。\n"


def write(folder: Path, sources: list[Explained]) -> Path:
    out = folder / "why.html"
    out.write_text("".join(explain_page(sources)), "utf-8")
    return out


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    (folder / "a.txt").write_text(_TEXT, "utf-8")
    return write(folder, list(explain([folder / "a.txt"], processes=0)))


@pytest.fixture(scope="module")
def report(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed with tables and footnotes."""
    found = list(explain([seeds / "002_68548227ea3e7e87.txt"], processes=0))
    return write(tmp_path_factory.mktemp("report"), found)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hostile"), [hostile_explained()])


def test_every_slot_and_every_way_has_its_words() -> None:
    style = explain_style()
    assert tuple(style.slots) == SLOTS
    assert set(style.how) == {how.value for how in How}
    assert set(style.where) == {where.value for where in Where} - {"quote"}
    for words in (*style.how.values(), *style.where.values(), *style.words.values()):
        assert set(words) == {"en", "zh"}
    for tags in (
        {slot.tag["en"] for slot in style.slots.values()},
        {slot.tag["zh"] for slot in style.slots.values()},
    ):
        assert len(tags) == len(SLOTS)


def test_the_same_sources_give_the_same_bytes(page: Path) -> None:
    found = list(explain([page.parent / "a.txt"], processes=0))
    assert "".join(explain_page(found)) == page.read_text("utf-8")


def test_the_page_allows_itself_nothing_but_its_own_script(page: Path) -> None:
    text = page.read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert not re.findall(r"<(?:link|img|iframe|script|source|object|embed)[^>]+(?:src|href)=", text)


def test_ids_are_unique_and_links_lead_somewhere(report: Path) -> None:
    text = report.read_text("utf-8")
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_words_of_sources_are_no_markup(hostile: Path) -> None:
    text = hostile.read_text("utf-8")
    assert "<img" not in text
    assert "<svg" not in text
    assert "<script>pwned" not in text
    assert not set("\u202e\x1b\x07\u2028") & set(text)


def test_a_source_without_a_claim_says_so() -> None:
    from tests.builders import build_document

    read = build_document("天气很好。")
    text = "".join(explain_page([Explained(read.source, read.text, read.blocks, ())]))
    assert "No claim was found here." in text


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_it_fits_the_window_and_asks_for_nothing(visit: Visit, report: Path, scheme: str, width: int) -> None:
    seen = visit(report, color_scheme=scheme, viewport={"width": width, "height": 900})
    seen.page.locator("#open-all").click()
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    seen.assert_quiet()


@pytest.mark.browser
def test_the_text_is_all_there_with_its_slots_marked(visit: Visit, page: Path) -> None:
    seen = visit(page)
    texts = [line for line in seen.page.locator(".text p").all_inner_texts() if line.strip()]
    plain = "".join(re.sub(r"\d(?=超过|3\.2|大棚)", "", line) for line in texts)
    assert "6月9日，青山农业集团总经理林晓表示" in plain
    marked = seen.page.locator(".text mark.slot")
    assert {"value", "metric", "subject", "period", "baseline", "speaker"} == {
        found.split("s-")[1].split()[0]
        for found in (marked.nth(i).get_attribute("class") or "" for i in range(marked.count()))
    }
    # a label beside the colour
    label = "getComputedStyle(document.querySelector('.text mark.s-metric'), '::after').content"
    assert "M" in seen.page.evaluate(label)


@pytest.mark.browser
def test_a_link_in_the_text_opens_its_mention(visit: Visit, page: Path) -> None:
    seen = visit(page)
    card = seen.page.locator("#m1-1")
    expect(card).not_to_have_attribute("open", "")
    seen.page.locator(".text a.n").first.click()
    expect(card).to_have_attribute("open", "")
    expect(card).to_contain_text("change_rate")
    expect(card).to_contain_text("in an earlier clause of the sentence")
    expect(card).to_contain_text("0.85 = 0.90 − 0.05 (subject)", use_inner_text=True)
    card.locator("a", has_text="to its place").click()
    assert seen.page.evaluate("location.hash") == "#t1-1"
    seen.assert_quiet()


@pytest.mark.browser
def test_the_keyboard_alone_opens_a_mention(visit: Visit, page: Path) -> None:
    seen = visit(page)
    seen.page.locator("#m1-1 summary").focus()
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#m1-1 blockquote")).to_be_visible()
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.getAttribute('href')") == "#t1-1"


@pytest.mark.browser
def test_it_can_be_read_without_javascript(visit: Visit, page: Path) -> None:
    seen = visit(page, java_script_enabled=False)
    expect(seen.page.locator("#tools")).to_be_hidden()
    seen.page.locator("#m1-2 summary").click()
    expect(seen.page.locator("#m1-2 dl")).to_be_visible()
    expect(seen.page.locator("#m1-2")).to_contain_text("棚产")


@pytest.mark.browser
def test_it_speaks_chinese_to_who_reads_chinese(visit: Visit, page: Path) -> None:
    seen = visit(page, locale="zh-CN")
    expect(seen.page.locator(".legend")).to_contain_text("说话者")
    expect(seen.page.locator(".legend li").first).to_have_text(re.compile("数"))
    assert "speaker" not in seen.page.locator(".legend").inner_text()
    seen.page.locator("#language").click()
    assert "speaker" in seen.page.locator(".legend").inner_text()


@pytest.mark.browser
def test_an_attack_in_any_field_is_shown_as_words(visit: Visit, hostile: Path) -> None:
    seen = visit(hostile)
    seen.page.locator("#open-all").click()
    shown = seen.page.locator("body").inner_text()
    start = ATTACK.split("/")[0]
    for field in (
        "title",
        "file",
        "publisher",
        "metric",
        "label",
        "iri",
        "subject",
        "speaker",
        "scope",
        "value",
    ):
        assert f"{field}:{start}" in shown, field
    for field in ("unit", "counted", "rule", "cited", "how", "at", "statement"):
        assert f"{field}:{start}" in shown, field
    assert seen.page.locator("img, svg, script").count() == 1
    seen.assert_quiet()


@pytest.mark.parametrize(
    ("value", "unit", "bound", "shown"),
    [
        ("1", "{rank}", Bound.EXACT, ""),
        ("0.46", "1", Bound.EXACT, "45.5% … 46.5%"),
        ("1.3", "1", Bound.MIN, "≥ 130%"),
        ("0.3", "1", Bound.MAX, "≤ 30%"),
    ],
)
def test_what_a_value_can_stand_for(value: str, unit: str, bound: Bound, shown: str) -> None:
    assert interval_text(Quantity(Decimal(value), value, unit, bound=bound, step=Decimal("0.01"))) == shown
