from __future__ import annotations

from kg.store import Store
from kg.views import Network, NodeType, Relation, build_network, select_all
from kg.views.records import ClaimRecord, SourceRecord


def _named(graph: Network, words: str) -> str:
    """The only node that is called so."""
    (found,) = (n for n, labels in graph.nodes(data="labels") if words in labels.values())
    return str(found)


def _types(graph: Network) -> dict[str, int]:
    kinds = [kind for _, kind in graph.nodes(data="type")]
    return {kind.value: kinds.count(kind) for kind in sorted(set(kinds))}


def test_every_part_of_a_claim_is_a_node_of_its_type(small: Store) -> None:
    graph = build_network(small, select_all(small))
    assert _types(graph) == {
        "claim": 3,
        "statement": 1,
        "source": 2,
        "publisher": 3,
        "speaker": 1,
        "document": 1,
        "entity": 3,
        "metric": 2,
    }


def test_edges_say_what_they_mean(small: Store) -> None:
    graph = build_network(small, select_all(small))
    speaker, report = _named(graph, "张三"), _named(graph, "某某财报")
    source = _named(graph, "平台公布年度数据")
    assert {relation for *_, relation in graph.in_edges(speaker, keys=True)} == {Relation.SAID_BY}
    assert {relation for *_, relation in graph.in_edges(report, keys=True)} == {Relation.CITES}
    outlets = {graph.nodes[end]["type"]: key for _, end, key in graph.out_edges(source, keys=True)}
    assert outlets.keys() == {NodeType.PUBLISHER}
    assert {key for *_, key in graph.out_edges(source, keys=True)} == {
        Relation.PUBLISHED_BY,
        Relation.CREDITED_TO,
    }


def test_a_claim_carries_its_slots_and_where_it_is_made(small: Store) -> None:
    graph = build_network(small, select_all(small))
    report = _named(graph, "某某财报")
    (claim,) = graph.predecessors(report)
    record = graph.nodes[claim]["record"]
    assert isinstance(record, ClaimRecord)
    assert (str(record.value), record.unit_code) == ("0.46", "1")
    assert record.period is not None
    assert (record.period.start, record.period.end) == ("2021-04-01", "2022-03-31")
    (said,) = record.utterances
    assert said.quote == "中小企业在平台上的交易额增长46%"
    assert said.prefix.endswith("财报显示，")
    assert said.cites == (report,)


def test_a_source_carries_what_is_known_of_it(small: Store) -> None:
    graph = build_network(small, select_all(small))
    record = graph.nodes[_named(graph, "平台公布年度数据")]["record"]
    assert isinstance(record, SourceRecord)
    assert (record.file, record.published, record.url) == (
        "first.txt",
        "2022-06-10",
        "https://example.org/first",
    )


def test_a_thing_with_several_parts_is_drawn_as_the_one_it_plays_most(large: Store) -> None:
    graph = build_network(large, select_all(large))
    for node, parts in graph.nodes(data="parts"):
        if parts:
            assert parts[graph.nodes[node]["type"]] == max(parts.values())


def test_the_same_store_gives_the_same_order(small: Store) -> None:
    one, two = (build_network(small, select_all(small)) for _ in range(2))
    assert list(one.nodes) == list(two.nodes)
    assert list(one.edges(keys=True)) == list(two.edges(keys=True))
