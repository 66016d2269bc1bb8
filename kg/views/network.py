"""A networkx graph of claims and what stands round them: data for pictures and for analysis.

    graph = build_network(store, select_entity(store, "Alibaba.com"))
    networkx.pagerank(graph)

Nodes are IRIs with `type` (a `NodeType`), `labels` (language to words), `parts` (how often it plays which part),
`names` (other words for it), `classes` (IRIs of the ontology) and, where they are claims or sources, `record`. Edges are keyed and typed by a `Relation`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import networkx as nx

from kg.model.ids import ONTOLOGY
from kg.store import Store
from kg.views.claims import period_slot, read_claims, read_sources
from kg.views.facts import RDF_TYPE, SKOS, Facts
from kg.views.figures import period_text
from kg.views.records import ClaimRecord, Labels, NodeType, Relation, SourceRecord
from kg.views.select import Selection
from kg.views.style import load_style

Network: TypeAlias = nx.MultiDiGraph
"""See the head of this file for what its nodes and edges carry."""

_PART_OF = {
    Relation.SAID_BY: NodeType.SPEAKER,
    Relation.CITES: NodeType.DOCUMENT,
    Relation.ABOUT: NodeType.ENTITY,
    Relation.WITHIN: NodeType.ENTITY,
    Relation.MEASURES: NodeType.METRIC,
    Relation.PUBLISHED_BY: NodeType.PUBLISHER,
    Relation.CREDITED_TO: NodeType.PUBLISHER,
}


def build_network(store: Store, selection: Selection) -> Network:
    """All claims of the selection with their sources, publishers, speakers, cited documents, subjects, scopes and metrics.

    `graph.graph` carries `focus` (IRIs that the selection is about) and `concepts` (IRI to labels of the classes, units,
    kinds, bounds, modalities and baselines in use). The order of nodes and edges is the same for the same store.
    """
    facts = Facts()
    claims = read_claims(store, facts, selection.claims)
    sources = read_sources(
        store, facts, (said.source for claim in claims for said in claim.utterances if said.source)
    )
    graph: Network = nx.MultiDiGraph()
    for claim in claims:
        kind = NodeType.STATEMENT if claim.value is None and claim.text is not None else NodeType.CLAIM
        graph.add_node(claim.iri, type=kind, record=claim)
    for source in sources:
        graph.add_node(source.iri, type=NodeType.SOURCE, record=source)
    edges = sorted({*_edges_of_claims(claims), *_edges_of_sources(sources)})
    for start, end, relation in edges:
        graph.add_edge(start, end, key=relation, relation=relation)
    _type_things(graph, edges)
    for iri in graph:
        graph.nodes[iri]["labels"] = facts.labels(iri)
        graph.nodes[iri]["names"] = tuple(
            dict.fromkeys(v.value for v in facts.values(iri, SKOS + "prefLabel", SKOS + "altLabel"))
        )
        graph.nodes[iri]["classes"] = tuple(
            sorted(node for node in facts.nodes(iri, RDF_TYPE) if node.startswith(ONTOLOGY))
        )
    facts.add(store, {node for _, classes in graph.nodes(data="classes") for node in classes})
    graph.graph["focus"] = tuple(iri for iri in selection.focus if iri in graph)
    concepts = _concepts(facts, claims)
    concepts |= {node: facts.labels(node) for _, classes in graph.nodes(data="classes") for node in classes}
    graph.graph["concepts"] = concepts
    return graph


def _edges_of_claims(claims: Iterable[ClaimRecord]) -> Iterator[tuple[str, str, Relation]]:
    for claim in claims:
        yield from ((claim.iri, subject, Relation.ABOUT) for subject in claim.subjects)
        yield from ((claim.iri, scope, Relation.WITHIN) for scope in claim.scope)
        if claim.metric:
            yield claim.iri, claim.metric, Relation.MEASURES
        for said in claim.utterances:
            if said.source:
                yield claim.iri, said.source, Relation.CLAIMED_IN
            if said.speaker:
                yield claim.iri, said.speaker, Relation.SAID_BY
            yield from ((claim.iri, cited, Relation.CITES) for cited in said.cites)


def _edges_of_sources(sources: Iterable[SourceRecord]) -> Iterator[tuple[str, str, Relation]]:
    for source in sources:
        if source.publisher:
            yield source.iri, source.publisher, Relation.PUBLISHED_BY
        if source.credited and source.credited != source.publisher:
            yield source.iri, source.credited, Relation.CREDITED_TO


def _type_things(graph: Network, edges: Iterable[tuple[str, str, Relation]]) -> None:
    """An outlet is always drawn as one, anything else as the part that it plays most; `rank` of the style decides ties."""
    parts: dict[str, Counter[NodeType]] = defaultdict(Counter)
    for _, end, relation in edges:
        if relation in _PART_OF:
            parts[end][_PART_OF[relation]] += 1
    rank = {name: style.rank for name, style in load_style().nodes.items()}
    for iri, counted in parts.items():
        graph.nodes[iri]["parts"] = dict(sorted(counted.items()))
        if "type" in graph.nodes[iri]:
            continue
        most = min(counted, key=lambda part: (-counted[part], rank[part]))
        graph.nodes[iri]["type"] = NodeType.PUBLISHER if NodeType.PUBLISHER in counted else most


def _concepts(facts: Facts, claims: Iterable[ClaimRecord]) -> dict[str, Labels]:
    found: dict[str, Labels] = {}
    for claim in claims:
        for iri in (claim.unit, claim.kind, claim.bound, claim.modality, claim.baseline):
            if iri and iri not in found:
                period = period_slot(facts, iri)
                found[iri] = {"": period_text(period)} if period else facts.labels(iri)
    return found
