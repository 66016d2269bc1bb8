"""A text with marks over it, shown piece by piece: paragraphs, and the cells of tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic

from kg.model import Block, Span
from kg.views.nesting import Event, M, nest


class MarkedText(Generic[M]):
    """The marks of a text, sorted into the pieces in which it is shown; marks may reach over several pieces."""

    def __init__(self, text: str, pieces: Sequence[Span], marks: Iterable[M]) -> None:
        """`pieces` stand in order and do not overlap."""
        self._text = text
        self._starts = [piece.start for piece in pieces]
        self._marks: list[list[M]] = [[] for _ in pieces]
        for mark in marks:
            at = max(0, bisect_right(self._starts, mark.start) - 1)
            while at < len(pieces) and pieces[at].start < mark.end:
                if pieces[at].end > mark.start:
                    self._marks[at].append(mark)
                at += 1

    def events(self, piece: Span) -> Iterator[Event[M]]:
        """One of the pieces with what is marked in it."""
        at = bisect_right(self._starts, piece.start) - 1
        return nest(self._text, piece.start, piece.end, self._marks[at])


def pieces_of(blocks: Iterable[Block]) -> list[Span]:
    """The stretches of text that are shown each by itself, in order."""
    found: list[Span] = []
    for block in blocks:
        if block.table is None:
            found.append(Span(block.start, block.end))
        else:
            found += (cell for row in block.table.rows for cell in row)
    # a cell that spans several rows or columns may stand in each of them
    return sorted(set(found))
