"""What a figure can stand for when it is rounded, cut off, or only about right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.check.spans import cut_off, last_digit, rounded
from kg.model import Bound, Interval, Kind, Quantity


def quantity(value: str, *, step: str | None = None, bound: Bound = Bound.EXACT, **more: str) -> Quantity:
    ends = {name: Decimal(end) for name, end in more.items()}
    return Quantity(
        Decimal(value),
        value,
        "1",
        bound=bound,
        step=None if step is None else Decimal(step),
        **ends,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (quantity("8.94", step="0.01"), Interval.of("8.935", "8.945")),
        (quantity("-0.20", step="0.01"), Interval.of("-0.205", "-0.195")),
        (quantity("0.875"), Interval.of("0.8745", "0.8755")),
        (quantity("3000", step="1", bound=Bound.APPROX), Interval.of("2500", "3500")),
        (quantity("1000", step="1", bound=Bound.APPROX), Interval.of("800.0", "1200.0")),
        (quantity("1000", step="1000", bound=Bound.APPROX, upper="1000"), Interval.of("900.00", "1000")),
        (quantity("5", bound=Bound.MIN, lower="5"), Interval.of("5", None)),
        (quantity("5", bound=Bound.MAX, upper="5"), Interval.of(None, "5")),
    ],
)
def test_a_rounded_figure_stands_for_half_a_step_to_each_side(made: Quantity, expected: Interval) -> None:
    assert rounded(made) == expected


def test_a_figure_that_was_cut_off_stands_for_a_step_away_from_zero() -> None:
    assert cut_off(quantity("8.94", step="0.01")) == Interval.of("8.94", "8.95")
    assert cut_off(quantity("-8.94", step="0.01")) == Interval.of("-8.95", "-8.94")


def test_a_rank_is_exact() -> None:
    rank = Quantity(Decimal(3), "第三", "{rank}", Kind.RANK, step=Decimal(1))
    assert rounded(rank) == cut_off(rank) == Interval.exactly(3)


def test_the_last_digit_that_is_no_zero() -> None:
    assert last_digit(Decimal(3200)) == 100
    assert last_digit(Decimal(0)) == 1
