"""Queries go to workers, updates to a process of their own; whoever comes when all are busy waits for some time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import IO, TypeVar, cast

import anyio
import anyio.to_thread
import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.ask import render
from kg.errors import QueryError
from kg.graph import used_prefixes
from kg.serve.config import Config
from kg.serve.sparql.formats import OX_GRAPHS, OX_RESULTS, ResultsName
from kg.serve.states import State, States
from kg.store import Answer, DiskStore, Table
from kg.store.updating import update_apart
from kg.store.worker import Dataset, Limits, Wanted, Written
from kg.store.workers import Workers

T = TypeVar("T")

WAIT = 30.0
"""Seconds that a query waits for its turn."""

_LOOK = 0.5
"""Seconds between looks at whether a client is still there."""

MEMORY = 2 << 30
ANSWER = 64 << 20


class Desk:
    """Takes the queries and updates of one server."""

    def __init__(self, states: States, config: Config) -> None:
        self._states = states
        self._config = config
        self._workers = Workers()
        self._turns = anyio.Semaphore(self._workers.most)
        self._threads = anyio.CapacityLimiter(self._workers.most)
        self._limits = Limits(config.query_seconds, MEMORY, ANSWER, config.query_rows)

    async def query(self, request: Request, sparql: str, wanted: Wanted, dataset: Dataset) -> Written:
        """The answer to a query, over the store as it is when its turn comes; given up when its client goes away.

        Raises `QueryError` and `StoreError`, and `HTTPException` 503 where its turn does not come in time.
        """
        try:
            with anyio.fail_after(WAIT):
                await self._turns.acquire()
        except TimeoutError:
            raise HTTPException(
                503, "too many queries are being answered: try again later", {"Retry-After": "10"}
            ) from None
        try:
            return await _while_waited_for(
                request, partial(self._answer, sparql, wanted, dataset), self._threads
            )
        finally:
            self._turns.release()

    def _answer(self, sparql: str, wanted: Wanted, dataset: Dataset, given_up: Callable[[], bool]) -> Written:
        with self._states.reading() as state:
            store = state.store
            if isinstance(store, DiskStore):
                return self._workers.answer(
                    sparql,
                    store.place(),
                    limits=self._limits,
                    wanted=wanted,
                    dataset=dataset,
                    given_up=given_up,
                )
            return self._elsewhere(state, sparql, wanted, dataset)

    def _elsewhere(self, state: State, sparql: str, wanted: Wanted, dataset: Dataset) -> Written:
        """Over a store that is no folder: whoever keeps it answers."""
        if dataset.default is not None or dataset.named is not None:
            raise QueryError("name the graphs with FROM: this store takes them from the query alone")
        found = state.store.query(sparql, timeout=self._config.query_seconds)
        if isinstance(found, Table | list):
            rows = found.rows if isinstance(found, Table) else found
            if len(rows) > self._config.query_rows:
                raise QueryError(f"the answer has more than {self._config.query_rows:,} rows: add a LIMIT")
        return written(found, wanted)

    async def update(self, request: Request, sparql: str, dataset: Dataset) -> None:
        """Apply an update; given up, with nothing changed, when its client goes away.

        Raises `QueryError`, and `StoreLocked` while another process writes.
        """
        await _while_waited_for(request, partial(self._update, sparql, dataset))

    def _update(self, sparql: str, dataset: Dataset, given_up: Callable[[], bool]) -> None:
        with self._states.reading() as state:
            if not isinstance(state.store, DiskStore):
                raise HTTPException(403, "this store takes updates at its own endpoint")
            folder = state.store.folder
        update_apart(
            sparql, folder=folder, timeout=self._config.query_seconds, dataset=dataset, given_up=given_up
        )

    def close(self) -> None:
        """End the workers."""
        self._workers.close()


async def _while_waited_for(
    request: Request, work: Callable[[Callable[[], bool]], T], limiter: anyio.CapacityLimiter | None = None
) -> T:
    """What the work gives, in a thread; it is told a function that says whether the client has gone."""
    gone = Event()

    async def watch() -> None:
        while not await request.is_disconnected():
            await anyio.sleep(_LOOK)
        gone.set()

    found: list[T] = []
    failed: Exception | None = None
    async with anyio.create_task_group() as group:
        group.start_soon(watch)
        try:
            found.append(await anyio.to_thread.run_sync(work, gone.is_set, limiter=limiter))
        except Exception as error:  # outside of the group it is itself, not one of a group of errors
            failed = error
        group.cancel_scope.cancel()
    if failed is not None:
        raise failed
    return found[0]


def written(found: Answer, wanted: Wanted) -> Written:
    """An answer in the form that is wanted."""
    body: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's
    if isinstance(found, bool):
        kind, raw = "ask", _truth(found, wanted.results)
    elif isinstance(found, Table):
        kind, raw = (
            "select",
            render(found, "sparql-json" if wanted.results == "json" else wanted.results).encode(),
        )
    else:
        prefixes = used_prefixes(found)
        kind, raw = "graph", ox.serialize(found, format=OX_GRAPHS[wanted.graph], prefixes=prefixes) or b""
    body.write(raw)
    body.seek(0)
    return Written(kind, body, len(raw))  # type: ignore[arg-type]


def _truth(found: bool, form: ResultsName) -> bytes:
    word = "true" if found else "false"
    json = f'{{"head":{{}},"boolean":{word}}}'.encode()
    answer = cast(ox.QueryBoolean, ox.parse_query_results(json, ox.QueryResultsFormat.JSON))
    return answer.serialize(format=OX_RESULTS[form]) or b""
