"""What a store says of one source, read part by part, so that a source of any length takes no longer than what is shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.ask.parts import records, source_records
from kg.graph import graph_id
from kg.graph.check import read_checks
from kg.graph.namespaces import VERDICT
from kg.graph.reuse import read_mutations, read_reuse
from kg.model import Check, Mention, Mutation, Reuse, Source, Verdict
from kg.store import Store
from kg.views.facts import bound, plain_rows, rows

_REUSE_DEPTH = 4
"""Steps from a reuse to the words of its passages."""


class Place(NamedTuple):
    """Where a mention (IRI) stands in the text."""

    mention: str
    start: int
    end: int


class Tried(NamedTuple):
    """A sum (IRI) in which figures of a source play a role, how it comes out, and where the first of them stands."""

    check: str
    verdict: Verdict
    start: int


class Outline(NamedTuple):
    """What is known of a source as a whole, in the order of its text: the longest thing to read of a long one."""

    places: list[Place]
    sums: list[Tried]


def outline(store: Store, source: str) -> Outline:
    """Where everything stands in a source."""
    tried = [
        Tried(check.value, Verdict(verdict.value.removeprefix(VERDICT.iri)), int(start.value))
        for check, verdict, start in rows(store, "checks-of-source", [source])
    ]
    return Outline(places(store, source), tried)


def places(store: Store, source: str) -> list[Place]:
    """All mentions of a source in the order of its text."""
    graph = ox.NamedNode(graph_id(source, base=store.base))
    found = plain_rows(store, bound("source-places", graph=graph))
    return [Place(mention.value, int(start.value), int(end.value)) for mention, start, end in found]


def record(store: Store, source: str) -> Source | None:
    """What the store says of a source, None where it has none of this IRI."""
    return source_records(store, [source]).get(source)


def mentions_of(store: Store, wanted: Iterable[str]) -> list[Mention]:
    """These mentions (IRIs) of one source, in the order of its text."""
    return list(records(store, wanted).values())


def checks_of(store: Store, mentions: Sequence[Mention]) -> list[Check]:
    """The checks in which these mentions play a role, whatever came out; none of which a figure is gone."""
    roles = list(rows(store, "checks-of-mentions", [m.id for m in mentions]))
    known = {m.id: m for m in mentions}
    known |= records(store, {figure.value for _, _, figure in roles} - known.keys())
    stale = {check for check, _, figure in roles if figure.value not in known}
    nodes = {node.value for check, role, _ in roles if check not in stale for node in (check, role)}
    return read_checks(_described(store, nodes), known)


def reuses_of(store: Store, source: Source, *, limit: int) -> tuple[list[Reuse], int]:
    """What a source shares with others, at most `limit` reuses, the largest parts first; and how many there are."""
    shared = list(rows(store, "reuses-of-source", [source.id]))
    kept = [(reuse.value, other.value) for reuse, other, _ in shared[:limit]]
    sides = {source.id: source} | source_records(store, [other for _, other in kept])
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
    """What became of the claims that these reuses passed on, as far as these are still there."""
    changed = list(rows(store, "mutations-of-reuses", [one.id for one in reuses]))
    known = records(store, {mention.value for _, mention in changed})
    stale = {mutation for mutation, mention in changed if mention.value not in known}
    nodes = {mutation.value for mutation, _ in changed if mutation not in stale}
    return read_mutations(_described(store, nodes), known)


def _described(store: Store, nodes: Iterable[str]) -> list[ox.Quad]:
    return [_quad(*row) for row in rows(store, "describe", sorted(set(nodes)))]


def _quad(
    subject: ox.NamedNode | ox.Literal, predicate: ox.NamedNode | ox.Literal, value: ox.NamedNode | ox.Literal
) -> ox.Quad:
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(predicate, ox.NamedNode)
    return ox.Quad(subject, predicate, value)
