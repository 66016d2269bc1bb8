"""Figures in compared text: which tell one event from another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from kg.reuse.folded import Compared

_FIGURE = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)*[%‰]?")
_DATED = re.compile(r"年|月|日|号|时|点[^位数]|分(?:许|$)|届|季度|财年")
_MEASURED = re.compile(r"[万亿兆]")
_NEAR = 8


class Weight(Enum):
    """How much a figure tells of what a text is about."""

    DATE = "date"
    """Part of a date or an hour: template flashes of two days differ in it, and so do copies."""
    SMALL = "small"
    """A whole number of one or two digits, and not so many 万 or 亿, which many texts have."""
    TELLING = "telling"
    """Digits that another event would hardly have too."""


class Figure(NamedTuple):
    """A figure at `start` of the compared text."""

    start: int
    words: str
    weight: Weight


def figures(text: Compared, start: int, end: int) -> list[Figure]:
    """The figures that begin between two places, in order."""
    units = text.units
    found: list[Figure] = []
    place = start
    while match := _FIGURE.search(units, place, end):
        # 10:30 is two numbers that lost what stood between them
        place = next((n for n in range(match.start() + 1, match.end()) if text.is_cut(n)), match.end())
        words = units[match.start() : place]
        if _DATED.match(units, place) or (match.start() and units[match.start() - 1] == "第"):
            weight = Weight.DATE
        else:
            digits = sum(c.isdigit() for c in words)
            written = digits >= 3 or "." in words or words.endswith("%")
            telling = written or _MEASURED.match(units, place) is not None
            weight = Weight.TELLING if telling else Weight.SMALL
        found.append(Figure(match.start(), words, weight))
    return found


def exchanged(one: Sequence[Figure], other: Sequence[Figure]) -> Counter[Weight]:
    """How many figures of two stretches stand in each other's place, by the greater weight; dates are left out."""
    undated = [[figure for figure in side if figure.weight is not Weight.DATE] for side in (one, other)]
    return Counter(
        Weight.TELLING if Weight.TELLING in (a.weight, b.weight) else Weight.SMALL
        for a, b in zip(*undated, strict=False)
        if a.words != b.words
    )


def exchanged_beside(earlier: Compared, later: Compared, a: tuple[int, int], b: tuple[int, int]) -> int:
    """At how many of its two ends a shared passage breaks off before figures of one unit that differ and tell."""
    before = _beside(earlier, a[0] - _NEAR, a[0])[-1:], _beside(later, b[0] - _NEAR, b[0])[-1:]
    after = _beside(earlier, a[1], a[1] + _NEAR)[:1], _beside(later, b[1], b[1] + _NEAR)[:1]
    return sum(
        exchanged(one, other)[Weight.TELLING]
        for one, other in (before, after)
        # the next item's number in a list, or another measure, is no other value of this one
        if one and other and _unit(earlier, one[0]) == _unit(later, other[0])
    )


def _beside(text: Compared, start: int, end: int) -> list[Figure]:
    """The figures of a stretch that is widened to whole numbers."""
    start, end = max(0, start), min(end, len(text))
    while not text.is_cut(start):
        start -= 1
    while not text.is_cut(end):
        end += 1
    return figures(text, start, end)


def _unit(text: Compared, figure: Figure) -> str:
    last = figure.words[-1]
    end = figure.start + len(figure.words)
    return text.units[end : end + 1] if last.isdigit() else last
