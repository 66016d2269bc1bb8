"""What each named query finds in a small graph."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pyoxigraph as ox
import pytest
import rdflib

from kg.ask import NamedQuery, bind, named_queries, named_query, run
from kg.ask.format import plain
from kg.errors import QueryError
from kg.graph import graph_id
from kg.graph.comparison import comparison_graph
from kg.graph.derived import derived_graph_id
from kg.lexicon import Lexicon
from kg.match import comparisons
from kg.model import Bound
from kg.store import MemoryStore, Store, Table, open_store
from tests.ask.small import retracted_store, small_store
from tests.builders import build_document, growth_mention, tiny_graph

COM = "entity:alibaba-com"
GMV = "metric:gmv"
ZHANG = "entity:zhang-kuo"
FORTY_SIX = {"value": "0.46", "low": "0.455", "high": "0.465"}


def rows(name: str, *columns: str, **parameters: object) -> list[tuple[str, ...]]:
    return cells(run(small_store(), name, **parameters), *columns)  # type: ignore[arg-type]


def cells(table: Table, *columns: str) -> list[tuple[str, ...]]:
    at = [table.variables.index(column) for column in columns]
    return [tuple(plain(row[i]) for i in at) for row in table.rows]


def test_repeats_are_told_with_all_that_a_checker_wants_to_know() -> None:
    found = rows(
        "repeats-of-figure", "title", "publisher", "credited", "date", "figure", "quote", "period", "speaker", "cited",
        value="0.46", metric=GMV,
    )  # fmt: skip
    assert found == [
        ("甲报的报道", "每日经济新闻", "", "2022-05-26", "46%", "国际站交易额同比增长46%", "2021-04-01/2022-03-31", "", "国际站年度报告 · 财报"),
        ("乙报的报道", "东方财富", "界面新闻", "2022-06-09", "46%", "国际站交易额增长46%", "2021-04-01/2022-03-31", "张阔", ""),
    ]  # fmt: skip


def test_a_figure_is_repeated_by_a_more_precise_one_within_its_interval() -> None:
    assert rows("repeats-of-figure", "figure", **FORTY_SIX, metric=GMV) == [("46%",), ("46%",), ("46.3%",)]


def test_a_precise_figure_is_repeated_by_the_rounded_one() -> None:
    found = rows("repeats-of-figure", "figure", value="0.463", low="0.4625", high="0.4635", metric=GMV)
    assert found == [("46%",), ("46%",), ("46.3%",)]


def test_the_same_number_of_another_metric_is_found_when_no_metric_is_asked_for() -> None:
    assert ("戊报的报道",) in rows("repeats-of-figure", "title", value="0.46")


def test_comparisons_say_why_and_leave_out_what_was_taken_back() -> None:
    documents = [build_document(f"国际站交易额增长{text}。", path=text) for text in ("46%", "64%")]
    mentions = [
        growth_mention(one, one.text[:-1], value=value, value_text=one.source.path)
        for one, value in zip(documents, ("0.46", "0.64"), strict=True)
    ]
    store = MemoryStore()
    for document, mention in zip(documents, mentions, strict=True):
        store.replace(graph_id(document.source.id), tiny_graph([(document, [mention])]))
    graph = derived_graph_id("comparisons", "x")
    found = comparisons(mentions, lexicon=Lexicon.load())
    store.replace(graph, comparison_graph(found, graph=graph))
    asked = cells(
        run(store, "compared-claims", relation="relation:contradicts", language="en"),
        "how",
        "first",
        "second",
    )
    assert [(how, {first, second}) for how, first, second in asked] == [("contradicts", {"46%", "64%"})]
    assert cells(run(store, "compared-claims", relation="relation:same"), "how") == []


@pytest.mark.parametrize(
    "narrowing",
    [
        {"subject": COM},
        {"from": "2022-01-01", "to": "2022-12-31"},
        {"kind": "kind:growth_rate", "metric": GMV},
        {"unit": "unit:percent", "metric": GMV},
    ],
)
def test_repeats_are_narrowed(narrowing: dict[str, str]) -> None:
    assert rows("repeats-of-figure", "title", value="0.46", **narrowing) == [("甲报的报道",), ("乙报的报道",)]


@pytest.mark.parametrize(
    "narrowing",
    [
        {"subject": "entity:vietnam"},
        {"from": "2022-04-01"},
        {"to": "2021-03-31"},
        {"kind": "kind:level"},
        {"unit": "unit:kg"},
    ],
)
def test_repeats_that_do_not_fit_are_left_out(narrowing: dict[str, str]) -> None:
    assert rows("repeats-of-figure", "title", value="0.46", **narrowing) == []


def test_an_unlisted_metric_is_found_by_its_name() -> None:
    found = rows("repeats-of-figure", "figure", value="5", metric=GMV)
    assert found == []  # 海外仓 contains none of the names of GMV


def test_the_first_appearance_comes_first_and_undated_sources_not_at_all() -> None:
    assert rows("first-appearance", "title", value="0.46") == [("甲报的报道",), ("乙报的报道",)]


def test_claims_of_a_source_stand_in_the_order_of_its_text() -> None:
    quotes = rows("claims-of-source", "quote", publisher="publisher:jiemian")
    assert quotes == [
        ("国际站交易额增长46%",),
        ("越南并未抢走订单",),
        ("国际站将在2023年建五个海外仓",),
        ("交易额增长46.3%",),
    ]


def test_claims_of_one_source_version_are_its_own() -> None:
    ((source,),) = set(rows("claims-by-speaker", "source", speaker=ZHANG))
    assert len(rows("claims-of-source", "quote", source=source)) == 3


def test_claims_about_an_entity_have_it_as_subject() -> None:
    assert rows("claims-about-entity", "quote", "speaker", entity="entity:vietnam") == [
        ("越南并未抢走订单", "张阔")
    ]


def test_claims_about_an_entity_are_narrowed_by_metric_and_period() -> None:
    found = rows("claims-about-entity", "figure", entity=COM, metric=GMV, to="2021-03-31")
    assert found == [("101%",)]


def test_claims_by_a_speaker() -> None:
    found = rows("claims-by-speaker", "quote", speaker=ZHANG)
    assert found == [("国际站交易额增长46%",), ("越南并未抢走订单",)]


@pytest.mark.parametrize(
    ("first", "last", "quotes"),
    [
        ("2022-01-01", "2022-12-31", ["国际站交易额增长46%", "越南并未抢走订单"]),
        ("2021-04-01", "2021-12-31", ["国际站交易额增长46%"]),
        ("2022-04-01", "2022-06-09", ["越南并未抢走订单"]),
        ("2022-06-10", "2022-12-31", []),
    ],
)
def test_what_is_said_without_a_period_is_of_the_day_of_its_source(
    first: str, last: str, quotes: list[str]
) -> None:
    days = {"from": first, "to": last}
    assert rows("claims-by-speaker", "quote", speaker=ZHANG, **days) == [(quote,) for quote in quotes]
    about = rows("speaker-about-entity", "quote", speaker=ZHANG, entity="entity:vietnam", **days)
    assert about == [(quote,) for quote in quotes if "越南" in quote]


def test_what_a_speaker_says_about_an_entity() -> None:
    found = rows("speaker-about-entity", "quote", speaker=ZHANG, entity="entity:vietnam")
    assert found == [("越南并未抢走订单",)]


def test_a_series_moves_over_time() -> None:
    found = rows(
        "series-over-time", "first", "last", "value", "sources", "published", metric=GMV, subject=COM
    )
    assert found == [
        ("2020-04-01", "2021-03-31", "1.01", "1", "2022-05-26"),
        ("2021-04-01", "2022-03-31", "0.46", "2", "2022-05-26"),
        ("2021-04-01", "2022-03-31", "0.463", "1", "2022-07-01"),
        ("2021-04-01", "2022-03-31", "0.47", "1", "2022-08-01"),
    ]


def test_the_figure_with_most_sources_is_named_with_its_sources() -> None:
    found = rows("most-repeated-figures", "sources", "figure", "first", "last", "titles")
    assert found == [("2", "46%", "2022-05-26", "2022-06-09", "甲报的报道 · 乙报的报道")]


def test_of_one_claim_it_is_told_when_it_was_first_and_last_seen() -> None:
    ((claim,),) = rows("most-repeated-figures", "claim")
    assert rows("most-repeated-figures", "first", "last", claim=claim, least=1) == [
        ("2022-05-26", "2022-06-09")
    ]
    (other,) = set(
        rows("repeats-of-figure", "claim", value="0.463", low="0.4625", high="0.4635", metric=GMV)
    ) - {(claim,)}
    assert rows("most-repeated-figures", "first", "last", claim=other[0], least=1) == [
        ("2022-07-01", "2022-07-01")
    ]


def test_figures_differ_when_their_intervals_do_not_overlap() -> None:
    found = rows("differing-figures", "value", "sources", "period", metric=GMV)
    period = "2021-04-01/2022-03-31"
    assert found == [("0.46", "2", period), ("0.463", "1", period), ("0.47", "1", period)]


def test_figures_of_another_subject_do_not_differ() -> None:
    assert rows("differing-figures", "value", subject="entity:china") == []


def test_claims_that_cite_a_document_by_its_words() -> None:
    assert rows("claims-citing-document", "title", words="年度报告") == [("甲报的报道",), ("丙报的报道",)]


def test_plans_and_forecasts() -> None:
    found = rows("plans-and-forecasts", "quote", "how", "period", entity=COM)
    assert found == [("国际站将在2023年建五个海外仓", "planned", "2023-01-01/2023-12-31")]


def test_forecasts_alone() -> None:
    assert rows("plans-and-forecasts", "quote", modality="modality:forecast") == []


def test_sources_of_an_outlet_are_those_it_published_and_those_that_credit_it() -> None:
    found = rows(
        "sources-by-publisher", "title", "published_by", "credited", "mentions", publisher="publisher:jiemian"
    )
    assert found == [("乙报的报道", "东方财富", "界面新闻", "3"), ("丙报的报道", "界面新闻", "", "1")]


def test_entities_mentioned_together() -> None:
    found = rows("co-mentioned-entities", "name", "sources", "mentions", entity="entity:vietnam")
    assert ("张阔", "1", "2") in found
    assert len(found) == 2


def test_claims_of_a_metric_say_whose() -> None:
    assert rows("claims-of-metric", "whose", "figure", metric="metric:exports") == [("中国", "46%")]


def test_a_metric_includes_narrower_ones() -> None:
    assert rows("claims-of-metric", "figure", metric="metric:foreign-trade") == [("46%",)]


def test_low_confidence_shows_what_the_rules_were_not_sure_of() -> None:
    assert rows("low-confidence", "quote", "confidence") == [("中国出口额增长46%", "0.3")]


def test_figures_without_an_origin_have_neither_speaker_nor_document() -> None:
    found = rows("figures-without-origin", "figure", "title")
    assert ("47%", "丁报的报道") in found
    assert not {"46.3%"} & {figure for figure, _ in found}


def test_names_are_given_in_the_language_asked_for() -> None:
    assert rows("claims-by-speaker", "speaker", speaker=ZHANG, language="en", limit=1) == [("Zhang Kuo",)]


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_the_file_runs_as_it_stands_and_has_the_columns_that_it_describes(query: NamedQuery) -> None:
    assert small_store().select(query.text).variables == tuple(column.name for column in query.columns)


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_binding_the_examples_asks_what_the_file_asks(query: NamedQuery) -> None:
    assert small_store().select(bind(query, **query.examples)) == small_store().select(query.text)


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_every_parameter_can_be_given(query: NamedQuery) -> None:
    small_store().select(bind(query, **{p.name: p.example_terms for p in query.parameters}))


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_an_exported_file_gives_the_same_answer_as_the_store(query: NamedQuery) -> None:
    merged = ox.Store()
    store = small_store()
    merged.extend(
        ox.Quad(q.subject, q.predicate, q.object) for graph in store.graphs() for q in store.quads(graph)
    )
    found = merged.query(query.text)
    assert isinstance(found, ox.QuerySolutions)
    assert [tuple(row) for row in found] == store.select(query.text).rows


@pytest.fixture(scope="module")
def merged() -> rdflib.Graph:
    """What an export to Turtle holds: each triple once, no named graphs."""
    store, graph = small_store(), rdflib.Graph()
    lines = {f"{q.subject} {q.predicate} {q.object} ." for name in store.graphs() for q in store.quads(name)}
    graph.parse(data="\n".join(sorted(lines)), format="nt")
    return graph


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_rdflib_finds_the_same(query: NamedQuery, merged: rdflib.Graph) -> None:
    found = [tuple("" if cell is None else str(cell) for cell in row) for row in merged.query(query.text)]  # type: ignore[union-attr]
    table = small_store().select(query.text)
    assert sorted(found) == sorted(cells(table, *table.variables))


def test_all_listings_describe_a_mention_with_the_same_patterns() -> None:
    first, last = "?mention kg:quote ?words", "?origin (skos:prefLabel|schema:name) ?citedName }"
    listings = [
        q.text
        for q in named_queries()
        if "quote" in {c.name for c in q.columns} and "mention" in {c.name for c in q.columns}
    ]
    assert len(listings) >= 9
    assert len({text[text.index(first) : text.rindex(last)] for text in listings}) == 1


def test_a_slow_query_is_stopped() -> None:
    with pytest.raises(QueryError, match="stopped"):
        run(small_store(), "most-repeated-figures", timeout=-1.0)


def test_there_are_enough_queries() -> None:
    assert len(named_queries()) >= 14
    assert named_query("repeats-of-figure").title_zh


@lru_cache(maxsize=1)
def written_figures() -> Store:
    """One source for each way to write a figure."""
    figures: list[dict[str, object]] = [
        {"value": "0.46", "value_text": "46%", "step": "0.01"},
        {"value": "0.46", "value_text": "约46%", "step": "0.01", "bound": Bound.APPROX},
        {"value": "0.867", "value_text": "86.7%", "step": "0.001"},
        {"value": "0.87", "value_text": "近87%", "step": "0.01", "bound": Bound.APPROX, "upper": "0.87"},
        {"value": "0.5", "value_text": "近一半", "step": "0.1", "bound": Bound.APPROX, "upper": "0.5"},
        {"value": "1", "value_text": "近1倍", "step": "1", "bound": Bound.APPROX, "upper": "1"},
        {"value": "0.45", "value_text": "40%-50%", "bound": Bound.RANGE, "lower": "0.4", "upper": "0.5"},
        {"value": "1.3", "value_text": "超过130%", "step": "0.01", "bound": Bound.MIN, "lower": "1.3"},
        {"value": "0.3", "value_text": "不到30%", "step": "0.01", "bound": Bound.MAX, "upper": "0.3"},
    ]
    documents = [
        build_document(f"交易额增长{figure['value_text']}。", path=f"{i}.txt", published=date(2022, 1, 1 + i))
        for i, figure in enumerate(figures)
    ]
    pairs = zip(documents, figures, strict=True)
    quads = tiny_graph([(d, [growth_mention(d, d.text[:-1], **figure)]) for d, figure in pairs])
    store = open_store(":memory:", mode="w")
    for graph in {str(quad.graph_name.value) for quad in quads}:  # type: ignore[union-attr]
        store.replace(graph, [quad for quad in quads if quad.graph_name == ox.NamedNode(graph)])
    return store


@pytest.mark.parametrize("name", ["repeats-of-figure", "first-appearance"])
@pytest.mark.parametrize(
    ("value", "low", "high", "repeats"),
    [
        ("0.46", "0.455", "0.465", ["46%", "约46%"]),
        ("0.463", "0.4625", "0.4635", ["46%", "约46%"]),
        ("0.45", "0.445", "0.455", []),
        ("0.45", "0.4", "0.5", ["46%", "约46%", "40%-50%"]),
        ("0.87", "0.865", "0.875", ["86.7%", "近87%"]),
        ("0.867", "0.8665", "0.8675", ["86.7%", "近87%"]),
        ("1.3", "1.295", "1.305", ["超过130%"]),
        ("1.4", "1.395", "1.405", []),
        ("0.3", "0.295", "0.305", ["不到30%"]),
        ("0.29", "0.285", "0.295", []),
        ("0.92", "0.915", "0.925", []),
    ],
)
def test_a_figure_is_repeated_where_it_is_written_and_not_where_it_only_fits(
    name: str, value: str, low: str, high: str, repeats: list[str]
) -> None:
    table = run(written_figures(), name, value=value, low=low, high=high)
    assert [figure for (figure,) in cells(table, "figure")] == repeats


def test_several_values_are_any_of_them() -> None:
    table = run(written_figures(), "repeats-of-figure", value=["0.46", "1.3"])
    assert [figure for (figure,) in cells(table, "figure")] == ["46%", "约46%", "超过130%"]


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("repeats-of-figure", {"value": "0.46", "metric": GMV}),
        ("first-appearance", {"value": "0.46", "metric": GMV}),
        ("claims-of-metric", {"metric": GMV}),
        ("claims-about-entity", {"entity": COM}),
        ("most-repeated-figures", {}),
        ("differing-figures", {}),
        ("claims-citing-document", {"words": "年度报告"}),
    ],
)
def test_a_retracted_source_does_not_count(name: str, parameters: dict[str, object]) -> None:
    def told(store: Store) -> str:
        return str([[plain(cell) for cell in row] for row in run(store, name, **parameters).rows])  # type: ignore[arg-type]

    assert "甲报的报道" in told(small_store())
    assert "甲报的报道" not in told(retracted_store())


def test_a_retracted_source_is_listed_with_the_reason() -> None:
    found = cells(run(retracted_store(), "sources-by-publisher"), "title", "gone")
    assert ("甲报的报道", "retracted: 误报") in found
    assert ("乙报的报道", "") in found
