"""The store's side of a build: each source is kept once, many are written at a time, what is written stays."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import KgError, ReadError, StoreWriteFailed
from kg.graph import graph_id
from kg.pipeline.originals import originals
from kg.pipeline.report import MOST_PROBLEMS, Counts, Progress
from kg.pipeline.work import Outcome, Stated, Unchanged
from kg.store import Store

_SOURCES = 500
_BYTES = 32 << 20
"""A batch is written when it has so many sources or so many bytes of quads and originals."""


class Kept(NamedTuple):
    """Which of several inputs with the same bytes is kept: the least of these, so that no order of inputs matters."""

    name: str
    fingerprint: str


class Intake:
    """Takes outcomes in any order. `rebuild` lets an input take the place of a stored one with a lesser name."""

    def __init__(self, store: Store, progress: Progress, *, rebuild: bool = False) -> None:
        self.store = store
        self.progress = progress
        self.stored = stored_sources(store)
        self.problems: list[KgError] = []
        self._rebuild = rebuild
        self._taken: dict[str, tuple[Kept, str]] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._batch: dict[str, Stated] = {}
        self._bytes = 0
        self._unchanged = self._failed = self._duplicates = 0

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self._sizes)

    @property
    def seen(self) -> frozenset[str]:
        """The sources that were given, new and unchanged."""
        return frozenset(self._taken)

    def take(self, outcome: Outcome) -> None:
        """Keep a source, or note what is wrong with it."""
        if isinstance(outcome, KgError):
            self._failed += 1
            self._problem(outcome)
            return
        source, own = outcome.source, Kept(outcome.source.name, outcome.fingerprint)
        other = self._taken.get(source.id)
        if other is not None:
            winner = min((own, source.path), other)
            loser = max((own, source.path), other)
            self._duplicate(loser[1], winner[1])
            if winner is other or winner == other:
                return
        elif not self._rebuild and source.id in self.stored and self.stored[source.id].name < own.name:
            self._duplicate(source.path, f"{self.stored[source.id].name} in the store")
            return
        self._taken[source.id] = (own, source.path)
        if isinstance(outcome, Unchanged):
            self._unchanged += 1
        else:
            self._add(outcome)

    def flush(self) -> None:
        """Write what is complete. An interrupt waits until it is written; a full disk raises `StoreWriteFailed`."""
        batch = sorted(self._batch.items())
        with _uninterrupted():
            self._write([stated for _, stated in batch])
        for source, stated in batch:
            self._sizes[source] = (stated.mentions, stated.triples)
        self._batch.clear()
        self._bytes = 0

    def rescue(self) -> None:
        """Write what is complete, after an interrupt; a disk that is full as well is one more problem."""
        try:
            self.flush()
        except StoreWriteFailed as error:
            self.take(error)

    def counts(self, seconds: float) -> Counts:
        """What was kept so far."""
        return Counts(
            read=len(self._sizes),
            unchanged=self._unchanged,
            failed=self._failed,
            duplicates=self._duplicates,
            mentions=sum(mentions for mentions, _ in self._sizes.values()),
            triples=sum(triples for _, triples in self._sizes.values()),
            seconds=seconds,
        )

    def _add(self, stated: Stated) -> None:
        self._batch[stated.source.id] = stated
        self._bytes += len(stated.quads) + len(stated.raw)
        if len(self._batch) >= _SOURCES or self._bytes >= _BYTES:
            self.flush()

    def _write(self, batch: list[Stated]) -> None:
        """The graphs in one change; the originals, which record that a source is done, come after."""
        self.store.load(
            (
                graph_id(stated.source.id, base=self.store.base),
                ox.parse(stated.quads, format=ox.RdfFormat.N_QUADS),
            )
            for stated in batch
        )
        for stated in batch:
            self.store.blobs.put(stated.raw, {**stated.how, "fingerprint": stated.fingerprint})

    def _duplicate(self, loser: str, winner: str) -> None:
        self._duplicates += 1
        self._problem(ReadError(f"the same bytes as {winner}; kept once", where=loser))

    def _problem(self, error: KgError) -> None:
        self.progress.problem(error)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(error)


def stored_sources(store: Store) -> dict[str, Kept]:
    """By id, what earlier builds put into the store. An original whose record is broken counts as not there."""
    found: dict[str, Kept] = {}
    for original in originals(store):
        with suppress(KeyError):
            found[original.source] = Kept(str(original.how["name"]), str(original.how["fingerprint"]))
    return found


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []

    def later(number: int, frame: FrameType | None) -> None:
        pressed.append(number)

    before = signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
