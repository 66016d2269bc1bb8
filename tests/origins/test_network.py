"""The network of sources and origins."""

from __future__ import annotations

import io
from decimal import Decimal

import networkx as nx
import pytest

from kg.origins import feeding, network, originality
from kg.origins.network import serialised
from tests.origins.texts import FINANCIALS, copy, found, told


def example() -> nx.MultiDiGraph:
    first = told("财报显示，交易额增长46%。", cites=(FINANCIALS,))
    second = told("又讯，交易额增长46%。", publisher="乙报", day=3)
    third = told("再讯，交易额增长46%。", publisher="丙报", day=5)
    return network(found(first, second, third, shared=(copy(second, first), copy(third, second))))


def label(graph: nx.MultiDiGraph, node: str) -> str:
    return str(graph.nodes[node].get("publisher") or graph.nodes[node]["label"])


def test_a_walk_along_the_edges_goes_back_to_the_origin() -> None:
    graph = example()
    edges = {
        (label(graph, a), how, label(graph, b)) for a, b, how in graph.edges(keys=True) if how != "published"
    }
    release = "results of Alibaba Group for the period to 2022-03-31"
    assert edges == {("丙报", "copied", "乙报"), ("乙报", "copied", "甲报"), ("甲报", "cites", release)}
    assert nx.is_directed_acyclic_graph(graph)


def test_the_source_that_feeds_most_others_comes_first() -> None:
    assert [(f.label[:7], f.direct, f.all) for f in feeding(example())] == [
        ("results", 1, 3),
        ("一个标题", 1, 2),
        ("一个标题", 1, 1),
    ]


def test_publishers_by_what_they_took_from_no_other() -> None:
    assert [(o.publisher, o.claims, o.taken, o.share) for o in originality(example())] == [
        ("甲报", 1, 0, Decimal(1)),
        ("丙报", 1, 1, Decimal(0)),
        ("乙报", 1, 1, Decimal(0)),
    ]


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_what_is_written_is_read_back_by_others(form: str, read: object) -> None:
    graph = example()
    raw = serialised(graph, form)
    again = read(io.BytesIO(raw))  # type: ignore[operator]
    assert set(again.nodes) == set(graph.nodes)
    assert again.number_of_edges() == graph.number_of_edges()
    assert raw == serialised(graph, form)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_what_xml_cannot_hold_is_replaced(form: str) -> None:
    graph = network(found(told("交易额增长46%。", publisher="恶\x00\x1b\ufffe\ud800报<&>", title="\x0c题")))
    text = serialised(graph, form).decode()
    assert "恶\ufffd\ufffd\ufffd\ufffd报&lt;&amp;&gt;" in text


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no format 'dot'"):
        serialised(example(), "dot")
