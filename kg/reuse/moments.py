"""Whether two texts tell of one moment: what moves on by itself is another figure in the next text, and no changed one."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from kg.lexicon import Lexicon
from kg.model import Mention, Period
from kg.model.days import calendar_day, days_of
from kg.reuse.direction import apart

FLASH = timedelta(minutes=15)
"""Texts that are published so near to each other tell of one moment."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@lru_cache(maxsize=4)
def traded_metrics(lexicon: Lexicon) -> frozenset[str]:
    """The IRIs of the metrics whose figures change from minute to minute: prices and the like."""
    return frozenset(entry.iri for entry in lexicon.of_scheme("metrics") if entry.get("traded") == "true")


def is_traded(mention: Mention, traded: frozenset[str]) -> bool:
    """Whether the figure of a mention changes from minute to minute: of a traded metric, or a move against the day before."""
    return mention.baseline == "dod" or _is_price(mention, traded)


def at_once(one: Mention, other: Mention) -> bool:
    """Whether two mentions were published within minutes."""
    between = apart(one.source, other.source)
    return between is not None and between <= FLASH


def maybe_one_moment(one: Mention, other: Mention, traded: frozenset[str]) -> bool:
    """Whether nothing says that two mentions of a figure tell of two moments: other periods, or prices before the close."""
    if one.period and other.period and days_of(one.period) != days_of(other.period):
        return False
    if any(_is_price(m, traded) for m in (one, other)):
        return _closed(one, other)
    return not any(is_traded(m, traded) for m in (one, other)) or (_over(one) and _over(other))


def one_moment(one: Mention, other: Mention, traded: frozenset[str]) -> bool:
    """Whether two mentions of a figure can only tell of one moment, so that another value is a changed one.

    They do where they are published at once, or where both name one period that was over on the day before: the dead of
    an accident and the tickets of a film are more in the next text.
    """
    if not maybe_one_moment(one, other, traded):
        return False
    return _closed(one, other) or at_once(one, other) or (_over(one) and _over(other))


def at_two_times(one: Mention, other: Mention) -> bool:
    """Whether both say a period and the two have no day in common."""
    if one.period is None or other.period is None:
        return False
    (start, end), (begin, stop) = days_of(one.period), days_of(other.period)
    return end < begin or stop < start


def comes_again(one: Mention, other: Mention) -> bool:
    """Whether the periods are as far apart as the texts: what is told each day in the same words is told anew."""
    a, b = one.source.published, other.source.published
    if a is None or b is None or one.period is None or other.period is None:
        return False
    between = days_of(other.period)[1] - days_of(one.period)[1]
    return bool(between) and abs(between - (calendar_day(b) - calendar_day(a))) <= _DAY


def is_open(mention: Mention) -> bool:
    """Whether the period of a mention was not over when its source was published: what is said of it is to come, in whatever words."""
    published = mention.source.published
    return bool(published and mention.period and calendar_day(mention.period.end) >= calendar_day(published))


def of_its_day(mention: Mention, period: Period) -> bool:
    """Whether a period is the day on which a source was published, give or take one: a reader knows it without being told."""
    published = mention.source.published
    if published is None:
        return False
    return all(abs(end - calendar_day(published)) <= _DAY for end in days_of(period))


def holds_its_day(mention: Mention, period: Period) -> bool:
    """Whether a period holds the day on which a source was published."""
    published, (start, end) = mention.source.published, days_of(period)
    return published is not None and start <= calendar_day(published) <= end


def within_a_day(one: Mention, other: Mention) -> bool:
    """Whether two mentions were published less than a day apart."""
    between = apart(one.source, other.source)
    return between is not None and between < _DAY


def nested(one: Period, other: Period) -> bool:
    """Whether one of two periods lies in the other and is a week at most: 今日午盘 in 今日, 6月8日至12日 in 下周."""
    (start, end), (begin, stop) = days_of(one), days_of(other)
    shorter = min(end - start, stop - begin)
    within = (start <= begin and stop <= end) or (begin <= start and end <= stop)
    return within and shorter <= _WEEK


def _is_price(mention: Mention, traded: frozenset[str]) -> bool:
    return mention.metric is not None and mention.metric.id in traded


def _closed(one: Mention, other: Mention) -> bool:
    """Whether both are of the end of one day of trading."""
    if one.period is None or other.period is None or days_of(one.period) != days_of(other.period):
        return False
    return one.period.at == other.period.at == "close"


def _over(mention: Mention) -> bool:
    published = mention.source.published
    return bool(published and mention.period and calendar_day(mention.period.end) < calendar_day(published))
