"""All tables in one folder: CSV or Parquet, with a Frictionless data package that says what each column means."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.exports.cells import csv_lines
from kg.exports.columns import Cell, Column, TableForm
from kg.exports.files import writing_folder
from kg.exports.parquet import arrow, write_parquet
from kg.exports.rows import ROWS
from kg.exports.tables import TABLES
from kg.store import Store

MARK = "datapackage.json"
"""The file that describes the others."""
BOM = b"\xef\xbb\xbf"
"""By this spreadsheets know UTF-8, without which Chinese is garbled."""
FORMATS = ("csv", "parquet")


def write_tables(store: Store, folder: str | Path, form: str = "csv") -> Mapping[str, int]:
    """Write all tables into a folder, which is there as a whole or not at all; how many rows each has.

    An earlier export at that place is replaced. The same store gives the same bytes. Raises `StoreWriteFailed`,
    `MissingExtra` for Parquet without pyarrow, `ValueError` for another format than csv and parquet.
    """
    if form not in FORMATS:
        raise ValueError(f"no format {form!r}; there are: {', '.join(FORMATS)}")
    if form == "parquet":
        arrow()
    counts: dict[str, int] = {}
    with writing_folder(Path(folder), mark=MARK) as part:
        for table in TABLES:
            path = part / f"{table.name}.{form}"
            rows = (table.row(record) for record in ROWS[table.name](store))
            with path.open("wb") as file:
                if form == "parquet":
                    counts[table.name] = write_parquet(table, rows, file)
                else:
                    file.write(BOM)
                    counts[table.name] = -1
                    for line in _csv(table, rows):
                        file.write(line.encode("utf-8", "replace"))
                        counts[table.name] += 1
        package = {
            "profile": "tabular-data-package",
            "name": "claim-kg",
            "title": "Claims, where they are made, and how they stand to each other",
            "resources": [_resource(table, part, form, counts[table.name]) for table in TABLES],
        }
        (part / MARK).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return counts


def _csv(table: TableForm[Any], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    yield from csv_lines([[column.name for column in table.columns]])
    yield from csv_lines(rows)


def _resource(table: TableForm[Any], folder: Path, form: str, count: int) -> dict[str, Any]:
    """A table as Frictionless describes it."""
    path = folder / f"{table.name}.{form}"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found: dict[str, Any] = {
        "name": table.name,
        "path": path.name,
        "profile": "tabular-data-resource",
        "description": table.about,
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "rows": count,
    }
    if form == "csv":
        found["encoding"] = "utf-8"
        found["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True}
    return found | {"schema": table_schema(table)}


def table_schema(table: TableForm[Any]) -> dict[str, Any]:
    """A table's columns as Frictionless Table Schema."""
    refers = [
        {"fields": name, "reference": {"resource": other, "fields": _key(other)}}
        for name, other in table.refers.items()
    ]
    found = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": table.columns[0].name,
        "missingValues": [""],
    }
    return found | ({"foreignKeys": refers} if refers else {})


def _key(name: str) -> str:
    return next(str(table.columns[0].name) for table in TABLES if table.name == name)


def _field(column: Column[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type.value, "description": column.about}
    return found | ({"constraints": {"enum": list(column.values)}} if column.values else {})
