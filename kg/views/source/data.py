"""A source as Turtle: its graph, and what the history says of it."""

from __future__ import annotations

from io import BytesIO

import pyoxigraph as ox

from kg.errors import QuestionError
from kg.graph import graph_id, history_graph_id, write
from kg.store import Store


def source_turtle(store: Store, iri: str) -> bytes:
    """Everything that the graph of a source states, and its versions and retractions.

    Raises `QuestionError` where the store has no such source.
    """
    found = list(store.quads(graph_id(iri, base=store.base)))
    if not found:
        raise QuestionError("no source of this name in the store", where=iri)
    history = list(store.quads(history_graph_id(base=store.base)))
    node = ox.NamedNode(iri)
    about = [quad for quad in history if node in (quad.subject, quad.object)]
    acts = {quad.object for quad in about}
    out = BytesIO()
    write([*found, *about, *(quad for quad in history if quad.subject in acts)], out, "turtle")
    return out.getvalue()
