"""What one version of a source claims and another does not."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kg.folding import fold
from kg.model import Mention

_DIGITS = re.compile(r"[\d.,]+")


class Turn(StrEnum):
    """What became of a claim from one version to the next."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim that differs: `before` is None where it appeared, `after` where it vanished.

    `slots` are those that changed, in the order of the printed record.
    """

    turn: Turn
    before: Mention | None
    after: Mention | None
    slots: tuple[str, ...] = ()


_SLOTS: tuple[tuple[str, Callable[[Mention], object]], ...] = (
    ("value", lambda m: m.quantity and (m.quantity.value, m.quantity.lower, m.quantity.upper)),
    ("bound", lambda m: m.quantity and m.quantity.bound),
    ("unit", lambda m: m.quantity and m.quantity.unit),
    ("kind", lambda m: m.quantity and m.quantity.kind),
    ("metric", lambda m: m.metric and m.metric.key()),
    ("subject", lambda m: m.subject and m.subject.key()),
    ("speaker", lambda m: m.speaker and m.speaker.key()),
    ("scope", lambda m: frozenset(ref.key() for ref in m.scope)),
    ("cites", lambda m: frozenset(ref.key() for ref in m.cites)),
    ("period", lambda m: m.period and m.period.key()),
    ("baseline", lambda m: m.baseline if isinstance(m.baseline, str) else m.baseline and m.baseline.key()),
    ("modality", lambda m: m.modality),
    ("words", lambda m: None if m.quantity else _words(m)),
)


def differences(older: Iterable[Mention], newer: Iterable[Mention]) -> list[Difference]:
    """What changed between two versions: what changed or appeared in the order of the newer text, then what vanished.

    A claim of the one is a claim of the other where claim, speaker and citations agree; it has changed where only the
    claim agrees, or series and period (another value), or else the words but for their digits.
    """
    before, after = sorted(older, key=_place), sorted(newer, key=_place)
    pairs: dict[str, Mention] = {}
    for key in (_whole, _claim, _point, _wording):
        waiting: dict[Hashable, deque[Mention]] = defaultdict(deque)
        taken = {m.id for m in pairs.values()}
        for m in before:
            if m.id not in taken:
                waiting[key(m)].append(m)
        for m in after:
            if m.id not in pairs and waiting[key(m)]:
                pairs[m.id] = waiting[key(m)].popleft()
    found = []
    for m in after:
        if m.id not in pairs:
            found.append(Difference(Turn.APPEARED, None, m))
        elif slots := _changed(pairs[m.id], m):
            found.append(Difference(Turn.CHANGED, pairs[m.id], m, slots))
    kept = {m.id for m in pairs.values()}
    return [*found, *(Difference(Turn.VANISHED, m, None) for m in before if m.id not in kept)]


def _place(m: Mention) -> tuple[int, int, str]:
    return m.quote.start, m.quote.end, m.id


def _changed(before: Mention, after: Mention) -> tuple[str, ...]:
    return tuple(name for name, of in _SLOTS if of(before) != of(after))


def _whole(m: Mention) -> Hashable:
    return m.claim, m.speaker and m.speaker.key(), frozenset(ref.key() for ref in m.cites)


def _claim(m: Mention) -> Hashable:
    return m.claim


def _point(m: Mention) -> Hashable:
    """The series at its period: another value there is a change. Statements have their words only."""
    return (m.series, m.period and m.period.key(), m.modality) if m.quantity else m.id


def _wording(m: Mention) -> Hashable:
    return _DIGITS.sub("0", _words(m))


def _words(m: Mention) -> str:
    return "".join(fold(m.quote.exact).split()).strip("，。；、“”\"'")
