from __future__ import annotations

import pyoxigraph as ox

from kg.model import Ref
from kg.store import Store
from kg.views import Network, NodeType, Relation, build_network, select_all
from kg.views.records import ClaimRecord, SourceRecord
from tests.views.worlds import document, growth, store_of


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


def test_a_thing_with_several_parts_is_drawn_as_the_one_it_plays_most() -> None:
    where = document("a.txt", ["甲增长1%。", "乙增长2%。", "丙增长3%。"], title="题", publisher="报")
    who = Ref(None, "某人", "某人", "Person")
    mentions = [
        growth(where, "甲增长1%", "1", metric="量", subject="甲", speaker=who),
        growth(where, "乙增长2%", "2", metric="量", subject="乙", speaker=who),
        growth(where, "丙增长3%", "3", metric="量", subject="某人"),
    ]
    with store_of((where, mentions)) as store:
        graph = build_network(store, select_all(store))
    person = graph.nodes[_named(graph, "某人")]
    assert person["type"] is NodeType.SPEAKER
    assert person["parts"] == {NodeType.ENTITY: 1, NodeType.SPEAKER: 2}


def test_an_outlet_stays_one_even_where_it_is_talked_about_more() -> None:
    where = document("a.txt", ["甲增长1%。", "乙增长2%。"], title="题", publisher="报")
    mentions = [
        growth(where, quote, value, metric="量", subject=f"子{value}", cites=(Ref(None, "甲", "甲"),))
        for quote, value in (("甲增长1%", "1"), ("乙增长2%", "2"))
    ]
    with store_of((where, mentions)) as store:
        outlet = _named(build_network(store, select_all(store)), "报")
        store.replace("https://example.org/g", [_cites(store, outlet)])
        graph = build_network(store, select_all(store))
    assert graph.nodes[outlet]["type"] is NodeType.PUBLISHER
    assert NodeType.DOCUMENT in graph.nodes[outlet]["parts"]


def _cites(store: Store, node: str) -> ox.Quad:
    """A statement that some mention cites this node."""
    ((mention,), *_) = store.select(
        "SELECT ?m { ?m a <https://w3id.org/claim-kg/ontology#Mention> } ORDER BY ?m"
    ).rows
    assert isinstance(mention, ox.NamedNode)
    cites = ox.NamedNode("https://w3id.org/claim-kg/ontology#cites")
    return ox.Quad(mention, cites, ox.NamedNode(node), ox.NamedNode("https://example.org/g"))


def test_the_same_store_gives_the_same_order(small: Store) -> None:
    one, two = (build_network(small, select_all(small)) for _ in range(2))
    assert list(one.nodes) == list(two.nodes)
    assert list(one.edges(keys=True)) == list(two.edges(keys=True))
