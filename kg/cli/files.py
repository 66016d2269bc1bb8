"""Where a command's output goes: stdout, or a file that is there as a whole or not at all."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from kg.errors import StoreWriteFailed


def check_folder(path: Path) -> None:
    """Raises `StoreWriteFailed` where a file is to go into a folder that is not there: a slip of the pen makes no folders."""
    if not path.parent.is_dir():
        raise StoreWriteFailed(f"cannot be written: there is no folder {path.parent}", where=path)


@contextmanager
def writing(path: Path | None) -> Iterator[BinaryIO]:
    """A binary file. What was at `path` before stays until the new file is complete. Raises `StoreWriteFailed`."""
    if path is None:
        yield sys.stdout.buffer
        return
    try:
        if path.exists() and not stat.S_ISREG(
            path.stat().st_mode
        ):  # a pipe or a device is written as it stands
            with path.open("wb") as file:
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
def writing_text(path: Path | None) -> Iterator[TextIO]:
    """A text file in UTF-8, or stdout in its own encoding. What has no encoding is written as an escape."""
    if path is None:
        yield sys.stdout
        return
    with writing(path) as file:
        text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="\n", write_through=True)
        yield text
        text.detach()
