"""The named queries: each a file `queries/NAME.rq` that any SPARQL tool runs as it stands, with its example values.

A file begins with comment lines that describe it:

    # title: Who repeats a figure
    # zh: 哪些来源重复了一个数字
    #
    # What it finds, in a line or more.
    #
    # param value decimal required    the figure in its base unit: 46% is 0.46
    # param limit integer default     at most so many rows
    # one of: source publisher
    # together: value low high
    # column quote    the very words

In the query, a line that ends in `# param NAME` belongs to that parameter. Where it is `VALUES ?NAME { … }` or `LIMIT …`
the value goes in there (see `kg.ask.bind`). Without a value the lines of an optional parameter are left out and those
of a parameter with a default stay as they are. Lines of parameters that the example does without stand commented out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

from kg.errors import QueryError

ParameterType = Literal["decimal", "integer", "date", "iri", "text"]
Need = Literal["required", "optional", "default"]

_TITLE = re.compile(r"# (title|zh|one of|together): (.+)")
_PARAMETER = re.compile(r"# param (\w+) +(\w+) +(\w+) +(\S.*)")
_COLUMN = re.compile(r"# column (\w+) +(\S.*)")
_BODY = re.compile(r"(?P<indent> *)(?P<off># )?(?P<code>\S.*?) +# param (?P<name>\w+)")
_VALUES = re.compile(r"VALUES \?(?P<name>\w+) \{ (?P<terms>.*) \}")
_LIMIT = re.compile(r"LIMIT (?P<terms>\d+)")
_TERM = re.compile(r'"[^"]*"(?:@[\w-]+|\^\^\S+)?|\S+')


class Line(NamedTuple):
    """One line of a query. `parameter` is the one it belongs to, if any; `on` is False where it stands commented out.

    `code` is the line without indent, comment mark and `# param NAME`.
    """

    text: str
    indent: str = ""
    code: str = ""
    parameter: str | None = None
    on: bool = True

    def example(self) -> str | None:
        """The terms written in a `VALUES` or `LIMIT` line."""
        match = _VALUES.fullmatch(self.code) or _LIMIT.fullmatch(self.code)
        return match["terms"] if match else None


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may or must be given: `need` says which; `example` holds the terms that the file shows, as written there."""

    name: str
    type: ParameterType
    need: Need
    doc: str
    example: str

    @property
    def example_terms(self) -> list[str]:
        """The example's terms one by one, as a person would give them on the command line (without quotes)."""
        return [
            term[1 : term.rindex('"')] if term[0] == '"' else term for term in _TERM.findall(self.example)
        ]


class Column(NamedTuple):
    """A column of the answer."""

    name: str
    doc: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the catalogue. `text` is the whole file, `lines` its query without the describing comment."""

    name: str
    title: str
    title_zh: str
    doc: str
    parameters: tuple[Parameter, ...]
    one_of: tuple[str, ...]
    """Of these parameters at least one must be given; empty when nothing of the kind holds."""
    together: tuple[str, ...]
    """Where several of these are given, each takes one value: they describe one thing between them."""
    columns: tuple[Column, ...]
    text: str
    lines: tuple[Line, ...]

    @property
    def examples(self) -> Mapping[str, list[str]]:
        """The values with which the file runs as it stands."""
        on = {line.parameter for line in self.lines if line.on and line.example() is not None}
        return {p.name: p.example_terms for p in self.parameters if p.name in on}

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name. Raises `QueryError` with the names that there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        names = ", ".join(p.name for p in self.parameters) or "none"
        raise QueryError(f"no parameter {name!r}; there are: {names}", where=self.name)


@lru_cache(maxsize=1)
def _catalogue() -> Mapping[str, NamedQuery]:
    folder = files("kg.ask") / "queries"
    found = [
        parse(item.name.removesuffix(".rq"), item.read_text("utf-8"))
        for item in folder.iterdir()
        if item.name.endswith(".rq")
    ]
    return {query.name: query for query in sorted(found, key=lambda query: query.name)}


def named_queries() -> list[NamedQuery]:
    """All queries of the catalogue, by name."""
    return list(_catalogue().values())


def named_query(name: str) -> NamedQuery:
    """One query of the catalogue. Raises `QueryError` with the names that there are."""
    try:
        return _catalogue()[name]
    except KeyError:
        raise QueryError(f"no query {name!r}; there are: {', '.join(_catalogue())}") from None


def parse(name: str, text: str) -> NamedQuery:
    """A query from the text of its file. Raises `QueryError` where the describing comment and the query do not fit."""
    rows = text.splitlines()
    first = next((i for i, row in enumerate(rows) if not row.startswith("#")), len(rows))
    heads: dict[str, str] = {}
    declared: list[tuple[str, str, str, str]] = []
    columns: list[Column] = []
    doc: list[str] = []
    for row in rows[:first]:
        if match := _TITLE.fullmatch(row):
            heads[match[1]] = match[2]
        elif match := _PARAMETER.fullmatch(row):
            declared.append((match[1], match[2], match[3], match[4]))
        elif match := _COLUMN.fullmatch(row):
            columns.append(Column(match[1], match[2]))
        else:
            doc.append(row.removeprefix("#").strip())
    lines = tuple(_line(row) for row in rows[first:])
    if "title" not in heads or not columns:
        raise QueryError("the describing comment lacks a title or its columns", where=name)
    used = {line.parameter for line in lines} - {None}
    if used != {entry[0] for entry in declared}:
        raise QueryError("the parameters described and the parameters used differ", where=name)
    return NamedQuery(
        name=name,
        title=heads["title"],
        title_zh=heads.get("zh", heads["title"]),
        doc=" ".join(filter(None, doc)),
        parameters=tuple(_parameter(name, lines, *entry) for entry in declared),
        one_of=tuple(heads.get("one of", "").split()),
        together=tuple(heads.get("together", "").split()),
        columns=tuple(columns),
        text=text,
        lines=lines,
    )


def _line(row: str) -> Line:
    match = _BODY.fullmatch(row)
    if not match:
        return Line(row)
    return Line(row, match["indent"], match["code"], match["name"], on=not match["off"])


def _parameter(query: str, lines: tuple[Line, ...], name: str, kind: str, need: str, doc: str) -> Parameter:
    example = next(
        (e for line in lines if line.parameter == name and (e := line.example()) is not None), None
    )
    if kind not in get_args(ParameterType) or need not in get_args(Need) or example is None:
        raise QueryError(f"parameter {name!r} has no known type, no known need or no example", where=query)
    return Parameter(name, kind, need, doc, example)  # type: ignore[arg-type]
