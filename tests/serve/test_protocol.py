"""The SPARQL 1.1 Protocol, case by case as the W3C's protocol tests have them, where they apply to this endpoint."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from httpx import Response
from starlette.testclient import TestClient

from kg.serve.sparql.description import SD
from tests.ask.small import small_store
from tests.serve.conftest import TOKEN

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
IN_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
BUILT = "CONSTRUCT { <a:a> <a:b> 1 } WHERE {}"
SELECT = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 3"
FORM = "application/x-www-form-urlencoded"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def get(client: TestClient, **parameters: Any) -> Response:
    return client.get("/sparql", params=parameters)


def post(client: TestClient, body: str | bytes, kind: str, **more: Any) -> Response:
    raw = body.encode() if isinstance(body, str) else body
    return client.post(
        "/sparql", content=raw, headers={"Content-Type": kind, **more.pop("headers", {})}, **more
    )


def counted(answer: Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def sizes() -> dict[str, int]:
    store = small_store()
    return {graph: len(list(store.quads(graph))) for graph in store.graphs()}


# ways to ask


def test_a_query_by_get(client: TestClient) -> None:
    answer = get(client, query=SELECT)
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert len(answer.json()["results"]["bindings"]) == 3


def test_a_query_by_post_as_a_form(client: TestClient) -> None:
    assert client.post("/sparql", data={"query": "ASK {}"}).json()["boolean"] is True


def test_a_query_by_post_as_it_is(client: TestClient) -> None:
    assert post(client, "ASK {}", "application/sparql-query").json()["boolean"] is True


def test_a_query_in_chinese_every_way(client: TestClient) -> None:
    query = 'SELECT ("越南" AS ?x) {}'
    answers = (
        get(client, query=query),
        client.post("/sparql", data={"query": query}),
        post(client, query, "application/sparql-query; charset=UTF-8"),
    )
    assert [a.json()["results"]["bindings"][0]["x"]["value"] for a in answers] == ["越南"] * 3


def test_head_tells_the_type_alone(client: TestClient) -> None:
    answer = client.head("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/sparql-results+json"


# the dataset


def test_the_default_graph_is_the_union_of_all(client: TestClient) -> None:
    everything = len(small_store().select("SELECT DISTINCT * { ?s ?p ?o }").rows)
    assert (
        counted(get(client, query="SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?s ?p ?o } }")) == everything
    )


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_graphs_that_the_request_names_make_the_dataset(client: TestClient, way: str) -> None:
    (first, one), (second, two), *_ = sizes().items()

    def ask(query: str, **graphs: Any) -> int:
        if way == "get":
            return counted(get(client, query=query, **graphs))
        if way == "form":
            return counted(client.post("/sparql", data={"query": query, **graphs}))
        return counted(post(client, query, "application/sparql-query", params=graphs))

    assert ask(COUNT, **{"default-graph-uri": first}) == one
    assert ask(IN_NAMED, **{"default-graph-uri": first}) == 0
    assert ask(COUNT, **{"named-graph-uri": second}) == 0
    assert ask(IN_NAMED, **{"named-graph-uri": second}) == two
    assert ask(IN_NAMED, **{"default-graph-uri": first, "named-graph-uri": [first, second]}) == one + two


def test_graphs_of_the_request_count_more_than_those_of_the_query(client: TestClient) -> None:
    (first, one), (second, _), *_ = sizes().items()
    query = COUNT.replace("WHERE", f"FROM <{second}> WHERE")
    assert counted(get(client, query=query, **{"default-graph-uri": first})) == one


def test_from_in_the_query_is_heeded(client: TestClient) -> None:
    second, two = list(sizes().items())[1]
    assert counted(get(client, query=COUNT.replace("WHERE", f"FROM <{second}> WHERE"))) == two


@pytest.mark.parametrize("iri", ["relative", "http://[", "a b", "http://x/>"])
def test_a_graph_that_is_no_iri_is_a_bad_request(client: TestClient, iri: str) -> None:
    assert get(client, query="ASK {}", **{"default-graph-uri": iri}).status_code == 400


def test_relative_iris_are_under_the_endpoint(client: TestClient) -> None:
    answer = get(client, query="SELECT (IRI(<x>) AS ?x) {}")
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "http://localhost/x"


# forms of answers

XML, JSON = "application/sparql-results+xml", "application/sparql-results+json"


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, JSON),
        ("*/*", JSON),
        (XML, XML),
        ("application/xml", XML),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (f"{JSON};q=0.5, {XML};q=0.9, text/csv;q=0.1", XML),
        (f"{JSON};q=0, {XML};q=0.001", XML),
        (f"{JSON};q=0, */*;q=0.5", XML),
        ("text/*, application/*;q=0.2", "text/csv; charset=utf-8"),
        (f"text/turtle, {XML};q=0.3", XML),
        ("APPLICATION/SPARQL-RESULTS+XML", XML),
        ("nonsense", JSON),
    ],
)
@pytest.mark.parametrize("query", [SELECT, "ASK {}"])
def test_tables_come_in_the_form_that_is_accepted(
    client: TestClient, accept: str | None, given: str, query: str
) -> None:
    client.headers.pop("accept", None)
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["content-type"]) == (200, given)
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("accept", "given", "form"),
    [
        ("*/*", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        (f"{JSON}, text/turtle;q=0.1", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ],
)
@pytest.mark.parametrize("query", [BUILT, "DESCRIBE <https://w3id.org/claim-kg/entity/vietnam>"])
def test_graphs_come_in_the_form_that_is_accepted(
    client: TestClient, accept: str, given: str, form: ox.RdfFormat, query: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, given)
    assert list(ox.parse(answer.content, form))


@pytest.mark.parametrize(
    ("accept", "query"),
    [("text/turtle", SELECT), ("text/csv", BUILT), ("image/png", SELECT), ("*/*;q=0", SELECT)],
)
def test_an_answer_that_nobody_accepts_is_not_given(client: TestClient, accept: str, query: str) -> None:
    assert client.get("/sparql", params={"query": query}, headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize(
    ("name", "query", "file"),
    [("csv", SELECT, "query.csv"), ("xml", SELECT, "query.srx"), ("turtle", BUILT, "query.ttl")],
)
def test_a_form_can_be_named_in_the_address(client: TestClient, name: str, query: str, file: str) -> None:
    answer = client.get("/sparql", params={"query": query, "format": name}, headers={"Accept": HTML})
    assert answer.headers["content-disposition"] == f'attachment; filename="{file}"'


def test_a_form_that_is_none_is_a_bad_request(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "format": 'x"\r\nSet-Cookie: a=b'})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


def test_texts_of_the_graph_come_through_unharmed(client: TestClient) -> None:
    query = "SELECT ?o { VALUES ?o { '越南\\n\\t\"<&>,' } }"
    for accept in (XML, JSON, "text/tab-separated-values"):
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        form = ox.QueryResultsFormat.from_media_type(accept)
        assert form is not None
        found = ox.parse_query_results(answer.content, form)
        assert isinstance(found, ox.QuerySolutions)
        assert next(found)[0] == ox.Literal('越南\n\t"<&>,')


# the service description


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/rdf+xml", "application/ld+json"])
def test_without_a_query_the_endpoint_describes_itself(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    form = ox.RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    assert form is not None
    triples = {quad.triple for quad in ox.parse(answer.content, form)}
    service = ox.NamedNode("http://localhost/sparql")
    assert ox.Triple(service, SD.endpoint, service) in triples
    assert ox.Triple(service, SD.feature, SD.UnionDefaultGraph) in triples
    assert not [t for t in triples if t.object == SD.SPARQL11Update]
    assert {t.object.value for t in triples if t.predicate == SD.name} == set(small_store().graphs())  # type: ignore[union-attr]


def test_a_browser_gets_a_page(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": HTML})
    assert answer.headers["content-type"].startswith("text/html")


# bad requests


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: TestClient, method: str) -> None:
    assert client.request(method, "/sparql", params={"query": "ASK {}"}).status_code == 405


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM, 400),
        ("query=ASK%20%7B%7D", "text/plain", 415),
        ("ASK {}", "text/plain", 415),
        ("query=ASK%20%7B%7D", "", 415),
        ("ASK {}", "", 415),
        ("", FORM, 400),
        ("update=CLEAR%20ALL&query=ASK%20%7B%7D", FORM, 400),
        ("ASK { ?s ?p '\xff' }".encode("latin-1"), "application/sparql-query", 400),
        (b"query=ASK%20%7B%20%3Fs%20%3Fp%20'%FF'%20%7D", FORM, 400),
        ("ASK {}".encode("utf-16"), "application/sparql-query; charset=utf-16", 415),
        ("ASK {", "application/sparql-query", 400),
        ("", "application/sparql-query", 400),
        ("INSERT DATA { <a:a> <a:b> 1 }", "application/sparql-query", 400),
        ("&".join(["a=1"] * 2000), FORM, 400),
    ],
)
def test_bad_requests_by_post(client: TestClient, body: str | bytes, kind: str, status: int) -> None:
    assert post(client, body, kind).status_code == status


@pytest.mark.parametrize(
    "address",
    [
        "query=ASK%20%7B%7D&query=ASK%20%7B%7D",
        "update=CLEAR%20ALL",
        "query=",
        "query=ASK%20%7B%20%FF%20%7D",
        "query=ASK%20%7B",
    ],
)
def test_bad_requests_by_get(client: TestClient, address: str) -> None:
    assert client.get(f"/sparql?{address}").status_code == 400


def test_an_error_of_syntax_has_a_place(client: TestClient) -> None:
    said = get(client, query="SELECT * {\n  ?s ?p '越南' ! }").json()
    assert (said["status"], said["line"], said["column"]) == (400, 2, 14)


# hostile queries


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
        "LOAD <file:///etc/passwd>",
        "SELECT * { " + "{ " * 50_000 + "}" * 50_000 + " }",
        "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
        "ASK {} #" + "x" * 1_100_000,
        "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 2000,
    ],
)
def test_hostile_queries_are_refused_and_the_next_one_is_answered(client: TestClient, query: str) -> None:
    assert post(client, query, "application/sparql-query").status_code == 400
    assert get(client, query="ASK {}").json()["boolean"] is True


# updates

GRAPH = "https://example.org/graph/new"
INSERT = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> '越南' }} }}"


@pytest.mark.parametrize("way", ["form", "direct"])
def test_an_update_with_the_token_is_seen_by_the_next_query(writer: TestClient, way: str) -> None:
    if way == "form":
        answer = writer.post("/sparql", data={"update": INSERT}, headers=BEARER)
    else:
        answer = post(writer, INSERT, "application/sparql-update", headers=BEARER)
    assert answer.status_code == 204
    found = get(writer, query=f"SELECT ?o {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}").json()
    assert found["results"]["bindings"][0]["o"]["value"] == "越南"


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "Bearer ", f"Basic {TOKEN}", "Bearer None"])
def test_an_update_without_the_token_is_refused(writer: TestClient, authorization: str | None) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    assert post(writer, INSERT, "application/sparql-update", headers=headers).status_code == 401
    assert get(writer, query=f"ASK {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}").json()["boolean"] is False


@pytest.mark.parametrize("authorization", ["Bearer wrong", "Bearer None", "Bearer ", f"Bearer {TOKEN}"])
def test_a_read_only_server_takes_no_update_from_anybody(client: TestClient, authorization: str) -> None:
    headers = {"Authorization": authorization}
    assert post(client, INSERT, "application/sparql-update", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("update", "said"),
    [
        ("LOAD <file:///etc/passwd>", "LOAD is refused"),
        ("LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <a:g>", "LOAD is refused"),
        (
            "INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SERVICE is",
        ),
        ("INSERT DATA { <a:a> <a:b> 1 }", "belongs to a graph"),
        ("INSERT DATA { GRAPH <a:g> { _:x <a:b> 1 } }", "blank node"),
        ("INSERT DATA { GRAPH <a:g> {\n <a:a> <a:b> ! } }", "line 2, column 14"),
        ("ASK {}", "line 1, column 1"),
        ("MOVE GRAPH <a:none> TO GRAPH <a:new>", "graph <a:none> does not exist"),
        ("CREATE GRAPH <a:new>; CREATE GRAPH <a:new>", "graph <a:new> already exists"),
    ],
)
def test_updates_that_are_refused_change_nothing(writer: TestClient, update: str, said: str) -> None:
    before = counted(get(writer, query=COUNT))
    answer = post(writer, update, "application/sparql-update", headers=BEARER)
    assert (answer.status_code, said in answer.json()["message"]) == (400, True), answer.text
    assert counted(get(writer, query=COUNT)) == before


def test_two_updates_in_one_request_are_a_bad_request(writer: TestClient) -> None:
    body = "update=CLEAR%20ALL&update=CLEAR%20ALL"
    assert post(writer, body, FORM, headers=BEARER).status_code == 400


@pytest.mark.parametrize(
    ("update", "graph"),
    [("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", "a:g"), (INSERT, "a b"), (INSERT, "relative")],
)
def test_graphs_that_an_update_cannot_have_are_refused(writer: TestClient, update: str, graph: str) -> None:
    before = counted(get(writer, query=COUNT))
    answer = post(
        writer, update, "application/sparql-update", headers=BEARER, params={"using-graph-uri": graph}
    )
    assert answer.status_code == 400
    assert counted(get(writer, query=COUNT)) == before


def test_a_server_that_takes_updates_says_so(writer: TestClient) -> None:
    assert "SPARQL11Update" in writer.get("/sparql").text


# reading from other sites


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:3000", True),
        ("http://127.0.0.1", True),
        ("https://yasgui.org", False),
        ("null", False),
    ],
)
def test_pages_of_this_machine_may_read(client: TestClient, origin: str, allowed: bool) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
    assert (answer.headers.get("access-control-allow-origin") == origin) is allowed


def test_a_preflight_allows_reading_without_credentials(client: TestClient) -> None:
    answer = client.options(
        "/sparql",
        headers={
            "Origin": "http://localhost:3000",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert answer.status_code == 200
    assert "access-control-allow-credentials" not in answer.headers
    assert "authorization" not in answer.headers["access-control-allow-headers"].lower()


def test_json_of_an_empty_answer_has_its_variables(client: TestClient) -> None:
    assert json.loads(get(client, query="SELECT ?a ?b { ?a <a:none> ?b }").text) == {
        "head": {"vars": ["a", "b"]},
        "results": {"bindings": []},
    }
