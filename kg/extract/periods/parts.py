"""What a language's grammar hands to the resolver: parts such as a year or a month, and groups of parts."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """One thing said of a time: `level` is 1 for years, 2 for parts of years, 3 for months, 4 for days, 5 for times of day.

    A part of level 0 stands alone: the last five years, the nineties. `kind` says what `a`, `b`, `unit` and `anchor`
    mean: a year (`a`), months or quarters or days `a` to `b`, something relative (`a` of its `unit` after the source's
    date, or after what was named before) … `text` is the words, for the explanation.
    """

    level: int
    kind: str
    a: int = 0
    b: int = 0
    unit: str = ""
    anchor: str = ""
    text: str = ""


class Group(NamedTuple):
    """Parts that stand together, coarser first, and what stands right before and after them."""

    start: int
    end: int
    parts: tuple[Part, ...]
    same: bool = False
    """Whether it is the same stretch of another year (去年同期)."""
    edge: str = ""
    """`start`, `middle` or `end` where only that is meant (去年底)."""
    since: bool = False
    """Whether it goes on to the source's date (5月以来)."""
    bound: str = ""
    """`before`, `until`, `after` or `from` where it is only an edge (2018年以前, 5月1日或之前, 2018年以后)."""

    @property
    def level(self) -> int:
        return self.parts[-1].level
