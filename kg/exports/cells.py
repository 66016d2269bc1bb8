"""Cells as CSV has them. What stands in them comes from strangers, and a spreadsheet calculates what looks like a formula."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from kg.exports.columns import Cell

_BEGINS_FORMULA = frozenset("=+-@＝＋－＠\t\r\n'")
"""First characters that Excel, LibreOffice or Google Sheets read as a formula (OWASP, "CSV Injection"), and the mark itself."""

MARK = "'"
"""Stands before a text that begins like a formula, or with this mark: who takes one off has the text as it was."""


def marked(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> marked("=1+1")
    "'=1+1"
    """
    return MARK + text if text[:1] in _BEGINS_FORMULA and text else text


def unmarked(text: str) -> str:
    """What `marked` was given."""
    return text.removeprefix(MARK)


def csv_cell(cell: Cell) -> str:
    """A cell as text: numbers in plain digits, days in ISO 8601, lists in JSON, `true` and `false`, nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return marked(cell)
        case Decimal():
            return f"{cell:f}"
        case tuple():
            return json.dumps(cell, ensure_ascii=False)
        case date():
            return cell.isoformat()
        case int():
            return str(cell)


def csv_lines(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """The rows as RFC 4180 has them, with line ends."""
    for row in rows:
        yield ",".join(_quoted(csv_cell(cell)) for cell in row) + "\r\n"


def _quoted(text: str) -> str:
    if any(
        c in text for c in ',"\r\n\t;'
    ):  # a semicolon or tab separates where the spreadsheet's settings say so
        return '"' + text.replace('"', '""') + '"'
    return text
