"""The page on which people write queries."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from kg.ask import named_queries
from tests.serve.test_running import served
from tests.views.worlds import attack

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
DESCRIBED = (
    "PREFIX kg: <https://w3id.org/claim-kg/ontology#> DESCRIBE ?m { ?m a kg:Mention } ORDER BY ?m LIMIT 2"
)
SOURCES = "SELECT DISTINCT ?s { ?s a <https://w3id.org/claim-kg/ontology#Source> }"


def page(client: TestClient, query: str | None = None, **more: str) -> str:
    return client.get("/sparql", params=({"query": query} if query else {}) | more, headers=HTML).text


def test_the_page_has_every_named_query_to_try(client: TestClient) -> None:
    text = page(client)
    for query in named_queries():
        assert html.escape(query.title) in text
        assert f'id="{query.name}"' in text


def test_words_are_in_the_language_of_the_reader(client: TestClient) -> None:
    assert "查询图谱" in page(client, lang="zh")
    assert ">谓语</th>" in page(client, DESCRIBED, lang="zh")
    client.cookies.clear()


def test_an_answer_is_a_table_with_links(client: TestClient) -> None:
    text = page(client, SOURCES)
    assert text.count("<td>") == 5
    assert re.search(r'<a href="/source/[0-9a-f]{32}"', text)


def test_an_answer_can_be_downloaded_in_every_form(client: TestClient) -> None:
    links = re.findall(r'href="(/sparql\?query=[^"]*format=\w+)"', page(client, SOURCES))
    assert len(links) == 4
    for link in links:
        answer = client.get(html.unescape(link), headers=HTML)
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]


def test_graphs_and_truths_have_a_form_as_well(client: TestClient) -> None:
    assert "<strong>true</strong>" in page(client, "ASK {}")
    built = page(client, "CONSTRUCT { <a:a> <a:b> '越南'@zh } WHERE {}")
    assert ">predicate</th>" in built
    assert "越南 <small>zh</small>" in built
    assert "format=turtle" in built


def test_a_graph_is_a_picture_where_that_is_asked_for(client: TestClient) -> None:
    table, drawn = page(client, DESCRIBED), page(client, DESCRIBED, view="graph")
    address = html.escape("/sparql?" + urlencode({"query": DESCRIBED, "view": "graph"}))
    assert f'href="{address}#answer"' in table
    assert 'id="picture-data"' not in table
    assert "vis-network" not in table
    data = json.loads(drawn.partition('id="picture-data">')[2].partition("</script>")[0])
    assert len(data["around"]["nodes"]) == data["around"]["total"] > 5
    # without scripts, and for whoever reads it aloud, the table stays; the next query is shown in the same way
    assert ">predicate</th>" in drawn
    assert '<input type="hidden" name="view" value="graph">' in drawn


@pytest.mark.parametrize(
    "query", [SOURCES, "ASK {}", "SELECT * {", "CONSTRUCT { ?s ?p 1 } WHERE { ?s <a:none> ?p }"]
)
def test_what_is_no_graph_has_no_picture(client: TestClient, query: str) -> None:
    assert 'id="picture-data"' not in page(client, query, view="graph")


def test_an_error_is_shown_at_its_place(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * {\n ?s ?p wrong ?o }"}, headers=HTML)
    assert answer.status_code == 400
    assert "<mark>wrong</mark>" in answer.text
    assert 'data-line="2" data-column="8"' in answer.text


def test_many_rows_are_counted_and_the_first_shown(client: TestClient) -> None:
    query = "SELECT ?s { ?s ?p ?o } LIMIT 700"
    text = page(client, query)
    assert "500 of 700 rows" in text
    assert text.count("<td>") == 500


def test_whatever_is_asked_is_shown_as_text(client: TestClient) -> None:
    words = attack("query").replace("\\", "").replace('"', "'").replace("\u2028", " ")
    for query in (
        f"SELECT ('''{words}''' AS ?x) {{}}",
        f"SELECT * {{ {words}",
        f"SELECT (1 AS ?{words}) {{}}",
    ):
        text = page(client, query)
        assert "<script>pwned" not in text
        assert "<img src=x" not in text


def test_a_textarea_keeps_a_line_feed_at_the_beginning(client: TestClient) -> None:
    assert re.search(r"<textarea[^>]*>\n\nASK", page(client, "\nASK {}"))


def test_what_is_completed_is_what_the_graph_uses(client: TestClient) -> None:
    found = client.get("/sparql/terms.json").json()
    assert {"name": "kg:claim", "label": "claim"} in found["terms"]
    assert found["prefixes"]["kg"] == "https://w3id.org/claim-kg/ontology#"
    assert not [term for term in found["terms"] if term["name"].startswith("sh:")]


@pytest.fixture(scope="module")
def opened(chromium: Browser, small_path: object) -> Iterator[Page]:
    from pathlib import Path

    assert isinstance(small_path, Path)
    with served(small_path) as address:
        context = chromium.new_context(base_url=address, locale="en-GB", reduced_motion="reduce")
        found = context.new_page()
        complaints: list[str] = []
        found.on("console", lambda message: complaints.append(message.text))
        found.on("pageerror", lambda error: complaints.append(str(error)))
        found.on(
            "request", lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url)
        )
        with found.expect_response("**/sparql/terms.json"):
            found.goto("/sparql")
        yield found
        assert complaints == []
        context.close()


@pytest.mark.browser
def test_writing_a_query_with_the_keyboard(opened: Page) -> None:
    area = opened.locator("#query")
    area.fill("")
    area.press_sequentially("SELECT DISTINCT ?claim { ?m kg:clai")
    opened.locator(".complete li", has_text="kg:claim").first.wait_for()
    area.press("Enter")
    area.press_sequentially(" ?claim }")
    assert area.input_value().startswith("PREFIX kg: <https://w3id.org/claim-kg/ontology#>\nSELECT")
    assert opened.locator(".behind .t-variable").first.inner_text() == "?claim"
    area.press("Control+Enter")
    opened.locator("#answer").wait_for()
    assert opened.locator("tbody tr").count() > 1
    opened.select_option("#example", "repeats-of-figure")
    assert "LIMIT" in opened.locator("#query").input_value()


@pytest.mark.browser
def test_a_picture_of_triples_is_drawn_within_its_budget(opened: Page) -> None:
    everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1500"
    opened.goto(f"/sparql?query={quote(everything)}&view=graph")
    status = opened.locator("#status")
    expect(status).to_contain_text("100 of at most 100 nodes", timeout=20_000)
    opened.select_option("#budget", "200")
    expect(status).to_contain_text("200 of at most 200 nodes", timeout=20_000)
    while opened.evaluate("around.network.physics.physicsEnabled"):
        opened.wait_for_timeout(100)
    assert opened.evaluate("around.known.size") == 200
    x, y = opened.evaluate(
        """() => {
            document.getElementById("graph").scrollIntoView();
            const box = document.getElementById("graph").getBoundingClientRect();
            const at = around.network.canvasToDOM(around.network.getPosition([...around.known.keys()][0]));
            return [box.x + at.x, box.y + at.y];
        }"""
    )
    opened.mouse.click(x, y)
    expect(opened.locator("#chosen a")).to_have_attribute("href", re.compile("^/"))
    opened.locator("#kinds input[value=value]").uncheck()
    expect(status).not_to_contain_text("200 of at most")
    opened.locator(".views a", has_text="Table").click()
    expect(opened.locator("#picture")).to_have_count(0)
    assert opened.locator("tbody tr").count() == 500
