"""Market reports: cases as data, one figure each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.model.mention import json_number
from tests.extract.documents import document
from tests.extract.zh.test_frames import cases


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.mark.parametrize(
    "case", cases("markets.jsonl"), ids=lambda case: case["rule"] + " " + case["text"][:12]
)
def test_a_market_figure_is_read_with_its_slots(extractor: Extractor, case: dict[str, Any]) -> None:
    found = [m.to_json() for m in extractor(document(case["text"])) if m.rule == case["rule"]]
    value = json_number(Decimal(case["value"]))
    (record,) = [r for r in found if r["value"] == value]
    for slot in ("unit", "kind", "baseline", "bound"):
        if slot in case:
            assert record[slot] == case[slot], slot
    for slot in ("metric", "subject"):
        if slot in case:
            assert case[slot] in (record[slot]["label"], record[slot]["text"]), slot
    if "period" in case:
        period = record["period"]
        assert (period and [period["start"], period["end"]]) == case["period"]
    if "at" in case:
        assert record["period"]["at"] == case["at"]


@pytest.mark.parametrize("case", cases("not_markets.jsonl"), ids=lambda case: case["text"][:12])
def test_other_prices_and_plans_are_no_market_report(extractor: Extractor, case: dict[str, Any]) -> None:
    assert not [m for m in extractor(document(case["text"])) if m.rule.startswith("market")]


def test_new_york_closes_on_the_day_before_in_asia(extractor: Extractor) -> None:
    day = document("美股收盘，道指涨0.4%。")
    early = replace(
        day, source=replace(day.source, published=datetime.fromisoformat("2022-06-10T04:10:00+08:00"))
    )
    (mention,) = extractor(early)
    assert mention.period is not None
    assert (mention.period.start.isoformat(), mention.period.at) == ("2022-06-09", "close")


def test_in_the_morning_what_closed_abroad_closed_the_day_before(extractor: Extractor) -> None:
    day = document("LME期铜收涨96美元。\n标普500指数涨0.4%。")
    morning = replace(
        day, source=replace(day.source, published=datetime.fromisoformat("2022-06-10T07:30:00+08:00"))
    )
    days = {m.period.start.isoformat() for m in extractor(morning) if m.period is not None}
    assert days == {"2022-06-09"}


def test_the_limit_of_a_board_is_no_figure_of_its_own(extractor: Extractor) -> None:
    assert extractor(document("机器人板块走高，青禾科技20cm涨停。")) == []
