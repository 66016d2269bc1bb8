"""Which claims are put side by side: those of one series, and those of near series that a period or a value brings together.

Nothing is tried against everything: claims of one series are grouped by period, those of near series by the day on which their
periods end and by the first digits of their values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from kg.match.points import Point

MOST_PERIODS = 40
"""All pairs of periods of a series are linked up to so many; of more only neighbours in time."""
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
    times = sorted(periods)
    if len(times) <= MOST_PERIODS:
        steps = list(combinations(times, 2))
        for point in unknown:
            for time in times:
                yield from ((point, other) for other in periods[time])
    else:
        steps = list(pairwise(times))
    for earlier, later in steps:
        for one in periods[earlier]:
            yield from ((one, other) for other in periods[later])


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
