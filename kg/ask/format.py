"""Answers as text: for the terminal, for a page, for a spreadsheet, for a program.

What stands in the cells comes from strangers. The terminal gets no control characters (they could move the cursor or
recolour the screen), Markdown gets its special characters escaped, JSON and CSV carry the text as it is, quoted.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES, XSD
from kg.store import Table, Term

IRI_COLUMNS = frozenset({"source", "mention", "claim", "series", "other"})
"""Columns that hold IRIs for programs; a person rarely wants them in a table."""

_NARROWEST = 6
_GAP = 2


def render(table: Table, form: str = "table", *, width: int = 0, hide: Collection[str] = ()) -> str:
    """The answer in one of `FORMATS`. `width` (columns of the terminal, 0: as wide as it takes) matters to `table` only.

    `hide` leaves columns out. Raises `ValueError` for an unknown format.
    """
    try:
        write = FORMATS[form]
    except KeyError:
        raise ValueError(f"no format {form!r}; there are: {', '.join(FORMATS)}") from None
    return write(_without(table, hide), width)


def _without(table: Table, hide: Collection[str]) -> Table:
    kept = [i for i, name in enumerate(table.variables) if name not in hide]
    return Table(tuple(table.variables[i] for i in kept), [tuple(row[i] for i in kept) for row in table.rows])


def plain(term: Term | None) -> str:
    """The text of a term: a literal's characters, an IRI as it is, nothing for an unbound cell."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)


def shown(term: Term | None) -> str:
    """The text of a term for the terminal, on one line; an IRI with a known prefix is shortened, a moment goes to the minute."""
    text = plain(term)
    if isinstance(term, ox.NamedNode):
        for prefix, iri in PREFIXES.items():
            if text.startswith(iri) and "/" not in text[len(iri) :]:
                return clean(f"{prefix}:{text[len(iri) :]}")
    if isinstance(term, ox.Literal) and term.datatype == XSD.dateTime:
        return clean(text[:16].replace("T", " "))
    return clean(text)


def clean(text: str) -> str:
    """Without what a terminal would obey: control and format characters go, line breaks become spaces."""
    spaced = "".join(" " if c in "\n\r\t\v\f\x85\u2028\u2029" else c for c in text)
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian wide characters take two, combining ones none."""
    return sum(_columns(c) for c in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _text(table: Table, width: int) -> str:
    rows = [[shown(cell) for cell in row] for row in table.rows]
    widths = [
        max([columns_of(name), *(columns_of(row[i]) for row in rows)])
        for i, name in enumerate(table.variables)
    ]
    if width:
        widths = _fitted(widths, width)
    lines = [*_wrapped(table.variables, widths), "  ".join("─" * w for w in widths)]
    for row in rows:
        lines += _wrapped(row, widths)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widest column gives way until all fit, none below a readable least."""
    widths = list(widths)
    least = [min(w, _NARROWEST) for w in widths]
    room = max(width - _GAP * (len(widths) - 1), sum(least))
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda i: widths[i] - least[i])
        widths[widest] -= 1
    return widths


def _wrapped(cells: Iterable[str], widths: list[int]) -> list[str]:
    """One row as lines: each cell broken to its column's width."""
    broken = [_broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max((len(parts) for parts in broken), default=1)
    return [
        (" " * _GAP).join(
            part + " " * (width - columns_of(part))
            for parts, width in zip(broken, widths, strict=True)
            for part in (parts[line] if line < len(parts) else "",)
        )
        for line in range(height)
    ]


def _broken(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; broken at a space where one is near, else anywhere, as Chinese is."""
    lines: list[str] = []
    line, used = "", 0
    for character in text:
        wide = _columns(character)
        if used + wide > width:
            cut = line.rfind(" ") if character.isascii() and line[-1:].isascii() else -1
            head, rest = (line[:cut], line[cut + 1 :]) if cut > width // 2 else (line, "")
            lines.append(head)
            line, used = rest, columns_of(rest)
        line, used = line + character, used + wide
    return [*lines, line]


_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_[]|#~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def _markdown(table: Table, _width: int) -> str:
    rows = [[clean(plain(cell)).translate(_MARKDOWN) for cell in row] for row in table.rows]
    heads = [name.translate(_MARKDOWN) for name in table.variables]
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _json(table: Table, _width: int) -> str:
    """A list of objects, numbers as numbers would lose digits: every value is text, an unbound one null."""
    records = [
        {name: None if cell is None else plain(cell) for name, cell in zip(table.variables, row, strict=True)}
        for row in table.rows
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _csv(table: Table, _width: int) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.variables)
    writer.writerows([plain(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _sparql_json(table: Table, _width: int) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _json_term(cell) for name, cell in zip(table.variables, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    found = {"head": {"vars": list(table.variables)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            found: dict[str, object] = {"type": "literal", "value": term.value}
            if term.language:
                found["xml:lang"] = term.language
            elif term.datatype != XSD.string:
                found["datatype"] = term.datatype.value
            return found
        case ox.Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _standard(to: ox.QueryResultsFormat) -> Callable[[Table, int], str]:
    """A W3C format, written by pyoxigraph from the results in JSON."""

    def write(table: Table, width: int) -> str:
        found = ox.parse_query_results(_sparql_json(table, width), format=ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("a table is solutions")
        return (found.serialize(format=to) or b"").decode()

    return write


FORMATS: Mapping[str, Callable[[Table, int], str]] = MappingProxyType(
    {
        "table": _text,
        "markdown": _markdown,
        "json": _json,
        "csv": _csv,
        "tsv": _standard(ox.QueryResultsFormat.TSV),
        "xml": _standard(ox.QueryResultsFormat.XML),
        "sparql-json": _sparql_json,
    }
)
"""What `render` writes. `json` is a list of plain objects, `sparql-json` the W3C format."""
