"""Which comparisons a person should look at: those that are decided least certainly, and matter most."""

from __future__ import annotations

from collections.abc import Iterable

from kg.judge.apply import Decisions
from kg.model.comparison import Comparison, Relation

_FIRST = {
    Relation.CONTRADICTS: 0,
    Relation.REVISED: 1,
    Relation.ROUNDED: 2,
    Relation.SAME: 3,
    Relation.RESTATES: 4,
}
_ASKED = frozenset(_FIRST)
"""Relations that say that two claims are, or are not, of one thing: of others nobody decides same or not."""


def queue(comparisons: Iterable[Comparison], decisions: Decisions) -> list[Comparison]:
    """Undecided comparisons, the least certain first; of equally certain ones contradictions before agreement."""
    open_ones = [one for one in comparisons if one.relation in _ASKED and decisions.of(one.a, one.b) is None]
    return sorted(open_ones, key=lambda one: (one.confidence, _FIRST[one.relation], one.id))
