"""The timeline as a picture: where values stand, and how the axis is cut."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.views.dossier.chart import NARROW, WIDE, Layout, _Scale
from kg.views.dossier.model import Point
from kg.views.figures import scaled_text


def point(value: str, low: str | None = None, high: str | None = None) -> Point:
    number = Decimal(value)
    ends = (Decimal(low) if low else number, Decimal(high) if high else number)
    return Point("c", value, number, *ends, "CNY", None, (), "asserted", 1, (), own=False, conflict=False)


@pytest.mark.parametrize("layout", [WIDE, NARROW])
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
def test_all_values_stand_within_the_picture_in_their_order(layout: Layout, values: tuple[str, str]) -> None:
    scale = _Scale([point(value) for value in values], layout)
    low, high = (scale.place(Decimal(value)) for value in values)
    assert layout.left <= low <= high <= layout.right
    assert 1 <= len(scale.ticks) <= 8
    assert all(layout.left <= scale.place(tick) <= layout.right for tick in scale.ticks)


def test_an_open_side_reaches_to_the_edge() -> None:
    open_above = replace(point("130"), high=None)
    scale = _Scale([open_above, point("90")], WIDE)
    assert scale.clipped(open_above.high, top=True) == WIDE.right
    assert scale.clipped(open_above.low, top=False) == scale.place(Decimal(130))


def test_values_far_apart_are_told_by_their_magnitude() -> None:
    assert _Scale([point("3"), point("4000")], WIDE).magnitudes
    assert not _Scale([point("3"), point("4")], WIDE).magnitudes
    assert not _Scale([point("-3"), point("4000")], WIDE).magnitudes


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
