"""Calendar arithmetic on inclusive intervals of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day, both included."""

DAY = timedelta(days=1)


def month_of(year: int, month: int) -> Days:
    """A calendar month; months below 1 and above 12 run into the years beside.

    >>> month_of(2022, 0)
    (datetime.date(2021, 12, 1), datetime.date(2021, 12, 31))
    """
    carry, index = divmod(month - 1, 12)
    year, month = year + carry, index + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_of(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last day of another of the same year."""
    return month_of(year, first)[0], month_of(year, last)[1]


def year_of(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def week_of(day: date, shift: int = 0) -> Days:
    """Monday to Sunday of the week that a day is in, or of one some weeks after or before it."""
    monday = day - DAY * day.weekday() + DAY * 7 * shift
    return monday, monday + DAY * 6


def weekday_before(day: date) -> date:
    """The last day from Monday to Friday before a day."""
    return day - DAY * (3 if day.weekday() == 0 else 2 if day.weekday() == 6 else 1)


def nth_weekday(month: date, which: int, weekday: int) -> date | None:
    """The first, second … Monday (0) to Sunday (6) of the month that a day is in; -1 is the last one.

    >>> nth_weekday(date(2019, 4, 1), -1, 0)
    datetime.date(2019, 4, 29)
    """
    first, last = month_of(month.year, month.month)
    if which < 0:
        return last - DAY * ((last.weekday() - weekday) % 7)
    day = first + DAY * ((weekday - first.weekday()) % 7 + 7 * (which - 1))
    return day if day <= last else None


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    first, last = month_of(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def shift_years(days: Days, years: int) -> Days:
    """The same stretch some years later or earlier; the ends of months stay the ends of months."""
    first, last = days
    moved = add_months(last, 12 * years)
    if last.day == month_of(last.year, last.month)[1].day:
        moved = month_of(moved.year, moved.month)[1]
    return add_months(first, 12 * years), moved


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None when the calendar does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_day(today: date, month: int, day: int) -> date | None:
    """The first day of such a name after today, in this year or the next."""
    found = day_of(today.year, month, day)
    return found if found is not None and found > today else day_of(today.year + 1, month, day)


def fiscal_year(year: int, end_month: int) -> Days:
    """The fiscal year that is named by the year in which it ends, with the last month that it has.

    >>> fiscal_year(2022, 3)
    (datetime.date(2021, 4, 1), datetime.date(2022, 3, 31))
    """
    return month_of(year - 1, end_month + 1)[0], month_of(year, end_month)[1]


def fiscal_quarters(year: int, end_month: int, first: int, last: int) -> Days:
    """Quarters of a fiscal year, the first to the last of them."""
    start = fiscal_year(year, end_month)[0]
    begin, end = add_months(start, 3 * (first - 1)), add_months(start, 3 * last)
    return begin, end - DAY


def rolling(today: date, count: int, unit: str, *, forward: bool = False) -> Days:
    """The last (or next) so many days, weeks, months or years; the last ones end on `today`.

    >>> rolling(date(2022, 6, 10), 5, "year")
    (datetime.date(2017, 6, 11), datetime.date(2022, 6, 10))
    """
    sign = 1 if forward else -1
    match unit:
        case "year":
            edge = add_months(today, sign * 12 * count)
        case "quarter":
            edge = add_months(today, sign * 3 * count)
        case "month":
            edge = add_months(today, sign * count)
        case "week":
            edge = today + DAY * (7 * count * sign)
        case _:
            edge = today + DAY * (count * sign)
    return (today + DAY, edge) if forward else (edge + DAY, today)
