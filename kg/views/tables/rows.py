"""The rows of a table out of a store: every cell with its words, what it leads to, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from kg.ask import NamedQuery, bind
from kg.ask.catalogue import parse
from kg.ask.format import plain
from kg.folding import fold
from kg.store import Store
from kg.views.facts import local_name
from kg.views.interface import interface
from kg.views.names import Names, days_text
from kg.views.tables.table import Column, Kind, Table

MOST = 50_000
"""Rows of a table at most; the query has those first that matter most."""


class Cell(NamedTuple):
    """`text` is what a person reads, `raw` what the graph has: the IRI, the local name of a term, the number.

    `key` sorts, None where there is nothing to sort.
    """

    text: str
    raw: str
    key: str | int | Decimal | None


class Row(NamedTuple):
    """Cells in the order of the table's columns; `words` are all that can be searched for, folded: what is shown, and things by all their names."""

    cells: tuple[Cell, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a table in one language, in the table's own order; `cut` where there are more than `MOST`."""

    table: Table
    language: str
    rows: tuple[Row, ...]
    cut: bool


def read_rows(store: Store, table: Table, names: Names, *, language: str) -> Rows:
    """Run the table's query. Raises `QueryError` where that takes too long."""
    found = store.select(table_sparql(table, language=language))
    places = [found.variables.index(column.name) for column in table.columns]
    rows = [_row(table, [plain(row[place]) for place in places], names, language) for row in found.rows]
    return Rows(table, language, tuple(in_order(table, rows, table.order)), len(rows) >= MOST)


def table_sparql(table: Table, *, language: str) -> str:
    """The query that a table shows the answer of."""
    query = table_query(table.name)
    takes = {parameter.name for parameter in query.parameters}
    return bind(query, **({"language": language} if "language" in takes else {}), limit=MOST)


@lru_cache
def table_query(name: str) -> NamedQuery:
    """A query of `queries/`, as those of `kg.ask` are."""
    return parse(name, (files(__package__) / "queries" / f"{name}.rq").read_text("utf-8"))


def in_order(table: Table, rows: Iterable[Row], order: Sequence[str]) -> list[Row]:
    """The rows sorted by columns, `-` before a name for descending; empty cells come last either way, equals by the key."""
    names = [column.name for column in table.columns]
    found = sorted(rows, key=lambda row: row.cells[names.index(table.key)].raw)
    for name in reversed(order):
        place, falling = names.index(name.removeprefix("-")), name.startswith("-")
        filled = [row for row in found if row.cells[place].key is not None]
        empty = [row for row in found if row.cells[place].key is None]
        filled.sort(key=lambda row: row.cells[place].key, reverse=falling)  # type: ignore[arg-type,return-value]
        found = filled + empty
    return found


def _row(table: Table, values: Sequence[str], names: Names, language: str) -> Row:
    cells = tuple(
        _cell(column, value, names, language) for column, value in zip(table.columns, values, strict=True)
    )
    words: list[str] = []
    for column, cell in zip(table.columns, cells, strict=True):
        if column.shown and cell.text:
            words.append(cell.text)
            if column.kind is Kind.THING:
                words += (name for iri in cell.raw.split(" ") for name in names.all_of(iri))
    return Row(cells, fold("\n".join(dict.fromkeys(words))))


def _cell(column: Column, value: str, names: Names, language: str) -> Cell:
    if not value:
        return Cell("", "", None)
    match column.kind:
        case Kind.THING:
            text = " · ".join(sorted(names.of(iri, language) for iri in value.split(" ")))
            return Cell(text, value, fold(text))
        case Kind.TERM:
            return _term(column, value, names, language)
        case Kind.COUNT:
            return Cell(f"{int(value):,}", value, int(value))
        case Kind.SHARE:
            number = _decimal(value)
            return Cell(value if number is None else f"{number:.0%}", value, number)
        case Kind.PERIOD:
            return Cell(days_text(value) or value, value, value)
        case _:
            return Cell(value, value, fold(value))


def _term(column: Column, value: str, names: Names, language: str) -> Cell:
    rank = {name: place for place, name in enumerate(column.order)}
    w = interface(language)
    # what the ontology has words for before what it has not, such as a class of schema.org beside ours
    iri = min(
        value.split(" "), key=lambda one: (one not in w.labels, rank.get(local_name(one), len(rank)), one)
    )
    raw = local_name(iri)
    text = (
        days_text(raw) or w.words.get(f"{column.name}-{raw}") or w.labels.get(iri) or names.of(iri, language)
    )
    return Cell(text, raw, rank.get(raw, len(rank)) if rank else fold(text))


def term_text(column: Column, raw: str, language: str) -> str:
    """What a term is called that no row may have; as it is where nothing has a name for it."""
    w = interface(language)
    named = (label for iri, label in w.labels.items() if local_name(iri) == raw)
    return w.words.get(f"{column.name}-{raw}") or next(named, raw)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def facets(rows: Rows, name: str) -> Mapping[str, tuple[str, int]]:
    """The values of a column: raw value to its words and how many rows have it, in the column's order."""
    place = [column.name for column in rows.table.columns].index(name)
    cells = [row.cells[place] for row in rows.rows]
    counts: dict[str, int] = {}
    for cell in cells:
        counts[cell.raw] = counts.get(cell.raw, 0) + 1
    known = {cell.raw: cell for cell in cells if cell.raw}
    listed = sorted(known.values(), key=lambda cell: (str(type(cell.key)), cell.key, cell.raw))
    return {cell.raw: (cell.text, counts[cell.raw]) for cell in listed}
