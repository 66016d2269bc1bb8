"""The timeline as a picture: one row for each claim, in the order of the periods, each value with its interval.

Two pictures of the same, for wide windows and for phones, so that words keep their size. All coordinates are whole
numbers or tenths, worked out from decimals, so that every machine draws the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from kg.views.dossier.model import Dossier, Point
from kg.views.figures import period_text, scaled_text
from kg.views.interface import Interface
from kg.views.words import visible, wrap

_RATIO = 40
"""Where the largest value is so many times the smallest, the axis counts magnitudes."""
_TICKS = 4
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
"""Distances between values that a person finds round, at any magnitude."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in the picture's own units, which are pixels at its natural size; text is 13 of them high."""

    width: int
    left: int
    """Where the values begin and end."""
    right: int
    row: int
    bar: int
    """Where in a row the bar is, from its top."""
    who: int
    """Columns of text for who says so."""
    stacked: bool
    """Whether words stand above the bar instead of beside it."""


WIDE = Layout(width=860, left=190, right=540, row=34, bar=17, who=44, stacked=False)
NARROW = Layout(width=360, left=6, right=354, row=66, bar=50, who=50, stacked=True)


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """One claim. `x1` and `x2` are the ends of its interval, which may be open; `x` is the value."""

    y: int
    bar: int
    x: str
    x1: str
    x2: str
    width: str
    open_low: bool
    open_high: bool
    period: str
    written: str
    who: str
    look: str
    """`own`, `conflict` or `other`; with `planned` where it is no fact yet."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, ready to be drawn."""

    layout: Layout
    name: str
    height: int
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    magnitudes: bool
    zero: str | None


def charts(found: Dossier, words: Interface) -> tuple[Chart, ...]:
    """The pictures of a dossier's timeline; none where there are fewer than two points to compare."""
    if len(found.points) < 2:
        return ()
    return tuple(_chart(name, layout, found, words) for name, layout in (("wide", WIDE), ("narrow", NARROW)))


def _chart(name: str, layout: Layout, found: Dossier, words: Interface) -> Chart:
    scale = _Scale(found.points, layout)
    head = 10
    rows = tuple(
        _row(point, layout, scale, found, words, head + number * layout.row)
        for number, point in enumerate(found.points)
    )
    unit = found.points[0].unit
    ticks = tuple(
        Tick(scale.x(value), scaled_text(value, unit, words.language), _anchor(number, len(scale.ticks)))
        for number, value in enumerate(scale.ticks)
    )
    zero = scale.x(Decimal(0)) if not scale.magnitudes and scale.low < 0 < scale.high else None
    return Chart(layout, name, head + len(rows) * layout.row + 26, rows, ticks, scale.magnitudes, zero)


def _anchor(number: int, count: int) -> str:
    return "start" if number == 0 else "end" if number == count - 1 else "middle"


def _row(point: Point, layout: Layout, scale: _Scale, found: Dossier, words: Interface, top: int) -> Row:
    names = [found.name(iri, words.language) for iri in point.who]
    who = words("dossier-and-more", names=words("dossier-comma").join(names), count=point.sources)
    if point.sources <= len(names):
        who = words("dossier-comma").join(names)
    if not names:
        who = words("dossier-sources", count=point.sources)
    x1, x2 = scale.clipped(point.low, top=False), scale.clipped(point.high, top=True)
    look = "own" if point.own else "conflict" if point.conflict else "other"
    return Row(
        y=top,
        bar=top + layout.bar,
        x=scale.x(point.value),
        x1=_tenth(x1),
        x2=_tenth(x2),
        width=_tenth(max(x2 - x1, Decimal(3))),
        open_low=point.low is None,
        open_high=point.high is None,
        period=visible(period_text(point.period)) if point.period else words("dossier-no-period"),
        written=visible(wrap(point.written, lines=1, line=22)),
        who=visible(wrap(who, lines=1, line=layout.who)),
        look=look if point.modality == "asserted" else f"{look} planned",
    )


class _Scale:
    """From values to places between the left and the right of the picture."""

    def __init__(self, points: Sequence[Point], layout: Layout) -> None:
        ends = [end for p in points for end in (p.value, p.low, p.high) if end is not None]
        low, high = min(ends), max(ends)
        self.magnitudes = low > 0 and high / low > _RATIO
        if not self.magnitudes and low > 0 and low < high / 2:
            low = Decimal(0)
        if low == high:
            low, high = low - abs(low) / 10 - Decimal("0.01"), high + abs(high) / 10 + Decimal("0.01")
        self.low, self.high = low, high
        self._from, self._to = self._measure(low), self._measure(high)
        pad = 8
        self._left, self._room = Decimal(layout.left + pad), Decimal(layout.right - layout.left - 2 * pad)
        self._edges = Decimal(layout.left), Decimal(layout.right)
        self.ticks = self._magnitude_ticks() if self.magnitudes else _even(low, high)

    def _measure(self, value: Decimal) -> Decimal:
        return value.ln() if self.magnitudes else value

    def place(self, value: Decimal) -> Decimal:
        share = (self._measure(value) - self._from) / (self._to - self._from)
        return self._left + share * self._room

    def x(self, value: Decimal) -> str:
        return _tenth(self.place(value))

    def clipped(self, value: Decimal | None, *, top: bool) -> Decimal:
        """Where an end of an interval is; an open one reaches to the edge."""
        return self._edges[top] if value is None else self.place(value)

    def _magnitude_ticks(self) -> list[Decimal]:
        first, last = self.low.adjusted(), self.high.adjusted()
        step = max(1, -(-(last - first) // _TICKS))
        powers = [Decimal(10) ** n for n in range(first, last + 1, step)]
        return [value for value in powers if self.low <= value <= self.high] or [self.low, self.high]


def _even(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values at even distances within the two."""
    rough = (high - low) / _TICKS
    unit = Decimal(10) ** rough.adjusted()
    step = next(step for n in _ROUND if (step := unit * n) >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_CEILING") * step
    found = []
    while first <= high:
        found.append(first)
        first += step
    return found


def _tenth(value: Decimal) -> str:
    return f"{value.quantize(_TENTH, rounding=ROUND_HALF_EVEN):f}"
