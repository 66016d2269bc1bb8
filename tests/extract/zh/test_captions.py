"""Large figures with labels, and headlines completed from the text below them."""

from __future__ import annotations

import json

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.model import Mention
from kg.read import ReadOptions
from kg.read.reading import read_bytes

FRONT = "---\ntitle: 年度报告\ndate: 2022-06-10\n---\n\n"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


def figures(extractor: Extractor, text: str) -> list[Mention]:
    document = read_bytes((FRONT + text).encode(), name="a.md")
    return [m for m in extractor(document) if m.quantity is not None]


def test_a_large_figure_and_its_label(extractor: Extractor) -> None:
    text = "2021年，平台服务覆盖全国120个城市，各项指标都在稳步提升，详情可见下面的图表与说明。\n\n120+\n\n线上展会覆盖城市\n"
    mention = next(m for m in figures(extractor, text) if m.rule == "figure_label")
    record = mention.to_json()
    assert (record["value"], record["bound"], record["unit"], record["counted"]) == (
        120,
        "min",
        "{count}",
        "城市",
    )
    assert (record["metric"]["text"], record["subject"]["text"]) == ("覆盖城市", "线上展会")
    assert record["period"]["start"] == "2021-01-01"
    assert record["quote"]["exact"].startswith("120")


def test_a_label_that_ends_with_a_change_makes_the_figure_one(extractor: Extractor) -> None:
    (mention,) = [m for m in figures(extractor, "3-4倍\n\n商家获得询盘增长\n") if m.rule == "figure_label"]
    record = mention.to_json()
    assert (record["value"], record["unit"], record["kind"]) == (3.5, "1", "growth_rate")
    assert (record["metric"]["text"], record["subject"]["text"]) == ("询盘", "商家")


def wire(extractor: Extractor, title: str, content: str) -> list[Mention]:
    raw = json.dumps(
        {"title": title, "content": content, "datetime": "2022-06-10T12:05:00+08:00"}, ensure_ascii=False
    )
    document = read_bytes(
        raw.encode(),
        name="a.jsonl",
        media_type="application/json",
        options=ReadOptions(map={"text": "content", "published": "datetime"}),
    )
    return [m for m in extractor(document) if m.quantity is not None]


def test_a_headline_takes_what_it_leaves_out_from_the_text(extractor: Extractor) -> None:
    title = "青禾科技集团营收增长12%"
    found = wire(extractor, title, f"【{title}】6月9日，青禾科技集团公告，2021年营收同比增长12%。")
    assert len(found) == 2
    head, body = found
    assert head.quote.start < body.quote.start
    assert head.period == body.period is not None
    assert head.baseline == "yoy"


def test_items_of_a_digest_leak_nothing_into_each_other(extractor: Extractor) -> None:
    found = wire(
        extractor,
        "6月10日午间新闻精选",
        "1、商务部表示，一季度出口增长3%。 2、青禾科技净利润8.2亿元。 3、某市场成交量为320万吨。",
    )
    by_value = {m.to_json()["value"]: m for m in found}
    assert by_value[0.03].speaker is not None
    later = by_value[820000000]
    assert later.speaker is None
    assert later.period is None
    assert by_value[0.03].period is not None
