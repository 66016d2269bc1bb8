"""Markdown, also as converters from PDF write it, to drafts of blocks.

Page breaks are `---` lines, footnotes are `<sup>1</sup>` lines between pages, tables are lines with tabs (or pipes),
lost pictures leave empty lines behind. HTML blocks inside are read as HTML.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import BlockKind
from kg.read.columns import table_at
from kg.read.drafts import Draft
from kg.read.html import read_html
from kg.read.inline import Inline, read_inline
from kg.read.pieces import Mark, Part, Piece

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•·●▪■]|\d{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_NOTE = re.compile(r"\s{0,3}\[\^([^\]\s]{1,20})\]:\s*")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_PIPE_RULE = re.compile(r"\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*(?:\|\s*)?")
_HTML_START = re.compile(
    r"^[ \t]{0,3}<(address|article|aside|center|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|img|main|nav|ol"
    r"|p|pre|script|section|span|strong|style|table|ul|!--|!doctype|html|body|iframe|video)(?![\w-])[^\n]*",
    re.MULTILINE | re.IGNORECASE,
)
_HTML_END = re.compile(r"</[a-zA-Z][a-zA-Z0-9]*\s*>|<(?:img|br|hr)\b[^<>]*>|-->")


class Row(NamedTuple):
    """A line of the file without its line break."""

    start: int
    end: int
    text: str


class Markdown(NamedTuple):
    """What Markdown holds: its blocks, the URLs that stand by themselves, whether it was converted from pages."""

    drafts: list[Draft]
    urls: list[str]
    paged: bool


def read_markdown(text: str, start: int, end: int, *, name: str) -> Markdown:
    """The blocks of the Markdown in `text[start:end]`."""
    region = html_region(text, start, end)
    if region is None:
        return _Reader(text, name).read(start, end)
    before, after = _Reader(text, name).read(start, region[0]), _Reader(text, name).read(region[1], end)
    if before.drafts and all(draft.kind is BlockKind.DIGEST for draft in before.drafts):
        for draft in before.drafts:
            draft.fixed = True
    inside = read_html(text, *region, name=name)
    return Markdown([*before.drafts, *inside, *after.drafts], before.urls + after.urls, False)


def html_region(text: str, start: int, end: int) -> tuple[int, int] | None:
    """From the first line that opens an HTML block to the last end tag; None where there is none, or where most lines in
    between are Markdown.
    """
    first = _HTML_START.search(text, start, end)
    if first is None:
        return None
    stop = max((match.end() for match in _HTML_END.finditer(text, first.start(), end)), default=0)
    if not stop:
        return None
    lines = [line for line in text[first.start() : stop].split("\n") if line.strip()]
    tagged = sum("<" in line for line in lines)
    return (first.start(), stop) if tagged * 2 >= len(lines) else None


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.drafts: list[Draft] = []
        self.urls: list[str] = []
        self.lines: list[tuple[int, int]] = []
        self.kind = BlockKind.PARAGRAPH
        self.label: str | None = None
        self.rules = self.notes = 0
        self.unclosed: set[str] = set()
        self.no_table = 0
        """Lines before this one were looked at and are no table."""

    def read(self, start: int, end: int) -> Markdown:
        rows = list(_rows(self.text, start, end))
        index = blanks = 0
        while index < len(rows):
            row = rows[index]
            if not row.text.strip():
                self.flush()
                blanks += 1
                if blanks > 2 and self.drafts:
                    self.drafts[-1].gap_after = True
                index += 1
                continue
            blanks = 0
            index = self.block(rows, index)
        self.flush()
        return Markdown(self.drafts, self.urls, self.rules + self.notes >= 3)

    def block(self, rows: list[Row], index: int) -> int:
        """Read the line at `index`, or the table or fence that starts there; returns the index after it."""
        start, end, line = rows[index]
        if fence := _FENCE.match(line):
            self.flush()
            index += 1
            while index < len(rows) and not rows[index].text.lstrip().startswith(fence[1]):
                index += 1
            return index + 1
        if (html := _HTML_START.match(line)) and (after := self.html(rows, index, html[1])):
            return after
        if heading := _HEADING.match(line):
            self.flush()
            words = line[heading.end() :].rstrip().rstrip("#").rstrip()
            place = (start + heading.end(), start + heading.end() + len(words))
            self.add(BlockKind.HEADING, [place], level=len(heading[1]), fixed=True)
        elif (
            self.lines
            and self.kind is BlockKind.PARAGRAPH
            and len(self.lines) == 1
            and _UNDERLINE.match(line)
        ):
            lines, self.lines = self.lines, []
            self.add(BlockKind.HEADING, lines, level=1 if "=" in line else 2, fixed=True)
        elif _RULE.match(line):
            self.flush()
            self.rules += 1
            if self.drafts:
                self.drafts[-1].cut_after = True
        elif after := self.table(rows, index):
            return after
        elif note := _NOTE.match(line):
            self.flush()
            self.kind, self.label = BlockKind.FOOTNOTE, note[1]
            self.lines = [(start + note.end(), end)]
        elif quote := _QUOTE.match(line):
            if self.kind is not BlockKind.DIGEST:
                self.flush()
            self.kind = BlockKind.DIGEST
            self.lines.append((start + quote.end(), end))
        elif item := _ITEM.match(line):
            self.flush()
            self.kind = BlockKind.LIST_ITEM
            self.lines = [(start + item.end(), end)]
        else:
            if line.lstrip().startswith("<sup>"):
                self.flush()
            self.lines.append((start, end))
            if line.endswith(("  ", "\\")):
                self.flush()
        return index + 1

    def html(self, rows: list[Row], index: int, tag: str) -> int:
        """Read the HTML block that starts at `index`; returns the index after it, or 0 for a tag within a paragraph."""
        tag = tag.lower()
        if tag in ("span", "strong"):
            return 0
        start = rows[index].start
        stop = rows[index].end
        if tag not in ("img", "hr"):
            close = None if tag in self.unclosed else _end_of_block(self.text, start, rows[-1].end, tag)
            if close is None:  # do not look for it again from every such line
                self.unclosed.add(tag)
            stop = close or _end_of_run(rows, index)
        self.flush()
        found = read_html(self.text, start, stop, name=self.name)
        if found:
            self.drafts += found
        elif self.drafts:
            self.drafts[-1].gap_after = True
        while index < len(rows) and rows[index].start < stop:
            index += 1
        return index

    def table(self, rows: list[Row], index: int) -> int:
        """Read a table of tab-separated or piped lines; returns the index after it, or 0 if there is none here."""
        stop = index
        if "\t" in rows[index].text.strip():
            while stop < len(rows) and "\t" in rows[stop].text.strip():
                stop += 1
            cells = [_cells(row, "\t") for row in rows[index:stop]]
        elif "|" in rows[index].text and index + 1 < len(rows) and _PIPE_RULE.fullmatch(rows[index + 1].text):
            while stop < len(rows) and "|" in rows[stop].text:
                stop += 1
            cells = [_cells(row, "|") for i, row in enumerate(rows[index:stop]) if i != 1]
        else:
            if index < self.no_table:
                return 0
            lines = [(row.start, row.end) for row in rows[index : index + _LONGEST_TABLE]]
            found = table_at(self.text, lines, 0)
            if found is None or not found.rows:
                self.no_table = index + found.stop if found is not None else 0
                return 0
            stop, cells = index + found.stop, found.rows
        if len(cells) < 2:
            return 0
        self.flush()
        table = [[read_inline(self.text, *cell).parts for cell in row] for row in cells]
        self.drafts.append(Draft(BlockKind.TABLE, [], rows=table, fixed=True))
        return stop

    def flush(self) -> None:
        lines, self.lines = self.lines, []
        kind, self.kind = self.kind, BlockKind.PARAGRAPH
        label, self.label = self.label, None
        if lines:
            self.add(kind, lines, label=label, fixed=kind is BlockKind.FOOTNOTE)

    def add(
        self,
        kind: BlockKind,
        lines: list[tuple[int, int]],
        *,
        level: int = 0,
        label: str | None = None,
        fixed: bool = False,
    ) -> None:
        parts: list[Part] = []
        found = Inline([], 0, 0, [])
        bold = linked = 0
        for start, end in lines:
            found = read_inline(self.text, start, end)
            if parts:
                parts.append(Piece("\n", start - 1, start))
            parts += found.parts
            bold += found.bold
            linked += found.linked
            self.urls += found.urls
        draft = Draft(kind, parts, level=level, label=label, bold=bold, linked=linked, fixed=fixed)
        if linked:
            # a separator between links is no text of its own
            draft.linked = linked + len(re.findall(r"[｜|/·\s>»]", draft.text))
        if draft.text:
            self.notes += isinstance(parts[0], Mark)
            self.drafts.append(draft)


_LONGEST_TABLE = 400
"""Lines of a table whose columns only blanks part."""

_LONGEST_BLOCK = 1_000_000
"""Characters in which the end of an HTML block is looked for."""


def _end_of_block(text: str, start: int, end: int, tag: str) -> int | None:
    """Where the element that opens at `start` closes, counting elements of the same name inside it."""
    if tag == "!--":
        close = text.find("-->", start, end)
        return close + 3 if close >= 0 else None
    depth = 0
    for match in re.compile(rf"<(/?){tag}\b", re.IGNORECASE).finditer(
        text, start, min(end, start + _LONGEST_BLOCK)
    ):
        depth += -1 if match[1] else 1
        if depth == 0:
            return text.find(">", match.end(), end) + 1 or end
    return None


def _end_of_run(rows: list[Row], index: int) -> int:
    """Where the run of lines without a blank one ends."""
    while index + 1 < len(rows) and rows[index + 1].text.strip():
        index += 1
    return rows[index].end


def _rows(text: str, start: int, end: int) -> list[Row]:
    rows: list[Row] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line_end = stop - 1 if stop > start and text[stop - 1] == "\r" else stop
        rows.append(Row(start, line_end, text[start:line_end]))
        start = stop + 1
    return rows


def _cells(row: Row, separator: str) -> list[tuple[int, int]]:
    start, end, line = row
    if separator == "|":
        stripped = line.strip()
        start += len(line) - len(line.lstrip()) + stripped.startswith("|")
        end -= len(line) - len(line.rstrip()) + (stripped.endswith("|") and len(stripped) > 1)
    cells: list[tuple[int, int]] = []
    while True:
        at = row.text.find(separator, start - row.start, end - row.start)
        if at < 0:
            return [*cells, (start, end)]
        cells.append((start, row.start + at))
        start = row.start + at + 1
