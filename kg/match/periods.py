"""How the periods of two claims stand to each other."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto

from kg.model import Bound, Mention, Period, Quantity
from kg.model.agreement import telling
from kg.model.days import calendar_day, days_of

_FINE = 2
"""Digits of a price that another moment will hardly have too."""
_YEAR = 360
_AS_LONG = 1.5
_MONTH = timedelta(days=31)
_FAR = timedelta(days=120)
"""A year told as the last twelve months and the fiscal year that it means end so near to each other: results come out in time."""
SESSION = timedelta(hours=8)
"""Two texts so near to each other tell of one day of trading, whichever date they give it."""
_FLASH = timedelta(minutes=15)
TICK = timedelta(minutes=2)
"""Two quotations of a price so near to each other are one."""
_BORDER = timedelta(days=1)


class Times(Enum):
    """What two periods are to each other."""

    EQUAL = auto()
    TOLD_TWICE = auto()
    """Each ends on its source's own date, and begins on the same day or is as long: 去年以来 told in two papers of a month."""
    FISCAL = auto()
    """The last twelve months, and the fiscal year of results that both may mean."""
    MOMENTS = auto()
    """One day, two moments of it."""
    SOME_MOMENT = auto()
    """The day on which both sources tell of it, at two times; one or both say no moment."""
    WITHIN = auto()
    """One holds the other."""
    OVERLAPPING = auto()
    APART = auto()
    UNKNOWN = auto()
    """One says no period."""
    NONE = auto()
    """Neither says a period."""


def times(a: Mention, b: Mention) -> Times:
    """How the periods of two mentions stand to each other."""
    one, other = a.period, b.period
    if one is None or other is None:
        return Times.NONE if one is other else Times.UNKNOWN
    (start, end), (begin, stop) = days_of(one), days_of(other)
    if (start, end) == (begin, stop):
        return _within_the_day(a, b, one, other)
    together = start == begin or abs((end - start) - (stop - begin)) <= _BORDER
    # last week's count and this week's are two, though each was told when its week was over
    meet = begin <= end and start <= stop
    if (
        together
        and (meet or (start == end and begin == stop))
        and _open(a, one)
        and _open(b, other)
        and abs(end - stop) <= _MONTH
    ):
        return Times.TOLD_TWICE
    long = min((end - start).days, (stop - begin).days) >= _YEAR
    if long and abs((end - start) - (stop - begin)) <= _MONTH and _open(a, one) != _open(b, other):
        rolling, fixed = (end, stop) if _open(a, one) else (stop, end)
        if timedelta(0) <= rolling - fixed <= _FAR:
            return Times.FISCAL
    if end < begin or stop < start:
        return Times.APART
    if (start <= begin and stop <= end) or (begin <= start and end <= stop):
        return Times.WITHIN
    return Times.OVERLAPPING


def one_state(a: Mention, b: Mention) -> bool:
    """Whether two periods, one within the other, may be one: they end on one day, or one of them is a single day of the other."""
    if a.period is None or b.period is None:
        return False
    (start, end), (begin, stop) = days_of(a.period), days_of(b.period)
    return end == stop or start == end or begin == stop


def as_long(a: Mention, b: Mention) -> bool:
    """Whether two periods can be points of one timeline: as long as each other, or both counted from one day on.

    A month is no next point of the five months that end with it.
    """
    if a.period is None or b.period is None:
        return True
    (start, end), (begin, stop) = days_of(a.period), days_of(b.period)
    shorter, longer = sorted(((end - start).days + 1, (stop - begin).days + 1))
    return start == begin or longer <= _AS_LONG * shorter


def days_between(a: Mention, b: Mention) -> int | None:
    """Days between the publishing of two sources, None where one has no date."""
    one, other = a.source.published, b.source.published
    if one is None or other is None:
        return None
    return abs((calendar_day(one) - calendar_day(other)).days)


def _within_the_day(a: Mention, b: Mention, one: Period, other: Period) -> Times:
    """Two periods of the same days. What a source tells of its own day is so far: another hour is another moment."""
    if one.at and other.at:
        return Times.EQUAL if one.at == other.at else Times.MOMENTS
    if not (of_its_day(a) and of_its_day(b)) or (one.at == other.at and at_once(a, b)):
        return Times.EQUAL
    return Times.SOME_MOMENT


def session(one: Quantity, other: Quantity) -> timedelta:
    """How near to each other two equal prices are told of one moment: 4.18% comes once in a day, more than 3% again and again."""
    fine = min(telling(one), telling(other)) >= _FINE
    bounded = {Bound.MIN, Bound.MAX} & {one.bound, other.bound}
    return SESSION if fine and not bounded else _FLASH


def at_close(m: Mention) -> bool:
    """Whether a mention tells of the end, or of the noon, of a day of trading."""
    return m.period is not None and m.period.at in ("noon", "close")


def is_over(m: Mention) -> bool:
    """Whether the period of a mention was over when its source was published; False where it says none."""
    if m.period is None:
        return False
    published = m.source.published
    return published is None or at_close(m) or calendar_day(m.period.end) < calendar_day(published)


def is_of_a_day(m: Mention) -> bool:
    """Whether a mention tells of one day."""
    return m.period is not None and calendar_day(m.period.start) == calendar_day(m.period.end)


def of_its_day(m: Mention) -> bool:
    """Whether a mention tells of the day of its source alone."""
    return m.period is not None and is_of_a_day(m) and _open(m, m.period)


def at_once(a: Mention, b: Mention, within: timedelta = _FLASH) -> bool:
    """Whether two sources were published so near to each other; where one has only a day, on one day."""
    one, other = a.source.published, b.source.published
    if one is None or other is None:
        return False
    if isinstance(one, datetime) and isinstance(other, datetime) and bool(one.tzinfo) == bool(other.tzinfo):
        return abs(one - other) <= within
    return calendar_day(one) == calendar_day(other)


def _open(mention: Mention, period: Period) -> bool:
    """Whether a period ends on the day of its source."""
    published = mention.source.published
    return published is not None and abs(calendar_day(period.end) - calendar_day(published)) <= _BORDER
