"""The shape of a table: which rows are heads, which columns name the rows, which hold ranks and which hold figures."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.extract.annotations import Form
from kg.extract.context import Context
from kg.extract.tables.values import Value, empty, value_of
from kg.extract.tables.wording import TableWords
from kg.model import Span, Table

_MOST_HEADS = 4
_MOST_NAMES = 3

Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table read as rows with names and columns with heads."""

    notes: tuple[Span, ...]
    """Rows over all columns at the top: a title, a unit line."""
    heads: tuple[Row, ...]
    body: tuple[Row, ...]
    names: tuple[int, ...]
    ranks: tuple[int, ...]
    values: Mapping[Span, Value | None] = field(default_factory=dict)
    """What each cell of the body holds."""

    def head(self, column: int) -> tuple[Span, ...]:
        """The heads of a column, the outer first, none twice."""
        path: list[Span] = []
        for row in self.heads:
            if column < len(row) and row[column] not in path and row[column].end > row[column].start:
                path.append(row[column])
        return tuple(path)

    @property
    def width(self) -> int:
        return max((len(row) for row in self.body), default=0)


def grid_of(ctx: Context, table: Table, wording: TableWords) -> Grid | None:
    """The shape of a table, None where it names no rows."""
    rows, heads = list(table.rows), table.heads
    notes: list[Span] = []
    while len(rows) > 2 and (note := _note(ctx, rows[0], rows[1])) is not None:
        notes.append(note)
        rows.pop(0)
        heads = max(1, heads - 1)
    if not rows:
        return None
    if heads == 1 and (_measured(ctx, rows[0]) or _pairs(ctx, rows)):
        heads = 0
    while 0 < heads < min(_MOST_HEADS, len(rows) - 1) and _goes_on(ctx, rows[heads - 1], rows[heads]):
        heads += 1
    body = tuple(row for row in rows[heads:] if row)
    if not body:
        return None
    values = {cell: value_of(ctx, cell) for row in body for cell in row}
    grid = Grid(tuple(notes), tuple(rows[:heads]), body, (), (), values)
    names, ranks = _columns(ctx, grid, wording)
    return replace(grid, names=names, ranks=ranks) if names else None


def _note(ctx: Context, row: Row, below: Row) -> Span | None:
    """The one cell of a row that stands over all columns."""
    filled = {cell for cell in row if ctx.text[cell.start : cell.end].strip()}
    if len(filled) != 1 or len(below) < 2 or len(set(below)) < 2:
        return None
    (cell,) = filled
    return cell if value_of(ctx, cell) is None else None


def _measured(ctx: Context, row: Row) -> bool:
    """Whether a first row holds figures, so that the table has no heads."""
    for cell in row[1:]:
        value = value_of(ctx, cell)
        if (
            value is not None
            and not value.bare_year(ctx.text)
            and not ctx.periods.within(cell.start, cell.end)
        ):
            return True
    return False


def _pairs(ctx: Context, rows: list[Row]) -> bool:
    """Whether a table of two columns is a list of names with their values: its first value is a date, others have units."""
    if any(len(row) != 2 for row in rows) or not ctx.periods.within(*rows[0][1]):
        return False
    values = [value_of(ctx, row[1]) for row in rows[1:]]
    return any(value is not None and value.form not in (Form.BARE, Form.PERCENT) for value in values)


def _goes_on(ctx: Context, head: Row, row: Row) -> bool:
    """Whether a row goes on with the heads above it: it shares a cell with them, or names what a wide head spans."""
    if _measured(ctx, row):
        return False
    shared = any(a == b and a.end > a.start for a, b in zip(head, row, strict=False))
    wide = any(a == b and a.end > a.start for a, b in itertools.pairwise(head))
    blank = bool(row) and row[0].end == row[0].start and len(row) > 2
    return shared or wide or blank


def _columns(ctx: Context, grid: Grid, wording: TableWords) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns that name the rows (the leading ones that hold words or years), and those that hold ranks."""
    names: list[int] = []
    ranks: list[int] = []
    for column in range(grid.width):
        head = " ".join(ctx.folded[span.start : span.end] for span in grid.head(column))
        cells = [row[column] for row in grid.body if column < len(row)]
        if wording.rank.search(head) and not wording.rank_change.search(head):
            ranks.append(column)
            continue
        if names and (len(names) >= _MOST_NAMES or (names[-1] != column - 1 and names[-1] + 1 not in ranks)):
            continue
        values = [grid.values[cell] for cell in cells]
        if not names and not head and _counts_up(values):
            ranks.append(column)
        elif _words(ctx, cells, values) or (not names and _periods(ctx, values)):
            names.append(column)
        elif names or not ranks:
            break
    for column in range(grid.width):
        head = " ".join(ctx.folded[span.start : span.end] for span in grid.head(column))
        if column not in ranks and wording.rank.search(head) and not wording.rank_change.search(head):
            ranks.append(column)
    return tuple(names), tuple(ranks)


def _words(ctx: Context, cells: list[Span], values: list[Value | None]) -> bool:
    worded = sum(value is None and not empty(ctx, cell) for cell, value in zip(cells, values, strict=True))
    return worded * 2 > len([cell for cell in cells if not empty(ctx, cell)]) and worded > 0


def _periods(ctx: Context, values: list[Value | None]) -> bool:
    """A first column of years names its rows."""
    return bool(values) and all(value is not None and value.bare_year(ctx.text) for value in values)


def _counts_up(values: list[Value | None]) -> bool:
    numbers = [value.value for value in values if value is not None and value.form is Form.BARE]
    return len(numbers) == len(values) > 1 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
