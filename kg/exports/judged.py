"""What people decided about mentions, as the store has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.judgement import judgements_graph_id
from kg.graph.namespaces import DECISION, KG, PROV
from kg.model import Decision
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Decided:
    """One judgement: who, when (ISO 8601), what and why, and the mentions (IRIs) that it is about, in their order."""

    id: str
    decision: Decision
    author: str
    time: str
    reason: str
    mentions: tuple[str, ...]


def decided(store: Store) -> list[Decided]:
    """The judgements about mentions that found their place, by time."""
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads(judgements_graph_id(base=store.base)):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            about[quad.subject.value][quad.predicate.value].append(quad.object.value)

    def one(node: str, term: ox.NamedNode) -> str:
        return next(iter(about[node].get(term.value, ())), "")

    found = []
    for node in sorted(about):
        places = sorted(about[node].get(KG.place.value, ()), key=lambda place: one(place, KG.order))
        mentions = tuple(one(place, KG.judged) for place in places)
        if mentions and all(mentions):
            decision = Decision(one(node, KG.decision).removeprefix(DECISION.iri))
            author, time, reason = (one(node, t) for t in (KG.decidedBy, PROV.endedAtTime, KG.reason))
            found.append(Decided(node, decision, author, time, reason, mentions))
    return sorted(found, key=lambda one: (one.time, one.id))


def judged_wrong(store: Store, mentions: Iterable[str]) -> frozenset[str]:
    """Those of these mentions (IRIs) that somebody judged to be read wrongly."""
    wrong = {m for one in decided(store) if one.decision is Decision.WRONG for m in one.mentions}
    return frozenset(wrong.intersection(mentions))
