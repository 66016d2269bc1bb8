"""What a build and a check tell when they are done, and how they tell it while they run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build did: sources that were new or changed (`read`), `unchanged` ones, inputs that `failed` or were
    `duplicates` of another; mentions and triples of the sources read; `seconds` by the clock."""

    read: int = 0
    unchanged: int = 0
    failed: int = 0
    duplicates: int = 0
    mentions: int = 0
    triples: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class RelateReport:
    """What relating did: `sources` that count, derived `graphs` that there are now, those of them that were `made` anew and
    what these hold (`records`, by the sort of graph); `problems` are at most `MOST_PROBLEMS`; `seconds` by the clock."""

    sources: int = 0
    graphs: int = 0
    made: int = 0
    records: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    problems: tuple[KgError, ...] = ()
    interrupted: bool = False

    @property
    def ok(self) -> bool:
        """Whether every derived graph is up to date."""
        return not self.problems and not self.interrupted


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How a build ended: `problems` are at most `MOST_PROBLEMS` of those that `counts` has. `related` is None where nothing
    was related. `left_out` counts the files of folders that no reader is for, by their suffix."""

    counts: Counts
    problems: tuple[KgError, ...] = ()
    interrupted: bool = False
    related: RelateReport | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether everything that was given is in the store."""
        related = self.related is None or self.related.ok
        return related and not self.problems and not self.interrupted


MOST_PROBLEMS = 10_000
"""Problems that a report keeps; each was told to the progress as it came."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How many stored sources and quotes were checked, and each that does not hold, with source and mention."""

    sources: int
    quotes: int
    failures: tuple[KgError, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every original is there unchanged and every quote stands at its offsets."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class ValidateReport:
    """How many named graphs were judged, and each place where one breaks a shape."""

    graphs: int
    failures: tuple[KgError, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all keep to the shapes."""
        return not self.failures


class Progress(Protocol):
    """Hears how a build or a check goes. The command draws a bar from it."""

    def begin(self, total: int, doing: str | None = None) -> None:
        """So many inputs are to be done. A second step of the same work begins anew and says what it does."""

    def advance(self, name: str) -> None:
        """The input of this name is done, well or not."""

    def problem(self, error: KgError) -> None:
        """Something is wrong with an input; the others go on."""


class Silent:
    """Tells nobody."""

    def begin(self, total: int, doing: str | None = None) -> None:
        """Nothing."""

    def advance(self, name: str) -> None:
        """Nothing."""

    def problem(self, error: KgError) -> None:
        """Nothing."""
