"""The page as a reader meets it, in headless Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.store import Store
from kg.views import write_view
from tests.views.conftest import Watched
from tests.views.worlds import ATTACK, attack

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]

_QUOTE = "过去一个财年平台的交易额同比增长46%"


@pytest.fixture(scope="module")
def page_of_small(small: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_view(small, tmp_path_factory.mktemp("small") / "view.html", everything=True).path


@pytest.fixture(scope="module")
def page_of_nasty(nasty: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("nasty") / "view.html"
    return write_view(nasty, out, everything=True, title=attack("heading")).path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_without_a_request_or_a_complaint(
    visit: Visit, page_of_small: Path, scheme: str
) -> None:
    seen = visit(page_of_small, color_scheme=scheme)
    expect(seen.page.locator("#graph canvas")).to_be_visible()
    assert seen.page.evaluate("claimView.nodes.length") == 16
    seen.assert_quiet()


def test_the_legend_names_every_type_with_its_count(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    assert seen.page.locator("#legend label").all_inner_texts() == [
        "Figure\n3",
        "Statement\n1",
        "Source\n2",
        "Publisher\n3",
        "Speaker\n1",
        "Cited document\n1",
        "Entity\n3",
        "Metric\n2",
    ]
    assert seen.page.locator("#legend svg").count() == 8


def test_hovering_over_a_claim_shows_its_quote(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    seen.page.locator("#search").fill("张三")
    seen.page.mouse.move(*seen.point("订单外溢"))
    expect(seen.page.locator(".vis-tooltip")).to_be_visible()
    expect(seen.page.locator(".vis-tooltip")).to_contain_text("订单外溢是主动布局，并非被动转移")
    expect(seen.page.locator(".vis-tooltip")).to_contain_text("平台公布年度数据")


def test_a_click_on_a_claim_opens_its_details(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    seen.page.mouse.click(*seen.point("订单外溢"))
    panel = seen.page.locator("#details")
    expect(panel.locator("blockquote strong")).to_have_text("订单外溢是主动布局，并非被动转移")
    for words in ("平台公布年度数据", "2022-06-10", "甲财经网", "乙新闻", "张三", "70%", "first.txt"):
        expect(panel).to_contain_text(words)
    seen.assert_quiet()


def test_an_open_claim_lights_up_the_way_to_its_publishers(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    seen.page.locator("#search").fill(_QUOTE)
    seen.page.locator("#list button").first.click()
    lit = set(
        seen.page.evaluate(
            "claimView.nodes.get({ filter: (node) => node.opacity === 1 }).map((node) => node.label.split('\\n')[0])"
        )
    )
    assert lit >= {"成交额 +46%", "平台公布年度数据", "甲财经网", "乙新闻", "张三", "某某国际站"}
    assert not lit & {"外贸企业的新机会", "丙日报", "活跃买家 +12%"}


def test_chinese_words_on_an_english_page_say_that_they_are(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    names = seen.page.locator("#list .name")
    assert names.count() == 16
    assert seen.page.locator('#list .name[lang="zh"]').count() == 16


def test_nodes_move_only_when_they_are_let(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    places = "JSON.stringify(claimView.network.getPositions())"
    before = seen.page.evaluate(places)
    seen.page.locator("#physics").check()
    seen.page.wait_for_function(f"{places} !== {before!r}")
    seen.page.locator("#physics").uncheck()
    assert seen.page.evaluate(places) == before


def test_a_click_beside_the_nodes_closes_the_details(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    seen.page.mouse.click(*seen.point("订单外溢"))
    box = seen.page.locator("#graph").bounding_box()
    assert box
    seen.page.mouse.click(box["x"] + 3, box["y"] + 3)
    expect(seen.page.locator("#listing")).to_be_visible()


def test_the_keyboard_alone_opens_and_closes_a_claim(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    seen.page.locator("#search").focus()
    seen.page.keyboard.type(_QUOTE)
    seen.page.keyboard.press("Tab")
    opened = seen.page.evaluate("document.activeElement.dataset.id")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#details blockquote strong")).to_have_text(_QUOTE)
    assert seen.page.evaluate("document.activeElement.id") == "details"
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("#details")).to_be_hidden()
    assert seen.page.evaluate("document.activeElement.dataset.id") == opened


def test_search_narrows_the_list_and_says_when_nothing_is_left(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    seen.page.locator("#search").fill("活跃买家")
    names = seen.page.locator("#list .name").all_inner_texts()
    assert names == ["活跃买家 +12%", "活跃买家"]
    seen.page.locator("#search").fill("there is no such thing")
    expect(seen.page.locator("#nothing")).to_be_visible()


def test_a_filter_hides_nodes_their_edges_and_their_entries(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    seen.page.locator('#legend input[data-type="source"]').uncheck()
    hidden = "claimView.nodes.get({ filter: (node) => node.hidden }).length"
    assert seen.page.evaluate(hidden) == 2
    # each source: the claims in it and its outlets
    assert seen.page.evaluate("claimView.edges.get({ filter: (edge) => edge.hidden }).length") == 7
    assert "外贸企业的新机会" not in seen.page.locator("#list .name").all_inner_texts()
    seen.page.locator('#legend input[data-type="source"]').check()
    assert seen.page.evaluate(hidden) == 0


def test_edges_are_named_and_the_names_can_be_put_away(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small)
    names = "[...new Set(claimView.edges.get().map((edge) => edge.label.trim()))].sort()"
    assert seen.page.evaluate(names) == [
        "about",
        "cites",
        "claimed in",
        "credited to",
        "measures",
        "published by",
        "said by",
        "within",
    ]
    seen.page.locator("#edge-names").uncheck()
    assert seen.page.evaluate(names) == [""]


def test_the_page_speaks_chinese_to_who_reads_chinese(visit: Visit, page_of_small: Path) -> None:
    seen = visit(page_of_small, locale="zh-CN")
    assert seen.page.evaluate("document.documentElement.lang") == "zh-Hans"
    expect(seen.page.locator("#legend")).to_contain_text("发布者")
    seen.page.locator("#language").click()
    assert seen.page.evaluate("document.documentElement.lang") == "en"
    expect(seen.page.locator("#legend")).to_contain_text("Publisher")


def test_a_cut_picture_says_how_much_it_shows(visit: Visit, large: Store, tmp_path: Path) -> None:
    report = write_view(large, tmp_path / "view.html", everything=True, budget=120)
    seen = visit(report.path)
    expect(seen.page.locator("#budget")).to_have_text(f"showing {report.shown} of {report.total:,} nodes")
    seen.assert_quiet()


def test_a_thousand_nodes_can_be_drawn_and_opened(visit: Visit, large: Store, tmp_path: Path) -> None:
    report = write_view(large, tmp_path / "view.html", everything=True, budget=1_500)
    seen = visit(report.path)
    assert seen.page.evaluate("claimView.nodes.length") == report.nodes > 1_000
    assert seen.page.evaluate("claimView.network.physics.physicsEnabled") is False
    seen.page.locator("#list button").first.click()
    expect(seen.page.locator("#details")).to_be_visible()
    seen.assert_quiet()


def test_a_narrow_window_has_the_panel_below_and_no_sideways_scrolling(
    visit: Visit, page_of_small: Path
) -> None:
    seen = visit(page_of_small, viewport={"width": 420, "height": 860})
    graph, panel = (seen.page.locator(name).bounding_box() for name in ("#graph", "#panel"))
    assert graph
    assert panel
    assert panel["y"] >= graph["y"] + graph["height"] - 1
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 420


def test_an_attack_in_any_field_is_shown_as_words(visit: Visit, page_of_nasty: Path) -> None:
    seen = visit(page_of_nasty)
    page = seen.page
    before = page.evaluate("document.querySelectorAll('*').length")
    assert page.evaluate("document.querySelectorAll('script').length") == 4
    expect(page.locator("#title")).to_contain_text("heading:<img src=x onerror=")
    shown = []
    for index in range(page.locator("#list button").count()):
        page.locator("#list button").nth(index).click()
        shown.append(page.locator("#details").inner_text())
        page.locator("#back").click()
    everything = "\n".join(shown)
    visible = ATTACK.split("/")[0]
    fields = ("file", "quote", "statement", "title", "publisher", "credited", "author", "metric", "subject")
    for field in (*fields, "value", "period", "at", "speaker", "cited", "topic"):
        assert f"{field}:{visible}" in everything, field
    assert "\"><script>pwned('iri')</script>" in everything
    page.locator("#language").click()
    assert page.evaluate("document.querySelectorAll('img, iframe, svg[onload], [onerror]').length") == 0
    assert page.evaluate("document.querySelectorAll('*').length") == before
    seen.assert_quiet()


def test_an_attack_does_not_run_when_the_pointer_comes(visit: Visit, page_of_nasty: Path) -> None:
    seen = visit(page_of_nasty)
    points = seen.page.evaluate(
        """() => {
            const { network, nodes } = claimView;
            const box = document.getElementById("graph").getBoundingClientRect();
            return nodes.getIds().map((id) => network.canvasToDOM(network.getPosition(id))).map((at) => [box.x + at.x, box.y + at.y]);
        }"""
    )
    tips = []
    for x, y in points:
        seen.page.mouse.move(x, y)
        expect(seen.page.locator(".vis-tooltip")).to_be_visible()
        tips.append(seen.page.locator(".vis-tooltip").inner_text())
        seen.page.mouse.click(x, y)
    assert len(tips) == len(points) > 8
    assert all("<script>" in tip or "example.org" in tip for tip in tips)
    assert seen.page.locator(".vis-tooltip *").count() == seen.page.locator(".vis-tooltip br").count()
    seen.assert_quiet()
