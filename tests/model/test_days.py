"""Days of dates, moments and periods."""

from __future__ import annotations

from datetime import date, datetime

from kg.model import Period
from kg.model.days import calendar_day, days_of

DAY = date(2022, 5, 26)


def test_a_moment_and_its_date_have_one_day() -> None:
    assert calendar_day(datetime(2022, 5, 26, 22, 4)) == calendar_day(DAY) == DAY  # noqa: DTZ001


def test_a_period_has_its_first_and_last_day() -> None:
    assert days_of(Period(DAY, date(2022, 5, 31), "下旬")) == (DAY, date(2022, 5, 31))
