"""What became of sources after they were read: a changed text takes the place of an earlier one, or one is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kg.model import ids


@dataclass(frozen=True, slots=True)
class Revision:
    """`newer` is the same document as `older`, with other bytes (`prov:wasRevisionOf`); both are IRIs of source versions."""

    newer: str
    older: str

    def id(self, *, base: str = ids.DEFAULT_BASE) -> str:
        """The activity that put the one in the place of the other."""
        return f"{base}revision/{ids.digest(self.newer, self.older)}"


@dataclass(frozen=True, slots=True)
class Retraction:
    """Somebody's decision that a source no longer counts (`prov:wasInvalidatedBy`). `at` has an offset."""

    source: str
    reason: str
    author: str
    at: datetime

    def id(self, *, base: str = ids.DEFAULT_BASE) -> str:
        """The activity that took the source back; of its source, time and words."""
        return f"{base}retraction/{ids.digest(self.source, self.reason, self.author, self.at.isoformat())}"


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the sources of one store. A source that is revised or retracted stays findable and no longer counts."""

    revisions: frozenset[Revision] = frozenset()
    retractions: frozenset[Retraction] = frozenset()

    def gone(self) -> frozenset[str]:
        """The sources that no longer count."""
        return frozenset(r.older for r in self.revisions) | frozenset(r.source for r in self.retractions)

    def older(self, source: str) -> str | None:
        """The version that this one took the place of."""
        return min((r.older for r in self.revisions if r.newer == source), default=None)

    def newer(self, source: str) -> str | None:
        """The version that took its place."""
        return min((r.newer for r in self.revisions if r.older == source), default=None)
