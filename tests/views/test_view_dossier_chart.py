"""The timeline as a picture: where values and periods stand, how the axes are cut, and what finds room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from kg.views.dossier.axes import Box, TimeAxis, ValueAxis, days_of
from kg.views.dossier.chart import NARROW, WIDE
from kg.views.dossier.labels import RADIUS, Room
from kg.views.dossier.model import Point
from kg.views.figures import scaled_text
from kg.views.records import PeriodSlot


def point(value: str, low: str | None = None, high: str | None = None) -> Point:
    number = Decimal(value)
    ends = (Decimal(low) if low else number, Decimal(high) if high else number)
    return Point("c", value, number, *ends, "CNY", None, (), "asserted", 1, (), own=False, conflict=False)


BOXES = [WIDE.box, NARROW.box]


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(
    "values",
    [
        ("1", "2"),
        ("-5", "7"),
        ("0.455", "0.465"),
        ("3", "3"),
        ("1", "1e12"),
        ("-3", "-2"),
        ("0", "0"),
        ("1e-9", "9e40"),
    ],
)
def test_all_values_stand_within_the_picture_the_larger_ones_higher(
    box: Box, values: tuple[str, str]
) -> None:
    axis = ValueAxis([point(value) for value in values], box)
    low, high = (axis.place(Decimal(value)) for value in values)
    assert box.top <= high <= low <= box.bottom
    assert 1 <= len(axis.ticks) <= 8
    assert all(box.top <= axis.place(tick) <= box.bottom for tick in axis.ticks)


def test_an_open_side_reaches_to_the_edge() -> None:
    open_above = replace(point("130"), high=None)
    axis = ValueAxis([open_above, point("90")], WIDE.box)
    assert axis.end(open_above.high, upper=True) == WIDE.box.top
    assert axis.end(open_above.low, upper=False) == axis.place(Decimal(130))


def test_values_far_apart_are_told_by_their_magnitude() -> None:
    assert ValueAxis([point("3"), point("4000")], WIDE.box).magnitudes
    assert not ValueAxis([point("3"), point("4")], WIDE.box).magnitudes
    assert not ValueAxis([point("-3"), point("4000")], WIDE.box).magnitudes


def test_nothing_is_marked_where_values_lie_on_both_sides_of_it() -> None:
    axis = ValueAxis([point("-3"), point("4")], WIDE.box)
    assert axis.zero == axis.place(Decimal(0))
    assert ValueAxis([point("3"), point("4")], WIDE.box).zero is None


@pytest.mark.parametrize("most", [4, 8])
@pytest.mark.parametrize(
    ("first", "after", "named"),
    [
        ("2022-05-11", "2022-05-12", ["2022-05-11"]),
        ("2022-04-01", "2022-06-01", ["2022-04", "2022-05"]),
        ("2019-01-01", "2022-01-01", ["2019", "2020", "2021"]),
    ],
)
def test_days_months_and_years_are_named_as_the_time_is_long(
    first: str, after: str, named: list[str], most: int
) -> None:
    span = (date.fromisoformat(first), date.fromisoformat(after))
    found = [name for _, name in TimeAxis([span], WIDE.box, most=most).ticks]
    assert found == named or (most == 8 and len(named) < len(found) <= most)


@pytest.mark.parametrize(
    "span", [("0001-01-01", "9999-12-31"), ("1949-10-01", "2060-01-01"), ("2021-12-31", "2022-01-02")]
)
def test_however_long_the_time_its_names_find_room(span: tuple[str, str]) -> None:
    first, after = map(date.fromisoformat, span)
    ticks = TimeAxis([(first, after)], NARROW.box, most=4).ticks
    assert 1 <= len(ticks) <= 4
    assert all(first <= day < after for day, _ in ticks)


def test_a_period_is_as_wide_as_it_is_long() -> None:
    quarter, month = (date(2022, 1, 1), date(2022, 4, 1)), (date(2022, 3, 1), date(2022, 4, 1))
    axis = TimeAxis([quarter, month], WIDE.box, most=8)
    wide, narrow = (axis.place(end) - axis.place(start) for start, end in (quarter, month))
    assert round(wide / narrow, 6) == round(Decimal(90) / 31, 6)


@pytest.mark.parametrize(
    ("start", "end"), [("2022-02-30", "2022-03-01"), ("soon", "later"), ("2022-03-01", "2022-02-01")]
)
def test_a_period_that_is_none_has_no_place_on_the_axis(start: str, end: str) -> None:
    assert days_of(replace(point("1"), period=PeriodSlot(start, end))) is None


def test_marks_of_one_place_stand_beside_each_other_and_none_is_lost() -> None:
    room = Room(WIDE.box)
    places = sorted(room.mark(400, 100) for _ in range(20))
    assert all(after - before > 2 * RADIUS for before, after in pairwise(places))
    narrow = Room(NARROW.box)
    assert all(NARROW.box.left <= narrow.mark(200, 100) <= NARROW.box.right for _ in range(200))


def test_words_stand_on_no_other_words_or_are_left_to_the_table() -> None:
    room = Room(NARROW.box)
    room.mark(200, 100)
    placed = [room.label("2736亿美元", 200, 100) for _ in range(20)]
    found = [label for label in placed if label is not None]
    assert 1 < len(found) < 20
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("value", "unit", "called", "en", "zh"),
    [
        ("0.455", "1", "", "45.5%", "45.5%"),
        ("1225000000", "CNY", "人民币", "1.225 bn CNY", "12.25亿人民币"),
        ("8940000000000", "CNY", "", "8.94 tn CNY", "8.94万亿 CNY"),
        ("64000", "{count}", "", "64,000", "6.4万"),
        ("-25000000", "USD", "美元", "-25 m USD", "-2500万美元"),
        ("7", "kg", "千克", "7 kg", "7千克"),
    ],
)
def test_numbers_are_written_as_a_person_of_the_language_writes_them(
    value: str, unit: str, called: str, en: str, zh: str
) -> None:
    written = [scaled_text(Decimal(value), unit, language, called=called) for language in ("en", "zh")]
    assert written == [en, zh]
