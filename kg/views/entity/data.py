"""A thing as Turtle: what the graph says of it."""

from __future__ import annotations

from io import BytesIO

import pyoxigraph as ox

from kg.errors import QuestionError
from kg.graph import write
from kg.lexicon import Lexicon
from kg.store import Store
from kg.views.facts import rows


def entity_turtle(store: Store, iri: str, *, lexicon: Lexicon) -> bytes:
    """All statements about a thing, its names and classes among them.

    Raises `QuestionError` where neither the store nor the vocabulary knows it.
    """
    found = [
        ox.Quad(node, name, value)
        for node, name, value in rows(store, "describe", [iri])
        if isinstance(node, ox.NamedNode) and isinstance(name, ox.NamedNode)
    ]
    if not found and iri not in lexicon.entries:
        raise QuestionError("nothing of this name in the store", where=iri)
    out = BytesIO()
    write(found, out, "turtle")
    return out.getvalue()
