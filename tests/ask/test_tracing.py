"""Origins out of a store."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.ask.tracing import mentions_named, trace
from kg.errors import QuestionError
from kg.graph import mentions
from kg.graph.origin import origin_graph
from kg.store import Store, open_store
from tests.ask.small import retracted_store, small_quads, small_store
from tests.ask.watched import Watched


def of_quote(store: Store, words: str) -> str:
    return next(m.id for m in mentions(store) if words in m.quote.exact)


def test_a_mention_and_a_claim_are_found_by_their_ids() -> None:
    store = small_store()
    mention = next(m for m in mentions(store) if "增长46.3%" in m.quote.exact)
    assert mentions_named(store, mention.id) == [mention.id]
    assert mentions_named(store, mention.claim) == [mention.id]
    assert mentions_named(store, mention.claim.rsplit("/", 1)[-1][:12]) == [mention.id]


@pytest.mark.parametrize("name", ["", "abc", "ffffffffffff", "https://example.org/nothing", "46%\x00", "<>"])
def test_what_is_not_there_is_told(name: str) -> None:
    with pytest.raises(QuestionError, match="no claim or mention"):
        mentions_named(small_store(), name)


def test_origins_are_read_from_their_graph_where_there_is_one() -> None:
    with open_store(":memory:", mode="w") as store:
        by_graph: dict[str, list[object]] = {}
        for quad in small_quads():
            by_graph.setdefault(quad.graph_name.value, []).append(quad)  # type: ignore[union-attr]
        for graph, quads in by_graph.items():
            store.replace(graph, quads)  # type: ignore[arg-type]
        found = trace(store)
        graph = f"{store.base}graph/origins/0"
        store.replace(graph, origin_graph(found, graph=graph))
        assert trace(store) == found
        one = of_quote(store, "增长46.3%")
        assert [o.mentions[0].id for o in trace(store, [one])] == [one]


def test_the_network_of_a_store_is_a_graph_of_networkx() -> None:
    graph = kg.network(small_store())
    assert isinstance(graph, nx.MultiDiGraph)
    assert nx.is_directed_acyclic_graph(graph)
    assert {about["kind"] for _, about in graph.nodes(data=True)} >= {
        "source",
        "publisher",
        "release",
        "utterance",
    }


def test_what_was_taken_back_counts_nowhere_though_no_origin_graph_says_so() -> None:
    store = retracted_store()
    gone, kept = of_quote(store, "国际站交易额同比增长46%"), of_quote(store, "国际站交易额增长46%")
    assert {m.id for one in trace(store, [gone, kept]) for m in one.mentions} == {kept}
    assert trace(store, [gone]) == []
    assert "甲报的报道" not in {m.source.title for one in trace(store) for m in one.mentions}
    assert "甲报的报道" not in {about["label"] for _, about in kg.network(store).nodes(data=True)}


def test_the_network_reads_no_mentions_where_origin_graphs_tell_of_all() -> None:
    store = Watched()
    for graph in small_store().graphs():
        store.replace(graph, small_store().quads(graph))
    anew = kg.network(store)
    graph = f"{store.base}graph/origins/0"
    store.replace(graph, origin_graph(trace(store), graph=graph))
    store.read.clear()
    known = kg.network(store)
    assert [name for name in store.read if "/graph/source/" in name] == []
    assert list(known.nodes(data=True)) == list(anew.nodes(data=True))
    assert list(known.edges(data=True, keys=True)) == list(anew.edges(data=True, keys=True))
