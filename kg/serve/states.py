"""The store as it is now.

A request reads one state from its beginning to its end, however often a writer publishes meanwhile. What is written is
seen by the next request. A state is closed when no request reads it any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock

from kg.lexicon import Lexicon
from kg.store import DiskStore, Store


class State:
    """A store that does not change, with what is made from it once.

    `number` differs between states of one server; pages may keep what they made under it.
    """

    def __init__(self, store: Store, number: int, vocabulary: tuple[Path, ...]) -> None:
        self.store = store
        self.number = number
        self._vocabulary = vocabulary
        self._readers = 0
        self._old = False

    @cached_property
    def lexicon(self) -> Lexicon:
        """The shipped words, those that the store was built with, and those of the server's user."""
        return Lexicon.load(*self.store.vocabulary(), *self._vocabulary)


class States:
    """The states of one store, for the threads of one server."""

    def __init__(self, opened: Callable[[], Store], *, vocabulary: tuple[Path, ...] = ()) -> None:
        """Opens the store at once. Raises `StoreMissing`, `StoreTooNew` or `StoreError`."""
        self._opened = opened
        self._vocabulary = vocabulary
        self._lock = Lock()
        self._now = self._open(1)

    def _open(self, number: int) -> State:
        return State(self._opened(), number, self._vocabulary)

    @contextmanager
    def reading(self) -> Iterator[State]:
        """The state that counts now. Raises `StoreError` where the store can no longer be read."""
        with self._lock:
            if _is_old(self._now.store):
                new = self._open(self._now.number + 1)
                self._retire(self._now)
                self._now = new
            state = self._now
            state._readers += 1
        try:
            yield state
        finally:
            with self._lock:
                state._readers -= 1
                if state._old and not state._readers:
                    state.store.close()

    def _retire(self, state: State) -> None:
        state._old = True
        if not state._readers:
            state.store.close()

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            self._retire(self._now)


def _is_old(store: Store) -> bool:
    return isinstance(store, DiskStore) and not store.is_current()
