"""A store that lives as long as the process."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import ids
from kg.store.apart import answer_apart
from kg.store.base import Answer
from kg.store.blobs import MemoryBlobs
from kg.store.local import LocalStore, exchange, own_quads


class MemoryStore(LocalStore):
    """All in memory; nothing is kept."""

    def __init__(self, *, base: str = ids.DEFAULT_BASE) -> None:
        self.base = base
        self.blobs = MemoryBlobs()
        self._held: ox.Store | None = ox.Store()

    def _db(self) -> ox.Store:
        if self._held is None:
            raise StoreError("the store is closed")
        return self._held

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        new = own_quads(graph, quads)
        db = self._db()
        db.remove_graph(ox.NamedNode(graph))
        db.extend(new)

    def amend(self, graph: str, *, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        old, fresh = own_quads(graph, gone), own_quads(graph, new)
        exchange(self._db(), graph, old, fresh)

    def load(self, batches: Iterable[tuple[str, Iterable[ox.Quad]]]) -> None:
        for graph, quads in batches:
            self.replace(graph, quads)

    def drop(self, graph: str) -> None:
        self._db().remove_graph(ox.NamedNode(graph))

    def optimize(self) -> None:
        self._db()

    def close(self) -> None:
        self._held = None

    def _answer_apart(self, sparql: str, timeout: float) -> Answer:
        nquads = self._db().dump(format=ox.RdfFormat.N_QUADS)
        return answer_apart(sparql, timeout=timeout, nquads=nquads or b"")
