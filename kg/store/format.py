"""What a store on disk says of itself: `meta.json` with the version of its layout and the base of its data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError, StoreMissing, StoreTooNew
from kg.store import atomic

FORMAT = 1
"""Version of the layout that this program writes, and the latest that it reads."""

META = "meta.json"
_BASE = re.compile(
    r"(?:https?://[^/?#:]+(?::\d+)?/[^?#]*|urn:[A-Za-z0-9][A-Za-z0-9-]+:[^?#]*)(?<=[/:])", re.IGNORECASE
)
_OURS = {META, "lock", "graph", "sources", "vocabulary"}


class Meta(NamedTuple):
    """`format` counts layouts from 1; `base` is the namespace of the data."""

    format: int
    base: str


def read_meta(folder: Path) -> Meta:
    """What the store in this folder says of itself. Raises `StoreMissing`, `StoreTooNew`, or `StoreError` for a broken file."""
    path = folder / META
    try:
        said = json.loads(path.read_bytes())
        meta = Meta(int(said["format"]), str(said["base"]))
    except (FileNotFoundError, NotADirectoryError):
        raise StoreMissing("no store here: run `kg build` first", where=folder) from None
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=path) from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError("does not say what store this is", where=path) from error
    if meta.format > FORMAT:
        raise StoreTooNew(
            f"written by a later version of this program (format {meta.format}, this one reads up to {FORMAT})",
            where=folder,
        )
    return meta


def check_base(base: str) -> None:
    """Raises `StoreError` for what cannot be the namespace of data: an absolute http, https or urn IRI that ends in `/` or `:`.

    `#` is no end: parts of a mention have fragments of their own (`…#target`), and an IRI has one fragment.
    """
    try:
        ox.NamedNode(base)
    except ValueError:
        raise StoreError("is not an IRI", where=base) from None
    if not _BASE.fullmatch(base):
        raise StoreError("is not an http, https or urn IRI that ends in / or :", where=base)


def write_meta(folder: Path, *, base: str) -> Meta:
    """Make this folder a store. Raises `StoreWriteFailed`."""
    meta = Meta(FORMAT, base)
    atomic.write(folder / META, json.dumps(meta._asdict(), indent=2).encode() + b"\n")
    return meta


def check_new(folder: Path) -> None:
    """Raises `StoreError` where a new store would land in a folder that holds something else."""
    if folder.exists() and not folder.is_dir():
        raise StoreError("is a file, not a folder for a store", where=folder)
    if folder.is_dir() and any(item.name not in _OURS for item in folder.iterdir()):
        raise StoreError("is a folder that holds something else than a store", where=folder)
