"""Periods in English text: the cases are data, in `tests/extract/cases/periods.jsonl`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.annotations import PeriodRole
from kg.extract.en.periods import find_periods
from kg.folding import fold
from kg.lexicon import Lexicon

CASES = Path(__file__).parents[1] / "cases" / "periods.jsonl"


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [pytest.param(row, id=row["text"]) for row in rows if row.get("language") == "en"]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = []
    for span in find_periods(text, fold(text), [], today=date.fromisoformat(case["today"])):
        row: dict[str, Any] = {"words": text[span.start : span.end]}
        if span.first is not None and span.last is not None:
            row["period"] = [span.first.isoformat(), span.last.isoformat()]
        if span.role is not PeriodRole.PERIOD:
            row["role"] = span.role.value
        if span.baseline:
            row["baseline"] = span.baseline
        found.append(row)
    assert found == case["periods"]


def test_a_fiscal_year_is_the_companys_that_the_text_is_about() -> None:
    text, lexicon = "Alibaba results for fiscal 2022", Lexicon.load()
    (span,) = find_periods(text, fold(text), lexicon.find(fold(text), text), today=date(2022, 5, 26))
    assert (span.first, span.last) == (date(2021, 4, 1), date(2022, 3, 31))


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_strange_input_never_raises(text: str) -> None:
    found = find_periods(text, fold(text), [], today=date(2022, 6, 12))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
