"""What names a cell: the setting of its table, its heads, its row."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.tables.labels import Label
from kg.extract.tables.units import HeadUnit
from kg.extract.tables.values import Value
from kg.model import Period, Ref, Span


@dataclass(slots=True)
class Setting:
    """What holds for all cells of a table."""

    title: Label | None
    units: tuple[HeadUnit, ...]
    cites: tuple[Ref, ...]
    topic: Ref | None
    titled: bool = False
    """Whether the document's title names the topic: a story about one company."""
    owner: Ref | None = None
    corner: tuple[Label, ...] = ()
    """The heads of the columns that name the rows."""
    partners: bool = False
    partner: Ref | None = None
    """东盟 in 中国对东盟出口额: whom the total is about."""
    sorted_by: Span | None = None
    period: Period | None = None
    year: Period | None = None
    """The year that the document's title names."""
    above: Ref | None = None
    """The metric of the row above: a row 增长率 below 营业收入 is its growth."""
    heads: dict[int, tuple[Label, ...]] = field(default_factory=dict)
    measured: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its value, the heads above it (the outer first) and the names of its row."""

    span: Span
    value: Value
    column: int
    heads: tuple[Label, ...]
    names: tuple[Label, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """Everything that names it, the nearest first."""
        return (*reversed(self.heads), *reversed(self.names))
