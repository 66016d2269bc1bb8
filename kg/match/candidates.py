"""Which claims are put side by side: those of one series, and those of near series that a period or a value brings together.

Nothing is tried against everything: claims of one series are grouped by period, those of near series by the day on which their
periods end and by the first digits of their values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise

from kg.match.points import Point, moment_of
from kg.model.agreement import Agreement, agreement, telling
from kg.model.days import calendar_day

MOST_PERIODS = 6
"""All pairs of periods of a series are linked up to so many; of more only neighbours in time: that 2013 differs from 2021 is no
news where the years between are told, and a timeline has them all."""
_MOST_UNKNOWN = 40
"""Claims without a period are compared with all periods of a series up to so many."""
_MANY = 12
_NEXT = 4
"""Of more claims of one series and period than this (prices of a day) each is compared with the next few."""
_CROWD = 60
"""A group of near series with more claims than this is too wide to say anything: 涨1% of a day."""


def candidates(points: Iterable[Point]) -> Iterator[tuple[Point, Point]]:
    """Pairs of claims, each once, those of one series first."""
    series: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    near: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    for point in points:
        series[_series(point)].append(point)
        for key in _near(point):
            near[key].append(point)
    seen: set[tuple[int, int]] = set()
    for group in series.values():
        for one, other in _timeline(group):
            seen.add(_pair(one, other))
            yield one, other
    for group in near.values():
        if len(group) > _CROWD:
            continue
        for one, other in combinations(group, 2):
            if (key := _pair(one, other)) not in seen and _series(one) != _series(other):
                seen.add(key)
                yield one, other


def _timeline(group: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Pairs within a series: all of one period, those without a period with all, and periods with each other."""
    periods: dict[str, list[Point]] = defaultdict(list)
    for point in group:
        period = point.mention.period
        periods[period.key() if period else ""].append(point)
    for same in periods.values():
        if len(same) <= _MANY:
            yield from combinations(same, 2)
        else:
            yield from ((one, other) for i, one in enumerate(same) for other in same[i + 1 : i + 1 + _NEXT])
    unknown = periods.pop("", [])
    if len(periods) <= _MOST_UNKNOWN:
        for point in unknown:
            for time in sorted(periods):
                yield from ((point, other) for other in periods[time])
    for chain in _chains(periods):
        times = sorted(chain)
        for earlier, later in combinations(times, 2) if len(times) <= MOST_PERIODS else pairwise(times):
            for one in chain[earlier]:
                yield from ((one, other) for other in chain[later])


def _chains(periods: Mapping[str, list[Point]]) -> Iterator[dict[str, list[Point]]]:
    """The periods of a series that are points of one timeline, by their keys, with the claims that stand for each.

    A price is quoted all day, and the next quotation is no news about the last one: a day's point is its close, or its
    noon or opening beside those of the day before. Of a count that runs through a day the last one stands for the day.
    """
    plain: dict[str, list[Point]] = {}
    quoted: dict[str, dict[str, list[Point]]] = defaultdict(dict)
    for key in sorted(periods):
        for moment, points in _by_moment(periods[key]).items():
            if moment:
                quoted[moment][key] = points
            else:
                plain[key] = points
    yield plain
    for moment in sorted(quoted):
        # neighbours only, however few
        days = sorted(quoted[moment])
        yield from ({one: quoted[moment][one], other: quoted[moment][other]} for one, other in pairwise(days))


def _by_moment(points: list[Point]) -> dict[str, list[Point]]:
    """Those that may stand for their period, by the moment of the day that prices are of; "" for all else."""
    found: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        moment = moment_of(point)
        if moment is not None:
            found[moment].append(point)
    return {moment: _standing(moment, there) for moment, there in found.items()}


def _standing(moment: str, points: list[Point]) -> list[Point]:
    if moment:
        return [max(points, key=lambda point: telling(point.quantity))]
    period = points[0].mention.period
    of_a_day = period is not None and calendar_day(period.start) == calendar_day(period.end)
    return points[-1:] if of_a_day else points


def mixed(points: Iterable[Point]) -> set[int]:
    """Claims (by `id()`) of which one source tells two values for one series and period: what tells them apart (港股通（沪） and
    （深）) no slot holds, so that nobody knows which of them another text's value continues or denies."""
    by_source: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    for point in points:
        period = point.mention.period
        for source in {m.source.id for m in point.mentions}:
            by_source[source, period.key() if period else "", *_series(point)].append(point)
    return {
        id(point)
        for there in by_source.values()
        for point in there
        if any(_apart(point, other) for other in there)
    }


def _apart(one: Point, other: Point) -> bool:
    """Whether two values are two, not one told with more or fewer digits."""
    a, b = one.quantity, other.quantity
    found = agreement(a, b)
    return found is Agreement.DIFFERENT or (found is Agreement.OPEN and a.value != b.value)


def _series(point: Point) -> tuple[object, ...]:
    return (
        point.subject,
        point.metric,
        *point.measure,
        point.currency,
        point.baseline,
        point.scope,
        point.qualifiers,
    )


def _near(point: Point) -> list[tuple[object, ...]]:
    """The groups of near series that a claim is in."""
    whose = (point.family, *point.measure)
    metric = point.widest
    period = point.mention.period
    keys: list[tuple[object, ...]] = [(*whose, point.metric, "value", value) for value in _leading(point)]
    keys += [(*whose, metric, "value", value) for value in _leading(point)]
    if period is not None:
        keys.append((*whose, metric, "end", period.end.isoformat()[:10]))
    return list(dict.fromkeys(keys))


def _leading(point: Point) -> list[str]:
    """The first two digits of a value and its size, and their neighbours where rounding could change them."""
    value = abs(point.quantity.value)
    if not value:
        return ["0"]
    scale = Decimal(1).scaleb(value.adjusted() - 1)
    first = int(value / scale)
    rest = value / scale - first
    size = value.adjusted()
    found = [f"{first}e{size}"]
    if rest >= Decimal("0.4"):
        found.append(f"{first + 1}e{size}" if first < 99 else f"10e{size + 1}")
    return found


def _pair(one: Point, other: Point) -> tuple[int, int]:
    a, b = id(one), id(other)
    return (a, b) if a < b else (b, a)
