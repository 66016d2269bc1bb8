"""What a question to a store gives: records in a list that a notebook shows as a table, and that becomes a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar, overload

from kg.exports.columns import Cell, TableForm
from kg.notebook.cards import show_records
from kg.notebook.frames import Library, frame
from kg.notebook.markup import put, table

R = TypeVar("R")

_SHOWN = 50
"""Rows that a notebook shows."""


@dataclass(frozen=True, slots=True, repr=False)
class Listing(Sequence[R], Generic[R]):
    """Records in their order. `form` has the columns of their frame, `brief` the names of those that are shown."""

    form: TableForm[Any]
    records: tuple[R, ...]
    brief: tuple[str, ...]
    row: Callable[[R], list[Cell]] = field(compare=False)

    def __post_init__(self) -> None:
        show_records()

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[R]:
        return iter(self.records)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Listing[R]: ...
    def __getitem__(self, index: int | slice) -> R | Listing[R]:
        if isinstance(index, slice):
            return Listing(self.form, self.records[index], self.brief, self.row)
        return self.records[index]

    def frame(self, library: Library = "pandas", *, floats: bool = False) -> Any:
        """A pandas or polars frame with all columns of docs/data-dictionary.md.

        Numbers stay decimals; `floats` makes them floats. Raises `MissingExtra` where the library is not installed.
        """
        return frame(self.form, map(self.row, self.records), library, floats=floats)

    def __repr__(self) -> str:
        return f"<{len(self.records)} {self.form.name}>"

    def _repr_html_(self) -> str:
        places = [[column.name for column in self.form.columns].index(name) for name in self.brief]
        rows = ([_shown(cells[at]) for at in places] for cells in map(self.row, self.records[:_SHOWN]))
        more = len(self.records) - _SHOWN
        tail = put("<p>… and {} more</p>", more) if more > 0 else ""
        heads = [name.replace("_", " ") for name in self.brief]
        return put("<div>{}{}</div>", table(heads, rows), tail)


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case tuple():
            return ", ".join(cell)
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
