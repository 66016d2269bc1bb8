"""A pool of workers over one store, kept warm: a query costs no process unless it had to be killed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from kg.errors import QueryTooMuch
from kg.store.query import check, has_dataset
from kg.store.worker import Dataset, Limits, Place, Wanted, Worker, Written

MOST = max(4, os.cpu_count() or 1)
"""Queries that are answered at the same time; a slow one keeps a processor, so there are more than one of them."""

_TIRED = 512 << 20
"""Bytes of memory with which a worker is replaced: what it took for one query it does not give back."""


class Workers:
    """For the threads of one process. Workers start when they are needed and end with `close`."""

    def __init__(self, *, most: int = MOST) -> None:
        self.most = most
        self._free = BoundedSemaphore(most)
        self._lock = Lock()
        self._idle: list[Worker] = []
        self._closed = False

    def answer(
        self,
        sparql: str,
        place: Place,
        *,
        limits: Limits,
        wanted: Wanted | None = None,
        dataset: Dataset | None = None,
        wait: float = 30.0,
        given_up: Callable[[], bool] = bool,
    ) -> Written:
        """The answer of a query of anybody's, written as `wanted`; once `given_up` says so nobody waits for it.

        Raises what `Worker.answer` raises, `QueryError` for what `check` refuses, and `QueryTooMuch` where no worker is free for
        `wait` seconds.
        """
        check(sparql)
        with self._worker(wait) as worker:
            return worker.answer(
                sparql,
                place,
                limits=limits,
                wanted=wanted or Wanted(),
                dataset=dataset or Dataset(),
                own=has_dataset(sparql),
                given_up=given_up,
            )

    @contextmanager
    def _worker(self, wait: float) -> Iterator[Worker]:
        if not self._free.acquire(timeout=wait):
            raise QueryTooMuch("too many queries are being answered: try again later")
        try:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None or not worker.is_alive:
                worker = Worker()
            try:
                yield worker
            finally:
                self._give_back(worker)
        finally:
            self._free.release()

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            keep = worker.is_alive and worker.memory < _TIRED and not self._closed
            if keep:
                self._idle.append(worker)
        if not keep:
            worker.stop()

    def close(self) -> None:
        """End the processes: the idle ones now, the others when they have answered."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()
