"""The named queries and the questions on the five seeds, from the files to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask import answer, run, understand
from kg.ask.format import plain
from kg.lexicon import Lexicon
from kg.pipeline import build
from kg.store import Store, Table, open_store

SEEDS = Path(__file__).parents[2] / "seeds"
COM, ZHANG, VIETNAM = "entity:alibaba-com", "entity:zhang-kuo", "entity:vietnam"
FORTY_SIX = {"value": "0.46", "low": "0.455", "high": "0.465", "metric": "metric:gmv"}
NBD = (
    "每日经济新闻",
    "每日经济新闻",
    "2022-05-26",
    "46%",
    "外贸中小企业在阿里巴巴国际站平台上完成的交易额同比增长46%",
    "财报",
)
JIEMIAN = ("东方财富", "界面新闻", "2022-06-12", "46%", "国际站平台交易额同比增长46%", "财报")


@pytest.fixture(scope="module")
def seeds() -> Iterator[Store]:
    with open_store(":memory:", mode="w") as store:
        build([SEEDS], store=store, processes=1)
        yield store


def cells(table: Table, *columns: str) -> list[tuple[str, ...]]:
    """The rows of these columns as text, dates without their time of day."""
    at = [table.variables.index(column) for column in columns]
    return [
        tuple(plain(row[i])[:10] if table.variables[i] == "date" else plain(row[i]) for i in at)
        for row in table.rows
    ]


def figures(table: Table) -> list[tuple[str, ...]]:
    return cells(table, "publisher", "credited", "date", "figure", "quote", "cited")


@pytest.mark.parametrize(
    "question", ["which sources repeat the 46% GMV figure", "哪些来源重复了46%交易额增长的说法", "46% GMV"]
)
def test_two_sources_repeat_the_figure(question: str, seeds: Store) -> None:
    found = answer(seeds, understand(question, lexicon=Lexicon.load(), base=seeds.base))
    assert figures(found.table) == [NBD, JIEMIAN]
    assert found.counts in ("2 sources, 2 mentions", "2个来源，2处说法")
    assert found.ignored == ()


def test_repeats_of_figure(seeds: Store) -> None:
    assert figures(run(seeds, "repeats-of-figure", **FORTY_SIX)) == [NBD, JIEMIAN]


def test_first_appearance(seeds: Store) -> None:
    assert figures(run(seeds, "first-appearance", **FORTY_SIX, limit=1)) == [NBD]


def test_claims_of_source(seeds: Store) -> None:
    found = cells(run(seeds, "claims-of-source", publisher="publisher:jiemian"), "quote", "speaker")
    assert found[0] == ("越南外贸的增长 未对中国外贸中小企业造成冲击", "张阔")
    assert ("国际站平台交易额同比增长46%", "") in found


def test_claims_about_entity(seeds: Store) -> None:
    found = cells(run(seeds, "claims-about-entity", entity=VIETNAM), "quote", "publisher")
    assert ("越南外贸的增长 未对中国外贸中小企业造成冲击", "东方财富") in found


def test_claims_by_speaker(seeds: Store) -> None:
    found = run(seeds, "claims-by-speaker", speaker=ZHANG)
    assert {publisher for (publisher,) in cells(found, "publisher")} == {"观察者网", "东方财富"}


def test_speaker_about_entity(seeds: Store) -> None:
    found = cells(run(seeds, "speaker-about-entity", speaker=ZHANG, entity=VIETNAM), "publisher", "quote")
    said = "近年来，越南等新兴国家一般制造业出口份额的提升，并未对中国外贸中小企业的生意造成冲击"
    assert {("观察者网", said), ("东方财富", said)} <= set(found)


def test_claims_citing_document(seeds: Store) -> None:
    found = run(seeds, "claims-citing-document", words="财报")
    assert {NBD, JIEMIAN} <= set(figures(found))
    assert {cited for (cited,) in cells(found, "cited")} == {"财报"}


def test_series_over_time(seeds: Store) -> None:
    found = cells(run(seeds, "series-over-time", metric="metric:gmv", subject=COM), "first", "last", "figure")
    assert ("2021-04-01", "2022-03-31", "46%") in found
    assert ("2022-01-01", "2022-04-30", "超过130%") in found


def test_claims_of_metric(seeds: Store) -> None:
    found = cells(run(seeds, "claims-of-metric", metric="metric:gmv"), "whose", "figure")
    assert found.count(("阿里巴巴国际站", "46%")) == 2


def test_most_repeated_figures(seeds: Store) -> None:
    found = cells(run(seeds, "most-repeated-figures"), "sources", "whose", "figure")
    assert ("2", "阿里巴巴国际站", "超过130%") in found


def test_no_figures_of_the_metric_differ(seeds: Store) -> None:
    assert run(seeds, "differing-figures", metric="metric:gmv").rows == []


def test_plans_and_forecasts(seeds: Store) -> None:
    found = cells(run(seeds, "plans-and-forecasts", entity=COM), "quote", "how")
    assert ("阿里巴巴国际站计划于今年9月推出跨境商家数字化综合服务解决方案", "planned") in found


def test_sources_by_publisher(seeds: Store) -> None:
    found = cells(run(seeds, "sources-by-publisher"), "published_by", "credited", "date")
    assert sorted(found) == [
        ("东方财富", "界面新闻", "2022-06-12"),
        ("新华社", "新华社", "2022-06-07"),
        ("每日经济新闻", "每日经济新闻", "2022-05-26"),
        ("观察者网", "观察者网", "2022-06-10"),
        ("阿里研究院", "", "2018-04-01"),
    ]


def test_co_mentioned_entities(seeds: Store) -> None:
    found = cells(run(seeds, "co-mentioned-entities", entity=COM), "name", "sources")
    assert ("张阔", "2") in found


def test_low_confidence_is_in_order(seeds: Store) -> None:
    sure = [float(c) for (c,) in cells(run(seeds, "low-confidence", below="0.7"), "confidence")]
    assert sure == sorted(sure)
    assert sure[-1] < 0.7


def test_figures_without_origin_name_nobody(seeds: Store) -> None:
    found = cells(run(seeds, "figures-without-origin"), "speaker", "cited")
    assert set(found) == {("", "")}
