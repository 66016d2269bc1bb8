"""Whose fiscal year is spoken of: a company's own calendar decides what a fourth quarter or a year is in its results."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from kg.extract.periods.wording import Wording
from kg.lexicon import Hit

FiscalYearEnd = tuple[int, int] | Callable[[int], tuple[int, int] | None] | None
"""Month and day on which fiscal years end, or a function of an offset, or None."""

CALENDAR_YEAR = (12, 31)

_OPENING = 240
"""Characters at the start (title and digest) in which a word for results makes the whole text a results story."""

_REACH = 2_000
"""Characters of a paragraph after a word for results in which they are still spoken of."""


class FiscalCalendar:
    """When a results release is spoken of, and the fiscal year that it follows.

    Without `given` the calendar is the one of the company that the text names most among those of the vocabulary with
    a `kg:fiscalYearEnd`. With `fiscal` it is taken as said whether results are spoken of; without it, they are where
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
    ) -> None:
        self._folded = folded
        self._fiscal = fiscal
        self._given = given
        self._words = [match.start() for match in wording.results.finditer(folded)]
        self._whole = bool(self._words) and self._words[0] < _OPENING
        self._topic = _topic(hits) if given is None and self._words else None

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
        # no paragraph ends between the word and this place; where both lie far apart in one block, it does not reach
        word = self._words[before - 1]
        return at - word <= _REACH and "\n" not in self._folded[word:at]

    def end_of_year(self, at: int) -> tuple[int, int] | None:
        """Month and day on which the fiscal year ends for what is said at this offset, None when nobody's is known."""
        if self._given is None:
            return self._topic
        return self._given(at) if callable(self._given) else self._given

    def whose(self, at: int) -> str:
        """What a fiscal year rests on, for a person; nobody's year is known where it is read as the calendar year."""
        return "" if self.end_of_year(at) else ", read as calendar years: whose they are is not known"

    def last_month(self, at: int) -> int:
        """The last month of the fiscal year; December when nobody's is known."""
        return (self.end_of_year(at) or CALENDAR_YEAR)[0]


def _topic(hits: Sequence[Hit]) -> tuple[int, int] | None:
    named: Counter[str] = Counter()
    others = 0
    for hit in hits:
        if "entities" not in hit.entry.schemes or "Person" in hit.entry.types or "Place" in hit.entry.types:
            continue
        end = hit.entry.get("fiscalYearEnd")
        if end:
            named[end] += 1
        elif "Organization" in hit.entry.types:
            others += 1
    if not named:
        return None
    end, count = min(named.items(), key=lambda item: (-item[1], item[0]))
    if count * 2 < others:
        return None
    month, day = end.lstrip("-").split("-")
    return int(month), int(day)
