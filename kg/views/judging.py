"""What a person should decide: the comparisons of a store that nobody decided, the least certain first.

The comparisons are those that the store states; what was decided since it was built is taken from the files. Only the mentions
of the comparison that is looked at are read, however many the store has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.ask.parts import records
from kg.graph.comparison import read_comparisons
from kg.judge import Decisions, apply
from kg.model import Comparison, Decision, Judgement
from kg.store import Store
from kg.views.facts import plain_rows, query_text

_PAIRS = (Decision.SAME, Decision.NOT_SAME)


class Open(NamedTuple):
    """A comparison by IRI, with the mentions that show it and their claims."""

    comparison: str
    mentions: tuple[str, str]
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """One comparison that a person is asked about; `at` is its place in the queue from 0, `left` how many wait in all."""

    comparison: Comparison
    at: int
    left: int


def open_comparisons(store: Store) -> list[Open]:
    """All comparisons of which a person can say whether two claims are the same, in the order of the queue; at most 5,000."""
    return [
        Open(row[0].value, (row[1].value, row[2].value), frozenset((row[3].value, row[4].value)))
        for row in plain_rows(store, query_text("open-comparisons"))
    ]


def turn(
    store: Store, listed: Sequence[Open], judgements: Iterable[Judgement], *, at: int = 0
) -> Turn | None:
    """The comparison at a place among those that nobody decided, or the next that is still open; None at the end."""
    judged = list(judgements)
    waiting = undecided(listed, judged)
    for place in range(max(0, at), len(waiting)):
        found = open_one(store, waiting[place], judged)
        if found is not None:
            return Turn(found, place, len(waiting))
    return None


def undecided(listed: Sequence[Open], judgements: Iterable[Judgement]) -> list[Open]:
    """Those whose two claims nobody has decided, as far as claims alone tell."""
    claims = [
        frozenset(target.claim for target in one.targets if target.claim)
        for one in judgements
        if one.decision in _PAIRS
    ]
    decided = {pair for pair in claims if pair}
    return [one for one in listed if one.claims not in decided]


def open_one(store: Store, one: Open, judgements: Sequence[Judgement]) -> Comparison | None:
    """A comparison as the store states it; None where somebody decided it, or said that one of its mentions was read wrongly."""
    known = records(store, one.mentions)
    if any(mention not in known for mention in one.mentions):
        return None
    node = ox.NamedNode(one.comparison)
    about = store.construct(f"CONSTRUCT {{ {node} ?property ?value }} WHERE {{ {node} ?property ?value }}")
    quads = (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in about)
    stated = read_comparisons(quads, known)
    if not stated:
        return None
    found = stated[0]
    corrections = [judged for judged in judgements if judged.decision not in _PAIRS]
    standing = {m.id: m.claim for m in apply(corrections, known.values(), base=store.base).mentions}
    if any(standing.get(side.id) != side.claim for side in (found.a, found.b)):
        return None
    decided = Decisions(judgements, known.values()).of(found.a, found.b)
    return None if decided is not None else found
