"""Queries of strangers run in a process of their own: oxigraph cannot be told to stop, a process can."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from signal import SIGXCPU

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.base import Answer
from kg.store.table import Table

MEMORY = 4 << 30
"""Bytes of address space that one query may take."""

ANSWER = 256 << 20
"""Bytes of an answer."""

_CHILD = str(Path(__file__).with_name("child.py"))
_TOO_LARGE = 3


def answer_apart(sparql: str, *, timeout: float, folder: Path | None = None, nquads: bytes = b"") -> Answer:
    """The answer over a database on disk, or else over these statements.

    Raises `QueryError` for a query that does not parse or takes more than `timeout` seconds, `MEMORY` or `ANSWER`.
    """
    query = sparql.encode("utf-8", "replace")
    order = {
        "folder": None if folder is None else str(folder),
        "size": len(query),
        "memory": MEMORY,
        "seconds": timeout,
        "answer": ANSWER,
    }
    try:
        # -P: the folder of the script is no place to import from
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-P", _CHILD],
            input=json.dumps(order).encode() + b"\n" + query + nquads,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(f"stopped after {timeout:g} s") from None
    if done.returncode == _TOO_LARGE:
        raise QueryError(f"the answer is larger than {ANSWER >> 20} MiB: add a LIMIT")
    if done.returncode == -SIGXCPU:
        raise QueryError(f"stopped after {timeout:g} s")
    if done.returncode < 0:
        raise QueryError(f"the query needs more than {MEMORY >> 30} GiB of memory")
    head, _, rest = done.stdout.partition(b"\n")
    what, _, message = head.decode("utf-8", "replace").partition(" ")
    if what == "query":
        raise QueryError(f"not a SPARQL query: {message}")
    if done.returncode or what not in ("select", "ask", "graph"):
        last = done.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        raise StoreError(f"cannot be queried: {message or last}")
    if what == "graph":
        return sorted({quad.triple for quad in ox.parse(rest, ox.RdfFormat.N_TRIPLES)}, key=str)
    return parse_results(rest)


def parse_results(raw: bytes, format: ox.QueryResultsFormat = ox.QueryResultsFormat.JSON) -> Table | bool:  # noqa: A002
    """Results in one of the SPARQL formats."""
    answer = ox.parse_query_results(raw, format)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    variables = tuple(variable.value for variable in answer.variables)
    return Table(variables, [tuple(row) for row in answer])
