"""From pieces to plain text: blanks squeezed, invisible characters dropped, and a map that stays right.

- A run of blanks is one space; a single ideographic space stays as written. A line break between two Chinese
  characters is nothing, elsewhere it is a space.
- Zero width characters, soft hyphens, bidi controls and control characters are dropped, so that hidden characters can
  neither split a word nor turn a quote around.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from kg.model import Marker
from kg.read.pieces import Mark, Part


class Seg(NamedTuple):
    """`length` characters of the plain text from `start` came from `first` to `last` of the decoded file."""

    start: int
    length: int
    first: int
    last: int


class Line(NamedTuple):
    """The text of one block with its map and its footnote markers, offsets from the block's start."""

    text: str
    segs: tuple[Seg, ...]
    markers: tuple[Marker, ...]

    def shifted(self, by: int) -> Line:
        """The same line further on in a text."""
        return Line(
            self.text,
            tuple(Seg(start + by, length, first, last) for start, length, first, last in self.segs),
            tuple(Marker(label, at + by) for label, at in self.markers),
        )


_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff"
)
_ODD = re.compile(rf"(?P<blank>\s[\s{_INVISIBLE}]*+)|[{_INVISIBLE}]++")
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def wide(character: str) -> bool:
    """Whether a character is written without spaces around it (Chinese, Japanese, full-width punctuation)."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"


def compose(parts: Iterable[Part]) -> Line:
    """The text of one block."""
    line = _Growing()
    for part in parts:
        if isinstance(part, Mark):
            line.markers.append(Marker(part.label, line.length))
            continue
        text, first, last = part
        exact = len(text) == last - first
        at = 0
        for odd in _ODD.finditer(text):
            line.words(text[at : odd.start()], first + at if exact else first, None if exact else last)
            at = odd.end()
            if odd["blank"] is not None:
                where = (first + odd.start(), first + at) if exact else (first, last)
                line.blanks(_HIDDEN.sub("", odd[0]), *where)
        line.words(text[at:], first + at if exact else first, None if exact else last)
    return Line("".join(line.out), tuple(line.segs), tuple(line.markers))


class _Growing:
    """A line while it grows; a blank is written only once words follow it."""

    __slots__ = ("blank", "blank_first", "blank_last", "length", "markers", "out", "segs")

    def __init__(self) -> None:
        self.out: list[str] = []
        self.segs: list[Seg] = []
        self.markers: list[Marker] = []
        self.length = 0
        self.blank = ""
        self.blank_first = self.blank_last = 0

    def blanks(self, run: str, first: int, last: int) -> None:
        if not self.blank:
            self.blank_first, self.blank_last = first, last
        elif first >= self.blank_first:
            self.blank_last = last
        self.blank += run

    def words(self, words: str, first: int, last: int | None) -> None:
        """Add characters from `first` on; with `last` they are decoded from that range as a whole."""
        if not words:
            return
        if self.blank:
            broken = not _BREAKS.isdisjoint(self.blank)
            if self.length and not (broken and wide(self.out[-1][-1]) and wide(words[0])):
                self.out.append("\u3000" if self.blank == "\u3000" else " ")
                self.segs.append(Seg(self.length, 1, self.blank_first, self.blank_last))
                self.length += 1
            self.blank = ""
        self.out.append(words)
        count = len(words)
        if last is None:
            self.segs.append(Seg(self.length, count, first, first + count))
        else:
            self.segs += [Seg(self.length + i, 1, first, last) for i in range(count)]
        self.length += count
