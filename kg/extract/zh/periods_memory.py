"""What the resolver of periods keeps while a text is read: the source's date and the stretches named so far."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import regex

from kg.extract.zh import periods_calendar as cal
from kg.extract.zh.periods_fiscal import FiscalCalendar
from kg.extract.zh.periods_parts import Part

_SENTENCE_END = regex.compile("[。！？!?\n]")
_FUTURE_BEFORE = regex.compile(
    "(?:将|拟|计划|预计|定于|有望|可望|料)[^，。；！？、\n]{0,6}$|(?<!截)至$|明年$"
)
_FUTURE_AFTER = regex.compile("[^，。；！？\n]{0,8}?(?:将|拟(?!合)|计划|预计|有望|即将)|起(?:施行|实施|执行)")
_SAME_SENTENCE = 160
"""Characters after a named year within which a bare month or quarter can belong to it."""


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


class Memory:
    """Holds the source's date and the periods named so far while a text is read from start to end."""

    def __init__(self, folded: str, today: date | None, fiscal: FiscalCalendar) -> None:
        self._folded = folded
        self._today = today
        self._fiscal = fiscal
        self._last: Found | None = None
        self._last_end = 0
        self._span: Found | None = None
        """The last stretch named that is longer than a day: what 同期 repeats."""
        self._year_named: tuple[int, int] | None = None
        """A year and the offset where it was named."""
        self._fiscal_year: int | None = None
        """The fiscal year that a results story last named."""

    def remember(self, found: Found, start: int, end: int) -> None:
        """Note a period as named."""
        self._last, self._last_end = found, end
        if found.first != found.last and found.grain != "day":
            self._span = found
        if found.year is not None and not found.fiscal:
            self._year_named = found.year, end

    def previous(self) -> str:
        """What 环比 compares with: the period before one like that named last."""
        grain = self._span.grain if self._span else "month"
        if self._span is not None and grain in ("span", "month"):
            days = (self._span.last - self._span.first).days
            return "qoq" if 80 < days < 95 else "mom"
        return {"quarter": "qoq", "day": "dod"}.get(grain, "mom")

    def since(self, found: Found) -> Found:
        """From the first day of a stretch to the source's date."""
        if self._today is None or self._today < found.first:
            return found._replace(last=found.first)
        return found._replace(last=self._today, grain=found.grain, how=f"{found.how}, to the source's date")

    def _named_year(self, start: int) -> int | None:
        """The year named earlier in the same sentence; without a source's date, anywhere before."""
        if self._year_named is None:
            return None
        year, end = self._year_named
        if self._today is None:
            return year
        if start - end > _SAME_SENTENCE or _SENTENCE_END.search(self._folded, end, start):
            return None
        return year

    def _same_sentence(self, start: int) -> bool:
        return start - self._last_end <= _SAME_SENTENCE and not _SENTENCE_END.search(
            self._folded, self._last_end, start
        )

    def _future(self, start: int, end: int) -> bool:
        """Whether the words around say that the time is still to come."""
        if _FUTURE_BEFORE.search(self._folded[max(0, start - 9) : start]):
            return True
        return _FUTURE_AFTER.match(self._folded, end) is not None


def at_edge(found: Found, edge: str) -> Found:
    """初, 伊始: the first day. 底, 末: of a year its December (a state is that of the last day), else the last day."""
    if edge[0] in "初伊":
        return found._replace(last=found.first, grain="day", how=f"start of {found.how}")
    if edge[0] == "中":
        middle = cal.month_of(found.first.year, 6)
        if found.grain != "year":
            return found
        return found._replace(first=middle[0], last=middle[1], grain="month", how=f"middle of {found.how}")
    if found.grain == "year":
        first = found.last.replace(day=1)
        return found._replace(
            first=first, grain="month", how=f"end of {found.how}: its last month; a state is its last day's"
        )
    return found._replace(first=found.last, grain="day", how=f"end of {found.how}")


def part_of_month(found: Found, part: Part) -> Found:
    month = found.last.replace(day=1)
    ends = {
        "first-third": (month, month.replace(day=10)),
        "middle-third": (month.replace(day=11), month.replace(day=20)),
        "last-third": (month.replace(day=21), found.last),
        "start": (month, month),
        "end": (found.last, found.last),
    }
    first, last = ends.get(part.anchor, (found.first, found.last))
    return found._replace(first=first, last=last, grain="day", how=f"{part.text} of {month:%Y-%m}")
