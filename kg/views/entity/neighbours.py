"""What stands round a node of the graph, a few claims at a time: a picture that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kg.store import Store
from kg.views.drawing import hover_text, node_labels
from kg.views.facts import rows
from kg.views.network import build_network
from kg.views.picture import PictureEdge, PictureNode, as_json
from kg.views.records import NodeType, Relation
from kg.views.select import Selection

STEP = 8
"""Claims that one step adds, each with its sources, speakers and things."""
_MOST_MENTIONS = 12
"""Sources of one claim that a picture shows."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Some claims next to a node, and what stands round them. `shown` of `claims` are here or came before."""

    focus: str
    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]
    shown: int
    claims: int

    def of_kind(self, kind: NodeType) -> list[PictureNode]:
        """The nodes of one kind, without the focus."""
        return [node for node in self.nodes if node.kind is kind and node.iri != self.focus]

    def to_json(self) -> dict[str, Any]:
        """As scripts take it."""
        return {
            "focus": self.focus,
            "shown": self.shown,
            "claims": self.claims,
            **as_json(self.nodes, self.edges),
        }


def claims_near(store: Store, iri: str) -> list[str]:
    """The claims (IRIs) next to a thing, a source or a claim: those in most sources first, then the newest."""
    return [claim.value for claim, _, _ in rows(store, "claims-near", [iri])]


def neighbourhood(
    store: Store, iri: str, claims: list[str], *, href: Callable[[str], str], skip: int = 0, step: int = STEP
) -> Neighbourhood:
    """The next claims of a node after the first `skip` of `claims`, as `claims_near` gives them."""
    chosen = claims[skip : skip + step]
    graph = build_network(store, Selection(tuple(chosen), focus=(iri,)))
    crowded = _crowded(graph.out_edges(keys=True), iri)
    graph.remove_nodes_from(crowded)
    edges: dict[tuple[str, str], list[Relation]] = {}
    for start, end, relation in graph.edges(keys=True):
        edges.setdefault((start, end), []).append(relation)
    return Neighbourhood(
        focus=iri,
        nodes=tuple(
            PictureNode(
                node,
                graph.nodes[node]["type"],
                node_labels(graph, node),
                hover_text(graph, node),
                href(node),
            )
            for node in graph
        ),
        edges=tuple(
            PictureEdge(start, end, tuple(sorted(found))) for (start, end), found in sorted(edges.items())
        ),
        shown=min(len(claims), skip + len(chosen)),
        claims=len(claims),
    )


def _crowded(edges: Iterable[tuple[str, str, Relation]], focus: str) -> set[str]:
    """Sources beyond the first few of claims that very many carry; the others' outlets go with them."""
    of_claim: dict[str, list[str]] = {}
    outlets: dict[str, list[str]] = {}
    for start, end, relation in edges:
        if relation is Relation.CLAIMED_IN:
            of_claim.setdefault(start, []).append(end)
        elif relation in (Relation.PUBLISHED_BY, Relation.CREDITED_TO):
            outlets.setdefault(start, []).append(end)
    kept = {source for sources in of_claim.values() for source in sorted(sources)[:_MOST_MENTIONS]} | {focus}
    gone = {source for sources in of_claim.values() for source in sources} - kept
    still = {outlet for source, found in outlets.items() if source not in gone for outlet in found}
    return gone | ({outlet for source in gone for outlet in outlets.get(source, ())} - still - {focus})
