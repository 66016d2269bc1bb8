"""Periods as sums need them: what a change is compared with, how long it is, what tiles it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from kg.model import Baseline, Period

_MONTHS_BACK = {"yoy": 12, "qoq": 3, "mom": 1}


def compared_with(period: Period, baseline: Baseline | None) -> tuple[date, date] | None:
    """The days that a change over this period is compared with; None where the baseline does not say."""
    if isinstance(baseline, Period):
        return baseline.start, baseline.end
    if baseline is None or baseline not in _MONTHS_BACK:
        return None
    back = _MONTHS_BACK[baseline]
    if baseline != "yoy" and _months(period) != back:
        return None  # 环比 of a half year or of a day is compared with what only the text knows
    return _back(period.start, back, end=False), _back(period.end, back, end=True)


def days(period: Period) -> int:
    """How many days it has."""
    return (period.end - period.start).days + 1


def months(period: Period) -> int | None:
    """How many whole calendar months it is; None where it is not made of such."""
    return _months(period)


def key(period: Period | None) -> tuple[date, date] | None:
    """What makes two periods the same: their days."""
    return (_day(period.start), _day(period.end)) if period and not period.at else None


def tiles(whole: Period, parts: list[Period]) -> bool:
    """Whether these periods, in their order, fill the whole without a gap or an overlap."""
    next_day = whole.start
    for part in sorted(parts, key=lambda part: part.start):
        if part.start != next_day:
            return False
        next_day = part.end + timedelta(days=1)
    return next_day == whole.end + timedelta(days=1)


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _months(period: Period) -> int | None:
    last = calendar.monthrange(period.end.year, period.end.month)[1]
    if period.start.day != 1 or period.end.day != last:
        return None
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _back(value: date, by: int, *, end: bool) -> date:
    """So many months earlier; the last day of a month stays the last day."""
    number = value.year * 12 + value.month - 1 - by
    year, month = divmod(number, 12)
    if year < 1:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    was_last = value.day == calendar.monthrange(value.year, value.month)[1]
    return date(year, month + 1, last if end and was_last else min(value.day, last))
