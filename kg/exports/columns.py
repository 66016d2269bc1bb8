"""Tables as they leave the program: what each column is called, holds and means, and how a cell is got from a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

R = TypeVar("R")

Cell = str | Decimal | int | bool | date | tuple[str, ...] | None
"""What a cell may hold; None is an empty one."""


class Type(StrEnum):
    """What a column holds, in the words of Frictionless Table Schema."""

    STRING = "string"
    NUMBER = "number"
    """A decimal, never a float."""
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    ARRAY = "array"
    """Texts in their order; a JSON list where the format has no lists."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a table of records `R`. `values` are all that it may hold, where that is a closed list."""

    name: str
    about: str
    of: Callable[[R], Cell]
    type: Type = Type.STRING
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableForm(Generic[R]):
    """A table: the first column is its key, `refers` says which column names a row of which other table."""

    name: str
    about: str
    columns: tuple[Column[R], ...]
    refers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def row(self, record: R) -> list[Cell]:
        """The cells of one record."""
        return [column.of(record) for column in self.columns]

    def without(self, *names: str) -> TableForm[R]:
        """The same table with fewer columns."""
        kept = tuple(column for column in self.columns if column.name not in names)
        return TableForm(self.name, self.about, kept, self.refers)
