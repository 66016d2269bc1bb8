"""Databases on disk that never change once they are published.

RocksDB leaves open what a reader sees while another process writes to the same files. So nobody reads what is written:
each change is made in a copy of the database (hard links to its immutable files, some milliseconds) and published by
replacing the file `current`, which names the folder that counts. Killing the writer at any moment leaves `current` as
it was; what it left behind is swept by the next writer. A folder goes when no reader has it open any more.

    graph/current      "7"
    graph/7/           the database
    graph/7.reading    locked by readers of 7
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError, StoreWriteFailed
from kg.store import atomic
from kg.store.lock import ReadingMark, is_read
from kg.store.query import first_line

_ATTEMPTS = 100
"""How often a reader looks again when writers publish faster than it can open."""


class Snapshot(NamedTuple):
    """A published database, open for reading; `mark` keeps its folder there."""

    number: int
    folder: Path
    db: ox.Store
    mark: ReadingMark


class Generations:
    """The databases of one store. Only the holder of the store's writer lock may call `change` and `sweep`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._highest = 0

    def current(self) -> int:
        """The number of the database that counts, 0 before the first. Raises `StoreError` for a broken file."""
        path = self.folder / "current"
        try:
            return int(path.read_text("ascii"))
        except FileNotFoundError:
            return 0
        except (OSError, ValueError) as error:
            raise StoreError("does not name a database", where=path) from error

    def open(self) -> Snapshot:
        """The database that counts now. Raises `StoreError`."""
        for _ in range(_ATTEMPTS):
            number = self.current()
            folder = self.folder / str(number)
            try:
                mark = ReadingMark(self._mark(number))
            except FileNotFoundError:
                if self.current() == number:
                    raise StoreError("the database is not there", where=folder) from None
                continue
            except OSError as error:
                raise StoreError(error.strerror or str(error), where=folder) from error
            # a writer may have published another one, and swept this one, before the mark was set
            if self.current() != number:
                mark.release()
                continue
            try:
                return Snapshot(number, folder, ox.Store.read_only(str(folder)), mark)
            except (OSError, RuntimeError) as error:
                mark.release()
                raise StoreError(f"cannot be opened: {first_line(error)}", where=folder) from error
        raise StoreError("another process writes too fast to be read from", where=self.folder)

    def is_current(self, snapshot: Snapshot) -> bool:
        """Whether this is the database that counts now. A store made anew in the same place begins to count anew."""
        return self.current() == snapshot.number and snapshot.mark.is_of(self._mark(snapshot.number))

    def change(self, apply: Callable[[ox.Store], None]) -> None:
        """Apply a change to a copy and publish it. Whatever `apply` raises, what counts stays as it was.

        Raises `StoreWriteFailed` when the disk is full or refuses.
        """
        number = self._next()
        folder = self.folder / str(number)
        try:
            self._write(folder, apply)
            self._mark(number).touch()
            atomic.sync_folder(self.folder)
            atomic.write(self.folder / "current", b"%d\n" % number)
        except (OSError, RuntimeError) as error:
            self._remove(number)
            raise StoreWriteFailed(f"cannot be written: {first_line(error)}", where=self.folder) from error
        except BaseException:
            self._remove(number)
            raise

    def sweep(self) -> None:
        """Remove databases that no longer count, or never did, and that nobody reads."""
        current = self.current()
        for number in self._numbers():
            if number != current and not (self._mark(number).exists() and is_read(self._mark(number))):
                self._remove(number)

    def _write(self, folder: Path, apply: Callable[[ox.Store], None]) -> None:
        # in a function of its own: the database is closed when it returns, before it is published
        current = self.current()
        if current:
            ox.Store.read_only(str(self.folder / str(current))).backup(str(folder))
        db = ox.Store(str(folder))
        apply(db)
        db.flush()

    def _next(self) -> int:
        # a number is never used twice: a failed attempt may still have its files open in this process
        self._highest = max(self._highest, self.current(), *self._numbers(), 0) + 1
        return self._highest

    def _numbers(self) -> list[int]:
        found = {item.name.removesuffix(".reading") for item in self.folder.iterdir()}
        return sorted(int(name) for name in found if name.isascii() and name.isdigit())

    def _mark(self, number: int) -> Path:
        return self.folder / f"{number}.reading"

    def _remove(self, number: int) -> None:
        shutil.rmtree(self.folder / str(number), ignore_errors=True)
        self._mark(number).unlink(missing_ok=True)
