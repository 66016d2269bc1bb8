"""The data dictionary, `docs/data-dictionary.md`: `python -m kg.exports.dictionary > docs/data-dictionary.md`."""

from __future__ import annotations

import sys
from typing import Any

from kg.exports.columns import Column, TableForm
from kg.exports.tables import TABLES

_HEAD = """# Data dictionary

The tables that `kg export --format csv` and `kg export --format parquet` write, one file each, into a folder. The same is
said for programs by the `datapackage.json` beside them ([Frictionless Data](https://specs.frictionlessdata.io/)).

- The first column is the key of a table. Keys are IRIs, so that tables of several graphs can be put together.
- Numbers are decimals. CSV has all digits; Parquet has `decimal128(38, 12)`: what has more places is rounded to 12, what
  has more than 26 digits before the point is empty.
- An empty cell says that the text does not tell, or that nothing was found.
- Lists are lists in Parquet and JSON in CSV.
- CSV is UTF-8 with a byte order mark, by which spreadsheets know it, as RFC 4180 has it. A text that begins with `=`, `+`, `-`, `@` (or their full-width
  forms), a tab, a line break or `'` has one `'` before it, so that no spreadsheet calculates what a stranger wrote; take that
  one off to have the text as it was. Numbers have none.

This page is generated: `python -m kg.exports.dictionary > docs/data-dictionary.md`.
"""


def dictionary() -> str:
    """The whole page."""
    return _HEAD + "".join(map(_section, TABLES))


def _section(table: TableForm[Any]) -> str:
    lines = "".join(_line(table, column) for column in table.columns)
    return f"""
## {table.name}

{table.about}

| column | type | meaning |
| --- | --- | --- |
{lines}"""


def _line(table: TableForm[Any], column: Column[Any]) -> str:
    about = column.about
    if column.values:
        about += " One of " + ", ".join(f"`{value}`" for value in column.values) + "."
    if other := table.refers.get(column.name):
        about += f" A row of [{other}](#{other})."
    return f"| `{column.name}` | {column.type.value} | {about} |\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(dictionary())
