"""Files and folders that are there as a whole or not at all, also when writing is interrupted or the disk is full."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import StoreWriteFailed


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A binary file. What was at `path` before stays until the new file is complete. Raises `StoreWriteFailed`."""
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb") as file:  # a pipe or a device is written as it stands
                yield file
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreWriteFailed(f"cannot be written: {error.strerror or error}", where=path) from error


@contextmanager
def writing_folder(path: Path, *, mark: str) -> Iterator[Path]:
    """An empty folder beside `path`, which takes its place when everything in it is written.

    What is at `path` is replaced only if it is an empty folder or holds a file named `mark`, which an earlier export left
    there: nobody's own files are lost to a slip of the pen. Raises `StoreWriteFailed`.
    """
    if path.exists() and not _ours(path, mark):
        raise StoreWriteFailed(f"is there already and is no earlier export: it has no {mark}", where=path)
    try:
        part = Path(tempfile.mkdtemp(dir=path.parent, prefix=path.name, suffix=".part"))
        try:
            part.chmod(0o755)
            yield part
            _exchange(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise StoreWriteFailed(f"cannot be written: {error.strerror or error}", where=path) from error


def _ours(path: Path, mark: str) -> bool:
    return path.is_dir() and ((path / mark).is_file() or not any(path.iterdir()))


def _exchange(new: Path, path: Path) -> None:
    """Put a folder in the place of another; the old one comes back if that fails."""
    if not path.exists():
        new.replace(path)
        return
    old = new.with_suffix(".old")
    path.replace(old)
    try:
        new.replace(path)
    except BaseException:
        old.replace(path)
        raise
    shutil.rmtree(old, ignore_errors=True)
