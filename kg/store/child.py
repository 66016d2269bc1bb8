"""The other end of `kg.store.worker`: answers queries in a process that can be killed. Needs nothing but pyoxigraph.

On standard input for each query a line of JSON (an order, see `_answered`), the query in `size` bytes of UTF-8, and
`nquads` bytes of N-Quads where there is no folder. On standard output for each a line of JSON: either
`{"kind": "select" | "ask" | "graph", "size": N, "memory": bytes}` and the answer in N bytes, or
`{"error": "syntax" | "query" | "store" | "size" | "rows", "message": "…"}`. It ends with its standard input.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import resource
import sys
from typing import IO, Any, cast

import pyoxigraph as ox

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


class TooMuchError(Exception):
    """The answer is larger than allowed: "size" in bytes, or "rows"."""


class Bounded(io.BytesIO):
    """Bytes in memory, up to so many."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, raw: Any) -> int:
        self._left -= len(raw)
        if self._left < 0:
            raise TooMuchError("size")
        return super().write(raw)


def main() -> None:
    source, out = sys.stdin.buffer, sys.stdout.buffer
    databases: dict[str, ox.Store] = {}
    while line := source.readline():
        order = json.loads(line)
        sparql = source.read(order["size"]).decode()
        nquads = source.read(order["nquads"])
        _limit(order)
        head, body = _said(sparql, nquads, order, databases)
        out.write(json.dumps(head).encode() + b"\n" + body)
        out.flush()


def _said(
    sparql: str, nquads: bytes, order: dict[str, Any], databases: dict[str, ox.Store]
) -> tuple[dict[str, Any], bytes]:
    try:
        db = _opened(order, nquads, databases)
    except (OSError, RuntimeError) as error:
        return {"error": "store", "message": str(error)}, b""
    try:
        kind, body = _answered(db, sparql, order)
    except TooMuchError as error:
        return {"error": str(error), "message": "too much"}, b""
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except (ValueError, RuntimeError) as error:
        return {"error": "query", "message": str(error)}, b""
    except OSError as error:
        return {"error": "store", "message": str(error)}, b""
    return {"kind": kind, "size": len(body), "memory": _memory()}, body


def _opened(order: dict[str, Any], nquads: bytes, databases: dict[str, ox.Store]) -> ox.Store:
    """The database of this order; one on disk stays open for the next, under a key that changes when it does."""
    if order["folder"] is None:
        db = ox.Store()
        db.bulk_load(io.BytesIO(nquads), ox.RdfFormat.N_QUADS, lenient=True)
        return db
    if order["key"] not in databases:
        databases.clear()
        databases[order["key"]] = ox.Store.read_only(order["folder"])
    return databases[order["key"]]


def _answered(db: ox.Store, sparql: str, order: dict[str, Any]) -> tuple[str, bytes]:
    """What the query gives, in the form that the order names for it.

    `default` and `named` are the graphs that make the dataset; where both are null it is every graph, and the default
    graph is the union of all, or with `own` what the query says itself.
    """
    default, named = order["default"], order["named"]
    if default is None and named is None:
        answer = db.query(sparql, base_iri=order["base"], use_default_graph_as_union=not order["own"])
    else:
        answer = db.query(
            sparql,
            base_iri=order["base"],
            default_graph=[ox.NamedNode(iri) for iri in default or ()],
            named_graphs=[ox.NamedNode(iri) for iri in named or ()],
        )
    out = Bounded(order["answer"])
    output = cast(IO[bytes], out)
    if isinstance(answer, ox.QueryTriples):
        # a query may build a triple more than once; a graph holds it once
        triples: set[ox.Triple] = set()
        for triple in answer:
            triples.add(triple)
            if len(triples) > order["rows"]:
                raise TooMuchError("rows")
        ordered = sorted(triples, key=str)
        prefixes = _used(ordered, order["prefixes"])
        ox.serialize(ordered, output, _GRAPHS[order["graph"]], prefixes=prefixes)
        return "graph", out.getvalue()
    form = order["results"]
    answer.serialize(output, _RESULTS[form])
    body = out.getvalue()
    if isinstance(answer, ox.QueryBoolean):
        return "ask", body
    if _rows(body, form, order["rows"]) > order["rows"]:
        raise TooMuchError("rows")
    return "select", body


def _rows(body: bytes, form: str, most: int) -> int:
    """How many rows a written table has, or something up to `most` where it has no more than that.

    Oxigraph writes it without counting. Two rows stand less than three bytes apart in no form that has columns, and an
    upper bound is cheap; where that does not do, the table is read.
    """
    if len(body) < most:
        return 0
    if form == "xml":
        return body.count(b"<result>")  # "<" is escaped in texts
    if form == "tsv":
        return body.count(b"\n") - 1  # so is a line feed
    if form == "csv":
        if body.count(b"\n") - 1 <= most:
            return 0
        csv.field_size_limit(len(body))
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    if body.count(b"},{") < most:
        return 0
    return len(json.loads(body)["results"]["bindings"])


def _used(triples: list[ox.Triple], prefixes: dict[str, str]) -> dict[str, str]:
    """The prefixes that these triples need."""
    terms = {term for t in triples for term in (t.subject, t.predicate, t.object)}
    iris = {
        iri
        for term in terms
        if isinstance(iri := getattr(getattr(term, "datatype", term), "value", None), str)
    }
    return {name: start for name, start in prefixes.items() if any(iri.startswith(start) for iri in iris)}


def _limit(order: dict[str, Any]) -> None:
    """Address space for good, processor time from now on: the process dies of them even if nobody kills it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + order["seconds"]) + 1
    for kind, most in ((resource.RLIMIT_AS, order["memory"]), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _memory() -> int:
    """Bytes of memory that this process took at most."""
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken if sys.platform == "darwin" else taken * 1024


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main()
