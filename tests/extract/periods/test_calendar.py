"""Calendar arithmetic at the places where months and years differ in length."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.periods import calendar as cal


def test_months_run_into_the_years_beside() -> None:
    assert cal.month_of(2022, 0) == (date(2021, 12, 1), date(2021, 12, 31))
    assert cal.month_of(2022, 14) == (date(2023, 2, 1), date(2023, 2, 28))


def test_a_day_that_a_month_lacks_becomes_its_last() -> None:
    assert cal.add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)


def test_the_end_of_a_month_stays_its_end_in_a_leap_year() -> None:
    assert cal.shift_years((date(2023, 2, 1), date(2023, 2, 28)), 1) == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends() -> None:
    assert cal.fiscal_year(2022, 3) == (date(2021, 4, 1), date(2022, 3, 31))
    assert cal.fiscal_quarters(2022, 3, 4, 4) == (date(2022, 1, 1), date(2022, 3, 31))


@pytest.mark.parametrize(
    ("unit", "first"),
    [
        ("day", date(2022, 6, 9)),
        ("week", date(2022, 5, 23)),
        ("month", date(2022, 4, 13)),
        ("quarter", date(2021, 12, 13)),
        ("year", date(2020, 6, 13)),
    ],
)
def test_the_last_two_of_a_unit_end_on_the_day_itself(unit: str, first: date) -> None:
    count = 4 if unit == "day" else 3 if unit == "week" else 2
    assert cal.rolling(date(2022, 6, 12), count, unit) == (first, date(2022, 6, 12))


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert cal.day_of(2023, 2, 29) is None
