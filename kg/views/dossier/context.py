"""The words around a quote, out of the stored original: two lines of them, cut where sentences and words end."""

from __future__ import annotations

import re

from kg.model import Mention, Source
from kg.store import Store
from kg.views.source.text import kept
from kg.views.words import columns

_COLUMNS = 90
"""What stands to each side of a quote, at most: a line of Chinese has about as many columns, at two a character."""
_MOST_BYTES = 2_000_000
_ALL_BYTES = 12_000_000
"""Originals that are larger are not read again for a few words, nor those that come after so many bytes."""
_SPACE = re.compile(r"\s+")
_ENDS = "。！？!?；;\n"


class Originals:
    """The plain texts of some sources, each read once; how much is read depends on the sources alone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._left = _ALL_BYTES
        self._texts: dict[str, str | None] = {}

    def around(self, mention: Mention) -> tuple[str, str, bool | None]:
        """The words before and after a mention's quote, and whether the quote stands there in the stored original.

        None where the original was not read: it is not kept, can no longer be read, or is too large. The words are then
        those that the graph keeps.
        """
        quote = mention.quote
        text = self._text(mention.source)
        if text is None or text[quote.start : quote.end] != quote.exact:
            return _before(quote.prefix), _after(quote.suffix), None if text is None else False
        reach = _COLUMNS + 1
        before = text[max(0, quote.start - reach) : quote.start]
        return _before(before), _after(text[quote.end : quote.end + reach]), True

    def _text(self, source: Source) -> str | None:
        if source.id not in self._texts:
            found = kept(self._store, source, most=min(_MOST_BYTES, self._left))
            self._left -= found.size or 0
            self._texts[source.id] = found.document.text if found.document else None
        return self._texts[source.id]


def _before(words: str) -> str:
    """The end of these words: of the paragraph alone, and from the beginning of a sentence or word where it is cut."""
    line = words.rpartition("\n")[2]
    cut = line
    while columns(cut) > _COLUMNS:
        cut = cut[1:]
    if cut == words and len(words) < _COLUMNS:
        return cut
    return cut if cut == line and "\n" in words else "…" + _whole(cut)


def _after(words: str) -> str:
    """The beginning of these words, in the same way."""
    line = words.partition("\n")[0]
    cut = line
    while columns(cut) > _COLUMNS:
        cut = cut[:-1]
    if cut == line and (len(line) < len(words) or len(words) < _COLUMNS):
        return cut
    end = max(map(cut.rfind, _ENDS))
    return cut[: end + 1] if end > 0 else cut + "…"


def _whole(words: str) -> str:
    """From where a word begins, if one was cut; Chinese may begin anywhere."""
    first = _SPACE.search(words)
    if words[:1].isascii() and first is not None and first.end() < len(words) // 2:
        return words[first.end() :]
    return words
