"""Footnotes and the markers that call them, linked both ways, over the pages of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kg.model import Block, BlockKind, Document, Marker, Span
from kg.views.source.text import page_of


def address(here: str, pages: Sequence[Span], offset: int, fragment: str) -> str:
    """A place on the page of a source (`here`) on which this offset stands."""
    page = page_of(pages, offset)
    return f"{here}?page={page}#{fragment}" if page > 1 else f"{here}#{fragment}"


class Footnotes:
    """The footnotes of a document. Where a label comes several times, the next one after a marker is meant."""

    def __init__(self, document: Document, pages: Sequence[Span], here: str) -> None:
        self._pages = pages
        self._here = here
        self._numbers: dict[int, int] = {}
        self._starts: dict[str, list[int]] = defaultdict(list)
        for number, block in enumerate(document.of_kind(BlockKind.FOOTNOTE), 1):
            self._numbers[block.start] = number
            self._starts[block.label or ""].append(block.start)
        self._called: dict[int, int] = {}
        for block in document.blocks:
            for marker in block.markers:
                note = self._note(marker)
                if note is not None:
                    self._called.setdefault(note, marker.at)

    def _note(self, marker: Marker) -> int | None:
        starts = self._starts.get(marker.label)
        if not starts:
            return None
        return starts[min(bisect_left(starts, marker.at), len(starts) - 1)]

    def number(self, block: Block) -> int | None:
        """Which footnote a block is, None for one that is none."""
        return self._numbers.get(block.start) if block.kind is BlockKind.FOOTNOTE else None

    def of_marker(self, marker: Marker) -> str | None:
        """Where the footnote of a marker stands."""
        note = self._note(marker)
        return None if note is None else address(self._here, self._pages, note, f"n-{self._numbers[note]}")

    def caller(self, block: Block) -> str | None:
        """Where the first marker of a footnote stands."""
        at = self._called.get(block.start) if block.kind is BlockKind.FOOTNOTE else None
        return None if at is None else address(self._here, self._pages, at, f"c-{at}")
