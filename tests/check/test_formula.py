"""Formulas: what is read, what is worked out, what is refused."""

from __future__ import annotations

import pytest

from kg.check.formula import Formula
from kg.model import Interval


def test_both_sides_are_worked_out_with_intervals() -> None:
    formula = Formula.parse("(a - b) * 100 = c")
    known = {"a": Interval.of("0.5", "0.6"), "b": Interval.of("0.1", "0.2"), "c": Interval.exactly(40)}
    assert formula.sides(known) == (Interval.of("30.0", "50.0"), Interval.exactly(40))


def test_letters_are_shown_as_they_are_written() -> None:
    shown = Formula.parse("a / b - 1 = c").shown({"a": "12亿元", "b": "10亿元", "c": "20%"})
    assert shown == "12亿元 / 10亿元 - 1 = 20%"


@pytest.mark.parametrize(
    "text", ["a / b", "a ** b = c", "f(a) = b", "a.b = c", "a = 'x'", "a = ", "a / 1.5 = b"]
)
def test_anything_but_the_four_operations_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="="):
        Formula.parse(text)
