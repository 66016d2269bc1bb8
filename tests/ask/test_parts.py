"""Mentions and origins read alone are those that are read with the whole of their graphs."""

from __future__ import annotations

from kg.ask.parts import records, source_records, stated_origins
from kg.ask.tracing import trace
from kg.graph import mentions, sources
from kg.graph.origin import origin_graph
from kg.store import MemoryStore, Store
from tests.ask.small import small_store
from tests.ask.watched import Watched


def watched(*, origins: bool = False) -> Watched:
    store = Watched()
    small = small_store()
    for graph in small.graphs():
        store.replace(graph, small.quads(graph))
    if origins:
        graph = f"{store.base}graph/origins/0"
        store.replace(graph, origin_graph(trace(small), graph=graph))
        store.read.clear()
    return store


def test_a_mention_read_alone_is_the_one_that_is_read_with_its_source(seed_store: Store) -> None:
    for store in (small_store(), seed_store):
        whole = {m.id: m for m in mentions(store)}
        assert records(store, whole) == whole


def test_only_what_is_asked_for_is_read() -> None:
    store = watched()
    one, *_ = mentions(small_store())
    assert records(store, [one.id, "https://example.org/nothing"]) == {one.id: one}
    assert store.read == []


def test_a_source_read_alone_is_the_one_that_is_read_with_its_graph() -> None:
    store = small_store()
    whole = {one.id: one for one in sources(store)}
    assert source_records(store, [*whole, "https://example.org/nothing"]) == whole


def test_origins_of_some_mentions_have_the_links_that_lead_from_these() -> None:
    store = watched(origins=True)
    for whole in trace(small_store()):
        known = {m.id: m for m in whole.mentions}
        assert whole.of(known) in stated_origins(store, known)
    assert [graph for graph in store.read if "/origins/" in graph] == []


def test_where_no_graph_tells_of_origins_there_are_none() -> None:
    one, *_ = mentions(small_store())
    assert stated_origins(watched(), {one.id: one}) == []
    assert stated_origins(MemoryStore(), {}) == []
