"""The two axes of the timeline: values upwards, days to the right. Worked out from decimals, so that every machine draws the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kg.views.dossier.model import Point

_RATIO = 40
"""Where the largest value is so many times the smallest, the axis counts magnitudes."""
_TICKS = 4
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
"""Distances between values that a person finds round, at any magnitude."""


@dataclass(frozen=True, slots=True)
class Box:
    """The part of the picture in which values stand, in its own units."""

    left: int
    top: int
    right: int
    bottom: int


class ValueAxis:
    """From values to heights; equal heights are equal amounts, or equal ratios where it counts `magnitudes`."""

    _PAD = 16

    def __init__(self, points: Sequence[Point], box: Box) -> None:
        ends = [end for p in points for end in (p.value, p.low, p.high) if end is not None]
        low, high = min(ends), max(ends)
        self.magnitudes = low > 0 and high / low > _RATIO
        if not self.magnitudes and low > 0 and low < high / 2:
            low = Decimal(0)
        if low == high:
            low, high = low - abs(low) / 10 - Decimal("0.01"), high + abs(high) / 10 + Decimal("0.01")
        self.low, self.high = low, high
        self._from, self._to = self._measure(low), self._measure(high)
        self._bottom, self._room = (
            Decimal(box.bottom - self._PAD),
            Decimal(box.bottom - box.top - 2 * self._PAD),
        )
        self._box = box
        self.ticks = self._powers() if self.magnitudes else _even(low, high)

    def _measure(self, value: Decimal) -> Decimal:
        return value.ln() if self.magnitudes else value

    def place(self, value: Decimal) -> Decimal:
        """How far from the top a value stands."""
        share = (self._measure(value) - self._from) / (self._to - self._from)
        return self._bottom - share * self._room

    def end(self, value: Decimal | None, *, upper: bool) -> Decimal:
        """Where an end of an interval stands; an open one reaches to the edge."""
        if value is not None:
            return self.place(value)
        return Decimal(self._box.top if upper else self._box.bottom)

    @property
    def zero(self) -> Decimal | None:
        """Where nothing stands, if values lie on both sides of it."""
        return self.place(Decimal(0)) if not self.magnitudes and self.low < 0 < self.high else None

    def _powers(self) -> list[Decimal]:
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


def days_of(point: Point) -> tuple[date, date] | None:
    """The first day of a point's period and the day after its last; None without a period, or with one that is none."""
    if point.period is None:
        return None
    try:
        first, last = date.fromisoformat(point.period.start), date.fromisoformat(point.period.end)
        return (first, last + timedelta(days=1)) if first <= last else None
    except (ValueError, OverflowError):
        return None


class TimeAxis:
    """From days to the right; a period is as wide as it is long. `ticks` are days with their names: years, months or days."""

    def __init__(self, spans: Sequence[tuple[date, date]], box: Box, *, most: int) -> None:
        """`most` ticks find room."""
        self._first = min(start for start, _ in spans).toordinal()
        last = max(end for _, end in spans).toordinal()
        self._days = last - self._first
        self._left, self._room = Decimal(box.left), Decimal(box.right - box.left)
        self.ticks = _calendar(date.fromordinal(self._first), date.fromordinal(last), most)

    def place(self, day: date) -> Decimal:
        """How far from the left a day begins."""
        return self._left + self._room * (day.toordinal() - self._first) / self._days


def _calendar(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Beginnings of years, months or days at even distances, the finest that are not too many."""
    for days in (1, 2, 7):
        if (last - first).days <= days * most:
            return [(day, day.isoformat()) for day in _by_days(first, last, days)]
    for months in (1, 2, 3, 6):
        found = [(day, day.isoformat()[:7]) for day in _by_months(first, last, months)]
        if 1 < len(found) <= most:
            return found
    years = 1
    while len(found := [(day, str(day.year)) for day in _by_months(first, last, 12 * years)]) > most:
        years *= 2 if str(years)[0] != "2" else 5
        years = {4: 5, 8: 10, 40: 50, 80: 100}.get(years, years)
    return found


def _by_days(first: date, last: date, step: int) -> Iterator[date]:
    for number in range(0, (last - first).days, step):
        yield first + timedelta(days=number)


def _by_months(first: date, last: date, step: int) -> Iterator[date]:
    """The beginnings of each `step` months, counted from the year 0, that lie between the two."""
    month = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step) * step
    while month < 12 * 10_000 and (day := date(month // 12, month % 12 + 1, 1)) < last:
        yield day
        month += step
