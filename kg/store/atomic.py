"""Files that are either the old one or the new one, also after a crash or a full disk."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from kg.errors import StoreWriteFailed


def write(path: Path, raw: bytes) -> None:
    """Put these bytes at a path, making its folder; raises `StoreWriteFailed`, and then the old file stands."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise StoreWriteFailed(error.strerror or str(error), where=path) from error


def sync_folder(path: Path) -> None:
    """Have the names in a folder survive a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
