"""What a question is cut into: the pieces that mean something, each with what it may be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a piece of a question is, in the order of precedence between pieces of the same length at one place."""

    FIGURE = "figure"
    SOURCE = "source"
    ENTITY = "entity"
    PUBLISHER = "publisher"
    METRIC = "metric"
    PERIOD = "period"
    UNDATED = "undated"
    """A month without a year: it would narrow, if one knew to what."""
    CHANGE = "change"
    ASKS = "asks"
    NOTHING = "nothing"
    CITED = "cited"


SCOPE = "Scope"
"""The type of an entity that in the store only ever narrows what is measured: 海外 of 海外收入."""


class Words(NamedTuple):
    """The same in English and Chinese."""

    en: str
    zh: str

    def of(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Figure(NamedTuple):
    """A quantity as a question means it: the value and the interval that its written digits imply."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None
    fraction: bool

    @property
    def negative(self) -> Figure:
        """The same figure of a fall."""
        return self._replace(value=-self.value, low=-self.high, high=-self.low)


class Piece(NamedTuple):
    """`start` to `end` of the question. `meaning` is for a person, `value` the IRI, the form asked for or the words.

    `days` has None on the side where a period is open; `sign` is that of a change. `more` are
    further values that do as well, and `growth` says that the words name the change of a metric. `others` are what else the same words may be.
    """

    start: int
    end: int
    role: Role
    meaning: Words
    value: str = ""
    type: str = ""
    figure: Figure | None = None
    days: tuple[date | None, date | None] | None = None
    sign: int = 0
    more: tuple[str, ...] = ()
    growth: bool = False
    others: tuple[Piece, ...] = ()

    def as_role(self, role: Role) -> Piece | None:
        """This piece as what is asked for, if its words may be that."""
        others = () if self.role in (Role.ASKS, Role.NOTHING) else self.others
        return next((piece for piece in (self, *others) if piece.role is role), None)


class Reading(NamedTuple):
    """The pieces in order, none overlapping, and the words that no piece covers with where they stand."""

    text: str
    pieces: tuple[Piece, ...]
    unknown: tuple[tuple[int, int], ...]
    language: str

    @property
    def left(self) -> tuple[str, ...]:
        """The words that no piece covers."""
        return tuple(self.text[start:end] for start, end in self.unknown)

    def words(self, piece: Piece) -> str:
        """The words of a piece."""
        return self.text[piece.start : piece.end]
