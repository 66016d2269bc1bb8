"""Figures in compared text: which tell one event from another."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from kg.reuse.folded import Compared

_FIGURE = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)*[%‰]?")
_DATED = re.compile(r"年|月|日|号|时|点[^位数]|分(?:许|$)|届|季度|财年")


class Weight(Enum):
    """How much a figure tells of what a text is about."""

    DATE = "date"
    """Part of a date or an hour: template flashes of two days differ in it, and so do copies."""
    SMALL = "small"
    """A whole number of one or two digits, which many texts have."""
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
    for match in _FIGURE.finditer(units, start, end):
        words = match.group()
        if _DATED.match(units, match.end()) or (match.start() and units[match.start() - 1] == "第"):
            weight = Weight.DATE
        else:
            digits = sum(c.isdigit() for c in words)
            telling = digits >= 3 or "." in words or words.endswith("%")
            weight = Weight.TELLING if telling else Weight.SMALL
        found.append(Figure(match.start(), words, weight))
    return found
