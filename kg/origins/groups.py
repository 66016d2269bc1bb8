"""Mentions of one figure: those of one claim, of claims that are the same or rounded, and of aligned passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.folding import fold
from kg.model import ClaimType, Comparison, Mention, Passage, Relation, Reuse
from kg.model.comparison import order

_ALIKE = frozenset({Relation.SAME, Relation.ROUNDED, Relation.RESTATES})


class Sets:
    """Disjoint sets of strings; the least member names each."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, member: str) -> str:
        """The name of the set that this is in."""
        above = self._above.setdefault(member, member)
        while above != self._above[above]:
            self._above[member] = above = self._above[above]
        return above

    def join(self, one: str, other: str) -> None:
        """Make their sets one."""
        first, second = sorted((self.find(one), self.find(other)))
        self._above[second] = first


def groups(
    mentions: Iterable[Mention], comparisons: Iterable[Comparison], reuse: Sequence[Reuse]
) -> list[list[Mention]]:
    """Mentions by the figure or proposition that they make, earlier first.

    A figure whose subject or metric nobody knows stands alone, but for the same words in a passage that two sources share.
    """
    all_of_them = sorted(set(mentions), key=order)
    sets = Sets()
    for m in all_of_them:
        sets.join(m.id, m.claim if determined(m) else m.id)
    for c in comparisons:
        if c.relation in _ALIKE and determined(c.a) and determined(c.b):
            sets.join(c.a.claim, c.b.claim)
    of_source: dict[str, list[Mention]] = defaultdict(list)
    for m in all_of_them:
        of_source[m.source.id].append(m)
    for shared in reuse:
        for passage in shared.passages:
            for one, other in aligned(passage, of_source[shared.earlier.id], of_source[shared.later.id]):
                sets.join(one.id, other.id)
    found: dict[str, list[Mention]] = defaultdict(list)
    for m in all_of_them:
        found[sets.find(m.id)].append(m)
    return [found[name] for name in sorted(found)]


def determined(m: Mention) -> bool:
    """Whether a claim says enough to be the same in another source."""
    return m.type is ClaimType.STATEMENT or (m.subject is not None and m.metric is not None)


def aligned(
    passage: Passage, earlier: Iterable[Mention], later: Iterable[Mention]
) -> list[tuple[Mention, Mention]]:
    """Pairs of mentions with the same words or claim, each within its side of the passage, in the order in which they stand."""
    waiting: dict[str, list[Mention]] = defaultdict(list)
    for m in earlier:
        if passage.earlier.start <= m.quote.start and m.quote.end <= passage.earlier.end:
            for key in _keys(m):
                waiting[key].append(m)
    pairs: list[tuple[Mention, Mention]] = []
    taken: set[str] = set()
    for m in later:
        if not (passage.later.start <= m.quote.start and m.quote.end <= passage.later.end):
            continue
        free = next((w for key in _keys(m) for w in waiting.get(key, ()) if w.id not in taken), None)
        if free is not None:
            taken.add(free.id)
            pairs.append((free, m))
    return pairs


def _keys(m: Mention) -> tuple[str, str]:
    value = m.quantity.value.normalize() if m.quantity else ""
    return m.claim, f"{value} {''.join(c for c in fold(m.quote.exact) if c.isalnum())}"
