"""Every page in headless Chromium: nothing in the console, no request to elsewhere, what everybody can read and reach by keyboard."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.routing import Route

from kg.serve.pages import ROUTES
from tests.serve.live import serious, visiting

pytestmark = pytest.mark.browser


class Opened(NamedTuple):
    """A page of the explorer: the route that makes it, its address, and the status that it has on purpose."""

    route: str
    path: str
    status: int = 200


def _row(address: str, table: str, **chosen: str) -> dict[str, str]:
    rows: list[dict[str, str]] = httpx.get(f"{address}/{table}.json", params=chosen).json()
    return rows[0]


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def pages(explorer: str) -> list[Opened]:
    """Each kind of page at least once, answers, refusals and errors among them."""
    copied = _row(explorer, "sources", q="越南外贸")["source_iri"]
    series = _row(explorer, "series", q="GMV")["series"]
    table = quote("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 5")
    graph = quote("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 5")
    return [
        Opened("/", "/"),
        Opened("/ask", "/ask"),
        Opened("/ask", "/ask?q=46%25+GMV"),
        Opened("/ask", "/ask?q=阿里巴巴国际站的交易额如何变化"),
        Opened("/ask", "/ask?q=how+is+the+weather"),
        Opened("/figure/{name}", "/figure?q=46%25+GMV"),
        Opened("/figure", "/figure?q=增长20%25", 300),
        Opened("/figure", "/figure?q=999%25+GMV", 404),
        Opened("/source/{name}", f"/source/{_last(copied)}"),
        Opened("/entity/{name:path}", "/entity/alibaba-com"),
        Opened("/metric/{name:path}", "/metric/gmv"),
        Opened("/publisher/{name:path}", "/publisher/eastmoney"),
        Opened("/conflicts", "/conflicts?relation=any"),
        Opened("/conflicts", "/conflicts?relation=any&q=nothing+has+these+words"),
        Opened("/sources", "/sources"),
        Opened("/speakers", "/speakers?type=Person"),
        Opened("/series", "/series?q=GMV"),
        Opened("/sums", "/sums"),
        Opened("/judge", "/judge"),
        Opened("/token", "/token"),
        Opened("/about", f"/about?iri={quote(series)}"),
        Opened("/about", "/about", 400),
        Opened("/sparql", "/sparql"),
        Opened("/sparql", f"/sparql?query={table}"),
        Opened("/sparql", f"/sparql?query={graph}"),
        Opened("/sparql", f"/sparql?query={graph}&view=graph"),
        Opened("/sparql", "/sparql?query=SELECT+wrong", 400),
        Opened("", "/nothing/here", 404),
    ]


_NO_PAGES = {"/id/{rest:path}", "/term/{rest:path}", "/mention/{name}", "/static/{name}", "/healthz"}
"""Routes that lead to pages, or are none."""


def test_no_kind_of_page_is_left_out(pages: list[Opened]) -> None:
    served = {
        route.path
        for route in ROUTES
        if isinstance(route, Route) and "." not in route.path and not route.path.endswith("/original")
    }
    assert served - _NO_PAGES == {page.route for page in pages} - {""}


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1400, "light", "en"), (400, "dark", "zh")], ids=["desk", "phone"]
)
def test_every_page_can_be_read_by_everybody(
    chromium: Browser, explorer: str, pages: list[Opened], width: int, scheme: str, language: str
) -> None:
    """No serious finding of axe-core, no page wider than its window, nothing in the console, no request to elsewhere."""
    found: list[str] = []
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with visiting(chromium, f"{explorer}/?lang={language}", **options) as seen:
        for opened in pages:
            seen.refused = opened.status >= 400
            answer = seen.page.goto(explorer + opened.path)
            assert answer is not None
            if answer.status != opened.status:
                found.append(f"{opened.path}: {answer.status}")
            if seen.page.locator("html").get_attribute("lang") != {"en": "en", "zh": "zh-Hans"}[language]:
                found.append(f"{opened.path}: another language")
            if seen.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{opened.path}: scrolls sideways")
            found += [f"{opened.path}: {one}" for one in serious(seen.page)]
            seen.assert_quiet()
            seen.complaints.clear()
    assert found == []


def focused(page: Page) -> str:
    """What has the focus and shows it: its text; "" where it cannot be seen, or not be told from others."""
    return str(
        page.evaluate(
            """() => {
                const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
                const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
                const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                return seen && ring ? (one.textContent.trim() || one.name || one.tagName) : "";
            }"""
        )
    )


@pytest.mark.parametrize("path", ["/", "/ask?q=46%25+GMV", "/sums", "/entity/alibaba-com", "/sparql"])
def test_the_tab_key_shows_where_it_is_and_skips_to_the_content(
    chromium: Browser, explorer: str, path: str
) -> None:
    with visiting(chromium, f"{explorer}{path}") as seen:
        page = seen.page
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        for _ in range(8):
            page.keyboard.press("Tab")
            assert focused(page)
        page.locator(".skip").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert focused(page)
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
        seen.assert_quiet()


def test_from_the_first_page_clicks_lead_through_all_the_graph(chromium: Browser, explorer: str) -> None:
    with visiting(chromium, f"{explorer}/?lang=en") as seen:
        page = seen.page
        page.locator(".leading a.figure").first.click()
        page.wait_for_url("**/figure/**")
        page.locator(".boxes a[href='#mentions']").click()
        expect(page.locator("#mentions")).to_be_in_viewport()
        page.locator(".mentions .head a").first.click()
        page.wait_for_url("**/source/**")
        page.locator("a.n[data-claim='1']").click()
        page.locator("[data-card='1'] .more a").first.click()
        page.wait_for_url("**/figure/**")
        page.locator(".facts a").first.click()
        page.wait_for_url("**/entity/**")
        page.locator(".facets a[aria-current]").wait_for()
        page.locator(".facets > a").nth(1).click()
        page.wait_for_url("**by=**")
        before = page.evaluate("location.pathname")
        page.locator(".with a").first.click()
        page.wait_for_function("path => location.pathname !== path", arg=before)
        page.get_by_role("link", name="Series").click()
        page.locator("tbody a[href^='/about']").first.click()
        page.wait_for_url("**/about?iri=**")
        page.locator("dl.about dd a[href^='/figure/']").first.click()
        page.wait_for_url("**/figure/**")
        page.locator(".switches >> text=中文").click()
        expect(page.locator(".kicker")).to_have_text("数字档案")
        seen.assert_quiet()


def test_chinese_is_typed_into_filters_and_questions(chromium: Browser, explorer: str) -> None:
    with visiting(chromium, f"{explorer}/sources?lang=zh") as seen:
        page = seen.page
        page.focus("#filters input[name=q]")
        page.keyboard.insert_text("外貿")  # the sources write it in simplified characters
        page.keyboard.press("Enter")
        page.wait_for_url("**q=%E5%A4%96%E8%B2%BF")
        assert 0 < page.locator("tbody tr").count() < 5
        page.focus("#question")
        page.keyboard.insert_text("张阔说了什么")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ask?q=**")
        expect(page.locator(".understood .form")).to_have_text("一个人或机构说了什么")
        assert page.locator("tbody tr").count() > 5
        page.fill("#question", "增长20%")
        page.keyboard.press("Enter")
        page.wait_for_url("**20%25")
        seen.assert_quiet()


def test_a_row_is_a_card_on_a_phone(chromium: Browser, explorer: str) -> None:
    phone = {"viewport": {"width": 400, "height": 800}}
    with visiting(chromium, f"{explorer}/sums?lang=zh", **phone) as seen:
        row = seen.page.locator("tbody tr").first
        box = row.bounding_box()
        assert box is not None
        assert box["width"] <= 400
        labels = row.locator("td").evaluate_all(
            "all => all.map(one => getComputedStyle(one, '::before').content)"
        )
        assert labels[:2] == ['"结论"', '"关系"']
        # what a table is for whoever hears it
        expect(seen.page.get_by_role("cell").first).to_be_visible()
        seen.page.get_by_role("columnheader", name="置信度").get_by_role("link").click()
        seen.page.wait_for_url("**sort=**")
        seen.assert_quiet()
