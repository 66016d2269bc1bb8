"""The resolver knows no language: it is given parts and the words to look for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import regex

from kg.extract.periods.fiscal import FiscalCalendar
from kg.extract.periods.parts import Group, Part
from kg.extract.periods.resolve import Resolver
from kg.extract.periods.wording import Wording

TODAY = date(2022, 6, 12)
YEAR_2020 = Part(1, "year", 2020)
SEPTEMBER = Part(3, "months", 9, 9)
YEAR_END = Part(2, "part", unit="year", anchor="end")


def resolver(text: str = "", *, today: date | None = TODAY, **words: Any) -> Resolver:
    wording = Wording(**words)
    return Resolver(text, today, FiscalCalendar(text, [], wording=wording), wording=wording)


def days(found: Any) -> tuple[date, date]:
    return found.first, found.last


def test_a_bare_month_is_the_nearest_one_past() -> None:
    assert days(resolver().resolve(Group(0, 0, (SEPTEMBER,)))) == (date(2021, 9, 1), date(2021, 9, 30))


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("venonta @", 8, {"future_before": regex.compile("venonta $")}),
        ("@ venos", 0, {"future_after": regex.compile(" venos")}),
    ],
)
def test_a_bare_month_is_to_come_where_the_words_of_the_language_say_so(
    text: str, start: int, words: dict[str, Any]
) -> None:
    found = resolver(text, **words).resolve(Group(start, start + 1, (SEPTEMBER,)))
    assert days(found) == (date(2022, 9, 1), date(2022, 9, 30))


def test_a_bare_month_is_of_the_year_named_before_in_its_sentence() -> None:
    resolve = resolver("2020 @ ! @")
    named = resolve.resolve(Group(0, 4, (YEAR_2020,)))
    assert named is not None
    resolve.remember(named, 0, 4)
    assert days(resolve.resolve(Group(5, 6, (SEPTEMBER,)))) == (date(2020, 9, 1), date(2020, 9, 30))
    assert days(resolve.resolve(Group(9, 10, (SEPTEMBER,)))) == (date(2021, 9, 1), date(2021, 9, 30))


def test_the_end_of_a_year_not_named_is_the_one_past_only_after_such_a_word() -> None:
    group = Group(4, 5, (YEAR_END,))
    assert days(resolver("gis @").resolve(group)) == (date(2022, 12, 1), date(2022, 12, 31))
    found = resolver("gis @", past_before=("gis ",)).resolve(group)
    assert days(found) == (date(2021, 12, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("edge", "first", "last"),
    [
        ("start", date(2020, 1, 1), date(2020, 1, 1)),
        ("middle", date(2020, 6, 1), date(2020, 6, 30)),
        ("end", date(2020, 12, 1), date(2020, 12, 31)),
    ],
)
def test_the_edges_of_a_year(edge: str, first: date, last: date) -> None:
    assert days(resolver().resolve(Group(0, 4, (YEAR_2020,), edge=edge))) == (first, last)


def test_first_days_are_the_ones_just_past_only_where_they_count_from_the_source() -> None:
    bare = Part(2, "firstn", 3, unit="day")
    assert resolver().resolve(Group(0, 0, (bare,))) is None
    found = resolver().resolve(Group(0, 0, (bare._replace(anchor="source"),)))
    assert days(found) == (date(2022, 6, 9), date(2022, 6, 11))


def test_a_range_shares_the_year_of_its_first_end() -> None:
    head, tail = Group(0, 1, (YEAR_2020, Part(3, "months", 5, 5))), Group(2, 3, (Part(3, "months", 8, 8),))
    assert days(resolver().range(head, tail)) == (date(2020, 5, 1), date(2020, 8, 31))


def test_without_the_sources_date_only_what_needs_none_is_known() -> None:
    resolve = resolver(today=None)
    assert resolve.resolve(Group(0, 0, (SEPTEMBER,))) is None
    assert days(resolve.resolve(Group(0, 0, (YEAR_2020,)))) == (date(2020, 1, 1), date(2020, 12, 31))


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert resolver().resolve(Group(0, 0, (Part(4, "date", 2023, 229),))) is None
