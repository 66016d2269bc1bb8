"""Any SPARQL 1.1 endpoint as a store.

Its default graph must be the union of its named graphs: in Fuseki `tdb2:unionDefaultGraph true`, in GraphDB and
Virtuoso always so; an Oxigraph server is asked for it in each request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, StoreWriteFailed
from kg.graph.namespaces import KG
from kg.model import ids
from kg.store.apart import parse_results
from kg.store.base import TIMEOUT, Answer, Store
from kg.store.blobs import Blobs, FolderBlobs, MemoryBlobs
from kg.store.http import Endpoint
from kg.store.local import own_quads
from kg.store.table import Table

if TYPE_CHECKING:
    import rdflib

BATCH = 5_000
"""Statements from which `load` sends a request: few enough for the request limits that endpoints come with."""

WRITE_TIMEOUT = 300.0
"""Seconds that one update may take."""

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_ACCEPT = f"{_RESULTS}, {_TRIPLES};q=0.9"
_UNION = {"union-default-graph": "true"}


class RemoteStore(Store):
    """A store behind a URL. Each `replace`, and each request of `load`, is one SPARQL update, which is one transaction there."""

    def __init__(
        self,
        url: str,
        *,
        update_url: str | None = None,
        base: str | None = None,
        originals: Path | None = None,
    ) -> None:
        """`update_url` where it is another than `url`, and than `url` with `/query` or `/sparql` at its end as `/update`.

        Without `base` it is read from the sources at the endpoint. Originals are kept in a folder, or without one as
        long as the process lives.
        """
        self._query = Endpoint(url)
        self._update = Endpoint(update_url or _update_url(url))
        self.blobs: Blobs = FolderBlobs(originals) if originals else MemoryBlobs()
        self._is_union = False
        self._closed = False
        self.base = base or self._find_base()

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        self._send(_replacing(graph, own_quads(graph, quads)))

    def amend(self, graph: str, *, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        steps = (("DELETE", own_quads(graph, gone)), ("INSERT", own_quads(graph, new)))
        updates = [_data(verb, graph, quads) for verb, quads in steps if quads]
        if updates:
            self._send(";\n".join(updates))

    def load(self, batches: Iterable[tuple[str, Iterable[ox.Quad]]]) -> None:
        updates: list[str] = []
        size = 0
        for graph, quads in batches:
            new = own_quads(graph, quads)
            updates.append(_replacing(graph, new))
            size += len(new)
            if size >= BATCH:
                self._send(";\n".join(updates))
                updates, size = [], 0
        if updates:
            self._send(";\n".join(updates))

    def drop(self, graph: str) -> None:
        self._send(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    def graphs(self) -> list[str]:
        rows = self._rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(g.value for (g,) in rows if isinstance(g, ox.NamedNode))

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        name = ox.NamedNode(graph)
        triples = self._ask(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}", WRITE_TIMEOUT
        )
        assert isinstance(triples, list)
        return (ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)

    def __len__(self) -> int:
        ((count,),) = self._rows("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(count, ox.Literal)
        return int(count.value)

    def optimize(self) -> None:
        """Nothing: the endpoint sees to itself."""

    def close(self) -> None:
        self._closed = True

    def dataset(self) -> rdflib.Dataset:
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        store = SPARQLStore(self._query.url, method="POST_FORM", returnFormat="json")
        return rdflib.Dataset(store=store, default_union=True)

    def _answer(self, sparql: str, timeout: float) -> Answer:
        if not self._is_union:
            self._check_union(timeout)
        return self._ask(sparql, timeout)

    def _ask(self, sparql: str, timeout: float) -> Answer:
        self._check_open()
        body = urlencode({"query": sparql, **_UNION}).encode()
        answer = self._query.post(
            body, media_type="application/x-www-form-urlencoded", accept=_ACCEPT, timeout=timeout
        )
        try:
            results = ox.QueryResultsFormat.from_media_type(answer.media_type)
            if results is not None:
                return parse_results(answer.body, results)
            triples = ox.RdfFormat.from_media_type(answer.media_type)
            if triples is not None:
                return sorted({quad.triple for quad in ox.parse(answer.body, triples)}, key=str)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"the answer cannot be read: {error}", where=self._query.url) from error
        raise StoreError(f"answered with {answer.media_type}, no SPARQL results", where=self._query.url)

    def _rows(self, sparql: str, timeout: float = TIMEOUT) -> list[tuple[object, ...]]:
        answer = self._ask(sparql, timeout)
        if not isinstance(answer, Table):
            raise StoreError("answered a SELECT query with something else", where=self._query.url)
        return list(answer.rows)

    def _send(self, update: str) -> None:
        self._check_open()
        try:
            self._update.post(
                update.encode(),
                media_type="application/sparql-update; charset=utf-8",
                accept="*/*",
                timeout=WRITE_TIMEOUT,
            )
        except (StoreError, QueryError) as error:
            raise StoreWriteFailed(error.message, where=self._update.url) from error

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("the store is closed", where=self._query.url)

    def _check_union(self, timeout: float) -> None:
        rows = self._rows(
            "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o FILTER(!isBlank(?s) && !isBlank(?o)) } } LIMIT 1",
            timeout,
        )
        for row in rows:
            if not self._ask(f"ASK {{ {' '.join(str(term) for term in row)} }}", timeout):
                raise StoreError(
                    "its default graph is not the union of its named graphs", where=self._query.url
                )
            self._is_union = True

    def _find_base(self) -> str:
        rows = self._rows(f"SELECT ?source WHERE {{ GRAPH ?g {{ ?source a {KG.Source} }} }} LIMIT 1")
        for (source,) in rows:
            head, found, _ = getattr(source, "value", "").rpartition("source/")
            if found:
                return str(head)
        return ids.DEFAULT_BASE


def _replacing(graph: str, quads: list[ox.Quad]) -> str:
    name = ox.NamedNode(graph)
    inserting = f";\n{_data('INSERT', graph, quads)}" if quads else ""
    return f"DROP SILENT GRAPH {name}{inserting}"


def _data(verb: str, graph: str, quads: list[ox.Quad]) -> str:
    statements = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return f"{verb} DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{statements}\n}} }}"


def _update_url(url: str) -> str:
    for ending in ("/query", "/sparql"):
        if url.endswith(ending):
            return url.removesuffix(ending) + "/update"
    return url
