"""The shipped Turtle, and the user's own, as quads of the vocabulary graph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.graph.namespaces import vocabulary_graph_id
from kg.model import ids

_Term = TypeVar("_Term", bound=ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple)

SHAPES = "shapes.ttl"
"""The shapes judge the graph and are no part of it."""


def vocabulary_graph(files: Iterable[Path], *, base: str = ids.DEFAULT_BASE) -> list[ox.Quad]:
    """All statements of these Turtle files but the shapes, each once and sorted, in the vocabulary graph.

    Blank nodes get IRIs that depend on the content of their file (RDFC-1.0 labels). Raises `VocabularyError` with the
    file and line of a syntax error.
    """
    graph = ox.NamedNode(vocabulary_graph_id(base=base))
    found: set[ox.Quad] = set()
    for path in files:
        if path.name == SHAPES:
            continue
        try:
            statements = ox.Dataset(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise VocabularyError(f"not Turtle: {error}", where=path) from error
        except OSError as error:
            raise VocabularyError(error.strerror or str(error), where=path) from error
        statements.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        for quad in statements:
            found.add(
                ox.Quad(
                    _named(quad.subject, path.name, base),
                    quad.predicate,
                    _named(quad.object, path.name, base),
                    graph,
                )
            )
    return sorted(found, key=str)


def _named(term: _Term, file: str, base: str) -> _Term | ox.NamedNode:
    if isinstance(term, ox.BlankNode):
        return ox.NamedNode(ids.named_id("genid", f"{file}\n{term.value}", base=base))
    return term
