"""Days of dates and moments."""

from __future__ import annotations

from datetime import date, datetime


def calendar_day(moment: date) -> date:
    """The day of a date or of a moment, in the moment's own zone.

    >>> calendar_day(datetime(2022, 5, 26, 22, 4))
    datetime.date(2022, 5, 26)
    """
    return moment.date() if isinstance(moment, datetime) else moment
