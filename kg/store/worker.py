"""A process that answers queries of strangers: oxigraph cannot be told to stop, a process can."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, NoReturn

from kg.errors import QueryError, QuerySyntax, QueryTooMuch, StoreError
from kg.store.locating import LONGEST, syntax_error, widened
from kg.store.query import first_line

MEMORY = 4 << 30
"""Bytes of address space that a process may take."""

ANSWER = 256 << 20
"""Bytes of an answer."""

ROWS = sys.maxsize

_CHILD = str(Path(__file__).with_name("child.py"))
_LOOK = 0.25
"""Seconds between looks at whether somebody still waits."""
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 20
"""Bytes of an answer from which it waits on disk for whoever takes it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: `seconds`, bytes of `memory` and of its `answer`, `rows` or triples of it."""

    seconds: float
    memory: int = MEMORY
    answer: int = ANSWER
    rows: int = ROWS


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form of an answer: `results` for tables and truths, `graph` for triples, named as in `kg.store.child`."""

    results: Literal["json", "xml", "csv", "tsv"] = "json"
    graph: Literal["ntriples", "turtle", "jsonld", "rdfxml"] = "ntriples"
    prefixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of.

    `default` and `named` are IRIs of graphs; where both are None it is what the query's FROM says, and without FROM
    every graph, with the union of all as the default graph. Relative IRIs of the query are under `base`.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    base: str | None = None


class Place(NamedTuple):
    """A database: a folder, whose `key` differs when what is in it does, or statements in N-Quads."""

    folder: Path | None = None
    key: str = ""
    nquads: bytes = b""


class Written(NamedTuple):
    """An answer in the form that was asked for; `body` is a file at its beginning, `size` its bytes."""

    kind: Literal["select", "ask", "graph"]
    body: IO[bytes]
    size: int


class Worker:
    """One process. Not for several threads at once."""

    def __init__(self) -> None:
        # -P: the folder of the script is no place to import from
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for who waits for the answer
            start_new_session=True,
        )
        self._given_up: Callable[[], bool] = bool
        self.memory = 0
        """Bytes of memory that it took at most so far."""

    def answer(
        self,
        sparql: str,
        place: Place,
        *,
        limits: Limits,
        wanted: Wanted,
        dataset: Dataset,
        own: bool,
        given_up: Callable[[], bool] = bool,
    ) -> Written:
        """The answer to a query; `own` says that the query has a dataset of its own, `given_up` that nobody waits any more.

        Raises `QuerySyntax`, `QueryTooMuch` for one that takes more than its limits, `QueryError` for one that cannot
        be run, and `StoreError`. After `QueryTooMuch` and `StoreError` the process may be gone: ask `is_alive`.
        """
        query = sparql.encode("utf-8", "replace")
        order = {
            "folder": None if place.folder is None else str(place.folder),
            "key": place.key,
            "size": len(query),
            "nquads": len(place.nquads),
            "default": dataset.default,
            "named": dataset.named,
            "base": dataset.base,
            "own": own,
            "results": wanted.results,
            "graph": wanted.graph,
            "prefixes": dict(wanted.prefixes),
            "memory": limits.memory,
            "seconds": limits.seconds,
            "answer": limits.answer,
            "rows": limits.rows,
        }
        deadline = time.monotonic() + limits.seconds
        self._given_up = given_up
        try:
            head, rest = self._told(order, query, place.nquads, deadline)
            if head.get("error") == "syntax":
                raise self._syntax_error(sparql, order, place.nquads, deadline, head["message"])
            if "error" in head:
                _raise(head, limits)
            self.memory = head["memory"]
            return Written(head["kind"], self._body(head["size"], rest, deadline), head["size"])
        except TimeoutError:
            self.stop()
            raise QueryTooMuch(f"stopped after {limits.seconds:g} s") from None
        except (EOFError, OSError):
            self._died(limits)

    def _syntax_error(
        self, sparql: str, order: Mapping[str, Any], nquads: bytes, deadline: float, message: str
    ) -> QuerySyntax:
        if len(sparql) > LONGEST:
            return syntax_error(message)
        wide = widened(sparql)
        query = wide.text.encode("utf-8", "replace")
        head, _ = self._told({**order, "size": len(query)}, query, nquads, deadline)
        return wide.error(head["message"]) if head.get("error") == "syntax" else syntax_error(message)

    def _told(
        self, order: Mapping[str, Any], query: bytes, nquads: bytes, deadline: float
    ) -> tuple[dict[str, Any], bytes]:
        """The line that answers an order, and what of the rest has come with it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n" + query + nquads)
        self._process.stdin.flush()
        got = b""
        while b"\n" not in got:
            got += self._read(deadline)
        line, _, rest = got.partition(b"\n")
        found: dict[str, Any] = json.loads(line)
        return found, rest

    def _body(self, size: int, rest: bytes, deadline: float) -> IO[bytes]:
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller's
        try:
            left = size - file.write(rest)
            while left:
                left -= file.write(self._read(deadline))
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def _read(self, deadline: float) -> bytes:
        """What has come. Raises `TimeoutError` at the deadline and `EOFError` where nothing can come any more."""
        assert self._process.stdout is not None
        handle = self._process.stdout.fileno()
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        while not waiting.poll(min(_LOOK, max(0.0, deadline - time.monotonic())) * 1000):
            if self._given_up() or time.monotonic() >= deadline:
                raise TimeoutError
        got = os.read(handle, _CHUNK)
        if not got:
            raise EOFError
        return got

    def _died(self, limits: Limits) -> NoReturn:
        self.stop()
        if self._process.returncode == -signal.SIGXCPU:
            raise QueryTooMuch(f"stopped after {limits.seconds:g} s") from None
        raise QueryTooMuch(f"the query needs more than {_size(limits.memory)} of memory") from None

    @property
    def is_alive(self) -> bool:
        """Whether it can answer another query."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process, whatever it does. Stopping twice is no error; another thread may do it."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                continue  # what was to be written has nobody to read it


def _raise(head: Mapping[str, Any], limits: Limits) -> NoReturn:
    """The error that a worker tells of."""
    message = str(head["message"])
    match head["error"]:
        case "size":
            raise QueryTooMuch(f"the answer is larger than {_size(limits.answer)}: add a LIMIT")
        case "rows":
            raise QueryTooMuch(f"the answer has more than {limits.rows:,} rows: add a LIMIT")
        case "query":
            raise QueryError(f"the query cannot be run: {first_line(message)}")
        case _:
            raise StoreError(f"cannot be queried: {first_line(message)}")


def _size(size: int) -> str:
    return f"{size >> 30} GiB" if size >= 1 << 30 else f"{size >> 20} MiB"
