"""A picture within a budget of nodes: whole claims, the nearest and best connected first."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from kg.views.network import Network
from kg.views.records import NodeType, Relation

_OF_SOURCE = (Relation.PUBLISHED_BY, Relation.CREDITED_TO)


def within_budget(graph: Network, budget: int) -> Network:
    """At most `budget` nodes of a network, never a claim without the sources, speakers and things that it stands between.

    Claims nearer to the focus come first, then those in more sources, then in turn one of each source, whose best
    connected go ahead. Where not even one claim fits whole, the best one is shown with as many of its neighbours as fit.
    """
    if len(graph) <= budget:
        return graph
    near = _distances(graph)
    claims = [n for n, kind in graph.nodes(data="type") if kind in (NodeType.CLAIM, NodeType.STATEMENT)]
    bundles = {claim: _bundle(graph, claim) for claim in claims}

    def rank(claim: str) -> tuple[int, int, int, str]:
        return (
            near.get(claim, len(graph)),
            -len(_sources(graph, claim)),
            -sum(graph.degree(n) for n in bundles[claim]),
            claim,
        )

    turn: dict[str, int] = {}
    taken: Counter[str] = Counter()
    for claim in sorted(claims, key=rank):
        source = min(_sources(graph, claim), default="")
        turn[claim] = taken[source]
        taken[source] += 1

    kept = dict.fromkeys(list(graph.graph["focus"])[:budget])
    claims.sort(key=lambda claim: (*rank(claim)[:2], turn[claim], rank(claim)))
    for claim in claims:
        new = [node for node in bundles[claim] if node not in kept]
        if len(kept) + len(new) <= budget:
            kept.update(dict.fromkeys(new))
        if len(kept) == budget:
            break
    if not any(claim in kept for claim in claims):
        for node in bundles[claims[0]] if claims else ():
            if len(kept) < budget:
                kept[node] = None
    chosen: Network = graph.subgraph(node for node in graph if node in kept).copy()
    return chosen


def _sources(graph: Network, claim: str) -> list[str]:
    return [end for _, end, relation in graph.out_edges(claim, keys=True) if relation is Relation.CLAIMED_IN]


def _bundle(graph: Network, claim: str) -> list[str]:
    """The claim, its neighbours, and the publishers of its sources, the claim first."""
    found = dict.fromkeys([claim])
    for _, neighbour, relation in sorted(
        graph.out_edges(claim, keys=True), key=lambda edge: (edge[2], edge[1])
    ):
        found[neighbour] = None
        if relation is Relation.CLAIMED_IN:
            outlets = (end for _, end, key in graph.out_edges(neighbour, keys=True) if key in _OF_SOURCE)
            found.update(dict.fromkeys(sorted(outlets)))
    return list(found)


def _distances(graph: Network) -> dict[str, int]:
    """Steps from the nearest node of the focus, whatever way the edges point."""
    focus = graph.graph["focus"]
    if not focus:
        return {}
    found: dict[str, int] = nx.multi_source_dijkstra_path_length(
        graph.to_undirected(as_view=True), set(focus)
    )
    return found
