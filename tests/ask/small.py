"""A graph of five sources for the tests of the named queries; texts and figures are our own.

Alibaba.com's GMV for fiscal 2022 grew by 46% (two sources), by 46.3% (a third, more precise) and by 47% (a fourth, in
conflict); the year before it grew by 101%. A fifth source is about exports, from a rule that was not sure.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

import pyoxigraph as ox

from kg.graph import vocabulary_graph
from kg.lexicon import ontology_dir
from kg.model import Kind, Modality, Period, Ref
from kg.pipeline.history import listed, retract
from kg.store import MemoryStore, Store, open_store
from tests.builders import SPEAKER, build_document, build_mention, growth_mention, tiny_graph

REPORT = Ref(None, "国际站年度报告", "年度报告", "Document")
FINANCIALS = Ref(None, "财报", "财报", "Document")
VIETNAM = Ref("https://w3id.org/claim-kg/entity/vietnam", "Vietnam", "越南", "Place")
CHINA = Ref("https://w3id.org/claim-kg/entity/china", "China", "中国", "Place")
EXPORTS = Ref("https://w3id.org/claim-kg/metric/exports", "exports", "出口")
FISCAL_2021 = Period(date(2020, 4, 1), date(2021, 3, 31), "2021财年")
YEAR_2023 = Period(date(2023, 1, 1), date(2023, 12, 31), "2023年")


def small_quads() -> list[ox.Quad]:
    first = build_document(
        "财报显示，国际站交易额同比增长46%。上一财年增长101%。",
        path="first.txt",
        title="甲报的报道",
        publisher="每日经济新闻",
        published=date(2022, 5, 26),
    )
    second = build_document(
        "张阔说，国际站交易额增长46%。他认为越南并未抢走订单。国际站将在2023年建五个海外仓。",
        path="second.txt",
        title="乙报的报道",
        publisher="东方财富",
        credited="界面新闻",
        published=date(2022, 6, 9),
    )
    third = build_document(
        "年度报告写道，交易额增长46.3%。",
        path="third.txt",
        title="丙报的报道",
        publisher="界面新闻",
        published=date(2022, 7, 1),
    )
    fourth = build_document(
        "有消息称交易额增长47%。",
        path="fourth.txt",
        title="丁报的报道",
        publisher="某网站",
        published=date(2022, 8, 1),
    )
    fifth = build_document(
        "中国出口额增长46%。", path="fifth.txt", title="戊报的报道", publisher="某网站", published=None
    )
    return tiny_graph(
        [
            (
                first,
                [
                    growth_mention(first, "国际站交易额同比增长46%", cites=(REPORT, FINANCIALS)),
                    growth_mention(
                        first, "上一财年增长101%", value="1.01", value_text="101%", period=FISCAL_2021
                    ),
                ],
            ),
            (
                second,
                [
                    growth_mention(second, "国际站交易额增长46%", speaker=SPEAKER),
                    build_mention(second, "越南并未抢走订单", subject=VIETNAM, speaker=SPEAKER),
                    growth_mention(
                        second,
                        "国际站将在2023年建五个海外仓",
                        value="5",
                        value_text="五个",
                        step="1",
                        unit="{count}",
                        counted="海外仓",
                        kind=Kind.LEVEL,
                        metric=Ref(None, "海外仓", "海外仓"),
                        period=YEAR_2023,
                        baseline=None,
                        modality=Modality.PLANNED,
                    ),
                ],
            ),
            (
                third,
                [
                    growth_mention(
                        third,
                        "交易额增长46.3%",
                        value="0.463",
                        value_text="46.3%",
                        step="0.001",
                        cites=(REPORT,),
                    )
                ],
            ),
            (fourth, [growth_mention(fourth, "交易额增长47%", value="0.47", value_text="47%")]),
            (
                fifth,
                [
                    growth_mention(
                        fifth, "中国出口额增长46%", metric=EXPORTS, subject=CHINA, period=None, confidence=0.3
                    )
                ],
            ),
        ]
    )


@lru_cache(maxsize=1)
def small_store() -> Store:
    """The graph with the vocabulary of metrics and entities, in memory; tests only read it."""
    store = open_store(":memory:", mode="w")
    names = ("metrics.ttl", "entities.ttl", "places.ttl", "publishers.ttl")
    quads = small_quads() + vocabulary_graph([ontology_dir() / name for name in names])
    by_graph: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        by_graph.setdefault(quad.graph_name.value, []).append(quad)
    for graph, own in by_graph.items():
        store.replace(graph, own)
    return store


def retracted_store() -> Store:
    """The small graph after its first source was taken back."""
    store = MemoryStore()
    by_graph: dict[str, list[ox.Quad]] = {}
    for quad in small_quads():
        by_graph.setdefault(str(getattr(quad.graph_name, "value", "")), []).append(quad)
    for graph, quads in by_graph.items():
        store.replace(graph, quads)
    (first,) = (one.source for one in listed(store) if one.file == "first.txt")
    retract(store, first, reason="误报", author="编辑部", at=datetime(2026, 1, 2, tzinfo=UTC))
    return store
