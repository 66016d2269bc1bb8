"""Whose fiscal year is spoken of: a company's own calendar decides what a fourth quarter or a year is in its results."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import NamedTuple

from kg.extract.periods.wording import Wording
from kg.extract.stories import Stories
from kg.lexicon import Entry, Hit, indexed

FiscalYearEnd = tuple[int, int] | Callable[[int], tuple[int, int] | None] | None
"""Month and day on which fiscal years end, or a function of an offset, or None."""

CALENDAR_YEAR = (12, 31)

_OPENING = 240
"""Characters at the start (title and digest) in which a word for results makes the whole text a results story."""

_REACH = 2_000
"""Characters of a paragraph after a word for results in which they are still spoken of."""

_NEAR = 160
"""Characters after the name of a company in which the figures of a paragraph are its own."""


class Year(NamedTuple):
    """When the fiscal years of a company end; `begun` where they are named by the year in which they begin."""

    month: int
    day: int
    name: str = ""
    begun: bool = False

    @property
    def calendar(self) -> bool:
        return (self.month, self.day) == CALENDAR_YEAR


class FiscalCalendar:
    """When a results release is spoken of, and the fiscal year that it follows.

    Without `given` the calendar is the one of the company that is named right before in the paragraph, else of that
    which the text names most, among those of the vocabulary with a `kg:fiscalYearEnd`. With `fiscal` it is taken as said whether results are spoken of; without it, they are where
    the text's opening, or the paragraph so far, has one of the `results` words of the language's `wording`.
    """

    def __init__(
        self,
        folded: str,
        hits: Sequence[Hit],
        given: FiscalYearEnd = None,
        *,
        wording: Wording,
        fiscal: bool | None = None,
        stories: Stories | None = None,
    ) -> None:
        self._folded = folded
        self._stories = stories or Stories()
        self._fiscal = fiscal
        self._given = given
        self._words = [match.start() for match in wording.results.finditer(folded)]
        self._whole = bool(self._words) and self._words[0] < _OPENING
        self._companies: list[tuple[int, Year]] = []
        self._topics: dict[int, Year | None] = {}
        self._named: list[Hit] = []
        if given is None and self._words:
            self._named = indexed(hits).of("entities")
            self._companies = [
                (hit.start, year) for hit in self._named if (year := _year(hit.entry)) is not None
            ]

    def told(self, at: int) -> bool:
        """Whether a results release is spoken of at this offset, by a company whose year is known."""
        if self.end_of_year(at) is None:
            return False
        if self._fiscal is not None:
            return self._fiscal
        if self._whole:
            return True
        if not self._words:
            return False
        before = bisect_left(self._words, at)
        if not before:
            return False
        if self._stories.several:
            return self._words[before - 1] >= self._stories.span(at)[0]
        # no paragraph ends between the word and this place; where both lie far apart in one block, it does not reach
        word = self._words[before - 1]
        return at - word <= _REACH and "\n" not in self._folded[word:at]

    def end_of_year(self, at: int) -> tuple[int, int] | None:
        """Month and day on which the fiscal year ends for what is said at this offset, None when nobody's is known."""
        year = self._year(at)
        return None if year is None else (year.month, year.day)

    def last_month(self, at: int) -> int:
        """The last month of the fiscal year; December when nobody's is known."""
        return (self.end_of_year(at) or CALENDAR_YEAR)[0]

    def ends_in(self, named: int, at: int) -> int:
        """The year in which the fiscal year of this name ends: 2022财年 of a Japanese company in March of 2023."""
        year = self._year(at)
        return named + 1 if year is not None and year.begun else named

    def whose(self, at: int) -> str:
        """Whose fiscal year it is, for a person; where nobody's is known it is read as the calendar year."""
        year = self._year(at)
        if year is not None:
            return f" of {year.name}" if year.name else ""
        if self._nearest(at) is not None:
            return ""
        return ", read as a calendar year: whose fiscal year it is, or when it ends, is not known"

    def _year(self, at: int) -> Year | None:
        if callable(self._given):
            end = self._given(at)
            return None if end is None else Year(*end)
        if self._given is not None:
            return Year(*self._given)
        year = self._nearest(at) or self._topic(at)
        return None if year is None or year.calendar else year

    def _topic(self, at: int) -> Year | None:
        """The year of most of the companies that the story around an offset names."""
        start, end = self._stories.span(at)
        if start not in self._topics:
            self._topics[start] = _topic([hit for hit in self._named if start <= hit.start < end])
        return self._topics[start]

    def _nearest(self, at: int) -> Year | None:
        """The year of the company that is named last before, in the paragraph."""
        before = bisect_left(self._companies, at, key=itemgetter(0))
        if not before:
            return None
        start, year = self._companies[before - 1]
        return year if at - start <= _NEAR and "\n" not in self._folded[start:at] else None


def _year(entry: Entry) -> Year | None:
    end = entry.get("fiscalYearEnd")
    if not end:
        return None
    month, day = end.lstrip("-").split("-")
    return Year(int(month), int(day), entry.label, entry.get("fiscalYearNamed") == "start")


def _topic(hits: Sequence[Hit]) -> Year | None:
    """The year of most of the companies that are named."""
    named: Counter[str] = Counter()
    years: dict[str, Year] = {}
    others = 0
    for hit in hits:
        year = _year(hit.entry)
        if year is not None and not year.calendar:
            end = f"{hit.entry.get('fiscalYearEnd')} {year.begun}"
            named[end] += 1
            years.setdefault(end, year)
        elif "Organization" in hit.entry.types:
            others += 1
    if not named:
        return None
    end, count = min(named.items(), key=lambda item: (-item[1], item[0]))
    return None if count * 2 < others else years[end]
