"""The W3C's tests of the SPARQL 1.1 Protocol, every one under its own name, with data of ours.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ says what each is about. `query_dataset_default_graph` stands in its
list of tests though not in its manifest any more. The W3C's endpoint has a slash at its end; ours has none and sends on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from httpx import Response
from starlette.testclient import TestClient

from kg.store import open_store
from tests.serve.conftest import TOKEN, client_of

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
TABLES = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
TRUTHS = {"application/sparql-results+json", "application/sparql-results+xml"}
GRAPHS = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}

NAMESPACE = "https://example.org/protocol/"
ONE, TWO, THREE, NEW = (NAMESPACE + name for name in ("one", "two", "three", "new"))
KIND = f"{NAMESPACE}Note"
KNOWN = "ASK { <%s> a ?kind }"
BOTH = f"ASK {{ <{ONE}> a ?one . <{TWO}> a ?two }}"
IN_GRAPHS = f"GRAPH ?g {{ <{ONE}> a ?one }} GRAPH ?h {{ <{TWO}> a ?two }}"
APART = f"ASK {{ {IN_GRAPHS} }}"
WHOLE = f"ASK {{ <{THREE}> a ?three . {IN_GRAPHS} }}"


def anew(pattern: str) -> str:
    """Everything is thrown away, three notes are written, and those that the pattern finds are marked."""
    written = " ".join(f"GRAPH <{name}> {{ <{name}> a <{KIND}> }}" for name in (ONE, TWO, THREE))
    return (
        f"DROP ALL ; INSERT DATA {{ {written} }} ; "
        f"INSERT {{ GRAPH <{NEW}> {{ ?note <{NAMESPACE}from> ?from }} }} WHERE {{ {pattern} }}"
    )


DEFAULT = f'?note a <{KIND}> BIND("default" AS ?from)'
NAMED = f"GRAPH ?from {{ ?note a <{KIND}> }}"


def marked(*found: tuple[str, str]) -> str:
    """Whether these notes are marked, and no other."""
    said = {"default": '"default"'}
    listed = " ".join(f"<{note}> <{NAMESPACE}from> {said.get(of, f'<{of}>')} ." for note, of in found)
    return f"""ASK {{
        GRAPH <{NEW}> {{ {listed} }}
        {{ SELECT (COUNT(*) AS ?n) {{ GRAPH <{NEW}> {{ ?note ?p ?from }} }} }} FILTER(?n = {len(found)})
    }}"""


@dataclass(frozen=True)
class Case:
    """A request and what is expected of its answer; `then` is a query that is true afterwards."""

    name: str
    body: str | bytes | None = None
    media_type: str | None = None
    address: list[tuple[str, str]] = field(default_factory=list)
    method: str = "POST"
    truth: bool | None = None
    types: set[str] | None = None
    then: str | None = None

    @property
    def is_update(self) -> bool:
        return "update" in self.name


def get(name: str, *address: tuple[str, str], **more: Any) -> Case:
    return Case(name, address=list(address), method="GET", **more)


def post(
    name: str, body: str | bytes, media_type: str | None, *address: tuple[str, str], **more: Any
) -> Case:
    return Case(name, body, media_type, list(address), **more)


def form(*fields: tuple[str, str]) -> str:
    return urlencode(fields)


def default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


def using(*graphs: str) -> list[tuple[str, str]]:
    return [("using-graph-uri", graph) for graph in graphs]


def using_named(*graphs: str) -> list[tuple[str, str]]:
    return [("using-named-graph-uri", graph) for graph in graphs]


QUERIES = [
    get("query_get", ("query", "ASK {}"), *default(ONE), truth=True),
    post("query_post_form", form(("query", KNOWN % ONE)), FORM, *default(ONE), truth=True),
    post("query_post_form", form(("query", KNOWN % TWO)), FORM, *default(ONE), truth=False),
    post("query_post_direct", "ASK {}", QUERY, truth=True),
    get("query_dataset_default_graph", ("query", KNOWN % ONE), *default(ONE), truth=True),
    get("query_dataset_default_graph", ("query", KNOWN % TWO), *default(ONE), truth=False),
    get("query_dataset_default_graphs_get", ("query", BOTH), *default(ONE, TWO), truth=True),
    get("query_dataset_default_graphs_get", ("query", KNOWN % THREE), *default(ONE, TWO), truth=False),
    post("query_dataset_default_graphs_post", BOTH, QUERY, *default(ONE, TWO), truth=True),
    post("query_dataset_default_graphs_post", KNOWN % THREE, QUERY, *default(ONE, TWO), truth=False),
    get("query_dataset_named_graphs_get", ("query", APART), *named(ONE, TWO), truth=True),
    get("query_dataset_named_graphs_get", ("query", APART), *named(ONE, THREE), truth=False),
    post("query_dataset_named_graphs_post", APART, QUERY, *named(ONE, TWO), truth=True),
    post("query_dataset_named_graphs_post", APART, QUERY, *named(ONE, THREE), truth=False),
    post("query_dataset_full", WHOLE, QUERY, *default(THREE), *named(ONE, TWO), truth=True),
    post("query_dataset_full", WHOLE, QUERY, *default(ONE), *named(ONE, TWO), truth=False),
    post(
        "query_multiple_dataset",
        APART.replace("ASK", f"ASK FROM <{THREE}>"),
        QUERY,
        *named(ONE, TWO),
        truth=True,
    ),
    post("query_content_type_select", "SELECT (1 AS ?value) {}", QUERY, *default(ONE), types=TABLES),
    post("query_content_type_ask", "ASK {}", QUERY, *default(ONE), types=TRUTHS),
    post("query_content_type_describe", f"DESCRIBE <{ONE}>", QUERY, *default(ONE), types=GRAPHS),
    post("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } {}", QUERY, *default(ONE), types=GRAPHS),
]

UPDATES = [
    post(
        "update_post_form", form(("update", "CLEAR ALL")), FORM, then="ASK { FILTER NOT EXISTS { ?s ?p ?o } }"
    ),
    post("update_post_direct", "CLEAR ALL", UPDATE, then="ASK { FILTER NOT EXISTS { ?s ?p ?o } }"),
    post(
        "update_base_uri",
        f"CLEAR GRAPH <{NEW}> ; INSERT DATA {{ GRAPH <{NEW}> {{ <{ONE}> <{KIND}> <name> }} }}",
        UPDATE,
        then=f'ASK {{ GRAPH <{NEW}> {{ <{ONE}> <{KIND}> ?name FILTER(STRENDS(STR(?name), "localhost/name")) }} }}',
    ),
    post("update_dataset_default_graph", anew(DEFAULT), UPDATE, *using(ONE), then=marked((ONE, "default"))),
    post(
        "update_dataset_default_graphs",
        anew(DEFAULT),
        UPDATE,
        *using(ONE, TWO),
        then=marked((ONE, "default"), (TWO, "default")),
    ),
    post(
        "update_dataset_named_graphs",
        anew(NAMED),
        UPDATE,
        *using_named(ONE, TWO),
        then=marked((ONE, ONE), (TWO, TWO)),
    ),
    post(
        "update_dataset_full",
        anew(f"{{ {DEFAULT} }} UNION {{ {NAMED} }}"),
        UPDATE,
        *using(ONE),
        *using_named(TWO),
        then=marked((ONE, "default"), (TWO, TWO)),
    ),
]

WITH = f"WITH <{ONE}> DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p 1 }} WHERE {{ ?s ?p ?o }}"
USING = f"INSERT {{ GRAPH <{NEW}> {{ ?s ?p 1 }} }} USING <{ONE}> WHERE {{ ?s ?p ?o }}"
BAD = [
    Case("bad_query_method", b"", FORM, [("query", "ASK {}"), *default(ONE)], method="PUT"),
    get("bad_multiple_queries", ("query", "ASK {}"), ("query", "SELECT * {}")),
    post("bad_multiple_queries", form(("query", "ASK {}")), FORM, ("query", "SELECT * {}")),
    post("bad_query_wrong_media_type", "ASK {}", "text/plain"),
    post("bad_query_missing_form_type", form(("query", "ASK {}")), None),
    post("bad_query_missing_direct_type", "ASK {}", None),
    post("bad_query_non_utf8", "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"),
    get("bad_query_syntax", ("query", "ASK {")),
    get("bad_update_get", ("update", "CLEAR ALL")),
    post("bad_multiple_updates", form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")), FORM),
    post("bad_update_wrong_media_type", "CLEAR NAMED", "text/plain"),
    post("bad_update_missing_form_type", form(("update", "CLEAR NAMED")), None),
    post("bad_update_non_utf8", "CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16"),
    post("bad_update_syntax", form(("update", "CLEAR XYZ")), FORM),
    post("bad_update_dataset_conflict", WITH, UPDATE, *using_named(TWO)),
    post("bad_update_dataset_conflict", USING, UPDATE, *using(TWO)),
    post("bad_update_dataset_conflict", form(("update", USING), *using(TWO)), FORM),
]


def sent(client: TestClient, case: Case, path: str = "/sparql") -> Response:
    headers = {"Content-Type": case.media_type} if case.media_type else {}
    if case.is_update:
        headers["Authorization"] = f"Bearer {TOKEN}"
    address = f"{path}?{urlencode(case.address)}" if case.address else path
    body = case.body.encode() if isinstance(case.body, str) else case.body
    return client.request(case.method, address, content=body, headers=headers, follow_redirects=True)


def stored(folder: Path) -> Path:
    """Three graphs, each with a note that names it."""
    with open_store(folder, mode="w") as store:
        a, kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(KIND)
        for name in (ONE, TWO, THREE):
            store.replace(name, [ox.Quad(ox.NamedNode(name), a, kind, ox.NamedNode(name))])
    return folder


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """For what changes nothing."""
    with client_of(stored(tmp_path_factory.mktemp("w3c") / "kg"), token=TOKEN) as found:
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    with client_of(stored(tmp_path / "kg"), token=TOKEN) as found:
        yield found


def called(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", QUERIES, ids=called)
def test_queries(endpoint: TestClient, case: Case) -> None:
    answer = sent(endpoint, case)
    assert answer.status_code == 200, answer.text
    if case.truth is not None:
        assert answer.json()["boolean"] is case.truth
    if case.types is not None:
        assert answer.headers["content-type"].partition(";")[0] in case.types


@pytest.mark.parametrize("case", UPDATES, ids=called)
def test_updates(own: TestClient, case: Case) -> None:
    answer = sent(own, case)
    assert answer.status_code == 204, answer.text
    assert own.get("/sparql", params={"query": case.then}).json()["boolean"] is True


@pytest.mark.parametrize("case", BAD, ids=called)
def test_bad_requests(endpoint: TestClient, case: Case) -> None:
    assert 400 <= sent(endpoint, case).status_code < 500
    assert endpoint.get("/sparql", params={"query": BOTH}).json()["boolean"] is True


def test_the_address_with_a_slash_leads_to_the_endpoint(endpoint: TestClient) -> None:
    for case in QUERIES[:3]:
        assert sent(endpoint, case, "/sparql/").json()["boolean"] is case.truth
