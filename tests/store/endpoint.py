"""A small SPARQL 1.1 endpoint on loopback, for tests of the remote store: an oxigraph in memory behind `http.server`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pyoxigraph as ox


class Handler(BaseHTTPRequestHandler):
    """`/query` and `/update` as the SPARQL 1.1 Protocol has them; the default graph is the union."""

    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.headers.get("Authorization") != self.server.authorization:
            self.answer(401, "text/plain", b"who are you?")
            return
        try:
            if self.path == "/update" and "sparql-update" in self.headers["Content-Type"]:
                self.server.updates += 1
                self.server.db.update(body)
                self.answer(204, "text/plain", b"")
            elif self.path == "/query":
                self.query(parse_qs(body)["query"][0])
            else:
                self.answer(404, "text/plain", b"nothing here")
        except SyntaxError as error:
            self.answer(400, "text/plain", str(error).encode())

    def query(self, sparql: str) -> None:
        found = self.server.db.query(sparql, use_default_graph_as_union=self.server.union)
        if isinstance(found, ox.QueryTriples):
            self.answer(200, "application/n-triples", found.serialize(format=ox.RdfFormat.N_TRIPLES))
        else:
            self.answer(
                200,
                "application/sparql-results+json; charset=utf-8",
                found.serialize(format=ox.QueryResultsFormat.JSON),
            )

    def answer(self, status: int, media_type: str, body: bytes | None) -> None:
        body = body or b""
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Endpoint(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *, union: bool = True, authorization: str | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.db = ox.Store()
        self.union = union
        self.authorization = authorization
        self.updates = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/query"


@contextmanager
def endpoint(*, union: bool = True, authorization: str | None = None) -> Iterator[Endpoint]:
    """An endpoint that runs for the time of the `with` block."""
    with Endpoint(union=union, authorization=authorization) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(timeout=10)
