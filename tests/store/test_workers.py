"""The pool of workers: forms, limits, datasets, and that it goes on after a worker had to be killed."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError, QuerySyntax, QueryTooMuch
from kg.store import DiskStore, open_store
from kg.store.worker import Dataset, Limits, Place, Wanted
from kg.store.workers import Workers
from tests.store.crash import OLD, quads_of
from tests.store.test_query import CROSS

OTHER = "https://example.org/graph/other"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
LIMITS = Limits(20, memory=2 << 30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workers") / "kg"
    with open_store(path, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 300, "x"))
        store.replace(OTHER, quads_of(OTHER, 20, "}},{\n<result>"))
    return path


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[Place]:
    with open_store(folder) as store:
        assert isinstance(store, DiskStore)
        yield store.place()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    found = Workers(most=2)
    yield found
    found.close()


def text(workers: Workers, place: Place, sparql: str, **more: Any) -> str:
    with workers.answer(sparql, place, **{"limits": LIMITS, "wanted": Wanted("csv"), **more}).body as body:
        return body.read().decode()


@pytest.mark.parametrize(
    ("form", "start"),
    [("json", '{"head"'), ("xml", "<?xml"), ("csv", "n\r\n320"), ("tsv", "?n\n320")],
)
def test_tables_come_in_four_forms(workers: Workers, place: Place, form: Any, start: str) -> None:
    assert text(workers, place, COUNT, wanted=Wanted(form)).startswith(start)


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ("turtle", "@prefix eg: <https://example.org/> .\n"),
        ("ntriples", f"<{OLD}/0> <https://example.org/says> "),
        ("jsonld", '"@id"'),
        ("rdfxml", "<rdf:RDF"),
    ],
)
def test_graphs_come_in_four_forms(workers: Workers, place: Place, form: Any, part: str) -> None:
    wanted = Wanted(graph=form, prefixes={"eg": "https://example.org/", "no": "https://elsewhere.example/"})
    found = text(workers, place, "CONSTRUCT WHERE { ?s ?p ?o }", wanted=wanted)
    assert part in found
    assert "elsewhere" not in found


def test_a_graph_holds_each_triple_once_and_in_order(workers: Workers, place: Place) -> None:
    query = "CONSTRUCT { <a:a> <a:p> ?n } WHERE { ?s ?p ?o BIND(STRLEN(STR(?o)) AS ?n) }"
    lines = text(workers, place, query).splitlines()
    assert len(lines) > 1
    assert lines == sorted(set(lines))


def test_a_query_that_takes_too_long_is_killed_and_the_next_one_is_answered(
    workers: Workers, place: Place
) -> None:
    before = time.monotonic()
    for _ in range(3):
        with pytest.raises(QueryTooMuch, match=r"stopped after 0\.3 s"):
            text(workers, place, CROSS, limits=Limits(0.3))
    assert time.monotonic() - before < 15
    assert "320" in text(workers, place, COUNT)


def test_a_query_that_takes_too_much_memory_is_killed_and_the_next_one_is_answered(
    workers: Workers, place: Place
) -> None:
    query = "SELECT * { ?a ?p ?b . ?c ?p ?d . ?e ?p ?f } ORDER BY ?b ?d ?f"
    with pytest.raises(QueryTooMuch, match="of memory"):
        text(workers, place, query, limits=Limits(60, memory=600 << 20))
    assert "320" in text(workers, place, COUNT)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_whatever_stands_in_them(workers: Workers, place: Place, form: Any) -> None:
    query = f"SELECT ?o {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }}"
    exact = Limits(20, rows=20)
    assert text(workers, place, query, wanted=Wanted(form), limits=exact)
    with pytest.raises(QueryTooMuch, match="more than 19 rows"):
        text(workers, place, query, wanted=Wanted(form), limits=Limits(20, rows=19))


def test_triples_are_counted(workers: Workers, place: Place) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert text(workers, place, query, limits=Limits(20, rows=320)).count("\n") == 320
    with pytest.raises(QueryTooMuch, match="more than 319 rows"):
        text(workers, place, query, limits=Limits(20, rows=319))


def test_an_answer_of_too_many_bytes_is_refused(workers: Workers, place: Place) -> None:
    with pytest.raises(QueryTooMuch, match="add a LIMIT"):
        text(workers, place, "SELECT * { ?s ?p ?o }", limits=Limits(20, answer=1000))


@pytest.mark.parametrize(
    ("dataset", "query", "found"),
    [
        (Dataset(), COUNT, 320),
        (Dataset(), COUNT.replace("WHERE", f"FROM <{OTHER}> WHERE"), 20),
        (Dataset(), f"SELECT (COUNT(*) AS ?n) FROM NAMED <{OTHER}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", 20),
        (Dataset(), f"SELECT (COUNT(*) AS ?n) FROM NAMED <{OTHER}> {{ ?s ?p ?o }}", 0),
        (Dataset(default=(OTHER,)), COUNT, 20),
        (Dataset(default=(OTHER,)), COUNT.replace("WHERE", f"FROM <{OLD}> WHERE"), 20),
        (Dataset(default=(OTHER,)), "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", 0),
        (Dataset(named=(OTHER,)), COUNT, 0),
        (Dataset(named=(OTHER,)), "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", 20),
        (Dataset(default=("https://example.org/none",)), COUNT, 0),
        (Dataset(default=(OLD, OTHER), named=(OLD,)), COUNT, 320),
    ],
)
def test_a_query_is_asked_of_the_graphs_that_are_named(
    workers: Workers, place: Place, dataset: Dataset, query: str, found: int
) -> None:
    assert text(workers, place, query, dataset=dataset) == f"n\r\n{found}\r\n"


def test_the_union_is_asked_where_from_is_no_word_of_the_query() -> None:
    with open_store(":memory:") as store:
        store.replace(OLD, quads_of(OLD, 3, "from"))
        query = "PREFIX from: <a:> SELECT * { ?from ?p ?o FILTER(?p != from:b && ?o != 'from') } # from"
        assert len(store.select(query).rows) == 3
        assert store.select("SELECT * FROM <a:b> { ?s ?p ?o }").rows == []


def test_a_new_state_of_the_store_is_seen(workers: Workers, tmp_path: Path) -> None:
    for size in (3, 5):
        with open_store(tmp_path / "kg", mode="w") as store:
            store.replace(OLD, quads_of(OLD, size, "x"))
        with open_store(tmp_path / "kg") as store:
            assert isinstance(store, DiskStore)
            assert text(workers, store.place(), COUNT) == f"n\r\n{size}\r\n"


def test_many_threads_share_a_few_workers(workers: Workers, place: Place) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(text(workers, place, COUNT))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["n\r\n320\r\n"] * 12


def test_who_finds_no_worker_free_is_told(place: Place) -> None:
    workers = Workers(most=1)

    def slow() -> None:
        with pytest.raises(QueryTooMuch):
            text(workers, place, CROSS, limits=Limits(2))

    thread = threading.Thread(target=slow)
    thread.start()
    time.sleep(0.5)
    with pytest.raises(QueryTooMuch, match="try again later"):
        text(workers, place, COUNT, wait=0.1)
    thread.join()
    workers.close()


def test_service_is_refused(workers: Workers, place: Place) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        text(workers, place, "SELECT * { SERVICE <http://127.0.0.1:9/> { } }")


def test_an_unknown_function_is_an_error_of_the_query(workers: Workers, place: Place) -> None:
    with pytest.raises(QueryError, match="cannot be run"):
        text(workers, place, "SELECT (<https://example.org/f>(1) AS ?x) {}")


@pytest.mark.parametrize(
    ("sparql", "line", "column", "said"),
    [
        ("SELECT * {\n  ?s ?p '中文' ! }", 2, 14, "unexpected '!'"),
        ("SELECT * WHERE {\n ?s ?p \n}", 3, 1, "unexpected '}'"),
        ("SELECT ?x { ?s ?p ?o", 1, 21, "unexpected end"),
        ("SELEC * { ?s ?p ?o }", 1, 1, "unexpected 'SELEC'"),
        ("SELECT ?a ?b WHER { ?s ?p ?o }", 1, 14, "unexpected 'WHER'"),
        ("SELECT * { ?s ?p ?o . OPTIONL { ?s ?q ?r } }", 1, 23, "unexpected 'OPTIONL'"),
        ("SELECT * { ?s ?p ?o FILTER ?o > 3 }", 1, 28, "unexpected '?o'"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 29, "unexpected '?s'"),
        ("SELECT * {\n\n ?s foo:a ?o }", 3, 5, "Prefix not found"),
        ("SELECT * { ?s ?p 'a  b' .\r\n ?s ?p }", 2, 8, "unexpected '}'"),
        ("INSERT DATA { <a:a> <a:b> 1 }", 1, 1, "unexpected 'INSERT'"),
        ("SELECT * {\n ?s ?p wrong ?o }", 2, 8, "unexpected 'wrong'"),
        ("# SELECT\n", 1, 1, "unexpected"),
    ],
)
def test_a_query_that_does_not_parse_says_where(
    workers: Workers, place: Place, sparql: str, line: int, column: int, said: str
) -> None:
    with pytest.raises(QuerySyntax) as caught:
        text(workers, place, sparql)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert said in str(caught.value)


def test_a_long_query_that_does_not_parse_has_the_place_that_the_parser_names(
    workers: Workers, place: Place
) -> None:
    with pytest.raises(QuerySyntax, match="line 3"):
        text(workers, place, "SELECT * {\n" + "# a remark " * 10_000 + "\n ! }")


def test_an_error_of_syntax_travels_between_processes() -> None:
    error = QuerySyntax("wrong", line=1, column=19)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line, again.column) == (str(error), 1, 19)
