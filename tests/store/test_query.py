"""Queries of strangers: what is refused, and that they end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.store import apart, open_store
from kg.store.query import check
from kg.store.worker import Limits
from tests.store.crash import OLD, quads_of

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?b . ?c ?p ?d . ?e ?p ?f . ?g ?p ?h . ?i ?p ?j }"


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:9/#y> { } }",
        'SELECT * { ?s ?p "a\\"" . SerVice <http://127.0.0.1:9/> { } }',
        "SELECT * { ?s ?p '''it's''' . # no end\nSERVICE <http://127.0.0.1:9/> { } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a < ?b) SERVICE <http://127.0.0.1:9/> { } FILTER(?c > ?d) }",
        "SELECT * { FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{}FILTER(?c>?d) }",
        "SELECT * { ?s a:b\\-c ?o SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { { } SERVICE ex:service { } }",
        "SELECT * { ?s ?p 1.SERVICE <http://127.0.0.1:9/> { } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:y { } }",
        "SELECT * { FILTER(?a<?b)SERVICE#>\n<http://127.0.0.1:9/> { } }",
        "SELECT * { FILTER(?a<'x>y')SERVICE <http://127.0.0.1:9/> { } FILTER(?c='') }",
        "SELECT * { FILTER(?a<?b#>'''\n)SERVICE <http://127.0.0.1:9/> { } #'''\n }",
        "PREFIX a: <http://127.0.0.1:9/> SELECT * { ?s a:b\\' ?o . SERVICE <http://127.0.0.1:9/> { } ?s a:c\\' ?o }",
        "SELECT * { ?s ?p '\\u0027 SERVICE <http://127.0.0.1:9/> { } ?s ?p '' }",
        "SELECT * { ?s ?p 'a\\u0027' SERVICE <http://127.0.0.1:9/> { } ?s ?p '' }",
        "SELECT * { ?s ?p 1e0SERVICE <http://127.0.0.1:9/> { } }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { } }",
        'SELECT * { ?s ?p "x"@enSERVICE <http://127.0.0.1:9/> { } }',
    ],
)
def test_service_is_refused_however_it_is_spelt(sparql: str) -> None:
    assert opens_no_connection(sparql)


def opens_no_connection(sparql: str) -> bool:
    """Refused here, or no SPARQL for oxigraph either, whose parser is asked without anything to evaluate."""
    import pyoxigraph as ox

    try:
        check(sparql)
    except QueryError:
        return True
    try:
        ox.Store().query(sparql)
    except SyntaxError:
        return True
    return False


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?service ?p "SERVICE" }',
        "SELECT * { ?s <https://example.org/SERVICE> '''SERVICE\n''' } # SERVICE",
        "SELECT * { ?s a <https://schema.org/Service#Service> }",
        "SELECT * { ?s ?p 'customer service' FILTER(?a < 3 && ?b > 4) }",
        "PREFIX ex: <https://example.org/> SELECT * { ?s ex:service ?o ; ex:a-service-b ?x }",
        'SELECT * { ?s ?p "x"@service }',
        "SELECT $service { $service ?p ?o }",
    ],
)
def test_the_word_service_may_be_used_for_anything_else(sparql: str) -> None:
    check(sparql)


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_a_query_that_takes_too_long_is_stopped(place: str, tmp_path: Path) -> None:
    where = ":memory:" if place == "memory" else tmp_path / "kg"
    with open_store(where, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 300, "x"))
        with pytest.raises(QueryError, match=r"stopped after 0\.5 s"):
            store.query(CROSS, timeout=0.5)
        assert store.query("ASK { ?s ?p ?o }") is True


def test_a_query_of_our_own_is_stopped_between_rows() -> None:
    with open_store(":memory:") as store:
        store.replace(OLD, quads_of(OLD, 300, "x"))
        with pytest.raises(QueryError, match="stopped after"):
            store.select(CROSS.replace("(COUNT(*) AS ?n)", "*"), timeout=0.05)


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "Limits", partial(Limits, answer=10_000))
    with open_store(":memory:") as store:
        store.replace(OLD, quads_of(OLD, 300, "x"))
        with pytest.raises(QueryError, match="add a LIMIT"):
            store.query("SELECT * { ?s ?p ?o }")


def test_a_query_that_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "Limits", partial(Limits, memory=600 << 20))
    with open_store(":memory:") as store:
        store.replace(OLD, quads_of(OLD, 300, "x"))
        with pytest.raises(QueryError, match="of memory"):
            store.query("SELECT * { ?a ?p ?b . ?c ?p ?d . ?e ?p ?f } ORDER BY ?b ?d ?f", timeout=60)


def test_a_very_long_query_is_refused() -> None:
    with pytest.raises(QueryError, match="longer than"):
        check("ASK {} #" + "x" * 1_000_000)
