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
from tests.ask.small import small_quads, small_store


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
