"""Slots as a person writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.errors import JudgementError
from kg.judge.slots import check_slots, put_right
from kg.model import Bound, Modality
from tests.judge.small import A


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("46%", "0.46"),
        ("0.46", "0.46"),
        ("1,200", "1200"),
        ("-3.5%", "-0.035"),
        ("6400万", "64000000"),
        ("1.2万亿", "1200000000000"),
    ],
)
def test_numbers_and_percentages(said: str, value: str) -> None:
    quantity = put_right(A, {"value": said}).quantity
    assert quantity is not None
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-04-01/2022-03-31", "2021-04-01", "2022-03-31"),
        ("2021-04/2022-03", "2021-04-01", "2022-03-31"),
    ],
)
def test_periods(said: str, first: str, last: str) -> None:
    period = put_right(A, {"period": said}).period
    assert period is not None
    assert (period.start, period.end) == (date.fromisoformat(first), date.fromisoformat(last))


def test_lists_of_names() -> None:
    scope = put_right(A, {"scope": "新能源; 海外 <urn:abroad>"}).scope
    assert {(ref.label, ref.id) for ref in scope} == {("新能源", None), ("海外", "urn:abroad")}


def test_closed_lists() -> None:
    mention = put_right(A, {"bound": "min", "modality": "forecast", "baseline": "mom"})
    assert mention.quantity is not None
    assert (mention.quantity.bound, mention.modality, mention.baseline) == (
        Bound.MIN,
        Modality.FORECAST,
        "mom",
    )


@pytest.mark.parametrize(
    "slots",
    [
        {"value": "NaN"},
        {"value": "1e"},
        {"period": "2021-13"},
        {"period": "2022/2021"},
        {"kind": "guess"},
        {"unit": ""},
        {"colour": "red"},
        {"subject": ["a"]},
    ],
)
def test_what_cannot_be_read_is_one_line(slots: dict[str, object]) -> None:
    with pytest.raises(JudgementError, match=r"^here: "):
        check_slots(slots, where="here")
