"""Cells of CSV: nothing in them is calculated, and the text comes back."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exports.cells import csv_cell, csv_lines, marked, unmarked
from kg.exports.columns import Cell
from kg.exports.parquet import _fitted


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "－1", "＋1", "＠a", "'=1"]
)
def test_what_begins_like_a_formula_is_marked(text: str) -> None:
    assert marked(text) == "'" + text


@pytest.mark.parametrize("text", ["", "增长=46%", "46%", "a", "“甲”", "1-2"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert marked(text) == text


@given(st.text())
def test_a_mark_comes_off_again(text: str) -> None:
    assert unmarked(marked(text)) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (Decimal("-0.05"), "-0.05"),
        (Decimal("1E+12"), "1000000000000"),
        (date(2022, 3, 31), "2022-03-31"),
        (7, "7"),
        (("甲", '"'), '["甲", "\\""]'),
        ((), "[]"),
    ],
)
def test_a_cell_is_spelt_in_one_way(cell: Cell, text: str) -> None:
    assert csv_cell(cell) == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4)))
def test_rows_are_read_back(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO("".join(csv_lines(rows)), newline="")))
    assert [[unmarked(cell) for cell in row] for row in read] == rows


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("0.46", "0.46"),
        ("8940000000000", "8940000000000"),
        ("0.0000000000005", "0"),
        ("0.3333333333333333", "0.333333333333"),
        ("99999999999999999999999999", "99999999999999999999999999"),
        ("100000000000000000000000000", None),
    ],
)
def test_parquet_keeps_26_digits_before_the_point_and_12_after_it(value: str, kept: str | None) -> None:
    assert _fitted(Decimal(value)) == (None if kept is None else Decimal(kept))
