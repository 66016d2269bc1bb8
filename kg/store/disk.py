"""The store on disk, by default `.kg/`.

meta.json   what store this is           lock        who writes
graph/      the databases                sources/    the originals
vocabulary/ the user's own Turtle
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from kg.errors import QueryError, QuerySyntax, StoreError, StoreWriteFailed
from kg.model import ids
from kg.store import words
from kg.store.apart import answer_apart
from kg.store.base import Answer
from kg.store.blobs import FolderBlobs
from kg.store.format import META, check_new, read_meta, write_meta
from kg.store.generations import Generations, Snapshot
from kg.store.local import LocalStore, exchange, own_quads
from kg.store.locating import LONGEST, syntax_error, widened
from kg.store.lock import WriterLock
from kg.store.query import check_update, first_line
from kg.store.using import prepared
from kg.store.worker import Dataset, Place

if TYPE_CHECKING:
    import rdflib

_WORDS = "vocabulary"

BATCH = 250_000
"""Statements that `load` holds in memory and writes together."""


_OF_GRAPH = re.compile(r"The graph <.*> (?:does not exist|already exists)")
_BLANK = "ASK { GRAPH ?g { ?s ?p ?o FILTER(isBlank(?g) || isBlank(?s) || isBlank(?o)) } }"


class DiskStore(LocalStore):
    """A folder with the graph and the originals.

    Opened for reading it shows the graph as it was at that moment, whatever another process writes meanwhile. Opened
    for writing (`mode="w"`, which makes the folder where there is none) it keeps other writers out until it is closed.
    """

    def __init__(self, folder: Path, *, mode: Literal["r", "w"] = "r", base: str | None = None) -> None:
        """Raises `StoreMissing`, `StoreTooNew`, `StoreLocked`, or `StoreError` where `base` is not the store's."""
        self.folder = folder
        self._generations = Generations(folder / "graph")
        self._snapshot: Snapshot | None = None
        self._lock: WriterLock | None = None
        try:
            if mode == "w":
                self._open_for_writing(base)
            meta = read_meta(folder)
            if base is not None and base != meta.base:
                raise StoreError(f"holds data under {meta.base}, not under {base}", where=folder)
            self.base = meta.base
            self.blobs = FolderBlobs(folder / "sources")
            self._snapshot = self._generations.open()
        except BaseException:
            self.close()
            raise

    def _open_for_writing(self, base: str | None) -> None:
        new = not (self.folder / META).exists()
        if new:
            check_new(self.folder)
        try:
            self._generations.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreWriteFailed(error.strerror or str(error), where=self.folder) from error
        self._lock = WriterLock(self.folder / "lock")
        if not new:
            read_meta(self.folder)
        self._generations.sweep()
        if not self._generations.current():
            self._generations.change(lambda db: None)
        if new:
            # last, so that a store that says that it is one is one
            write_meta(self.folder, base=base or ids.DEFAULT_BASE)

    def _db(self) -> ox.Store:
        return self._open_snapshot().db

    def _open_snapshot(self) -> Snapshot:
        if self._snapshot is None:
            raise StoreError("the store is closed", where=self.folder)
        return self._snapshot

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        new = own_quads(graph, quads)
        name = ox.NamedNode(graph)

        def apply(db: ox.Store) -> None:
            db.remove_graph(name)
            db.extend(new)

        self._change(apply)

    def amend(self, graph: str, *, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        old, fresh = own_quads(graph, gone), own_quads(graph, new)
        self._change(lambda db: exchange(db, graph, old, fresh))

    def load(self, batches: Iterable[tuple[str, Iterable[ox.Quad]]]) -> None:
        self._check_writing()
        batch: dict[str, list[ox.Quad]] = {}
        size = 0
        for graph, quads in batches:
            size -= len(batch.get(graph, ()))
            batch[graph] = own_quads(graph, quads)
            size += len(batch[graph])
            if size >= BATCH:
                self._load(batch)
                batch, size = {}, 0
        if batch:
            self._load(batch)

    def _load(self, batch: dict[str, list[ox.Quad]]) -> None:
        def apply(db: ox.Store) -> None:
            for graph in batch:
                name = ox.NamedNode(graph)
                if db.contains_named_graph(name):
                    db.remove_graph(name)
            db.bulk_extend(chain.from_iterable(batch.values()))

        self._change(apply)

    def drop(self, graph: str) -> None:
        name = ox.NamedNode(graph)
        self._change(lambda db: db.remove_graph(name))

    def update(self, sparql: str, *, dataset: Dataset = Dataset()) -> None:  # noqa: B008 - it does not change
        """Apply a SPARQL update, over the graphs of the dataset where it names any. Nothing stops it: see `kg.store.updating`.

        Raises `QueryError` for one that does not parse, reads from elsewhere, names graphs beside those of the dataset, or
        would leave a statement outside of every named graph or with a blank node, which the graph has none of.
        """
        check_update(sparql)
        told = prepared(sparql, dataset)

        def apply(db: ox.Store) -> None:
            try:
                db.update(told, base_iri=dataset.base)
            except SyntaxError as error:
                raise _located(sparql, error) from None
            except ValueError as error:
                raise QueryError(f"the update cannot be run: {first_line(error)}") from error
            except RuntimeError as error:
                # a graph that is to be there and is not, or the other way round, is no fault of the disk
                if _OF_GRAPH.fullmatch(str(error)) is None:
                    raise
                raise QueryError(f"{error}: SILENT would pass over that") from error
            if db.query("ASK { ?s ?p ?o }"):
                raise QueryError("a statement belongs to a graph: say GRAPH <…> { … }")
            if db.query(_BLANK):
                raise QueryError("a blank node has no name that stays: use IRIs")

        self._change(apply)

    def optimize(self) -> None:
        self._change(lambda db: db.optimize())

    def vocabulary(self) -> tuple[Path, ...]:
        return words.kept(self.folder / _WORDS)

    def keep_vocabulary(self, files: Iterable[Path]) -> None:
        self._check_writing()
        words.keep(self.folder / _WORDS, files)

    def _check_writing(self) -> None:
        self._open_snapshot()
        if self._lock is None:
            raise StoreError("opened for reading only", where=self.folder)

    def _change(self, apply: Callable[[ox.Store], None]) -> None:
        self._check_writing()
        self._generations.change(apply)
        self._let_go()
        self._snapshot = self._generations.open()
        self._generations.sweep()

    def _answer_apart(self, sparql: str, timeout: float) -> Answer:
        return answer_apart(sparql, timeout=timeout, folder=self._open_snapshot().folder)

    def dataset(self) -> rdflib.Dataset:
        self._open_snapshot()
        import oxrdflib
        import rdflib

        # a snapshot of its own, which stays readable after this store has changed or is closed
        snapshot = self._generations.open()
        store = oxrdflib.OxigraphStore(store=snapshot.db)
        store.snapshot = snapshot  # type: ignore[attr-defined]
        return rdflib.Dataset(store=store, default_union=True)

    def place(self) -> Place:
        """The database that this shows, for workers; it stays readable until this store is closed or has changed."""
        snapshot = self._open_snapshot()
        told = snapshot.folder.stat()
        return Place(snapshot.folder, key=f"{snapshot.folder} {told.st_ino} {told.st_ctime_ns}")

    def is_current(self) -> bool:
        """Whether this still shows what counts: False once another process has published a change, or removed the store."""
        return self._generations.is_current(self._open_snapshot())

    def close(self) -> None:
        self._let_go()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _let_go(self) -> None:
        if self._snapshot is not None:
            snapshot, self._snapshot = self._snapshot, None
            snapshot.mark.release()


def _located(update: str, error: SyntaxError) -> QuerySyntax:
    """The error of an update that does not parse, at the word that is wrong."""
    if len(update) <= LONGEST:
        wide = widened(update)
        try:
            ox.Store().update(wide.text)
        except SyntaxError as again:
            return wide.error(str(again))
    return syntax_error(str(error))
