"""The user's own vocabulary beside the graph that was built with it: copies of the Turtle files.

A copy is named by its place in the order and by its content, so that one that is read is never another one a moment later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.errors import StoreError, StoreWriteFailed
from kg.store import atomic


def keep(folder: Path, files: Iterable[Path]) -> None:
    """Put copies of these files in the place of those that the folder has; raises `StoreError`, `StoreWriteFailed`.

    The new ones come first and the old ones go last: who reads meanwhile sees too many words rather than too few.
    """
    copies: dict[Path, bytes] = {}
    for number, file in enumerate(files):
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise StoreError(error.strerror or str(error), where=file) from error
        copies[folder / f"{number:03}-{hashlib.sha256(raw).hexdigest()[:32]}.ttl"] = raw
    before = set(kept(folder))
    for path, raw in copies.items():
        if path not in before:
            atomic.write(path, raw)
    for path in before - copies.keys():
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreWriteFailed(error.strerror or str(error), where=path) from error


def kept(folder: Path) -> tuple[Path, ...]:
    """The copies in their order; none where there is no folder."""
    return tuple(sorted(folder.glob("*.ttl")))
