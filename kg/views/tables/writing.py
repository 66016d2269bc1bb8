"""Tables as data: CSV, JSON, Arrow, Parquet.

A column of things becomes two, `subject` with names and `subject_iri`; a term is its local name in whatever language; a
period is `2021-04-01/2022-03-31`. Programs get the very values. CSV is for spreadsheets, which take a cell that begins
with `=` for a formula: such words of strangers get an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import UnsupportedFormat
from kg.views.tables.rows import Cell, Row
from kg.views.tables.table import Column, Kind, Table

if TYPE_CHECKING:
    import pyarrow as pa

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Field(NamedTuple):
    """A column of the data: its name, what it holds, and how it is taken from a cell."""

    name: str
    type: str
    """`text`, `integer`, `decimal` or `day`."""
    value: Callable[[Cell], Any]


class Encoding(NamedTuple):
    """A format of tables: its media type and how rows are written in it. `write` raises `UnsupportedFormat` without what it needs."""

    ending: str
    name: str
    media_type: str
    write: Callable[[Table, Sequence[Row]], bytes]


def fields(column: Column) -> tuple[Field, ...]:
    """What a column is in data."""
    match column.kind:
        case Kind.THING:
            return (
                Field(column.name, "text", lambda cell: cell.text or None),
                Field(f"{column.name}_iri", "text", lambda cell: cell.raw or None),
            )
        case Kind.COUNT:
            return (Field(column.name, "integer", lambda cell: cell.key),)
        case Kind.NUMBER:
            return (Field(column.name, "decimal", lambda cell: cell.key),)
        case Kind.DAY:
            return (Field(column.name, "day", lambda cell: _day(cell.raw)),)
        case _:
            return (Field(column.name, "text", lambda cell: cell.raw or None),)


def _flat(table: Table) -> list[tuple[int, Field]]:
    return [(place, field) for place, column in enumerate(table.columns) for field in fields(column)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def records(table: Table, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as mappings of plain values: text, int, Decimal, date or None."""
    flat = _flat(table)
    return [{field.name: field.value(row.cells[place]) for place, field in flat} for row in rows]


def write_csv(table: Table, rows: Sequence[Row]) -> bytes:
    """RFC 4180, UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    flat = _flat(table)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for _, field in flat])
    for row in rows:
        writer.writerow([_csv(field, field.value(row.cells[place])) for place, field in flat])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _csv(field: Field, value: Any) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if field.type == "text" and text.lstrip(" ").startswith(_FORMULA) else text


def write_json(table: Table, rows: Sequence[Row]) -> bytes:
    """A list of objects; decimals as text, since a number would lose digits."""
    found = [
        {name: str(value) if isinstance(value, Decimal | date) else value for name, value in record.items()}
        for record in records(table, rows)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def write_arrow(table: Table, rows: Sequence[Row]) -> bytes:
    """An Arrow IPC file."""
    made = _arrow(table, rows)  # says what is missing
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, made.schema) as writer:
        writer.write_table(made)
    return bytes(sink.getvalue())


def write_parquet(table: Table, rows: Sequence[Row]) -> bytes:
    """A Parquet file."""
    made = _arrow(table, rows)
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(made, sink, compression="zstd")
    return bytes(sink.getvalue())


def _arrow(table: Table, rows: Sequence[Row]) -> pa.Table:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise UnsupportedFormat(
            "Arrow and Parquet need pyarrow: install claim-kg[tables] where the server runs"
        ) from error
    types = {"text": pa.string(), "integer": pa.int64(), "decimal": pa.decimal128(18, 6), "day": pa.date32()}
    flat = _flat(table)
    columns = [
        pa.array([field.value(row.cells[place]) for row in rows], type=types[field.type])
        for place, field in flat
    ]
    return pa.table(columns, names=[field.name for _, field in flat])


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
