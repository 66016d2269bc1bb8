"""The originals that a store keeps: how each was read, and the document that it gives when it is read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.model import Document
from kg.read import ReadOptions, read_bytes
from kg.store import Store


class Original(NamedTuple):
    """An original by the SHA-256 of its bytes; `how` is what a build noted beside it."""

    sha256: str
    source: str
    how: dict[str, Any]


def originals(store: Store) -> Iterator[Original]:
    """All originals whose record can be read, in order of their names."""
    for sha256 in store.blobs.names():
        with suppress(StoreError):
            how = store.blobs.how(sha256)
            if isinstance(how.get("source"), str):
                yield Original(sha256, how["source"], how)


def sketch_in(how: Mapping[str, Any]) -> bytes:
    """The sketch of the text that a build noted; empty where it noted none."""
    return bytes.fromhex(str(how.get("sketch", "")))


def reread(store: Store, original: Original) -> Document:
    """The document in an original, with the plain text in which its quotes stand. Raises `StoreError` and `ReadError`."""
    how = original.how
    name, encoding, media_type, fields = (how.get(key) for key in ("name", "encoding", "media_type", "map"))
    texts = [name, *(text for text in (encoding, media_type) if text is not None)]
    if fields is not None:
        texts += [text for pair in fields.items() for text in pair] if isinstance(fields, dict) else [None]
    if not all(isinstance(text, str) for text in texts):
        # a store may come from anywhere
        raise StoreError("what was noted of the original does not say how it was read", where=original.sha256)
    options = ReadOptions(map=dict(fields or {}), encoding=encoding, base=store.base)
    raw = store.blobs.get(original.sha256)
    return read_bytes(raw, name=str(name), media_type=media_type, options=options)
