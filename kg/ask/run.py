"""A named query on a store."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ask.bind import Value, bind
from kg.ask.catalogue import named_query
from kg.store import Store, Table
from kg.store.base import TIMEOUT


def run(
    store: Store, name: str, /, *, timeout: float = TIMEOUT, **parameters: Value | Iterable[Value] | None
) -> Table:
    """The answer of a named query. Raises `QueryError` for an unknown query or parameter and after `timeout` seconds.

    >>> run(store, "repeats-of-figure", value="0.46", metric="metric:gmv")    # doctest: +SKIP
    """
    return store.select(bind(named_query(name), **parameters), timeout=timeout)
