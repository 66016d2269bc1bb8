"""A named query on a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import pyoxigraph as ox

from kg.ask.bind import Value, bind
from kg.ask.catalogue import named_query

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
TIMEOUT = 30.0
"""Seconds that a query may take unless the caller says otherwise."""


class Table(Protocol):
    """What a query found; `kg.store.Table` is one."""

    @property
    def variables(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> Sequence[tuple[Term | None, ...]]: ...


class Selects(Protocol):
    """What can be asked; `kg.store.Store` is one."""

    def select(self, sparql: str, *, timeout: float = TIMEOUT) -> Table: ...


def run(
    store: Selects, name: str, /, *, timeout: float = TIMEOUT, **parameters: Value | Iterable[Value] | None
) -> Table:
    """The answer of a named query. Raises `QueryError` for an unknown query or parameter and after `timeout` seconds.

    >>> run(store, "repeats-of-figure", value="0.46", metric="metric:gmv")    # doctest: +SKIP
    """
    return store.select(bind(named_query(name), **parameters), timeout=timeout)
