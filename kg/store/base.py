"""The one interface of all stores."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.canonical import canonical_lines
from kg.store.blobs import Blobs
from kg.store.query import check
from kg.store.table import Table

if TYPE_CHECKING:
    import rdflib

TIMEOUT = 30.0
"""Seconds that a query may take unless the caller says otherwise."""

Answer = Table | bool | list[ox.Triple]
"""What a query gives: rows, a yes or no, or triples."""


class Store(ABC):
    """Named graphs that can be replaced one by one and queried together.

    The default graph of every query is the union of all named graphs. A triple that several graphs state may come once
    for each of them, so write `SELECT DISTINCT` and `COUNT(DISTINCT …)`.

    A store opened for writing has each change on disk (or at the endpoint) when the method returns; one that raises
    has changed nothing. Use as a context manager, or call `close()`.

    All methods raise `StoreError` when the store cannot be read, writing ones `StoreWriteFailed`.
    """

    base: str
    """Namespace of the data, as `{base}claim/…`."""

    blobs: Blobs
    """The originals of the sources."""

    @abstractmethod
    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put these statements in the place of what the graph held, in one transaction; the quads name that graph."""

    @abstractmethod
    def amend(self, graph: str, *, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Take some statements of a graph out and put others in, in one transaction; the rest of it isn't touched."""

    @abstractmethod
    def load(self, batches: Iterable[tuple[str, Iterable[ox.Quad]]]) -> None:
        """Replace many graphs fast, given as pairs of graph and quads. Each graph arrives whole or not at all.

        What is taken from `batches` is written from time to time and at its end. If taking raises, what came since
        the last writing is dropped, and what was written before stays.
        """

    @abstractmethod
    def drop(self, graph: str) -> None:
        """Remove a graph; one that is not there is no error."""

    @abstractmethod
    def graphs(self) -> list[str]:
        """The named graphs, sorted."""

    @abstractmethod
    def quads(self, graph: str) -> Iterator[ox.Quad]:
        """The statements of one graph, in no particular order."""

    @abstractmethod
    def __len__(self) -> int:
        """How many statements all graphs hold together."""

    @abstractmethod
    def optimize(self) -> None:
        """Make queries fast after much was written."""

    def vocabulary(self) -> tuple[Path, ...]:
        """The user's own Turtle that the graph was built with, for `Lexicon.load`; only a store on disk keeps it."""
        return ()

    def keep_vocabulary(self, files: Iterable[Path]) -> None:
        """Keep copies of these files in the place of those kept before, where the store can."""
        del files

    @abstractmethod
    def close(self) -> None:
        """Let go of files and locks. Closing twice is no error."""

    @abstractmethod
    def dataset(self) -> rdflib.Dataset:
        """The same store for people who know rdflib, its default graph the union. For reading only."""

    @abstractmethod
    def _answer(self, sparql: str, timeout: float) -> Answer:
        """The answer to a query of our own."""

    def _answer_apart(self, sparql: str, timeout: float) -> Answer:
        """The answer to a query of anybody's, stopped for certain in time."""
        return self._answer(sparql, timeout)

    def query(self, sparql: str, *, timeout: float = TIMEOUT) -> Answer:
        """The answer to any SPARQL 1.1 query, from anybody: stopped for certain after `timeout` seconds.

        Raises `QueryError` for a query that does not parse, is an update, calls other servers or takes too long.
        """
        check(sparql)
        return self._answer_apart(sparql, timeout)

    def select(self, sparql: str, *, timeout: float = TIMEOUT) -> Table:
        """The rows of a SELECT query of our own: evaluated in this process, the time is looked at between rows."""
        check(sparql)
        answer = self._answer(sparql, timeout)
        if not isinstance(answer, Table):
            raise QueryError("not a SELECT query")
        return answer

    def ask_(self, sparql: str, *, timeout: float = TIMEOUT) -> bool:
        """The answer to an ASK query of our own."""
        check(sparql)
        answer = self._answer(sparql, timeout)
        if not isinstance(answer, bool):
            raise QueryError("not an ASK query")
        return answer

    def construct(self, sparql: str, *, timeout: float = TIMEOUT) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query of our own, each once, sorted."""
        check(sparql)
        answer = self._answer(sparql, timeout)
        if not isinstance(answer, list):
            raise QueryError("not a CONSTRUCT or DESCRIBE query")
        return answer

    def dump(self) -> Sequence[str]:
        """All statements as canonical N-Quads: sorted lines, each once, without line ends."""
        return canonical_lines(quad for graph in self.graphs() for quad in self.quads(graph))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
