"""A table as data: a query, its columns, and what can be chosen among its rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    """A stranger's words."""
    THING = "thing"
    """A thing of the graph, called by its name; several with blanks between."""
    TERM = "term"
    """A concept of the ontology's closed lists; of several with blanks between the first of the column's `order`."""
    COUNT = "count"
    SHARE = "share"
    """A decimal from 0 to 1, which people read as percent."""
    DAY = "day"
    PERIOD = "period"
    """First and last day with a slash between, as ISO 8601 has it."""
    IRI = "iri"
    """For programs; no person wants to see it."""
    ADDRESS = "address"
    """Of a page elsewhere; for programs as well."""


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the query's variable; what it is called on the page is the word `column-NAME`.

    `page` is the column of the IRI whose page the words lead to, where that is not the cell's own. `order` ranks the terms
    that a column may hold; others come after. `wide` columns hold sentences; `repeats` is what they begin with that other
    columns, named in braces, say already, so that people do not read it twice.
    """

    name: str
    kind: Kind
    page: str | None = None
    order: tuple[str, ...] = ()
    wide: bool = False
    repeats: str = ""

    @property
    def shown(self) -> bool:
        """Whether people see it."""
        return self.kind not in (Kind.IRI, Kind.ADDRESS)

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.COUNT, Kind.SHARE)


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is its query `queries/NAME.rq`, its path, and the word for its title; `about-NAME` says what it is.

    `key` is the column that no two rows share. `choices` are columns of few values, one of which can be asked for,
    `least` those of numbers from which on rows count, `exactly` those of things that a link may ask for, `days` the one
    that a span of days may be asked of. `order` is how rows are sorted unless the reader says otherwise, `-` for descending;
    `default` what is chosen unless the reader chose otherwise.
    """

    name: str
    columns: tuple[Column, ...]
    key: str
    order: tuple[str, ...]
    choices: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    days: str | None = None
    default: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> Column:
        """The column of this name. Raises `KeyError`."""
        return next((column for column in self.columns if column.name == name), None) or _missing(name)

    @property
    def visible(self) -> tuple[Column, ...]:
        """The columns that people see."""
        return tuple(column for column in self.columns if column.shown)


def _missing(name: str) -> Column:
    raise KeyError(name)
