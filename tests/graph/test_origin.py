"""Origins go into a graph and come back the same."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import InvalidGraph
from kg.graph import validate
from kg.graph.namespaces import KG, PROV
from kg.graph.origin import origin_graph, read_origins
from kg.model import Mention, Origin
from tests.builders import SPEAKER
from tests.origins.texts import FINANCIALS, copy, found, told

GRAPH = "https://example.org/graph"


def example() -> tuple[list[Mention], list[Origin]]:
    first = told("财报显示，交易额增长46%。", cites=(FINANCIALS,))
    later = told("又讯，交易额增长46%。", publisher="乙报", day=3)
    said = told("张阔说交易额增长46%。", publisher="丙报", credited="丁报", speaker=SPEAKER)
    alone = told("交易额增长46%。", publisher="戊报")
    mentions = [first, later, said, alone]
    return mentions, found(*mentions, shared=(copy(later, first),))


def test_what_is_written_is_read_back() -> None:
    mentions, origins = example()
    quads = origin_graph(origins, graph=GRAPH)
    again = read_origins(quads, {m.id: m for m in mentions}, {m.source.id: m.source for m in mentions})
    assert again == sorted(origins, key=lambda o: o.id)
    assert validate(quads).conforms


def test_a_copy_is_quoted_and_a_mention_has_its_primary_source() -> None:
    mentions, origins = example()
    quads = origin_graph(origins, graph=GRAPH)
    quoted = [(q.subject, q.object) for q in quads if q.predicate == PROV.wasQuotedFrom]
    assert quoted == [(ox.NamedNode(mentions[1].id), ox.NamedNode(mentions[0].id))]
    primary = {q.subject for q in quads if q.predicate == PROV.hadPrimarySource}
    assert primary == {ox.NamedNode(m.id) for m in mentions}


def test_an_origin_without_a_kind_is_no_origin() -> None:
    _, origins = example()
    quads = [q for q in origin_graph(origins, graph=GRAPH) if q.predicate != KG.originKind]
    with pytest.raises(InvalidGraph, match="no originKind"):
        read_origins(quads, {}, {})
