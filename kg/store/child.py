"""The other end of `kg.store.apart`: answers one query in a process that can be killed. Needs nothing but pyoxigraph.

On standard input a line of JSON, `{"folder": … | null, "size": N, "memory": bytes, "seconds": …, "answer": bytes}`, the
query in N bytes of UTF-8, and without a folder the N-Quads to query. On standard output a line that says what follows.
"""

from __future__ import annotations

import contextlib
import json
import math
import resource
import sys
from typing import IO, cast

import pyoxigraph as ox


class TooMuchError(Exception):
    """The answer is larger than allowed."""


class Bounded:
    """Standard output, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self._left = most

    def write(self, raw: bytes) -> int:
        self._left -= len(raw)
        if self._left < 0:
            raise TooMuchError
        return sys.stdout.buffer.write(raw)

    def flush(self) -> None:
        sys.stdout.buffer.flush()


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    for kind, most in (
        (resource.RLIMIT_AS, order["memory"]),
        (resource.RLIMIT_CPU, math.ceil(order["seconds"]) + 1),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    sparql = sys.stdin.buffer.read(order["size"]).decode()
    out = Bounded(order["answer"])
    output = cast(IO[bytes], out)
    try:
        if order["folder"] is not None:
            db = ox.Store.read_only(order["folder"])
        else:
            db = ox.Store()
            db.bulk_load(sys.stdin.buffer, ox.RdfFormat.N_QUADS, lenient=True)
    except (OSError, RuntimeError) as error:
        out.write(b"store " + str(error).encode().replace(b"\n", b" ") + b"\n")
        return
    try:
        answer = db.query(sparql, use_default_graph_as_union=True)
        if isinstance(answer, ox.QueryTriples):
            out.write(b"graph\n")
            answer.serialize(output, ox.RdfFormat.N_TRIPLES)
        else:
            out.write(b"ask\n" if isinstance(answer, ox.QueryBoolean) else b"select\n")
            answer.serialize(output, ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        out.write(b"query " + str(error).encode().replace(b"\n", b" ") + b"\n")
    out.flush()


if __name__ == "__main__":
    try:
        main()
    except TooMuchError:
        sys.stdout.flush()
        sys.exit(3)
