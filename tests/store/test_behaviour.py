"""What every store does, in memory, on disk and behind an endpoint."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.graph import mentions
from kg.store import Store, Table, open_store
from tests.builders import tiny_documents, tiny_graph
from tests.store.endpoint import endpoint

G1, G2 = "https://example.org/id/graph/source/1", "https://example.org/id/graph/source/2"
ALL = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"


def quad(name: str, value: str, graph: str) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode("https://example.org/" + name),
        ox.NamedNode("https://example.org/says"),
        ox.Literal(value),
        ox.NamedNode(graph),
    )


def batches(quads: list[ox.Quad]) -> list[tuple[str, list[ox.Quad]]]:
    return [(name, list(some)) for name, some in groupby(quads, key=lambda quad: quad.graph_name.value)]


@pytest.fixture(params=["memory", "disk", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        with open_store(":memory:") as found:
            yield found
    elif request.param == "disk":
        with open_store(tmp_path / "kg", mode="w") as found:
            yield found
    else:
        with endpoint() as server, open_store(server.url) as found:
            yield found


def test_a_new_store_is_empty(store: Store) -> None:
    assert (store.graphs(), len(store), store.dump(), store.select(ALL).rows) == ([], 0, [], [])


def test_replacing_a_graph_puts_the_new_statements_in_the_place_of_the_old(store: Store) -> None:
    store.replace(G1, [quad("a", "old", G1), quad("b", "old", G1)])
    store.replace(G2, [quad("c", "other", G2)])
    store.replace(G1, [quad("a", "new", G1)])
    assert store.dump() == sorted(f"{q} ." for q in (quad("a", "new", G1), quad("c", "other", G2)))


def test_amending_a_graph_leaves_the_rest_of_it(store: Store) -> None:
    kept, old, new = (quad(name, "told", G1) for name in "abc")
    store.replace(G1, [kept, old])
    store.amend(G1, gone=[old, quad("d", "never there", G1)], new=[new])
    assert store.dump() == sorted(f"{q} ." for q in (kept, new))


def test_amending_with_nothing_left_leaves_no_graph(store: Store) -> None:
    store.replace(G1, [quad("a", "old", G1)])
    store.amend(G1, gone=[quad("a", "old", G1)], new=[])
    assert store.graphs() == []


def test_loading_replaces_each_graph_that_it_is_given(store: Store) -> None:
    store.load([(G1, [quad("a", "old", G1)])])
    store.load([(G1, [quad("a", "new", G1)]), (G2, [quad("b", "new", G2)])])
    assert store.graphs() == [G1, G2]
    assert list(store.quads(G1)) == [quad("a", "new", G1)]
    assert len(store) == 2


def test_the_last_of_two_batches_of_one_graph_counts(store: Store) -> None:
    store.load([(G1, [quad("a", "first", G1)]), (G1, [quad("a", "second", G1)])])
    assert list(store.quads(G1)) == [quad("a", "second", G1)]


def test_dropping_a_graph_takes_its_own_share_only(store: Store) -> None:
    store.load([(G1, [quad("a", "shared", G1)]), (G2, [quad("a", "shared", G2)])])
    store.drop(G1)
    store.drop(G1)
    assert store.graphs() == [G2]
    assert len(store.select(ALL).rows) == 1


def test_replacing_with_nothing_leaves_no_graph(store: Store) -> None:
    store.replace(G1, [quad("a", "x", G1)])
    store.replace(G1, [])
    assert store.graphs() == []


def test_a_statement_of_another_graph_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="was given for"):
        store.replace(G1, [quad("a", "x", G2)])
    with pytest.raises(ValueError, match="was given for"):
        store.load([(G1, [quad("a", "x", G2)])])
    assert len(store) == 0


def test_when_batches_stop_with_an_error_no_graph_is_there_by_half(store: Store) -> None:
    store.replace(G1, [quad("a", "old", G1)])

    def broken() -> Iterator[tuple[str, Iterator[ox.Quad]]]:
        def half() -> Iterator[ox.Quad]:
            yield quad("a", "new", G1)
            raise KeyboardInterrupt

        yield G1, half()

    with pytest.raises(KeyboardInterrupt):
        store.load(broken())
    assert list(store.quads(G1)) == [quad("a", "old", G1)]


def test_queries_see_the_union_of_all_graphs(store: Store) -> None:
    store.load([(G1, [quad("a", "x", G1)]), (G2, [quad("b", "y", G2)])])
    table = store.select("SELECT DISTINCT ?o ?none WHERE { ?s ?p ?o } ORDER BY ?o")
    assert table == Table(("o", "none"), [(ox.Literal("x"), None), (ox.Literal("y"), None)])


def test_a_query_may_name_a_graph(store: Store) -> None:
    store.load([(G1, [quad("a", "x", G1)]), (G2, [quad("b", "y", G2)])])
    assert store.select(f"SELECT ?o WHERE {{ GRAPH <{G2}> {{ ?s ?p ?o }} }}").rows == [(ox.Literal("y"),)]


@pytest.mark.parametrize("ask", ["query", "own"])
def test_the_forms_of_queries(store: Store, ask: str) -> None:
    store.load([(G1, [quad("a", "x", G1)]), (G2, [quad("a", "x", G2)])])
    select, yes, no, construct = (
        ALL,
        'ASK { ?s ?p "x" }',
        'ASK { ?s ?p "y" }',
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    )
    triple = quad("a", "x", G1).triple
    if ask == "query":
        answers = [store.query(sparql) for sparql in (select, yes, no, construct)]
    else:
        answers = [store.select(select), store.ask_(yes), store.ask_(no), store.construct(construct)]
    assert answers == [
        Table(("s", "p", "o"), [(triple.subject, triple.predicate, triple.object)]),
        True,
        False,
        [triple],
    ]


def test_a_query_of_another_form_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="not a SELECT"):
        store.select("ASK {}")
    with pytest.raises(QueryError, match="not an ASK"):
        store.ask_("SELECT * {}")
    with pytest.raises(QueryError, match="not a CONSTRUCT"):
        store.construct("ASK {}")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s WHERE { ?s ?p }",
        "INSERT DATA { <https://example.org/a> <https://example.org/b> 1 }",
        "DROP ALL",
        "CLEAR ALL",
        "LOAD <http://127.0.0.1/x>",
        "",
    ],
)
def test_updates_and_broken_queries_are_refused(store: Store, sparql: str) -> None:
    store.replace(G1, [quad("a", "x", G1)])
    for ask in (store.query, store.select):
        with pytest.raises(QueryError) as caught:
            ask(sparql)
        assert "\n" not in str(caught.value)
    assert len(store) == 1


def test_calls_to_other_servers_are_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        store.query("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_every_sort_of_term_survives_the_store(store: Store) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values = [
        ox.Literal('“引号” "x" \\ \n\t\u0001 😀 </script>', language="zh-hant"),
        ox.Literal("0.46", datatype=ox.NamedNode(xsd + "decimal")),
        ox.Literal("1" + "0" * 40, datatype=ox.NamedNode(xsd + "decimal")),
        ox.Literal("2022-06-09T10:30:00+08:00", datatype=ox.NamedNode(xsd + "dateTime")),
        ox.Literal("2016-08", datatype=ox.NamedNode(xsd + "gYearMonth")),
        ox.NamedNode("https://example.org/a?b=二&c=%20"),
    ]
    quads = [
        ox.Quad(
            ox.NamedNode(f"https://example.org/{i}"),
            ox.NamedNode("https://example.org/p"),
            value,
            ox.NamedNode(G1),
        )
        for i, value in enumerate(values)
    ]
    store.replace(G1, quads)
    assert sorted(store.quads(G1), key=str) == quads
    assert [row[0] for row in store.select("SELECT ?o { ?s ?p ?o } ORDER BY ?s").rows] == values
    answer = store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?s")
    assert isinstance(answer, Table)
    assert [row[0] for row in answer.rows] == values


def test_the_dump_does_not_depend_on_the_order_of_writing(store: Store) -> None:
    quads = tiny_graph()
    expected = sorted({f"{q} ." for q in quads})
    graphs = batches(quads)
    for seed in range(3):
        for name in store.graphs():
            store.drop(name)
        random.Random(seed).shuffle(graphs)
        for name, some in graphs[:1]:
            store.replace(name, random.Random(seed).sample(some, len(some)))
        store.load(graphs[1:])
        store.optimize()
        assert store.dump() == expected


def test_mentions_are_read_back(store: Store) -> None:
    store.load(batches(tiny_graph()))
    assert {m.id: m for m in mentions(store)} == {m.id: m for _, some in tiny_documents() for m in some}


def test_rdflib_sees_the_same_store(store: Store) -> None:
    store.load([(G1, [quad("a", "x", G1)]), (G2, [quad("b", "y", G2)])])
    rows = store.dataset().query("SELECT DISTINCT ?o WHERE { ?s ?p ?o } ORDER BY ?o")
    assert [str(row[0]) for row in rows] == ["x", "y"]


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.select(ALL)
    with pytest.raises(StoreError, match="closed"):
        store.replace(G1, [])


def test_originals_come_back_with_how_they_were_read(store: Store) -> None:
    name = store.blobs.put(b"\xff raw", {"media_type": "text/plain", "name": "文.txt"})
    assert store.blobs.get(name) == b"\xff raw"
    assert store.blobs.how(name) == {"media_type": "text/plain", "name": "文.txt"}
    assert store.blobs.names() == [name]
