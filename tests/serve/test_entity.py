"""`/entity/…`, `/metric/…`, `/publisher/…` and what lets the picture grow."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from kg.model import ids
from tests.views.worlds import hostile

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/entity/alibaba-com", "/metric/gmv", "/publisher/jiemian"])
def test_a_thing_of_the_vocabulary_has_a_page_under_the_end_of_its_iri(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200
    assert client.get(f"/term{path}", headers=BROWSER).headers["location"] == path
    assert client.get(f"{path}.json").json()["id"] == ids.VOCABULARY + path[1:]
    assert "skos:prefLabel" in client.get(f"{path}.ttl").text


def test_a_thing_that_was_minted_has_a_page_too(nasty_client: TestClient) -> None:
    mentions = nasty_client.get("/around.json", params={"of": _hostile_source()}).json()["nodes"]
    entities = [node for node in mentions if node["href"].startswith("/entity/")]
    assert entities
    for node in entities:
        answer = nasty_client.get(node["href"], headers=BROWSER)
        assert answer.status_code == 200
        assert "<script>pwned" not in answer.text
        assert "<img" not in answer.text


def _hostile_source() -> str:
    with hostile() as store:
        graph = next(name for name in store.graphs() if "/graph/source/" in name)
    return graph.replace("/graph/source/", "/source/")


def test_the_picture_grows(client: TestClient) -> None:
    iri = f"{ids.VOCABULARY}entity/alibaba-com"
    first = client.get("/around.json", params={"of": iri}).json()
    assert first["focus"] == iri
    assert first["claims"] >= first["shown"] > 0
    assert {node["href"].split("/")[1].split("?")[0] for node in first["nodes"]} <= {
        "about",
        "entity",
        "figure",
        "metric",
        "publisher",
        "source",
    }
    later = client.get("/around.json", params={"of": iri, "skip": first["claims"]}).json()
    assert later["nodes"] == []


@pytest.mark.parametrize(
    "query", ["", "of=", "of=x", "of=javascript%20:", "of=https://e.org/%3E%20%7B", "of=" + "a" * 5000]
)
def test_what_is_no_iri_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/around.json?{query}").status_code == 400


@pytest.mark.parametrize("skip", ["-1", "x", "1e9", "99999999999"])
def test_any_number_will_do(client: TestClient, skip: str) -> None:
    iri = f"{ids.VOCABULARY}entity/alibaba-com"
    assert client.get("/around.json", params={"of": iri, "skip": skip}).json()["shown"] > 0


@pytest.mark.parametrize(
    "path",
    [
        "/entity/none",
        "/entity/none.ttl",
        "/metric/../entity/x",
        "/publisher/%3Cscript%3E",
        "/entity/a b",
        "/entity/" + "a" * 5_000,
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "query", ["by=%22%3E%3Cscript%3E", "by=x&page=2", "page=-1&said=x&cited=%D9%A3", "by=" + "a" * 5000]
)
def test_no_query_breaks_the_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/entity/alibaba-com?{query}", headers=BROWSER)
    assert answer.status_code == 200
    assert '"><script>' not in answer.text


def test_the_library_that_draws_is_served_from_here(client: TestClient) -> None:
    page = client.get("/entity/alibaba-com", headers=BROWSER).text
    assert 'src="/static/vis-network.js?v=' in page
    answer = client.get("/static/vis-network.js")
    assert answer.status_code == 200
    assert "sourceMappingURL" not in answer.text
