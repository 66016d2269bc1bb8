"""Where a command's output goes: stdout, or a file that is there as a whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from kg.errors import StoreWriteFailed
from kg.exports import files


def check_folder(path: Path) -> None:
    """Raises `StoreWriteFailed` where a file is to go into a folder that is not there: a slip of the pen makes no folders."""
    if not path.parent.is_dir():
        raise StoreWriteFailed(f"cannot be written: there is no folder {path.parent}", where=path)


@contextmanager
def writing(path: Path | None) -> Iterator[BinaryIO]:
    """A binary file, or stdout. What was at `path` before stays until the new file is complete. Raises `StoreWriteFailed`."""
    if path is None:
        yield sys.stdout.buffer
        return
    with files.writing(path) as file:
        yield file


@contextmanager
def writing_text(path: Path | None) -> Iterator[TextIO]:
    """A text file in UTF-8, or stdout in its own encoding. What has no encoding is written as an escape."""
    if path is None:
        yield sys.stdout
        return
    with files.writing(path) as file:
        text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="\n", write_through=True)
        yield text
        text.detach()
