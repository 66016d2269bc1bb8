"""Tables of every format: what is said of each cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.read.reading import read_bytes

FRONT = "---\ntitle: {title}\ndate: 2022-06-10\n---\n\n"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


def cells(
    extractor: Extractor, text: str, *, title: str = "各地情况", name: str = "a.md"
) -> list[dict[str, Any]]:
    """The records of the cells of a document, by their place."""
    raw = text if name.endswith((".html", ".txt")) else FRONT.format(title=title) + text
    document = read_bytes(raw.encode(), name=name)
    return [m.to_json() for m in extractor(document) if m.rule.startswith("table")]


def test_units_of_heads_unit_line_and_own(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "2021年各省外贸\n\n单位：亿美元\n\n"
        "| 省份 | 出口额 | 外贸企业（万家） | 同比(%) | 占比 |\n| --- | --- | --- | --- | --- |\n"
        "| 广东 | 7,816.2 | 11.2 | 22.1 | 23.2% |\n| 浙江 | 4 662.5* | n.a. | -1.4 | — |\n",
    )
    read = [(r["value"], r["unit"], r["kind"], r["subject"]["text"]) for r in found]
    assert read == [
        (781620000000, "USD", "level", "广东"),
        (112000, "{count}", "level", "广东"),
        (0.221, "1", "growth_rate", "广东"),
        (0.232, "1", "share", "广东"),
        (466250000000, "USD", "level", "浙江"),
        (-0.014, "1", "growth_rate", "浙江"),
    ]
    assert {r["period"]["start"] for r in found} == {"2021-01-01"}
    assert [r["baseline"] for r in found if r["kind"] == "growth_rate"] == ["yoy", "yoy"]


def test_years_as_columns_metrics_as_rows_and_losses_in_brackets(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "<html><head><title>青禾科技集团2021年年报</title></head><body><article><h1>青禾科技集团2021年年报</h1>"
        "<p>（单位：百万元，百分比除外）</p><table>"
        "<tr><th rowspan=2>项目</th><th colspan=2>全年</th><th rowspan=2>同比</th></tr><tr><th>2020年</th><th>2021年</th></tr>"
        "<tr><td>营业收入</td><td>3,205</td><td>3,862</td><td>20.5%</td></tr>"
        "<tr><td>净利润</td><td>123</td><td>(34)</td><td>不适用</td></tr>"
        "<tr><td>毛利率</td><td>31.2%</td><td>29.8%</td><td>下降1.4个百分点</td></tr></table></article></body></html>",
        name="a.html",
    )
    read = [(r["metric"]["text"], r["period"]["start"][:4], r["value"], r["unit"], r["kind"]) for r in found]
    assert read == [
        ("营业收入", "2020", 3205000000, "CNY", "level"),
        ("营业收入", "2021", 3862000000, "CNY", "level"),
        ("营业收入", "2021", 0.205, "1", "growth_rate"),
        ("净利润", "2020", 123000000, "CNY", "level"),
        ("净利润", "2021", -34000000, "CNY", "level"),
        ("毛利率", "2020", 0.312, "1", "level"),
        ("毛利率", "2021", 0.298, "1", "level"),
        ("毛利率", "2021", -1.4, "[pp]", "point_change"),
    ]
    assert {r["subject"]["label"] for r in found} == {"青禾科技集团"}


def test_a_name_that_spans_rows_is_the_scope_of_the_inner_one(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "<html><body><article><p>各地的数据如下。</p><table><tr><td colspan=3>2021年主要城市人口（万人）</td></tr>"
        "<tr><td>省份</td><td>城市</td><td>常住人口</td></tr><tr><td rowspan=2>江苏</td><td>苏州</td><td>1285</td></tr>"
        "<tr><td>南京</td><td>942</td></tr></table></article></body></html>",
        name="a.html",
    )
    read = [(r["subject"]["text"], [s["text"] for s in r["scope"]], r["value"]) for r in found]
    assert read == [("苏州", ["江苏"], 12850000), ("南京", ["江苏"], 9420000)]
    assert found[1]["quote"]["exact"] == "南京\t942"
    assert {(r["period"]["start"], r["counted"]) for r in found} == {("2021-01-01", "人")}


def test_partners_of_the_title_narrow_its_owner_and_the_total_does_not(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "表2 2021年德国对东盟出口额（亿欧元）\n\n国家\t出口额\n越南\t120\n泰国\t95\n合计\t640\n",
    )
    read = [(r["subject"]["label"], [s["text"] for s in r["scope"]], r["unit"]) for r in found]
    assert read == [("Germany", ["越南"], "EUR"), ("Germany", ["泰国"], "EUR"), ("Germany", ["东盟"], "EUR")]


def test_quarters_and_the_same_period_last_year_are_of_the_table_s_year(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "2020年各省用电量（亿千瓦时）\n\n| 省份 | 第一季度 | 第四季度 |\n| --- | --- | --- |\n| 广东 | 1500 | 1800 |\n\n"
        "各家说法不一。\n\n2021年三季度销量\n\n| 品牌 | 销量 | 去年同期 |\n| --- | --- | --- |\n| 华为 | 320万台 | 300万台 |\n",
    )
    periods = [(r["period"]["start"], r["period"]["end"]) for r in found]
    assert periods == [
        ("2020-01-01", "2020-03-31"),
        ("2020-10-01", "2020-12-31"),
        ("2021-07-01", "2021-09-30"),
        ("2020-07-01", "2020-09-30"),
    ]


def test_a_league_table_without_figures_gives_ranks(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "2021年出口市场排行榜（按出口额排序）\n\n排名\t国家\t排名变化\n1\t越南\t—\n2\t德国\t↑ 1\n",
    )
    read = [(r["value"], r["unit"], r["kind"], r["metric"]["text"], r["subject"]["label"]) for r in found]
    assert read == [
        (1, "{rank}", "rank", "出口额", "Vietnam"),
        (2, "{rank}", "rank", "出口额", "Germany"),
    ]


def test_ranks_beside_figures_and_codes_and_years_are_no_figures(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "| 序号 | 城市 | 区号代码 | 成立年份 | 得分 |\n| --- | --- | --- | --- | --- |\n| 1 | 深圳 | 755 | 1980 | 92.3 |\n",
    )
    assert [(r["value"], r["unit"], r["metric"]["text"]) for r in found] == [(92.3, "{index}", "得分")]


def test_the_row_below_a_metric_is_its_growth_and_e_years_are_forecasts(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "盈利预测\n\n指标\t2021A\t2022E\n营业收入（亿元）\t114.0\t130.5\n增长率(%)\t10.4\t14.5\n",
    )
    read = [(r["metric"]["text"], r["kind"], r["period"]["start"][:4], r["modality"]) for r in found]
    assert read == [
        ("营业收入", "level", "2021", "asserted"),
        ("营业收入", "level", "2022", "forecast"),
        ("营业收入", "growth_rate", "2021", "asserted"),
        ("营业收入", "growth_rate", "2022", "forecast"),
    ]


@pytest.mark.parametrize("gap", ["\t", "    ", "　　", " | "])
def test_columns_of_plain_text(extractor: Extractor, gap: str) -> None:
    rows = [
        ["月份", "出口（万吨）", "均价（元/吨）"],
        ["1月", "12.5", "4300"],
        ["2月", "11.8", "4250"],
        ["3月", "13.2", "4410"],
    ]
    table = "\n".join(gap.join(row).strip() for row in rows)
    if "|" in gap:
        table = "\n".join(f"| {gap.join(row)} |" for row in rows)
    found = cells(extractor, f"2022年分月情况\n\n{table}\n\n以上数据供参考。\n", name="a.txt")
    assert [(r["value"], r["unit"], r["period"]["start"][5:]) for r in found] == [
        (125000, "t", "01-01"),
        (4300, "CNY", "01-01"),
        (118000, "t", "02-01"),
        (4250, "CNY", "02-01"),
        (132000, "t", "03-01"),
        (4410, "CNY", "03-01"),
    ]


def test_an_english_table(extractor: Extractor) -> None:
    found = cells(
        extractor,
        '<html lang="en"><head><title>Greenleaf Holdings reports annual results</title></head><body><article>'
        "<h1>Greenleaf Holdings reports annual results</h1><p>Greenleaf Holdings today announced its results for the year.</p>"
        "<table><caption>Table 1. Selected data (RMB million)</caption><tr><th></th><th>2020</th><th>2021</th><th>YoY growth</th></tr>"
        "<tr><td>Revenue</td><td>32,050</td><td>38,620</td><td>20.5%</td></tr>"
        "<tr><td>Net profit</td><td>1,230</td><td>(340)</td><td>n.a.</td></tr></table></article></body></html>",
        name="a.html",
    )
    read = [(r["metric"]["text"], r["value"], r["unit"], r["kind"], r["period"]["start"][:4]) for r in found]
    assert read == [
        ("Revenue", 32050000000, "CNY", "level", "2020"),
        ("Revenue", 38620000000, "CNY", "level", "2021"),
        ("Revenue", 0.205, "1", "growth_rate", "2021"),
        ("Net profit", 1230000000, "CNY", "level", "2020"),
        ("Net profit", -340000000, "CNY", "level", "2021"),
    ]
    assert {r["subject"]["label"] for r in found} == {"Greenleaf Holdings"}


def test_the_source_line_is_cited_and_ends_with_its_table(extractor: Extractor) -> None:
    found = cells(
        extractor,
        "2021年产量\n\n省份\t产量（万吨）\n广东\t12\n\n数据来源：国家统计局\n\n2021年销量\n\n省份\t销量（万吨）\n浙江\t9\n",
    )
    assert [[c["text"] for c in r["cites"]] for r in found] == [["国家统计局"], []]


def test_a_unit_line_and_a_condition_in_a_caption_claim_nothing(extractor: Extractor) -> None:
    document = read_bytes(
        (
            FRONT.format(title="榜单")
            + "增长榜（2020年出口大于3万美元）\n\n单位：人民币百万元\n\n省份\t出口\n广东\t12\n"
        ).encode(),
        name="a.md",
    )
    assert [m.quantity.value for m in extractor(document) if m.quantity] == [Decimal(12000000)]
