"""What the resolver of periods keeps while a text is read: the source's date and the stretches named so far."""

from __future__ import annotations

from datetime import date

import regex

from kg.extract.periods.fiscal import FiscalCalendar
from kg.extract.periods.found import Found
from kg.extract.periods.wording import Wording

# a dot before no space stands in numbers and abbreviations as well
_SENTENCE_END = regex.compile(r"[。！？!?\n]|\.\s")
SOON = 31
"""Days after the source's date in which a day without a year may be one to come."""
_FOLLOWS = 300
"""Days after the source's date in which it may go on from a time to come that was named before."""
_SAME_SENTENCE = 160
"""Characters after a named year within which a bare month or quarter can belong to it."""


class Memory:
    """Holds the source's date and the periods named so far while a text is read from start to end."""

    def __init__(self, folded: str, today: date | None, fiscal: FiscalCalendar, *, wording: Wording) -> None:
        self._folded = folded
        self._today = today
        self._fiscal = fiscal
        self._wording = wording
        self._last: Found | None = None
        self._last_end = 0
        self._span: Found | None = None
        """The last stretch named that is longer than a day: what "the same period" repeats."""
        self._year_named: tuple[int, int] | None = None
        """A year and the offset where it was named."""
        self._fiscal_year: tuple[int, tuple[int, int] | None] | None = None
        """The fiscal year that a results story last named, and when the years of its company end."""
        self._dated = False
        """Whether the text names a day near the source's date, so that a month to come is nearer than last year's."""

    def remember(self, found: Found, start: int, end: int) -> None:
        """Note a period as named."""
        self._last, self._last_end = found, end
        if self._today is not None and found.first == found.last:
            self._dated = self._dated or abs((found.last - self._today).days) <= SOON
        if found.first != found.last and found.grain != "day" and not found.again:
            self._span = found
        if found.year is not None and not found.fiscal:
            self._year_named = found.year, end

    def previous(self) -> str:
        """The baseline before a period like that named last: what 环比 compares with."""
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

    def _to_date(self, year: int, how: str) -> Found:
        """The running year up to the end of the stretch of it named last (5月…，本年累计…), else to the source's date."""
        whole = Found(date(year, 1, 1), date(year, 12, 31), "year", how, year=year)
        span = self._span
        if (
            span is None
            or not span.first.year == span.last.year == year
            or (span.last - span.first).days > 300
        ):
            return self.since(whole)
        told = f"{how}, to the end of the period named before"
        return whole._replace(last=span.last, grain="span", how=told)

    def _soon(self, day: date, start: int, within: int = SOON) -> bool:
        """Whether a day without a year is rather one to come: it is near, in a text that names days near it, or it
        goes on from a time to come that was named before it in its sentence."""
        if self._today is None or day <= self._today:
            return False
        ahead = (day - self._today).days
        if self._dated and ahead <= within:
            return True
        last = self._last
        return (
            last is not None
            and ahead <= _FOLLOWS
            and self._today < last.first <= day
            and self._same_sentence(start)
        )

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

    def _named_fiscal(self, start: int) -> int | None:
        """The fiscal year named before, where the same fiscal calendar counts."""
        if self._fiscal_year is None:
            return None
        year, end = self._fiscal_year
        return year if end == self._fiscal.end_of_year(start) else None

    def _same_sentence(self, start: int) -> bool:
        return start - self._last_end <= _SAME_SENTENCE and not _SENTENCE_END.search(
            self._folded, self._last_end, start
        )

    def _future(self, start: int, end: int) -> bool:
        """Whether the words around say that the time is still to come."""
        if self._wording.future_before.search(self._folded[max(0, start - 9) : start]):
            return True
        return self._wording.future_after.match(self._folded, end) is not None
