"""The claim record: intervals, identity and what is printed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kg.model import Bound, Kind, Mention, Modality, Period, Quantity, Quote, Ref, Source, mention

SOURCE = Source(id="urn:s", path="folder/a.txt", sha256="0", title="标题", published=date(2022, 6, 12))
TEXT = "国际站平台交易额同比增长46%。"
GMV = Ref("urn:gmv", "GMV", "交易额")
SITE = Ref("urn:site", "Alibaba.com", "国际站")
YEAR = Period(date(2021, 4, 1), date(2022, 3, 31), "过去一年")
RATE = Quantity(Decimal("0.46"), "46%", "1", Kind.GROWTH_RATE, step=Decimal("0.01"))


def made(**changes: Any) -> Mention:
    slots: dict[str, Any] = {
        "rule": "r",
        "confidence": 0.9,
        "quantity": RATE,
        "metric": GMV,
        "subject": SITE,
        "period": YEAR,
        "baseline": "yoy",
    }
    return mention(SOURCE, Quote.of(TEXT, 0, 15), **(slots | changes))


def test_digits_imply_half_a_step_to_each_side() -> None:
    assert RATE.interval() == (Decimal("0.455"), Decimal("0.465"))


def test_words_that_bound_leave_the_other_side_open() -> None:
    over = replace(RATE, bound=Bound.MIN, lower=Decimal("0.46"))
    assert over.interval() == (Decimal("0.46"), None)
    under = replace(RATE, bound=Bound.MAX, upper=Decimal("0.46"))
    assert under.interval() == (None, Decimal("0.46"))


def test_nearly_widens_by_a_step_and_a_range_is_what_it_says() -> None:
    nearly = replace(RATE, bound=Bound.APPROX, upper=Decimal("0.46"))
    assert nearly.interval() == (Decimal("0.45"), Decimal("0.46"))
    doubled = Quantity(Decimal(1), "近1倍", "1", bound=Bound.APPROX, upper=Decimal(1), step=Decimal(1))
    assert doubled.interval() == (Decimal("0.9"), Decimal(1))
    half = Quantity(Decimal("0.5"), "近一半", "1", bound=Bound.APPROX, upper=Decimal("0.5"))
    assert half.interval() == (Decimal("0.5"), Decimal("0.5"))
    between = replace(RATE, bound=Bound.RANGE, lower=Decimal("0.4"), upper=Decimal("0.5"))
    assert between.interval() == (Decimal("0.4"), Decimal("0.5"))


def test_other_words_for_the_same_thing_are_the_same_claim() -> None:
    other = made(
        metric=Ref("urn:gmv", "GMV", "成交总额"), subject=Ref("urn:site", "Alibaba.com", "阿里巴巴国际站")
    )
    assert other.claim == made().claim
    assert other.series == made().series


def test_who_says_it_and_how_it_was_read_make_no_other_claim() -> None:
    other = made(speaker=Ref(None, "张阔", "他"), rule="other", confidence=0.1)
    assert other.claim == made().claim


def test_another_period_is_another_claim_of_the_same_series() -> None:
    other = made(period=Period(date(2020, 4, 1), date(2021, 3, 31), "上一财年"))
    assert other.claim != made().claim
    assert other.series == made().series


def test_another_subject_metric_kind_scope_or_baseline_is_another_series() -> None:
    here = made()
    for changes in (
        {"subject": Ref(None, "Lazada", "Lazada")},
        {"metric": Ref(None, "订单量", "订单量")},
        {"quantity": replace(RATE, kind=Kind.SHARE)},
        {"scope": (Ref(None, "新能源", "新能源"),)},
        {"baseline": "mom"},
    ):
        assert made(**changes).series != here.series


def test_a_plan_is_no_assertion() -> None:
    assert made(modality=Modality.PLANNED).claim != made().claim


def test_the_order_of_scopes_does_not_matter() -> None:
    a, b = Ref(None, "新能源", "新能源"), Ref(None, "海外", "海外")
    assert made(scope=(a, b)).claim == made(scope=(b, a)).claim


def test_traditional_and_simplified_names_are_one() -> None:
    assert Ref(None, "國際站", "國際站").key() == Ref(None, "国际站", "国际站").key()


def test_the_record_has_the_fields_of_the_design_in_order() -> None:
    record = made().to_json()
    assert list(record) == [
        "id", "type", "source", "quote", "value", "value_text", "lower", "upper", "bound", "unit", "counted", "kind",
        "metric", "subject", "speaker", "scope", "cites", "period", "baseline", "modality", "claim", "series", "rule",
        "confidence",
    ]  # fmt: skip
    assert list(record["source"]) == ["id", "path", "title", "publisher", "published", "language"]
    assert record["period"] == {"start": "2021-04-01", "end": "2022-03-31", "text": "过去一年", "at": None}
    assert json.loads(json.dumps(record)) == record


def test_decimals_are_printed_with_the_digits_they_have() -> None:
    record = made(quantity=replace(RATE, value=Decimal("8940000000000.00"))).to_json()
    assert record["value"] == 8940000000000
    long = Decimal("0.12345678901234567890")
    assert made(quantity=replace(RATE, value=long)).to_json()["value"] == "0.1234567890123456789"


def test_statements_are_their_folded_words() -> None:
    one = mention(SOURCE, Quote.of("供應鏈沒有轉移。", 0, 8), rule="r", confidence=0.5)
    two = mention(SOURCE, Quote.of("“供应链没有转移”", 0, 9), rule="r", confidence=0.5)
    assert one.claim == two.claim
