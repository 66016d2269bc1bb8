"""A resolved stretch of days, and how an edge or a third of it is taken."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kg.extract.periods import calendar as cal
from kg.extract.periods.parts import Part


class Found(NamedTuple):
    """A resolved stretch: `first` and `last` are inclusive."""

    first: date
    last: date
    grain: str
    how: str
    at: str | None = None
    year: int | None = None
    """The year as named or inferred, for bare months after it."""
    fiscal: bool = False
    again: bool = False
    """Whether it is the stretch named before, in another year (去年同期)."""


def at_edge(found: Found, edge: str) -> Found:
    """The `start`: its first day. The `end`: of a year its December (a state is that of the last day), else the last
    day. The `middle`: of a year its June, else all of it."""
    found = found._replace(how=found.how.removeprefix("of "))
    if edge == "start":
        return found._replace(last=found.first, grain="day", how=f"start of {found.how}")
    if edge == "middle":
        middle = cal.month_of(found.first.year, 6)
        if found.grain != "year":
            return found
        return found._replace(first=middle[0], last=middle[1], grain="month", how=f"middle of {found.how}")
    if found.grain == "month" and (found.last - found.first).days > 31:
        return found  # 3月至5月底: the edge is that of the last month
    if found.grain == "year":
        first = found.last.replace(day=1)
        return found._replace(
            first=first, grain="month", how=f"end of {found.how}: its last month; a state is its last day's"
        )
    return found._replace(first=found.last, grain="day", how=f"end of {found.how}")


def part_of_month(found: Found, part: Part) -> Found:
    """A third, a half or an edge of the month in which a stretch ends."""
    month = found.last.replace(day=1)
    ends = {
        "first-third": (month, month.replace(day=10)),
        "middle-third": (month.replace(day=11), month.replace(day=20)),
        "last-third": (month.replace(day=21), found.last),
        "first-half": (month, month.replace(day=15)),
        "second-half": (month.replace(day=16), found.last),
        "start": (month, month),
        "end": (found.last, found.last),
    }
    first, last = ends.get(part.anchor, (found.first, found.last))
    return found._replace(first=first, last=last, grain="day", how=f"{part.text} of {month:%Y-%m}")
