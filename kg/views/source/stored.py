"""What a store says of one source, read part by part, so that a source of any length takes no longer than what is shown of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import graph_id, read_mentions
from kg.graph.check import read_checks
from kg.graph.from_rdf import read_sources
from kg.graph.namespaces import TYPE
from kg.graph.reuse import read_mutations, read_reuse
from kg.model import Check, Mention, Mutation, Reuse, Source
from kg.store import Store
from kg.views.facts import bound, plain_rows, rows

_DEPTH = 4
"""Steps from a mention to the farthest node that its record needs: claim, series, what the series is about."""
_REUSE_DEPTH = 4
"""Steps from a reuse to the words of its passages."""


class Place(NamedTuple):
    """Where a mention (IRI) stands in the text."""

    mention: str
    start: int
    end: int


def places(store: Store, source: str) -> list[Place]:
    """All mentions of a source in the order of its text."""
    graph = ox.NamedNode(graph_id(source, base=store.base))
    found = plain_rows(store, bound("source-places", graph=graph))
    return [Place(mention.value, int(start.value), int(end.value)) for mention, start, end in found]


def record(store: Store, source: str) -> Source | None:
    """What the store says of a source, None where it has none of this IRI."""
    found = read_sources(_closure(store, source, [source], depth=1), base=store.base)
    return next((one for one in found if one.id == source), None)


def records(store: Store, sources: Iterable[str]) -> list[Source]:
    """What the store says of these sources (IRIs), in their order, as far as it has them."""
    wanted = list(dict.fromkeys(sources))
    found = {one.id: one for one in read_sources(_described(store, wanted), base=store.base)}
    return [found[iri] for iri in wanted if iri in found]


def mentions_of(store: Store, source: str, wanted: Iterable[str]) -> list[Mention]:
    """These mentions (IRIs) of one source, in the order of its text."""
    asked = frozenset(wanted)
    found = read_mentions(_closure(store, source, [*sorted(asked), source], depth=_DEPTH), base=store.base)
    return [one for one in found if one.id in asked]


def mentions_by_id(store: Store, wanted: Iterable[str]) -> dict[str, Mention]:
    """These mentions (IRIs) of any sources, as far as the store has them."""
    of_source: dict[str, list[str]] = defaultdict(list)
    for mention, source in rows(store, "sources-of-mentions", sorted(set(wanted))):
        of_source[source.value].append(mention.value)
    found = (one for source in sorted(of_source) for one in mentions_of(store, source, of_source[source]))
    return {one.id: one for one in found}


def checks_of(store: Store, mentions: Sequence[Mention]) -> list[Check]:
    """The checks in which these mentions play a role, whatever came out."""
    roles = list(rows(store, "checks-of-mentions", [m.id for m in mentions]))
    known = {m.id: m for m in mentions}
    known |= mentions_by_id(store, {figure.value for _, _, figure in roles} - known.keys())
    nodes = {node.value for check, role, _ in roles for node in (check, role)}
    return read_checks(_described(store, nodes), known)


def reuses_of(store: Store, source: Source, *, limit: int) -> tuple[list[Reuse], int]:
    """What a source shares with others, at most `limit` reuses, the largest parts first; and how many there are."""
    shared = list(rows(store, "reuses-of-source", [source.id]))
    kept = [(reuse.value, other.value) for reuse, other, _ in shared[:limit]]
    sides = {source.id: source}
    for _, other in kept:
        side = record(store, other)
        if side is not None:
            sides[other] = side
    quads: list[ox.Quad] = []
    waiting, seen = [reuse for reuse, other in kept if other in sides], set[str]()
    for _ in range(_REUSE_DEPTH):
        seen.update(waiting)
        found = _described(store, waiting)
        quads += found
        # parts of a reuse are named by it
        parts = (
            q.object.value for q in found if isinstance(q.object, ox.NamedNode) and "#" in q.object.value
        )
        waiting = sorted({part for part in parts if part.startswith(f"{store.base}reuse/")} - seen)
    rank = {reuse: number for number, (reuse, _) in enumerate(kept)}
    return sorted(read_reuse(quads, sides), key=lambda one: rank[one.id]), len(shared)


def mutations_of(store: Store, reuses: Sequence[Reuse]) -> list[Mutation]:
    """What became of the claims that these reuses passed on."""
    changed = list(rows(store, "mutations-of-reuses", [one.id for one in reuses]))
    known = mentions_by_id(store, {mention.value for _, mention in changed})
    return read_mutations(_described(store, {mutation.value for mutation, _ in changed}), known)


def _described(store: Store, nodes: Iterable[str]) -> list[ox.Quad]:
    return [_quad(*row) for row in rows(store, "describe", sorted(set(nodes)))]


def _closure(store: Store, source: str, nodes: Iterable[str], *, depth: int) -> list[ox.Quad]:
    """What the graph of a source says of these nodes, and of what they lead to in so many steps."""
    graph = ox.NamedNode(graph_id(source, base=store.base))
    found: list[ox.Quad] = []
    waiting, seen = sorted(set(nodes)), set[str]()
    for _ in range(depth):
        seen.update(waiting)
        step = [_quad(*row) for row in rows(store, "describe-within", waiting, graph=graph)]
        found += step
        objects = {q.object.value for q in step if isinstance(q.object, ox.NamedNode) and q.predicate != TYPE}
        waiting = sorted(objects - seen)
    return found


def _quad(
    subject: ox.NamedNode | ox.Literal, predicate: ox.NamedNode | ox.Literal, value: ox.NamedNode | ox.Literal
) -> ox.Quad:
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(predicate, ox.NamedNode)
    return ox.Quad(subject, predicate, value)
