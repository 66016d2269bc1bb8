"""Text as copies are compared: folded, without punctuation and space, each character with its place in the plain text.

A number keeps its sign, its point and its percent sign and loses the commas between thousands, so that 3,258,608 is
3258608; words and numbers are cut nowhere inside.

    >>> compared("ＧＭＶ達 ８．９４兆元，增46%。").units
    'gmv达8.94兆元增46%'
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.folding import fold
from kg.model import Span

_KEPT = re.compile(
    r"(?P<number>(?:(?<![0-9a-z\u3400-\u9fff])[+-])?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?[%‰]?"
    r"|(?:(?<![0-9a-z\u3400-\u9fff])[+-])?[0-9]+(?:\.[0-9]+)*[%‰]?)"
    r"|(?P<cjk>[\u3400-\u9fff\u3040-\u30ff\U00020000-\U0003ffff]+)"
    r"|(?P<word>[^\W\d_\u3400-\u9fff\u3040-\u30ff\U00020000-\U0003ffff]+)"
    r"|(?P<other>[\d$¥€£])"
)
_WORK = re.compile(r"《[^》《]{1,200}》")


@dataclass(frozen=True, slots=True)
class Compared:
    """A text as copies are compared.

    `starts[i]` is the offset in the plain text of `units[i]`. `heads[i]` is 0 inside a word or number; where one begins,
    or a character that stands for itself, it is how much it weighs: a word of an alphabet 2, anything else 1.
    """

    units: str
    starts: array[int]
    heads: bytes
    works: tuple[tuple[int, int], ...] = ()
    """Where the names of documents and works stand, 《…》, in order."""

    def __len__(self) -> int:
        return len(self.units)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the plain text that `units[start:end]` stands for; where that is nothing, the place between."""
        if start < end:
            return Span(self.starts[start], self.starts[end - 1] + 1)
        place = self.starts[start - 1] + 1 if start else 0
        return Span(place, place)

    def units_of(self, span: Span) -> tuple[int, int]:
        """Where in `units` a stretch of the plain text begins and ends."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def weight(self, start: int, end: int) -> int:
        """How much is said in `units[start:end]`, in Chinese characters."""
        return self.heads.count(1, start, end) + 2 * self.heads.count(2, start, end)

    def own_weight(self, start: int, end: int) -> int:
        """The same without names of documents: any two texts about one of them have its name."""
        named = 0
        for a, b in self.works[bisect_left(self.works, (start, 0)) - 1 if start else 0 :]:
            if a >= end:
                break
            if b > start:
                named += self.weight(max(a, start), min(b, end))
        return self.weight(start, end) - named

    def is_cut(self, place: int) -> bool:
        """Whether no word or number goes across this place."""
        return place >= len(self.heads) or self.heads[place] > 0


def compared(text: str, skip: Sequence[Span] = ()) -> Compared:
    """This text as copies are compared, without the stretches `skip` (in order, not overlapping)."""
    folded = _without(fold(text), skip)
    pieces: list[str] = []
    starts = array("I")
    heads = bytearray()
    for match in _KEPT.finditer(folded):
        start, end = match.span()
        words, kind = match.group(), match.lastgroup
        if kind == "number" and "," in words:
            starts.extend(place for place in range(start, end) if folded[place] != ",")
            words = words.replace(",", "")
        else:
            starts.extend(range(start, end))
        pieces.append(words)
        if kind == "cjk":
            heads += b"\1" * len(words)
        else:
            heads += (b"\2" if kind == "word" else b"\1") + b"\0" * (len(words) - 1)
    works = tuple(
        (bisect_left(starts, work.start()), bisect_left(starts, work.end()))
        for work in _WORK.finditer(folded)
    )
    return Compared("".join(pieces), starts, bytes(heads), works)


def _without(folded: str, skip: Sequence[Span]) -> str:
    pieces: list[str] = []
    place = 0
    for span in skip:
        pieces += folded[place : span.start], "\n" * (span.end - span.start)
        place = span.end
    return "".join([*pieces, folded[place:]])
