"""Who may write, and what is being read: advisory locks, which the system lets go of when a process ends in any way."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from weakref import WeakSet

from kg.errors import StoreLocked, StoreWriteFailed

_held: WeakSet[IO[Any]] = WeakSet()


def _let_go_in_child() -> None:
    # a forked worker shares the lock with its parent, and would keep it if the parent were killed
    nothing = os.open(os.devnull, os.O_RDONLY)
    for file in list(_held):
        if not file.closed:
            os.dup2(nothing, file.fileno())
    os.close(nothing)


os.register_at_fork(after_in_child=_let_go_in_child)


class WriterLock:
    """The right to write to one store, for one process at a time."""

    def __init__(self, path: Path) -> None:
        """Take the lock, or raise `StoreLocked` at once, naming the process that has it."""
        try:
            self._file = path.open("a+")
        except OSError as error:
            raise StoreWriteFailed(error.strerror or str(error), where=path) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.seek(0)
            holder = self._file.read(20).strip()
            self._file.close()
            who = f"process {holder}" if holder.isdigit() else "another process"
            raise StoreLocked(f"{who} is writing to this store", where=path.parent) from None
        try:
            self._file.truncate(0)
            self._file.write(str(os.getpid()))
            self._file.flush()
        except OSError as error:
            self._file.close()
            raise StoreWriteFailed(error.strerror or str(error), where=path) from error
        _held.add(self._file)

    def release(self) -> None:
        """Let the next one write, also where a process forked a moment ago has not let go yet."""
        if not self._file.closed:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._file.close()


class ReadingMark:
    """Says that somebody reads what this file stands for; many can at once."""

    def __init__(self, path: Path) -> None:
        """Raises `FileNotFoundError` where there is no such file."""
        self._file = path.open("rb")
        fcntl.flock(self._file, fcntl.LOCK_SH)
        _held.add(self._file)

    def is_of(self, path: Path) -> bool:
        """Whether this is still the file at the path, not one that was put in its place."""
        try:
            return os.path.samestat(path.stat(), os.fstat(self._file.fileno()))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Reading is over."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def is_read(path: Path) -> bool:
    """Whether anybody holds a `ReadingMark` of this file now."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        return False
