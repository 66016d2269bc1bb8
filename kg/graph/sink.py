"""Where quads of one named graph are gathered, each once, in the order in which they came."""

from __future__ import annotations

import pyoxigraph as ox


class Sink:
    """The statements of one named graph."""

    def __init__(self, graph: str) -> None:
        self.graph = ox.NamedNode(graph)
        self._quads: dict[ox.Quad, None] = {}

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        """State this, unless it is stated already."""
        self._quads[ox.Quad(subject, predicate, value, self.graph)] = None

    def quads(self) -> list[ox.Quad]:
        """All statements."""
        return list(self._quads)
