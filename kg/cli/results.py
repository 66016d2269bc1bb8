"""What a query found, as it is shown. The formats themselves are those of `kg.ask`."""

from __future__ import annotations

import json
import os
import shutil
import sys

import click
import pyoxigraph as ox

from kg.ask import IRI_COLUMNS, render
from kg.graph import used_prefixes
from kg.store import Answer, Table

_NARROW = 140
"""A terminal that is narrower shows rows of more than `_FEW` columns one below the other."""
_FEW = 5


def show(found: Answer, form: str | None) -> str:
    """The answer of a SPARQL query of any form; `json` is W3C's, like `xml`, `csv` and `tsv`. None is the form for reading."""
    if isinstance(found, bool):
        return _truth(found, form)
    if isinstance(found, Table):
        if form == "turtle":
            raise click.UsageError("--format turtle is for CONSTRUCT and DESCRIBE")
        return _ended(render(found, "sparql-json" if form == "json" else form or "table", width=_width()))
    if form not in (None, "turtle"):
        raise click.UsageError(f"the query makes a graph, which has no {form}: use --format turtle")
    raw = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=used_prefixes(found)) or b""
    return _ended(raw.decode())


def show_rows(found: Table, form: str) -> str:
    """The answer to a question: `json` is plain objects, and tables for people leave bare IRIs and empty columns out."""
    if form in ("json", "csv"):
        return _ended(render(found, form))
    if not found.rows:
        return "nothing found"
    hidden = IRI_COLUMNS | {
        name for i, name in enumerate(found.variables) if not any(_filled(row[i]) for row in found.rows)
    }
    width = _width()
    if form == "table" and 0 < width < _NARROW and len(set(found.variables) - hidden) > _FEW:
        return _cards(found, hidden, width)
    return _ended(render(found, form, width=width, hide=hidden))


def _cards(found: Table, hidden: frozenset[str] | set[str], width: int) -> str:
    """One row below the other, a line for each column."""
    names = [name for name in found.variables if name not in hidden]
    kept = [found.variables.index(name) for name in names]
    lines: list[str] = []
    for number, row in enumerate(found.rows, 1):
        cells = [(ox.Literal(name), row[i]) for name, i in zip(names, kept, strict=True) if _filled(row[i])]
        lines += [*render(Table((f"{number}", ""), list(cells)), width=width).splitlines(), ""]
    return "\n".join(lines[:-1])


def _filled(term: object) -> bool:
    return bool(getattr(term, "value", term))


def _width() -> int:
    """Of the terminal, or as COLUMNS says; 0, which is as wide as it takes, where nobody looks."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size().columns
    return 0


def _ended(text: str) -> str:
    """Without the last line end, which printing adds."""
    return text.removesuffix("\n").removesuffix("\r")


def _truth(found: bool, form: str | None) -> str:
    word = "true" if found else "false"
    match form:
        case "json":
            return json.dumps({"head": {}, "boolean": found})
        case "xml":
            head = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
            return f"{head}<head/><boolean>{word}</boolean></sparql>"
        case "turtle":
            raise click.UsageError("--format turtle is for CONSTRUCT and DESCRIBE")
        case _:
            return word
