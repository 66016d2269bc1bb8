"""One page of a table: the rows that a reader chose, what else can be chosen, and the other pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.views.names import Names
from kg.views.tables.choosing import ANY, SIZE, Chosen
from kg.views.tables.rows import Cell, Row, Rows, facets, term_text
from kg.views.tables.table import Column, Kind, Table


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen, in words, with how many rows have it."""

    value: str
    text: str
    rows: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """`rows` are those of this page, `matching` how many there are of what was chosen, `all_rows` of everything.

    `columns` are those that people see, less those in which no row has anything. `choices` maps a column to its options, `kept` the columns that a link asked for to what they are called.
    """

    table: Table
    chosen: Chosen
    rows: tuple[Row, ...]
    matching: int
    all_rows: int
    cut: bool
    columns: tuple[Column, ...]
    choices: Mapping[str, tuple[Option, ...]]
    kept: Mapping[str, str]
    sparql: str

    @property
    def first(self) -> int:
        """The number of the first row of this page, from 1."""
        return (self.chosen.page - 1) * SIZE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.matching // SIZE))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen that leaves rows out."""
        return self.matching < self.all_rows

    def cells(self, row: Row) -> Iterator[tuple[Column, Cell, str | None]]:
        """The cells of a row that people see, each with the IRI whose page it leads to."""
        raw = {column.name: cell.raw for column, cell in zip(self.table.columns, row.cells, strict=True)}
        for column, cell in zip(self.table.columns, row.cells, strict=True):
            if column in self.columns:
                if column.repeats:
                    cell = cell._replace(
                        text=cell.text.removeprefix(column.repeats.format_map(raw)).lstrip(" :：")
                    )
                iri = raw[column.page] if column.page else cell.raw if column.kind is Kind.THING else ""
                yield column, cell, iri if cell.text and iri and " " not in iri else None

    @property
    def everything(self) -> str:
        """The address of all rows, in the same order."""
        return self._at(Chosen(self.table, sort=self.chosen.sort))

    def _at(self, chosen: Chosen) -> str:
        query = chosen.query()
        return f"/{self.table.name}?{query}" if query else f"/{self.table.name}"

    def href(self, **changes: str | int) -> str:
        """The address of this table, with another `sort` or `page`."""
        return self._at(replace(self.chosen, **{"page": 1, **changes}))  # type: ignore[arg-type]

    def without(self, name: str) -> str:
        """The address of this table where nothing is asked of a column."""
        return self._at(self.chosen.without(name))

    def data(self, ending: str) -> str:
        """The address of all rows that are chosen, as data."""
        query = replace(self.chosen, page=1).query()
        return f"/{self.table.name}.{ending}{'?' if query else ''}{query}"


def table_page(rows: Rows, chosen: Chosen, names: Names, *, sparql: str) -> TablePage:
    """The page that was chosen; one beyond the last is the last."""
    table = rows.table
    found = chosen.of_rows(rows)
    pages = max(1, -(-len(found) // SIZE))
    chosen = replace(chosen, page=min(chosen.page, pages))
    start = (chosen.page - 1) * SIZE
    return TablePage(
        table=table,
        chosen=chosen,
        rows=tuple(found[start : start + SIZE]),
        matching=len(found),
        all_rows=len(rows.rows),
        cut=rows.cut,
        columns=tuple(
            column
            for place, column in enumerate(table.columns)
            if column.shown and (not rows.rows or any(row.cells[place].text for row in rows.rows))
        ),
        choices={name: _options(rows, name, chosen) for name in table.choices},
        kept={
            name: names.of(chosen.equal[name], rows.language)
            for name in table.exactly
            if name in chosen.equal
        },
        sparql=sparql,
    )


def _options(rows: Rows, name: str, chosen: Chosen) -> tuple[Option, ...]:
    now = chosen.equal.get(name)
    listed = [Option(raw, text, count, raw == now) for raw, (text, count) in facets(rows, name).items()]
    if now is not None and not any(option.chosen for option in listed):
        # what was asked for, though no row has it: a form that forgot it would answer another question
        text = term_text(rows.table.column(name), now, rows.language)
        listed.insert(0, Option(now, text, 0, chosen=True))
    return (Option(ANY, "", len(rows.rows), now is None), *listed)
