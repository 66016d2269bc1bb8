"""What the stores in memory and on disk have in common: both are oxigraph."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.base import Answer, Store
from kg.store.query import evaluate, first_line
from kg.store.table import Table

if TYPE_CHECKING:
    import rdflib

_T = TypeVar("_T")


class LocalStore(Store):
    """A store of oxigraph in this process."""

    @abstractmethod
    def _db(self) -> ox.Store:
        """The database as it is now. Raises `StoreError` once the store is closed."""

    def graphs(self) -> list[str]:
        db = self._db()
        with _reading():
            return sorted(graph.value for graph in db.named_graphs())

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        db = self._db()
        with _reading():
            yield from db.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def __len__(self) -> int:
        db = self._db()
        with _reading():
            return len(db)

    def dataset(self) -> rdflib.Dataset:
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self._db()), default_union=True)

    def _answer(self, sparql: str, timeout: float) -> Answer:
        deadline = time.monotonic() + timeout
        db = self._db()
        with _reading():
            answer = evaluate(db, sparql)
            if isinstance(answer, ox.QuerySolutions):
                variables = tuple(variable.value for variable in answer.variables)
                return Table(variables, [tuple(row) for row in _until(answer, deadline, timeout)])
            if isinstance(answer, ox.QueryBoolean):
                return bool(answer)
            return sorted(set(_until(answer, deadline, timeout)), key=str)


@contextmanager
def _reading() -> Iterator[None]:
    """Oxigraph says OSError when the disk fails, RuntimeError when what is on it is damaged."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(f"cannot be read: {first_line(error)}") from error


def own_quads(graph: str, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """These quads; raises `ValueError` for one of another graph."""
    found = list(quads)
    others = {quad.graph_name for quad in found} - {ox.NamedNode(graph)}
    if others:
        raise ValueError(f"a statement of {min(map(str, others))} was given for {graph}")
    return found


def exchange(db: ox.Store, graph: str, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
    """Take statements of a graph out and put others in; a graph that holds nothing more is no graph."""
    for quad in gone:
        db.remove(quad)
    db.extend(new)
    name = ox.NamedNode(graph)
    if next(db.quads_for_pattern(None, None, None, name), None) is None:
        db.remove_graph(name)


def _until(rows: Iterator[_T], deadline: float, timeout: float) -> Iterator[_T]:
    for row in rows:
        yield row
        if time.monotonic() > deadline:
            raise QueryError(f"stopped after {timeout:g} s")
