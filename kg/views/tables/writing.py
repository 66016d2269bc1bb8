"""Tables as data: CSV, JSON, Arrow, Parquet.

A column of things becomes two, `subject` with names and `subject_iri`; a term is its local name in whatever language; a
period is `2021-04-01/2022-03-31`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from kg.exports.cells import csv_lines
from kg.exports.columns import Cell as Value
from kg.exports.columns import Column as Field
from kg.exports.columns import TableForm, Type
from kg.exports.parquet import arrow, arrow_table
from kg.exports.parquet import write_parquet as parquet_into
from kg.views.tables.rows import Row, table_query
from kg.views.tables.table import Column, Kind, Table

_TYPES = {Kind.COUNT: Type.INTEGER, Kind.SHARE: Type.NUMBER, Kind.DAY: Type.DATE}


class Encoding(NamedTuple):
    """A format of tables by the suffix of its address: what it is called, its media type, and how rows are written in it.

    `write` raises `MissingExtra` without what it needs.
    """

    ending: str
    name: str
    media_type: str
    write: Callable[[Table, Sequence[Row]], bytes]


def form(table: Table) -> TableForm[Row]:
    """The columns of a table as those of data; what each means is said by its query."""
    query = table_query(table.name)
    about = {column.name: column.doc for column in query.columns}
    fields = (
        field
        for place, column in enumerate(table.columns)
        for field in _fields(column, place, about[column.name])
    )
    return TableForm(table.name, query.doc, tuple(fields))


def _fields(column: Column, place: int, about: str) -> Iterator[Field[Row]]:
    if column.kind is Kind.THING:
        yield Field(column.name, f"its name; {about}", lambda row: row.cells[place].text or None)
        yield Field(f"{column.name}_iri", about, lambda row: row.cells[place].raw or None)
    else:
        type_ = _TYPES.get(column.kind, Type.STRING)
        yield Field(column.name, about, lambda row: _value(type_, row, place), type_)


def _value(kind: Type, row: Row, place: int) -> Value:
    cell = row.cells[place]
    match kind:
        case Type.STRING:
            return cell.raw or None
        case Type.DATE:
            return _day(cell.raw)
        case _:
            return cell.key


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def records(table: Table, rows: Sequence[Row]) -> list[dict[str, Value]]:
    """The rows as mappings of names to values."""
    made = form(table)
    names = [column.name for column in made.columns]
    return [dict(zip(names, made.row(row), strict=True)) for row in rows]


def write_csv(table: Table, rows: Sequence[Row]) -> bytes:
    """RFC 4180, UTF-8 with the mark by which spreadsheets know it; words that look like a formula are marked as words."""
    made = form(table)
    lines: list[list[Value]] = [[column.name for column in made.columns], *map(made.row, rows)]
    return b"\xef\xbb\xbf" + "".join(csv_lines(lines)).encode("utf-8", "replace")


def write_json(table: Table, rows: Sequence[Row]) -> bytes:
    """A list of objects; decimals are text, since a number would lose digits."""
    found = [
        {name: str(value) if isinstance(value, Decimal | date) else value for name, value in record.items()}
        for record in records(table, rows)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def write_arrow(table: Table, rows: Sequence[Row]) -> bytes:
    """An Arrow IPC file."""
    made = form(table)
    filled = arrow_table(made, map(made.row, rows))
    pa = arrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, filled.schema) as writer:
        writer.write_table(filled)
    return bytes(sink.getvalue())


def write_parquet(table: Table, rows: Sequence[Row]) -> bytes:
    """A Parquet file."""
    made, sink = form(table), io.BytesIO()
    parquet_into(made, map(made.row, rows), sink)
    return sink.getvalue()


ENCODINGS: Mapping[str, Encoding] = MappingProxyType(
    {
        one.ending: one
        for one in (
            Encoding("csv", "CSV", "text/csv; charset=utf-8", write_csv),
            Encoding("json", "JSON", "application/json", write_json),
            Encoding("arrow", "Arrow", "application/vnd.apache.arrow.file", write_arrow),
            Encoding("parquet", "Parquet", "application/vnd.apache.parquet", write_parquet),
        )
    }
)
"""The formats by the suffix of the address."""
