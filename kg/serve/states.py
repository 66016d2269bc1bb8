"""The store as it is now.

A request reads one state from its beginning to its end, however often a writer publishes meanwhile. What is written is
seen by the next request. A state is closed when no request reads it any more.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from kg.lexicon import Lexicon
from kg.store import DiskStore, Store
from kg.views.names import Names, read_names

T = TypeVar("T")
_RECENT = 16
"""Things that `State.keep_recent` keeps."""


class State:
    """A store that does not change, with what is made from it once.

    `number` differs between states of one server. What is made of a state once for all its readers is kept with it.
    """

    def __init__(self, store: Store, number: int, vocabulary: tuple[Path, ...]) -> None:
        self.store = store
        self.number = number
        self._vocabulary = vocabulary
        self._readers = 0
        self._old = False
        self._kept: dict[Hashable, Any] = {}
        self._making: dict[Hashable, Lock] = defaultdict(Lock)
        self._recent: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The shipped words, those that the store was built with, and those of the server's user."""
        return Lexicon.load(*self.store.vocabulary(), *self._vocabulary)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this state however many threads ask for it at the same time."""
        with self._lock:
            making = self._making[key]
        with making:
            if key not in self._kept:
                self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def keep_recent(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, for the time in which it is asked for again; of what is asked for there is no end."""
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                kept: T = self._recent[key]
                return kept
        found = make()
        with self._lock:
            self._recent[key] = found
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        return found

    @property
    def names(self) -> Names:
        """What everything in the store is called."""
        return self.keep("names", lambda: read_names(self.store))


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
