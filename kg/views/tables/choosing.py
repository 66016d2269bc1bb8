"""What a reader chose of a table, out of its address and back: words, filters, order, page. Every state is a URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from kg.folding import fold
from kg.views.tables.rows import Row, Rows, in_order
from kg.views.tables.table import Table

SIZE = 50
"""Rows of a page."""

ANY = "any"
"""As the value of a choice: all rows, where the table itself begins with some."""

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """`words` must all occur in a row. `equal`, `least`, `days` map a column to what it must be, `sort` names one, `-` before it for descending."""

    table: Table
    words: str = ""
    equal: Mapping[str, str] = field(default_factory=dict)
    least: Mapping[str, int] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, table: Table, query: Iterable[tuple[str, str]]) -> Chosen:
        """What the query of an address says; what it says of no column, or in no form that can be read, counts as not said."""
        said = {name: value.strip()[:_LONGEST] for name, value in query if value.strip()}
        equal = {name: said[name] for name in (*table.choices, *table.exactly) if name in said}
        for name, value in table.default:
            equal.setdefault(name, value)
        sort = said.get("sort", "")
        return cls(
            table,
            words=said.get("q", ""),
            equal={name: value for name, value in equal.items() if value != ANY},
            least={
                name: number for name in table.least if (number := _number(said.get(f"least-{name}", ""))) > 1
            },
            first=_day(said.get("from", "")) if table.days else "",
            last=_day(said.get("to", "")) if table.days else "",
            sort=sort if sort.removeprefix("-") in {column.name for column in table.visible} else "",
            page=max(1, _number(said.get("page", ""))),
        )

    def query(self) -> str:
        """The query of the address of this; what is as usual is left out."""
        return urlencode(list(self._pairs()))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        usual = dict(self.table.default)
        if self.words:
            yield "q", self.words
        for name in (*self.table.choices, *self.table.exactly):
            value = self.equal.get(name, ANY if name in usual else "")
            if value and value != usual.get(name):
                yield name, value
        for name, number in self.least.items():
            yield f"least-{name}", str(number)
        if self.first:
            yield "from", self.first
        if self.last:
            yield "to", self.last
        if self.sort:
            yield "sort", self.sort
        if self.page > 1:
            yield "page", str(self.page)

    def without(self, name: str) -> Chosen:
        """The same without what is asked of a column, on the first page."""
        return replace(self, equal={n: v for n, v in self.equal.items() if n != name}, page=1)

    def next_sort(self, name: str) -> str:
        """How a click on the head of a column sorts: numbers and days the greatest first, then the other way round."""
        column = self.table.column(name)
        falling = column.is_number or column.kind.value in ("day", "period")
        first, second = (f"-{name}", name) if falling else (name, f"-{name}")
        return second if self.order[0] == first else first

    @property
    def order(self) -> tuple[str, ...]:
        """The columns that rows are sorted by."""
        return (self.sort, *self.table.order) if self.sort else self.table.order

    def of_rows(self, rows: Rows) -> list[Row]:
        """The rows that are chosen, in the order that is chosen."""
        names = [column.name for column in self.table.columns]
        wanted = [word for word in fold(self.words).split() if word]
        equal = [(names.index(name), value) for name, value in self.equal.items()]
        least = [(names.index(name), number) for name, number in self.least.items()]
        days = names.index(self.table.days) if self.table.days else 0
        found = [
            row
            for row in rows.rows
            if all(word in row.words for word in wanted)
            and all(row.cells[place].raw == value for place, value in equal)
            and all(int(row.cells[place].raw or 0) >= number for place, number in least)
            and (not self.first or row.cells[days].raw >= self.first)
            and (not self.last or "" < row.cells[days].raw <= self.last)
        ]
        return in_order(self.table, found, self.order) if self.sort else found


def _number(text: str) -> int:
    """A whole number of at most nine digits, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _day(text: str) -> str:
    """A day as ISO 8601 has it, "" for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
