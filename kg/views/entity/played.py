"""The parts that a thing plays in claims, and what else occurs where it does: the longest to read of a thing that is everywhere."""

from __future__ import annotations

from typing import NamedTuple

from kg.store import Store
from kg.views.facts import rows

MOST = 20_000
"""Parts that `queries/entity-mentions.rq` reads."""


class Played(NamedTuple):
    """One part in one mention; `metric` and `subject` are of its claim, empty where it has none, `until` and `published` ISO text."""

    part: str
    mention: str
    claim: str
    source: str
    metric: str
    subject: str
    published: str
    until: str


class Occurrences(NamedTuple):
    """All that is known of where a thing occurs."""

    parts: list[Played]
    """The newest figures first, by the end of what they are about."""
    companions: list[tuple[str, int, int]]
    """Other things (IRIs), with the number of sources in common and of their mentions there."""
    published: list[str]
    """Of an outlet: its sources, the newest first."""

    @property
    def cut(self) -> bool:
        """Whether it plays more parts than were read."""
        return len({(one.part, one.mention) for one in self.parts}) >= MOST


def occurrences(store: Store, iri: str) -> Occurrences:
    """Where a thing (IRI) occurs in sources that count."""
    parts = [Played(*(term.value for term in row)) for row in rows(store, "entity-mentions", [iri])]
    parts.sort(key=lambda one: (one.part, one.mention, one.metric, one.subject))
    parts.sort(key=lambda one: (one.until, one.published), reverse=True)
    others = rows(store, "companions", [iri])
    return Occurrences(
        parts,
        [(other.value, int(sources.value), int(mentions.value)) for other, sources, mentions in others],
        [source.value for source, _ in rows(store, "sources-of-outlet", [iri])],
    )
