"""Where one story ends and the next begins: a digest tells many under one title, each beneath a headline of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from kg.model import Block, BlockKind
from kg.read.words import pattern

_SECTION = regex.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})+|\d{1,2}[、.．,，]|第[\p{Han}\d]{1,3}[章节部]|[一二三四五六七八九十]{1,3}[、﹑.．,，]|[（(][\p{Han}\d]{1,3}[)）])"
)
"""The number of a section: 1.1, 二、, 第三章."""
_TELLS = regex.compile(r"[，：:,\d]")
_LABELLED, _SHORT = 2, 8
_PLAIN, _LONG = 4, 14
"""So many headings of so many characters make a digest: under a title that calls itself one, and under any other."""


@dataclass(frozen=True, slots=True)
class Stories:
    """The blocks that head the stories of a text, with the offsets from which each holds."""

    _starts: tuple[int, ...] = ()
    _heads: tuple[Block | None, ...] = ()

    @property
    def several(self) -> bool:
        """Whether the text is a digest."""
        return len(self._starts) > 1

    def head(self, offset: int) -> Block | None:
        """The headline over an offset: the title where the text is one story, None beneath the number of a section."""
        place = bisect_right(self._starts, offset)
        return self._heads[place - 1] if place else None

    def span(self, offset: int) -> tuple[int, int]:
        """Where the story around an offset begins and ends."""
        place = bisect_right(self._starts, offset)
        start = self._starts[place - 1] if place else 0
        return start, self._starts[place] if place < len(self._starts) else 1 << 62


def stories(folded: str, blocks: Sequence[Block]) -> Stories:
    """The stories of a text by its title and headings."""
    title = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    starts, heads = [0], [title]
    if headings:
        numbered = [block for block in headings if _SECTION.match(folded, block.start, block.end)]
        labelled = title is not None and pattern("WORDS", "digest").search(folded, title.start, title.end)
        least, length = (_LABELLED, _SHORT) if labelled else (_PLAIN, _LONG)
        telling = [
            block
            for block in headings
            if block.end - block.start >= length
            and (labelled or _TELLS.search(folded, block.start, block.end))
            and block not in numbered
        ]
        if len(telling) >= least and len(telling) * 2 >= len(headings):
            for block in headings:
                starts.append(block.start)
                heads.append(None if block in numbered else block)
    return Stories(tuple(starts), tuple(heads))
