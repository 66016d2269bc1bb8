"""Mentions and claims as RDF and back, the vocabulary's graph, canonical N-Quads and validation."""

from __future__ import annotations

from kg.graph.from_rdf import mentions, read_mentions, sources
from kg.graph.namespaces import PREFIXES, graph_id, vocabulary_graph_id
from kg.graph.to_rdf import source_graph
from kg.graph.vocabulary import vocabulary_graph

__all__ = [
    "PREFIXES",
    "graph_id",
    "mentions",
    "read_mentions",
    "source_graph",
    "sources",
    "vocabulary_graph",
    "vocabulary_graph_id",
]
