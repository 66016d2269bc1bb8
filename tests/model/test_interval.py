"""Arithmetic of intervals: every number that can be, and no side closed that is open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Interval
from kg.model.interval import total

numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))


def within(value: Decimal, interval: Interval) -> bool:
    near = Decimal("1e-18")
    return (interval.lower is None or interval.lower - near <= value) and (
        interval.upper is None or value <= interval.upper + near
    )


@given(intervals, intervals)
def test_the_ends_of_two_intervals_are_within_what_follows(a: Interval, b: Interval) -> None:
    for x in (a.lower, a.upper):
        for y in (b.lower, b.upper):
            assert x is not None
            assert y is not None
            assert within(x + y, a + b)
            assert within(x - y, a - b)
            assert within(x * y, a * b)
            if y:
                assert within(x / y, a / b)


def test_dividing_by_what_may_be_zero_says_nothing() -> None:
    assert Interval.of(1, 2) / Interval.of(0, 5) == Interval(None, None)


def test_more_than_a_number_times_more_than_a_number_has_no_upper_end() -> None:
    assert Interval.of(2, None) * Interval.of(3, 4) == Interval.of(6, None)


def test_a_share_of_more_than_a_whole_has_no_lower_end_but_zero() -> None:
    assert Interval.of(6, 6) / Interval.of(8, None) == Interval.of(0, "0.75")


def test_dividing_by_a_fall_turns_the_sign() -> None:
    assert Interval.of(2, 4) / Interval.of(-2, -1) == Interval.of(-4, -1)


@pytest.mark.parametrize(
    ("a", "b", "meet"),
    [
        (Interval.of(1, 2), Interval.of(2, 3), True),
        (Interval.of(1, 2), Interval.of("2.001", 3), False),
        (Interval.of(None, 2), Interval.of(1, None), True),
        (Interval.of(5, None), Interval.of(None, 4), False),
    ],
)
def test_intervals_meet_where_they_share_a_number(a: Interval, b: Interval, *, meet: bool) -> None:
    assert a.overlaps(b) is meet
    assert b.overlaps(a) is meet


def test_a_total_is_the_sum_of_both_ends() -> None:
    assert total([Interval.of(1, 2), Interval.of(10, 20)]) == Interval.of(11, 22)


def test_ends_print_in_one_spelling() -> None:
    assert Interval.of("1E+2", None).to_json() == ["100", None]
