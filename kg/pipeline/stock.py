"""What a store has of the sources that count: little of all of them, mentions and texts of a few at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kg.errors import KgError
from kg.graph import graph_id, read_mentions, sources
from kg.graph.history import history
from kg.graph.reuse import read_reuse
from kg.lexicon import Lexicon
from kg.match import family_of
from kg.model import Mention, Reuse, Text, ids
from kg.pipeline.history import Listed
from kg.pipeline.judged import Judged
from kg.pipeline.originals import originals, reread, sketch_in
from kg.reuse import sketch
from kg.store import Store

T = TypeVar("T")

_MENTIONS = 100_000
_CHARACTERS = 20_000_000
"""How many are kept at hand, of the sources used last."""


@dataclass(frozen=True, slots=True)
class Stocked:
    """A source that counts, as far as it takes to see what it has to do with others."""

    source: str
    published: str
    """ISO text, empty where it is not known."""
    fingerprint: str
    """Changes with anything that its graph says."""
    families: frozenset[str]
    sketch: bytes
    """Empty where no build has noted one."""


def note(text: str, mentions: Iterable[Mention], lexicon: Lexicon) -> dict[str, Any]:
    """What a build notes beside the original of a source, so that `stock` need not read its graph; JSON."""
    return {"families": sorted(families_of(mentions, lexicon)), "sketch": sketch(text).hex()}


def stock(shelf: Shelf, versions: Iterable[Listed], lexicon: Lexicon) -> list[Stocked]:
    """Those of a store's source versions that count, in their order, as people put them right.

    Only where somebody may have put a mention right, or a build left no note, is the source's graph read.
    """
    store, judged = shelf.store, shelf.judged
    gone = history(store).gone()
    found = []
    for one in versions:
        if one.source in gone:
            continue
        how = shelf.how(one.source)
        if "families" in how and not judged.corrections(one.source):
            mark, families = str(how["fingerprint"]), frozenset(map(str, how["families"]))
        else:
            read = mentions_of(store, one.source)
            mentions = judged.put_right(one.source, read)
            mark = str(how["fingerprint"]) if "fingerprint" in how else ids.digest(*map(repr, read))
            if mentions != read:
                mark = ids.digest(mark, *map(repr, mentions))
            families = families_of(mentions, lexicon)
        known = sketch_in(how)
        found.append(Stocked(one.source, one.published, mark, families, known))
    return found


def families_of(mentions: Iterable[Mention], lexicon: Lexicon) -> frozenset[str]:
    """The families that have a mention here."""
    return frozenset(key for m in mentions for key in family_of(m, lexicon))


class Shelf:
    """Mentions of the sources of a store as people put them right, and their texts; those used last are kept at hand."""

    def __init__(self, store: Store, judged: Judged) -> None:
        self.store, self.judged = store, judged
        self._originals = {original.source: original for original in originals(store)}
        self._mentions = Recent(
            _MENTIONS, lambda source: judged.put_right(source, mentions_of(store, source)), len
        )
        self._texts = Recent(_CHARACTERS, self._text, lambda text: len(text.text) if text else 1)

    def how(self, source: str) -> Mapping[str, Any]:
        """What a build noted of how it read a source; nothing where it left no record."""
        original = self._originals.get(source)
        return original.how if original else {}

    def mentions(self, source: str) -> list[Mention]:
        """The mentions of a source, in the order of its text."""
        return self._mentions.get(source)

    def text(self, source: str) -> Text | None:
        """A source with its plain text; None where its original is not there or cannot be read, which `kg verify` tells."""
        return self._texts.get(source)

    def _text(self, source: str) -> Text | None:
        original = self._originals.get(source)
        if original is None:
            return None
        try:
            document = reread(self.store, original)
        except KgError:
            return None
        mentions = self.mentions(source)
        return Text(
            mentions[0].source if mentions else document.source, document.text, mentions, document.blocks
        )


def reuses_of(store: Store) -> list[Reuse]:
    """What the sources of a store share with each other, as it was last related."""
    quads = [
        quad
        for graph in store.graphs()
        if graph.startswith(f"{store.base}graph/reuse/")
        for quad in store.quads(graph)
    ]
    return read_reuse(quads, {one.id: one for one in sources(store)}) if quads else []


def mentions_of(store: Store, source: str) -> list[Mention]:
    """The mentions of one source as the machine read them, in the order of its text."""
    return read_mentions(store.quads(graph_id(source, base=store.base)), base=store.base)


class Recent(Generic[T]):
    """Values by key, made when they are asked for; the least recently used go when they weigh too much together."""

    def __init__(self, most: int, make: Callable[[str], T], weigh: Callable[[T], int]) -> None:
        self._most, self._make, self._weigh = most, make, weigh
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._weight = 0

    def get(self, key: str) -> T:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = self._kept[key] = self._make(key)
        self._weight += self._weigh(value)
        while self._weight > self._most and len(self._kept) > 1:
            self._weight -= self._weigh(self._kept.popitem(last=False)[1])
        return value
