"""A store that tells what was read of it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.store import MemoryStore


class Watched(MemoryStore):
    """A store in memory that notes which graphs were read whole."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        self.read.append(graph)
        return super().quads(graph)
