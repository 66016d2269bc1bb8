"""What readers hand on: pieces of text that know where they stood.

A reader never builds the plain text itself. It says "these characters, from there to there"; `kg.read.compose` then
squeezes blanks, drops invisible characters and keeps the map. Offsets here are code points of the decoded file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class Piece(NamedTuple):
    """Characters that stood at `first` to `last` (end exclusive) of the decoded file.

    Either one character for one (`len(text) == last - first`), or decoded as a whole (an entity, an escape).
    """

    text: str
    first: int
    last: int


class Mark(NamedTuple):
    """A footnote marker between two pieces."""

    label: str


Part = Piece | Mark

_REFERENCE = re.compile(r"&(?:#[0-9]{1,10}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,32});?")


def decoded(text: str, start: int, end: int) -> Iterator[Piece]:
    """Pieces of `text[start:end]` with HTML character references decoded."""
    at = start
    if text.find("&", start, end) >= 0:
        for match in _REFERENCE.finditer(text, start, end):
            value = html.unescape(match[0])
            if value == match[0]:
                continue
            if match.start() > at:
                yield Piece(text[at : match.start()], at, match.start())
            yield Piece(value, match.start(), match.end())
            at = match.end()
    if at < end:
        yield Piece(text[at:end], at, end)


def words_of(parts: list[Part]) -> str:
    """The bare characters of some parts, as written."""
    return "".join(part.text for part in parts if isinstance(part, Piece))


_LABEL = re.compile(r"[\[［(（]?\s*(\d{1,3}|[*†‡§①-⑳]{1,2}|注\d{0,3}|[+＋])\s*[\]］)）]?")
_EXPONENT_BASE = re.compile(r"(?:\b[kcmd]?m|\b10|公里|[千分厘毫]?米)$")


def marker_label(words: str, before: str) -> str | None:
    """The label of a superscript that is a marker; None for text such as the square of km².

    `before` is what stands in front of it. The plus of 85⁺ is a marker too: it says something of the number below it.
    """
    match = _LABEL.fullmatch(words.strip())
    if match is None or (match[1].isdigit() and len(match[1]) == 1 and _EXPONENT_BASE.search(before)):
        return None
    return match[1].replace("＋", "+")
