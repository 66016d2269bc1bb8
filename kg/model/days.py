"""Days of dates and moments."""

from __future__ import annotations

from datetime import date, datetime

from kg.model.mention import Period


def calendar_day(moment: date) -> date:
    """The day of a date or of a moment, in the moment's own zone.

    >>> calendar_day(datetime(2022, 5, 26, 22, 4))
    datetime.date(2022, 5, 26)
    """
    return moment.date() if isinstance(moment, datetime) else moment


def days_of(period: Period) -> tuple[date, date]:
    """The first and the last day of a period."""
    return calendar_day(period.start), calendar_day(period.end)
