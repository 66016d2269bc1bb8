"""Plain text to drafts of blocks: a line or, where lines are wrapped, a run of lines is a paragraph."""

from __future__ import annotations

import re
import unicodedata

from kg.model import BlockKind
from kg.read.columns import Found, table_at
from kg.read.drafts import Cell, Draft
from kg.read.flow import closed
from kg.read.pieces import Part, Piece

_LINE = re.compile(r"[^\r\n\f\x0b\x1c-\x1e\x85\u2028\u2029]+")


def read_text(text: str, start: int, end: int) -> list[Draft]:
    """The paragraphs of `text[start:end]`."""
    lines = [match.span() for match in _LINE.finditer(text, start, end) if not match[0].isspace()]
    tables = _tables(text, lines)
    inside = {index for at, found in tables.items() for index in range(at, found.stop)}
    width = _wrapped_at(
        [text[first:last] for index, (first, last) in enumerate(lines) if index not in inside]
    )
    drafts: list[Draft] = []
    parts: list[Part] = []  # of the last draft
    before: tuple[int, int] | None = None
    for index, (first, last) in enumerate(lines):
        if index in inside:
            if index in tables:
                rows: list[list[Cell]] = [
                    [[Piece(text[a:b], a, b)] for a, b in row] for row in tables[index].rows
                ]
                drafts.append(Draft(BlockKind.TABLE, [], rows=rows, fixed=True))
            before = None
            continue
        if before is not None and width and drafts and _goes_on(text, before, (first, last), width):
            parts += [Piece(text[before[1] : first], before[1], first), Piece(text[first:last], first, last)]
        else:
            parts = [Piece(text[first:last], first, last)]
            drafts.append(Draft(BlockKind.PARAGRAPH, parts))
        before = (first, last)
    return drafts


def _tables(text: str, lines: list[tuple[int, int]]) -> dict[int, Found]:
    """The tables of a text by the index of their first line."""
    tables: dict[int, Found] = {}
    index = 0
    while index < len(lines):
        found = table_at(text, lines, index)
        if found is not None and found.rows:
            tables[index] = found
        index = found.stop if found is not None else index + 1
    return tables


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line.strip())


def _wrapped_at(lines: list[str]) -> int:
    """The column at which lines are wrapped; 0 when they are not: many lines, of nearly one length, that end in mid-sentence."""
    widths = sorted(_columns(line) for line in lines[:2000])
    if len(widths) < 4 or widths[-1] > 160:
        return 0
    full = sum(width >= widths[-1] * 0.85 for width in widths)
    cut = sum(not closed(line.rstrip()) for line in lines[:2000])
    return widths[-1] if full * 2 >= len(widths) and cut * 3 >= len(widths) else 0


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    gap = text[before[1] : line[0]]
    first, second = text[slice(*before)], text[slice(*line)]
    return (
        gap.count("\n") + gap.count("\r") - gap.count("\r\n") == 1
        and _columns(first) >= width * 0.75
        and not second.startswith(("\u3000\u3000", "    ", "\t"))
    )
