"""A server over a store that is no folder: another endpoint answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kg.serve import Config, create_app
from tests.ask.small import small_store
from tests.serve.conftest import TOKEN
from tests.store.endpoint import endpoint

GRAPH = small_store().graphs()[0]
SOURCES = "SELECT DISTINCT ?s { ?s a <https://w3id.org/claim-kg/ontology#Source> }"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with endpoint() as server:
        server.db.extend(quad for graph in small_store().graphs() for quad in small_store().quads(graph))
        app = create_app(Config(server.url, token=TOKEN, query_rows=100))
        with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as found:
            yield found


@pytest.mark.parametrize(
    ("form", "table", "truth"),
    [
        ("json", '"bindings"', '"boolean":true'),
        ("xml", "<result>", "<boolean>true</boolean>"),
        ("csv", "/source/", "true"),
        ("tsv", "/source/", "true"),
    ],
)
def test_tables_and_truths_come_in_every_form(client: TestClient, form: str, table: str, truth: str) -> None:
    assert table in client.get("/sparql", params={"query": SOURCES, "format": form}).text
    assert truth in client.get("/sparql", params={"query": "ASK {}", "format": form}).text


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_graphs_come_in_every_form(client: TestClient, form: str) -> None:
    query = "DESCRIBE <https://w3id.org/claim-kg/entity/vietnam>"
    assert "越南" in client.get("/sparql", params={"query": query, "format": form}).text


@pytest.mark.parametrize(
    "parameters",
    [
        {"query": "ASK {}", "default-graph-uri": GRAPH},
        {"query": "SELECT * { ?s ?p ?o }"},
        {"query": "SELECT * {"},
        {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"},
    ],
)
def test_what_cannot_be_answered_is_a_bad_request(client: TestClient, parameters: dict[str, str]) -> None:
    assert client.get("/sparql", params=parameters).status_code == 400


def test_updates_are_not_taken(client: TestClient) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert client.post("/sparql", data={"update": "CLEAR ALL"}, headers=headers).status_code == 403


def test_the_endpoint_describes_the_graphs_of_the_other(client: TestClient) -> None:
    assert GRAPH in client.get("/sparql", headers={"Accept": "text/turtle"}).text
