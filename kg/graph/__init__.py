"""Mentions and claims as RDF and back, the vocabulary's graph, canonical N-Quads and validation."""

from __future__ import annotations

from kg.graph.canonical import FORMATS, canonical_lines, write
from kg.graph.from_rdf import mentions, read_mentions, readings, sources
from kg.graph.history import history_graph, history_graph_id, read_history
from kg.graph.namespaces import PREFIXES, graph_id, used_prefixes, vocabulary_graph_id
from kg.graph.to_rdf import source_graph
from kg.graph.validate import Report, Violation, validate, validate_source, validate_store
from kg.graph.vocabulary import vocabulary_graph

__all__ = [
    "FORMATS",
    "PREFIXES",
    "Report",
    "Violation",
    "canonical_lines",
    "graph_id",
    "history_graph",
    "history_graph_id",
    "mentions",
    "read_history",
    "read_mentions",
    "readings",
    "source_graph",
    "sources",
    "used_prefixes",
    "validate",
    "validate_source",
    "validate_store",
    "vocabulary_graph",
    "vocabulary_graph_id",
    "write",
]
