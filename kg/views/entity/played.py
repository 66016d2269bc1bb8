"""The parts that a thing plays in claims."""

from __future__ import annotations

from typing import NamedTuple

from kg.store import Store
from kg.views.facts import rows


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


def played(store: Store, iri: str) -> list[Played]:
    """All parts of a thing (IRI) in sources that count: the newest figures first, by the end of what they are about."""
    found = [Played(*(term.value for term in row)) for row in rows(store, "entity-mentions", [iri])]
    found.sort(key=lambda one: (one.part, one.mention, one.metric, one.subject))
    found.sort(key=lambda one: (one.until, one.published), reverse=True)
    return found
