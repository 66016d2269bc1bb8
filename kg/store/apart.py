"""One query of a stranger in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.store.base import Answer
from kg.store.query import has_dataset
from kg.store.table import Table
from kg.store.worker import Dataset, Limits, Place, Wanted, Worker


def answer_apart(sparql: str, *, timeout: float, folder: Path | None = None, nquads: bytes = b"") -> Answer:
    """The answer over a database on disk, or else over these statements.

    Raises `QueryError` for a query that does not parse, or that takes more than `timeout` seconds or than `Limits` has.
    """
    worker = Worker()
    try:
        kind, body, _ = worker.answer(
            sparql,
            Place(folder, nquads=nquads),
            limits=Limits(timeout),
            wanted=Wanted(),
            dataset=Dataset(),
            own=has_dataset(sparql),
        )
    finally:
        worker.stop()
    with body:
        if kind == "graph":
            return sorted({quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)}, key=str)
        return parse_results(body.read())


def parse_results(raw: bytes, format: ox.QueryResultsFormat = ox.QueryResultsFormat.JSON) -> Table | bool:  # noqa: A002
    """Results in one of the SPARQL formats."""
    answer = ox.parse_query_results(raw, format)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    variables = tuple(variable.value for variable in answer.variables)
    return Table(variables, [tuple(row) for row in answer])
