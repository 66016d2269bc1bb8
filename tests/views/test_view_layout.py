from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.views.layout import Extent, Point, place


def _star(rays: int) -> nx.Graph:
    graph = nx.Graph()
    graph.add_edges_from(("hub", f"ray{index}") for index in range(rays))
    graph.add_edge("alone", "other")
    graph.add_node("single")
    return graph


def _extents(graph: nx.Graph) -> dict[str, Extent]:
    return {node: Extent(80, 20, 40) for node in graph}


def _overlap(a: Point, b: Point, extent: Extent) -> bool:
    return abs(a.x - b.x) < 2 * extent.side and abs(a.y - b.y) < extent.up + extent.down


@pytest.mark.parametrize("rays", [1, 12, 120])
def test_no_label_covers_another(rays: int) -> None:
    graph = _star(rays)
    extents = _extents(graph)
    for places in place(graph, extents):
        assert not [
            pair
            for pair in combinations(graph, 2)
            if _overlap(places[pair[0]], places[pair[1]], extents["hub"])
        ]


def test_places_do_not_depend_on_the_order_in_which_the_graph_was_built() -> None:
    graph = _star(20)
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from(reversed([(b, a) for a, b in graph.edges()]))
    assert place(graph, _extents(graph)) == place(turned, _extents(graph))


def test_one_layout_is_wide_and_the_other_tall() -> None:
    graph = nx.random_labeled_tree(60, seed=1)
    graph = nx.relabel_nodes(graph, str)
    wide, tall = place(graph, {node: Extent(40, 20, 20) for node in graph})

    def ratio(places: dict[str, Point]) -> float:
        xs, ys = [p.x for p in places.values()], [p.y for p in places.values()]
        return (max(xs) - min(xs)) / (max(ys) - min(ys))

    assert ratio(wide) > 1 > ratio(tall)


def test_nothing_to_place() -> None:
    assert place(nx.Graph(), {}) == [{}, {}]
