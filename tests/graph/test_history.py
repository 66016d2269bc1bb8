"""The history of sources as RDF and back."""

from __future__ import annotations

from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from kg.errors import InvalidGraph
from kg.graph import history_graph, history_graph_id, read_history, validate
from kg.graph.namespaces import KG, PROV
from kg.model.history import History, Retraction, Revision

A, B = "https://example.org/source/a", "https://example.org/source/b"
RETRACTED = Retraction(B, "撤稿 <b>", "编辑", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
KNOWN = History(frozenset({Revision(newer=B, older=A)}), frozenset({RETRACTED}))


def test_what_is_written_is_read_again() -> None:
    assert read_history(history_graph(KNOWN)) == KNOWN


def test_a_revised_and_a_retracted_source_are_invalidated() -> None:
    gone = {quad.subject.value for quad in history_graph(KNOWN) if quad.predicate == PROV.wasInvalidatedBy}
    assert gone == {A, B} == KNOWN.gone()


def test_it_keeps_to_the_shapes_and_to_its_graph() -> None:
    quads = history_graph(KNOWN)
    assert validate(quads).conforms
    assert {quad.graph_name.value for quad in quads} == {history_graph_id()}


def test_a_retraction_without_an_author_breaks_a_shape_and_cannot_be_read() -> None:
    quads = [quad for quad in history_graph(KNOWN) if quad.predicate != KG.decidedBy]
    assert not validate(quads).conforms
    with pytest.raises(InvalidGraph, match="cannot be read as a retraction"):
        read_history(quads)


def test_an_empty_history_is_an_empty_graph() -> None:
    empty: list[ox.Quad] = []
    assert history_graph(History()) == empty
