"""Answers of queries and of questions in words, with frames and as a notebook shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox
from markupsafe import Markup

from kg.ask import IRI_COLUMNS, Answer
from kg.ask.format import plain, shown
from kg.exports.columns import Cell, Column, TableForm, Type
from kg.graph.namespaces import XSD
from kg.notebook.cards import show_records
from kg.notebook.frames import Library, frame
from kg.notebook.markup import joined, listed, put, table
from kg.store import Table, Term

_SHOWN = 50
"""Rows that a notebook shows."""
_LONGEST_IRI = 12
"""Characters of an IRI that a notebook shows."""
_TYPES = {
    XSD.decimal: Type.NUMBER,
    XSD.double: Type.NUMBER,
    XSD.integer: Type.INTEGER,
    XSD.boolean: Type.BOOLEAN,
    XSD.date: Type.DATE,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT query; each is a mapping of its columns' names to text, None where a column is unbound."""

    table: Table

    def __post_init__(self) -> None:
        show_records()

    def __len__(self) -> int:
        return len(self.table.rows)

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        for row in self.table.rows:
            yield {
                name: None if cell is None else plain(cell)
                for name, cell in zip(self.table.variables, row, strict=True)
            }

    def frame(self, library: Library = "pandas", *, floats: bool = False) -> Any:
        """A pandas or polars frame. A column of decimals stays that unless `floats`; one of mixed types is text.

        Raises `MissingExtra` where the library is not installed.
        """
        types = [_type([row[at] for row in self.table.rows]) for at in range(len(self.table.variables))]
        form: TableForm[Any] = TableForm(
            "rows",
            "",
            tuple(
                Column(name, "", lambda _: None, kind)
                for name, kind in zip(self.table.variables, types, strict=True)
            ),
        )
        rows = ([_cell(cell, kind) for cell, kind in zip(row, types, strict=True)] for row in self.table.rows)
        return frame(form, rows, library, floats=floats)

    def _repr_html_(self) -> str:
        return html(self.table)


@dataclass(frozen=True)
class Reply(Answer):
    """An answer to a question in words, with how it was understood."""

    def __post_init__(self) -> None:
        show_records()

    def frame(self, library: Library = "pandas", *, floats: bool = False) -> Any:
        """What was found as a frame, like `Rows.frame`."""
        return Rows(self.table).frame(library, floats=floats)

    def _repr_html_(self) -> str:
        understood = joined((put("{} → {}", words, meaning) for words, meaning in self.understood), " · ")
        ignored = put("<br>ignored: {}", ", ".join(self.ignored)) if self.ignored else ""
        origins = put("<p>{}</p>", self.origins_counted) if self.origins else ""
        return put(
            "<div><p><b>{}</b><br><small>{}{}</small></p>{}<p>{}</p>{}</div>",
            self.question.text,
            understood,
            ignored,
            html(self.table, hide=IRI_COLUMNS),
            self.counts,
            origins,
        )


def html(found: Table, *, hide: frozenset[str] = frozenset()) -> Markup:
    """A table of terms, without some of its columns and without those that are empty."""
    kept = [
        at
        for at, name in enumerate(found.variables)
        if name not in hide and any(row[at] is not None for row in found.rows)
    ]
    rows = ([_seen(row[at]) for at in kept] for row in found.rows[:_SHOWN])
    more = len(found.rows) - _SHOWN
    tail = listed([f"… and {more} more"]) if more > 0 else ""
    return put("{}{}", table([found.variables[at] for at in kept], rows), tail)


def _seen(term: Term | None) -> str | Markup:
    """A term in a cell; a long IRI by its end, so that it leaves room for the words beside it, and whole where one points."""
    text = shown(term)
    if not isinstance(term, ox.NamedNode) or len(text) <= _LONGEST_IRI:
        return text
    return put('<span title="{}">…{}</span>', term.value, text[-_LONGEST_IRI:])


def _type(cells: Sequence[Term | None]) -> Type:
    kinds = {
        _TYPES.get(cell.datatype) if isinstance(cell, ox.Literal) else None
        for cell in cells
        if cell is not None
    }
    return (kinds.pop() if len(kinds) == 1 else None) or Type.STRING


def _cell(cell: Term | None, kind: Type) -> Cell:
    if cell is None:
        return None
    text = plain(cell)
    try:
        match kind:
            case Type.NUMBER:
                return Decimal(text)
            case Type.INTEGER:
                return int(text)
            case Type.BOOLEAN:
                return text in ("true", "1")
            case Type.DATE:
                return date.fromisoformat(text[:10])
            case _:
                return text
    except (ValueError, InvalidOperation):  # a year before 1, a number of no digits
        return None
