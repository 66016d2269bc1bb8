from __future__ import annotations

import pytest

from kg.store import Store
from kg.views import NodeType, Relation, build_network, select_all, select_entity, within_budget


@pytest.mark.parametrize("budget", [1, 2, 7, 50, 300])
def test_no_more_nodes_than_the_budget(large: Store, budget: int) -> None:
    graph = build_network(large, select_all(large))
    assert 0 < len(within_budget(graph, budget)) <= budget


def test_a_budget_that_is_not_reached_cuts_nothing(small: Store) -> None:
    graph = build_network(small, select_all(small))
    assert within_budget(graph, len(graph)) is graph


def test_claims_that_are_shown_keep_their_sources_and_publishers(large: Store) -> None:
    whole = build_network(large, select_all(large))
    cut = within_budget(whole, 100)
    claims = [node for node, kind in cut.nodes(data="type") if kind is NodeType.CLAIM]
    assert claims
    for claim in claims:
        assert set(whole.successors(claim)) <= set(cut)
    for source in (node for node, kind in cut.nodes(data="type") if kind is NodeType.SOURCE):
        assert Relation.PUBLISHED_BY in {key for *_, key in cut.out_edges(source, keys=True)}


def test_the_focus_is_always_shown(large: Store) -> None:
    selection = select_entity(large, "企业7")
    cut = within_budget(build_network(large, selection), 10)
    assert set(selection.focus) <= set(cut)


def test_nothing_shown_stands_alone(large: Store) -> None:
    cut = within_budget(build_network(large, select_all(large)), 60)
    assert all(cut.degree(node) for node in cut)


def test_every_source_gets_its_turn(large: Store) -> None:
    cut = within_budget(build_network(large, select_all(large)), 80)
    assert sum(kind is NodeType.SOURCE for _, kind in cut.nodes(data="type")) == 10
