"""The day on which a text was written, where its dateline says so: 中央社北京26日电, BEIJING, May 26 (Xinhua).

The date of a page is often that of a time zone or of a copy; what 今天 and 上周五 mean is told by the dateline.
"""

from __future__ import annotations

from datetime import date

from kg.extract.periods import calendar as cal
from kg.extract.periods.wording import Wording

_OPENING = 400
"""Characters in which a dateline stands: a title, a credit line and the start of the first paragraph."""
_APART = 3
"""Days by which a dateline and the date of its page may differ; further apart, it is of another text."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_of_writing(folded: str, published: date | None, wording: Wording) -> date | None:
    """The day of the dateline where it is near the source's date, else the source's date.

    >>> from kg.extract.zh.periods_wording import WORDING
    >>> day_of_writing("(中央社北京26日电)今天", date(2022, 5, 27), WORDING)
    datetime.date(2022, 5, 26)
    """
    match = wording.dateline.search(folded, 0, _OPENING)
    if match is None:
        return published
    named = match.groupdict()
    day = int(named["day"])
    month = _month(named.get("month"))
    year = int(named["year"]) if named.get("year") else None
    if published is None:
        return cal.day_of(year, month, day) if year is not None and month is not None else None
    for candidate in (published - cal.DAY * back for back in range(-_APART, _APART + 1)):
        if candidate.day == day and month in (None, candidate.month) and year in (None, candidate.year):
            return candidate
    return published


def _month(named: str | None) -> int | None:
    if named is None:
        return None
    return int(named) if named.isdigit() else _MONTHS.index(named[:3]) + 1
