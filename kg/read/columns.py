"""Tables in plain text: lines whose cells are parted by tabs, by bars, or by runs of blanks that keep columns aligned."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000[ \u3000]*| \u3000)")
_TAB, _BAR = re.compile("\t"), re.compile(r"\|")
_RULE = re.compile(r"[\s|:+=_-]*(?:--|==|__)[\s|:+=_-]*")
_FIGURE = re.compile(r"[-−+(（]?[$¥€£]?\d[\d.,]*\s?(?:%|％|[^\W\d]{0,4})[)）]?\s*$")
_SENTENCE = re.compile(r"[。！？；]|\.\s+[A-Z]")
_LEAST = 3
"""Lines of a table whose columns only blanks part; two such lines may be anything."""

Cells = list[tuple[int, int]]
_Cut = Callable[[str, int, int], Cells]


class Found(NamedTuple):
    """The rows of a table and the line after it; no rows where the lines up to `stop` look like one and are none."""

    rows: list[Cells]
    stop: int


def table_at(text: str, lines: Sequence[tuple[int, int]], index: int) -> Found | None:
    """The table whose first line is `lines[index]`; lines are spans without line breaks, blank ones left out."""
    first = text[slice(*lines[index])]
    if "\t" in first.strip():
        return _run(text, lines, index, _tabs, 2)
    if first.count("|") >= 2 or (first.strip().startswith("|") and first.strip().endswith("|")):
        return _run(text, lines, index, _bars, 2)
    if _GAP.search(first.strip()) and not _SENTENCE.search(first):
        found = _run(text, lines, index, _blanks, _LEAST)
        return found if found is None or _aligned(text, found.rows) else Found([], found.stop)
    return None


def _run(text: str, lines: Sequence[tuple[int, int]], index: int, cut: _Cut, least: int) -> Found | None:
    rows: list[Cells] = []
    at = index
    while at < len(lines):
        start, end = lines[at]
        if rows and text.count("\n", lines[at - 1][1], start) > 1:
            break
        line = text[start:end]
        if rows and _RULE.fullmatch(line):
            at += 1
            continue
        cells = cut(text, start, end)
        if len(cells) < 2 or (cut is _blanks and rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        at += 1
    return Found(rows, at) if len(rows) >= least else None


def _tabs(text: str, start: int, end: int) -> Cells:
    return _split(text, start, end, _TAB)


def _bars(text: str, start: int, end: int) -> Cells:
    line = text[start:end]
    start += len(line) - len(line.lstrip()) + line.lstrip().startswith("|")
    end -= len(line) - len(line.rstrip()) + (line.rstrip().endswith("|") and len(line.strip()) > 1)
    return _split(text, start, end, _BAR)


def _blanks(text: str, start: int, end: int) -> Cells:
    line = text[start:end]
    if _SENTENCE.search(line):
        return []
    return _split(text, start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip())), _GAP)


def _split(text: str, start: int, end: int, mark: re.Pattern[str]) -> Cells:
    cells: Cells = []
    for found in mark.finditer(text, start, end):
        cells.append((start, found.start()))
        start = found.end()
    return [*cells, (start, end)]


def _aligned(text: str, rows: list[Cells]) -> bool:
    """Whether blanks part columns: nearly every line but the first ends with a figure or an empty mark."""
    body = rows[1:]
    figures = sum(bool(_FIGURE.match(text[slice(*row[-1])].strip())) for row in body)
    return figures * 4 >= len(body) * 3
