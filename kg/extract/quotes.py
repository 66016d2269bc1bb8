"""Quotes that stand in the original in one piece.

The plain text joins what a page break or a footnote tore apart; a quote across such a seam could not be found in the
file by anybody. So a quote is cut at the seams, and the piece that holds the value is kept.
"""

from __future__ import annotations

import regex

from kg.model import Document

_MARKUP = regex.compile(
    rb"<sup>.*?</sup>|<[^<>]*>|&nbsp;|[\s\x00]+|\\[nrt]|\xe3\x80\x80|\xc2\xa0|\*+|_+", regex.DOTALL
)
_SHORT_GAP = 3
"""Bytes between two runs that can hold no words of their own."""


def clip(document: Document, start: int, end: int, *, at: int) -> tuple[int, int]:
    """The longest part of `start` to `end` around `at` that no words of the original interrupt."""
    previous = None
    for run in document.offsets.overlapping(start, end):
        if previous is not None:
            gap = run.first - previous
            torn = gap < 0 or (gap > _SHORT_GAP and _MARKUP.sub(b"", document.raw[previous : run.first]))
            if torn and run.start <= at:
                start = max(start, run.start)
            elif torn:
                end = min(end, run.start)
                break
        previous = run.last
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
