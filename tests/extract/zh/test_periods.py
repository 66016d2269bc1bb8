"""Periods in Chinese text: the cases are data, in `tests/extract/cases/periods.jsonl`."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.annotations import PeriodRole, PeriodSpan
from kg.extract.zh.periods import find_periods
from kg.folding import fold
from kg.lexicon import Lexicon

CASES = Path(__file__).parents[1] / "cases" / "periods.jsonl"
TODAY = date(2022, 6, 12)


def periods(text: str, today: date | None = TODAY, **options: Any) -> list[PeriodSpan]:
    return find_periods(text, fold(text), [], today=today, **options)


def only(text: str, today: date | None = TODAY, **options: Any) -> PeriodSpan:
    (found,) = periods(text, today, **options)
    return found


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [pytest.param(row, id=row["text"]) for row in rows if "language" not in row]


def printed(text: str, span: PeriodSpan) -> dict[str, Any]:
    row: dict[str, Any] = {"words": text[span.start : span.end]}
    if span.first is not None and span.last is not None:
        row["period"] = [span.first.isoformat(), span.last.isoformat()]
    if span.role is not PeriodRole.PERIOD:
        row["role"] = span.role.value
    if span.baseline:
        row["baseline"] = span.baseline
    if span.at:
        row["at"] = span.at
    return row


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    text, today = case["text"], case["today"]
    end = case.get("fiscal_year_end")
    found = periods(
        text, date.fromisoformat(today) if today else None, fiscal_year_end=tuple(end) if end else None
    )
    assert [printed(text, span) for span in found] == case["periods"]


def test_the_fiscal_year_comes_from_the_company_that_the_text_is_about() -> None:
    text, lexicon = "阿里巴巴公布业绩，阿里巴巴四季度收入增长。", Lexicon.load()
    hits = lexicon.find(fold(text), text)
    (span,) = find_periods(text, fold(text), hits, today=date(2022, 5, 26))
    assert (span.first, span.last) == (date(2022, 1, 1), date(2022, 3, 31))


def test_quarters_are_the_calendars_where_no_results_are_told() -> None:
    text, lexicon = "阿里巴巴国际站数据显示，阿里巴巴四季度订单增长。", Lexicon.load()
    hits = lexicon.find(fold(text), text)
    (span,) = find_periods(text, fold(text), hits, today=date(2022, 5, 26))
    assert (span.first, span.last) == (date(2021, 10, 1), date(2021, 12, 31))


def test_the_flag_decides_whether_results_are_told() -> None:
    told = only("全年增长。", date(2022, 5, 26), fiscal_year_end=(3, 31), fiscal=True)
    not_told = only("全年增长。", date(2022, 5, 26), fiscal_year_end=(3, 31), fiscal=False)
    assert (told.first, not_told.first) == (date(2021, 4, 1), date(2022, 1, 1))


def test_the_fiscal_year_may_depend_on_the_place() -> None:
    text = "甲的2022财年。乙的2022财年。"
    first, second = periods(text, fiscal_year_end=lambda at: (3, 31) if at < 8 else (6, 30))
    assert (first.last, second.last) == (date(2022, 3, 31), date(2022, 6, 30))


def test_a_month_without_a_year_is_that_of_the_year_named_in_the_sentence() -> None:
    _, may = periods("2017年表现平稳，其中5月增长。")
    assert may.first == date(2017, 5, 1)


def test_a_new_sentence_is_told_from_the_sources_date_again() -> None:
    _, may = periods("2017年表现平稳。5月增长。")
    assert may.first == date(2022, 5, 1)


def test_the_same_period_repeats_the_one_named_before() -> None:
    _, before = periods("今年前5个月增长10%，去年同期增长3%。")
    assert (before.first, before.last) == (date(2021, 1, 1), date(2021, 5, 31))


def test_how_says_how_relative_words_were_resolved() -> None:
    assert "source's date" in only("今年增长。").how


def test_a_datetime_is_taken_as_its_day() -> None:
    from datetime import UTC, datetime

    found = only("目前有100家。", datetime(2022, 6, 12, 16, 22, tzinfo=UTC))
    assert type(found.first) is date
    assert found.first == TODAY


def test_a_day_that_no_calendar_has_is_not_found() -> None:
    assert periods("2021年2月30日") == []


def test_days_at_the_ends_of_the_calendar_do_not_raise() -> None:
    assert periods("过去三年", date(1, 1, 1)) == []


@given(
    st.text(
        alphabet="0123456789一二三十两年月日号个季度周上下去今前同比至到-~、截自起以来底初末的 财第半民国双Qq/.:：。\n",
        max_size=80,
    )
)
@settings(deadline=None, max_examples=200)
def test_strange_input_gives_ordered_spans(text: str) -> None:
    found = periods(text)
    assert all(span.start < span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(s.first <= s.last for s in found if s.first is not None and s.last is not None)


@pytest.mark.parametrize(
    "unit", ["一", "十", "2", "2-", "年", "去年同期", "1月至", "截至", "近", "2021年", "“", "第"]
)
def test_repeated_pieces_are_read_to_the_end(unit: str) -> None:
    text = unit * (40_000 // len(unit)) + "，2021年5月出口增长。"
    assert any(span.last == date(2021, 5, 31) for span in periods(text))
