"""Quantities in Chinese text: the cases are data, in `tests/extract/cases/quantities.jsonl`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.zh.quantities import find_quantities
from kg.folding import fold
from kg.lexicon import Lexicon

CASES = Path(__file__).parents[1] / "cases" / "quantities.jsonl"


def quantities(text: str, region: str | None = None) -> list[QuantitySpan]:
    lexicon, folded = Lexicon.load(), fold(text)
    return find_quantities(text, folded, lexicon.find(folded, text), lexicon, region=region)


def only(text: str) -> QuantitySpan:
    (found,) = quantities(text)
    return found


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [pytest.param(row, id=row["text"]) for row in rows]


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        (text[q.start : q.end], q.value, q.unit, q.bound.value, q.lower, q.upper)
        for q in quantities(text, case.get("region"))
    ]
    expected = [
        (
            q["text"],
            number(q["value"]),
            q["unit"],
            q["bound"],
            number(q.get("lower")),
            number(q.get("upper")),
        )
        for q in case["quantities"]
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("出口8.94万亿元", "10000000000"),
        ("增长46%", "0.01"),
        ("增长11.4%", "0.001"),
        ("提高0.4个百分点", "0.1"),
        ("下调10个基点", "0.01"),
        ("净增6400万", "10000"),
        ("收入2040.52亿元", "1000000"),
        ("有七成商户", "0.1"),
        ("共34.1万家", "1000"),
    ],
)
def test_step_is_the_worth_of_the_last_written_digit(text: str, step: str) -> None:
    assert only(text).step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("有近1200万家小微企业", "小微企业"),
        ("近4400万户个体工商户", "个体工商户"),
        ("来自200多个国家（地区）", "国家（地区）"),
        ("支持21种热门语言", "热门语言"),
        ("平台上有1000多万活跃海外采购商。", "活跃海外采购商"),
        ("包括2.4万产品证书", "产品证书"),
        ("为6.2万家外贸中小企业贷款", "外贸中小企业"),
        ("数千万的买家", "买家"),
        ("造成8人死亡", "人"),
        ("买家达34.1万家，", None),
        ("净增6400万，", None),
        ("约2.5万户停电", None),
        ("有1万余家规模以上的工业企业", "规模以上的工业企业"),
        ("有100所高等院校", "高等院校"),
        ("来了上万人到场", "人"),
        ("向18家企业送入物资", "企业"),
    ],
)
def test_counted_is_the_noun_behind_the_classifier(text: str, counted: str | None) -> None:
    found = only(text)
    assert found.counted == counted
    if found.counted_at:
        assert text[slice(*found.counted_at)] == counted


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("增长46%", Form.PERCENT),
        ("三分之一的企业", Form.FRACTION),
        ("提高11个百分点", Form.POINTS),
        ("收入3亿元", Form.MONEY),
        ("产量45万吨", Form.MEASURE),
        ("共有6.2万家", Form.COUNT),
        ("增长5倍", Form.MULTIPLE),
        ("位居全球第三", Form.RANK),
        ("报3345.2点", Form.INDEX),
        ("达13.1亿", Form.BARE),
    ],
)
def test_form_says_how_it_is_written(text: str, form: Form) -> None:
    assert only(text).form is form


@pytest.mark.parametrize("text", ["数千位嘉宾", "上万QPS", "十几家企业", "两位数增长"])
def test_numbers_without_digits_are_not_precise(text: str) -> None:
    assert not only(text).precise


@pytest.mark.parametrize(
    ("region", "currency"), [(None, "CNY"), ("CN", "CNY"), ("HK", "HKD"), ("TW", "TWD"), ("FR", "CNY")]
)
def test_a_bare_yuan_is_of_the_region_of_the_source(region: str | None, currency: str) -> None:
    (found,) = quantities("售价300元", region)
    assert found.unit == currency


def test_core_is_the_number_alone() -> None:
    text = "累计超过1.7亿美元以上"
    found = only(text)
    assert text[slice(*found.core)] == "1.7亿"


def test_a_name_of_the_vocabulary_with_a_numeral_in_it_is_no_quantity() -> None:
    assert not quantities("第一财经报道了此事")
    assert not quantities("一带一路倡议")


def test_offsets_hold_in_a_long_text() -> None:
    text = "前言。\n" * 50 + "交易额增长46%。"
    assert text[only(text).start : only(text).end] == "46%"


def test_money_told_by_the_words_around_is_less_sure() -> None:
    (found,) = quantities("內地新增人民幣貸款600億元", "HK")
    assert (found.unit, found.doubt) == ("CNY", 0.05)
    (found,) = quantities("本港商店售價300元", "HK")
    assert (found.unit, found.doubt) == ("HKD", 0.0)
