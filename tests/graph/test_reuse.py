"""Reuses and mutations go into a graph and come back the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.errors import InvalidGraph
from kg.graph import validate
from kg.graph.namespaces import KG, PROV
from kg.graph.reuse import read_mutations, read_reuse, reuse_graph
from kg.lexicon import Lexicon
from kg.model import Direction, EditKind, Reuse, Source
from kg.reuse import reuses
from tests.reuse.build import STORY, mutated, text

GRAPH = "https://example.org/graph"


def by_id(found: list[Reuse]) -> dict[str, Source]:
    return {source.id: source for one in found for source in (one.later, one.earlier)}


def test_passages_and_edits_are_read_back() -> None:
    shared, _, _ = mutated()
    assert {edit.kind for one in shared for p in one.passages for edit in p.edits} >= {EditKind.DROPPED}
    quads = reuse_graph(shared, (), graph=GRAPH)
    assert read_reuse(quads, by_id(shared)) == shared
    assert validate(quads).conforms


def test_passages_keep_their_order() -> None:
    second = (
        "另据介绍，当地已建成七个海外仓，面积合计12.5万平方米，服务企业超过三千家，覆盖二十一个国家和地区。"
    )
    between = "随后，代表们就下一步的工作安排作了交流。" * 8
    earlier = text(second + between + STORY)
    later = text(
        STORY + "编者的一段话，与别处不同，谈的是天气、交通以及周末的去处。" * 6 + second,
        hour=12,
        publisher="乙报",
    )
    shared = reuses(later, [earlier], lexicon=Lexicon.load())
    (one,) = shared
    turned = replace(one, passages=tuple(reversed(one.passages)))
    assert len(one.passages) > 1
    for reuse in (one, turned):
        assert read_reuse(reuse_graph([reuse], (), graph=GRAPH), by_id(shared)) == [reuse]


def test_mutations_are_read_back() -> None:
    shared, changes, mentions = mutated()
    assert changes
    one_sided = replace(changes[0], id=changes[0].id + "x", later=None, after="")
    written = [*changes, one_sided]
    quads = reuse_graph(shared, written, graph=GRAPH)
    assert read_mutations(quads, {m.id: m for m in mentions}) == sorted(written, key=lambda one: one.id)
    assert validate(quads).conforms


def test_a_copy_is_derived_from_what_it_copies() -> None:
    (one,), _, _ = mutated()
    quads = reuse_graph([one], (), graph=GRAPH)
    derived = [(q.subject, q.object) for q in quads if q.predicate == PROV.wasDerivedFrom]
    assert derived == [(ox.NamedNode(one.later.id), ox.NamedNode(one.earlier.id))]
    assert [q for q in quads if q.predicate == PROV.wasQuotedFrom]


def test_nothing_is_derived_where_nobody_knows_who_took_from_whom() -> None:
    (one,), _, _ = mutated()
    unknown = replace(one, direction=Direction.UNKNOWN, origin="丙社", share=Decimal(1))
    quads = reuse_graph([unknown], (), graph=GRAPH)
    assert not [q for q in quads if q.predicate in (PROV.wasDerivedFrom, PROV.wasQuotedFrom)]
    assert read_reuse(quads, by_id([one])) == [unknown]
    assert validate(quads).conforms


def test_the_graph_does_not_depend_on_order() -> None:
    shared, changes, _ = mutated()
    turned = reuse_graph(shared[::-1], changes[::-1], graph=GRAPH)
    assert set(turned) == set(reuse_graph(shared, changes, graph=GRAPH))


def test_a_reuse_without_a_direction_is_none() -> None:
    shared, _, _ = mutated()
    quads = [q for q in reuse_graph(shared, (), graph=GRAPH) if q.predicate != KG.direction]
    with pytest.raises(InvalidGraph, match="a reuse: no direction"):
        read_reuse(quads, by_id(shared))


def test_a_mention_that_is_not_there_is_told() -> None:
    shared, changes, _ = mutated()
    with pytest.raises(InvalidGraph, match="a mutation"):
        read_mutations(reuse_graph(shared, changes, graph=GRAPH), {})
