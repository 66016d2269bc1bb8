"""What a store has of each source that counts, as far as relating them takes it: no text, no mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kg.errors import StoreError
from kg.graph import graph_id, read_mentions
from kg.lexicon import Lexicon
from kg.match import family_of
from kg.model import Mention, ids
from kg.pipeline.history import history, listed
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Stocked:
    """A source that counts. `fingerprint` changes with anything that its graph says, `families` are those of its mentions."""

    source: str
    published: str
    """ISO text, empty where it is not known."""
    fingerprint: str
    families: frozenset[str]
    sketch: bytes
    sha256: str | None
    """Of its original, where the store has it."""


def stock(store: Store, lexicon: Lexicon) -> list[Stocked]:
    """The sources of a store that count, in order of their IRIs.

    What a build noted beside an original is taken from there; where nothing is noted the graph is read.
    """
    gone = history(store).gone()
    noted = dict(_noted(store))
    found = []
    for one in listed(store):
        if one.source in gone:
            continue
        sha256, note = noted.get(one.source, (None, {}))
        if "families" in note and "sketch" in note:
            fingerprint, families = str(note["fingerprint"]), frozenset(map(str, note["families"]))
        else:
            mentions = mentions_of(store, one.source)
            fingerprint = ids.digest(*(repr(m) for m in mentions))
            families = families_of(mentions, lexicon)
        sketch = bytes.fromhex(str(note.get("sketch", "")))
        found.append(Stocked(one.source, one.published, fingerprint, families, sketch, sha256))
    return found


def mentions_of(store: Store, source: str) -> list[Mention]:
    """The mentions of one source, in the order of its text."""
    return read_mentions(store.quads(graph_id(source, base=store.base)), base=store.base)


def families_of(mentions: list[Mention], lexicon: Lexicon) -> frozenset[str]:
    """The families that have a mention here."""
    return frozenset(key for m in mentions for key in family_of(m, lexicon))


def _noted(store: Store) -> Iterator[tuple[str, tuple[str, Mapping[str, Any]]]]:
    for sha256 in store.blobs.names():
        with suppress(StoreError):
            how = store.blobs.how(sha256)
            if isinstance(how.get("source"), str):
                yield how["source"], (sha256, how)
