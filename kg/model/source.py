"""A source as it was read: its plain text, what stands where in it, and how it maps back to the bytes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the plain text: code points, end exclusive."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block of the plain text is."""

    TITLE = "title"
    DIGEST = "digest"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CREDIT = "credit"
    """A line that says where the text came from: （文章来源：界面新闻）. It carries no claim."""
    BOILERPLATE = "boilerplate"
    """Navigation, tables of contents, advertisements, mastheads. They carry no claim."""


class Marker(NamedTuple):
    """A footnote marker that was taken out of the text: `at` is the offset of the character that followed it."""

    label: str
    at: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each the span of its words; the first `heads` rows name the columns.

    `caption` and `unit_line` (单位：亿元) are spans elsewhere in the text, or None.
    """

    rows: tuple[tuple[Span, ...], ...]
    heads: int = 1
    caption: Span | None = None
    unit_line: Span | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the plain text of one kind. Blocks stand in order and do not overlap; between two stands a line break."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading: 1 is the highest."""
    label: str | None = None
    """Of a footnote: the marker that points to it."""
    markers: tuple[Marker, ...] = ()
    table: Table | None = None


class Run(NamedTuple):
    """A stretch of plain text that stands in the original in one piece: `text[start:start+length]` came from bytes `first` to `last`.

    Within a run every character takes the same number of bytes, `(last - first) / length`. A character that was decoded from
    several (an entity like &amp;, an escape) is a run of its own.
    """

    start: int
    length: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From offsets in the plain text to bytes of the original file."""

    runs: tuple[Run, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(run.start for run in self.runs))

    def bytes_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The smallest byte range of the original that holds `text[start:end]`, None when none of it came from there."""
        first = last = -1
        for run in self.overlapping(start, end):
            size = (run.last - run.first) // run.length
            begin = run.first + max(0, start - run.start) * size
            stop = run.last - max(0, run.start + run.length - end) * size
            first = begin if first < 0 else min(first, begin)
            last = max(last, stop)
        return (first, last) if first >= 0 else None

    def overlapping(self, start: int, end: int) -> Iterator[Run]:
        """The runs that hold some of `text[start:end]`, in order."""
        for index in range(max(0, bisect_right(self._starts, start) - 1), len(self.runs)):
            run = self.runs[index]
            if run.start >= end:
                return
            if run.start + run.length > start:
                yield run


@dataclass(frozen=True, slots=True)
class Source:
    """What is known about one source version: one document as published, with these bytes."""

    id: str
    path: str
    """As it was given, for the person; `file name#record` for a record of a JSON-lines file."""
    sha256: str
    title: str | None = None
    publisher: str | None = None
    """Who published this text here."""
    credited: str | None = None
    """The outlet that the credit line names (文章来源：界面新闻): where the publisher took it from."""
    authors: tuple[str, ...] = ()
    published: date | None = None
    """A `date`, or a `datetime` with an offset where the document gives a time of day."""
    url: str | None = None
    language: str = "zh"
    """BCP 47: `zh`, `zh-Hant`, `en`."""
    region: str | None = None
    """ISO 3166 of the outlet where known (`CN`, `TW`, `HK`): decides which dollar or yuan a bare 元 is."""
    kind: str = "article"
    """`article` or `report`."""
    media_type: str = "text/plain"

    @property
    def name(self) -> str:
        """The file's name without its folder: the same on every machine."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its plain text."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap
    raw: bytes = field(repr=False)

    def footnotes(self) -> dict[str, Block]:
        """Footnotes by their label; the first one wins where a label comes twice."""
        found: dict[str, Block] = {}
        for block in self.of_kind(BlockKind.FOOTNOTE):
            found.setdefault(block.label or "", block)
        return found

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """The blocks of these kinds, in order."""
        return (block for block in self.blocks if block.kind in kinds)
