"""Drafts of blocks, and how they become one plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Block, BlockKind, Marker, Span, Table
from kg.read.compose import Line, Seg, compose
from kg.read.pieces import Part, Piece

Cell = list[Part]


@dataclass(slots=True, eq=False)
class Draft:
    """A block in the making, with what its look says about its kind.

    `bold` and `linked` count the characters that stand in bold and in links. `fixed`: the reader is sure of the kind.
    `cut_after`: a page ended after this block; `gap_after`: a picture was lost there.
    """

    kind: BlockKind
    parts: list[Part]
    level: int = 0
    label: str | None = None
    bold: int = 0
    linked: int = 0
    centred: bool = False
    grey: bool = False
    after_image: bool = False
    fixed: bool = False
    cut_after: bool = False
    gap_after: bool = False
    rows: list[list[Cell]] | None = None
    heads: int = 1
    caption: Draft | None = None
    unit_line: Draft | None = None
    _line: Line | None = field(default=None, repr=False)

    def line(self) -> Line:
        """The block's own text with its map, offsets from its start."""
        if self._line is None:
            self._line = compose(self.parts)
        return self._line

    @property
    def text(self) -> str:
        return self.line().text

    def extend(self, parts: list[Part]) -> None:
        """Add more text at the end."""
        self.parts = self.parts + parts
        self._line = None

    def move(self, where: Callable[[Piece], Iterable[Piece]]) -> None:
        """Map every piece elsewhere, as when the text was itself decoded from a JSON string."""
        self.parts = list(_moved(self.parts, where))
        if self.rows is not None:
            self.rows = [[list(_moved(cell, where)) for cell in row] for row in self.rows]
        self._line = None


def _moved(parts: Iterable[Part], where: Callable[[Piece], Iterable[Piece]]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Piece):
            yield from where(part)
        else:
            yield part


class Composed(NamedTuple):
    """A whole plain text; `segs` still point into the decoded file."""

    text: str
    blocks: tuple[Block, ...]
    segs: tuple[Seg, ...]


def assemble(drafts: Iterable[Draft]) -> Composed:
    """All blocks, joined by line breaks. Empty ones vanish."""
    out: list[str] = []
    segs: list[Seg] = []
    blocks: list[Block] = []
    places: dict[int, Span] = {}
    at = 0
    for draft in drafts:
        table = None
        if draft.rows is None:
            line = draft.line().shifted(at)
        else:
            line, rows = _table(draft.rows, at)
            table = Table(
                rows,
                draft.heads,
                places.get(id(draft.caption)),
                places.get(id(draft.unit_line)),
            )
        if not line.text:
            continue
        end = at + len(line.text)
        places[id(draft)] = Span(at, end)
        blocks.append(Block(draft.kind, at, end, draft.level, draft.label, line.markers, table))
        segs += line.segs
        out.append(line.text)
        at = end + 1
    return Composed("\n".join(out), tuple(blocks), tuple(segs))


def _table(rows: list[list[Cell]], at: int) -> tuple[Line, tuple[tuple[Span, ...], ...]]:
    """Cells joined by tabs, rows by line breaks. A cell that is another's very list spans it and is printed once."""
    out: list[str] = []
    segs: list[Seg] = []
    markers: list[Marker] = []
    spans: list[tuple[Span, ...]] = []
    printed: dict[int, Span] = {}
    start = at
    for row in rows:
        own: list[Span] = []
        fresh = 0
        for cell in row:
            if id(cell) not in printed:
                if fresh:
                    out.append("\t")
                    at += 1
                line = compose(cell).shifted(at)
                out.append(line.text)
                segs += line.segs
                markers += line.markers
                printed[id(cell)] = Span(at, at + len(line.text))
                at += len(line.text)
                fresh += 1
            own.append(printed[id(cell)])
        if not fresh:
            continue
        spans.append(tuple(own))
        out.append("\n")
        at += 1
    text = "".join(out[:-1])
    return (
        Line(text if text.strip() else "", tuple(segs), tuple(markers)) if at > start else Line("", (), ())
    ), tuple(spans)
