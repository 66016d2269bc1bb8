"""The versions of the document that a source is one of, and what changed from the one before."""

from __future__ import annotations

from collections.abc import Callable

from kg.graph.history import history
from kg.match.versions import Difference, differences
from kg.model import Source
from kg.model.history import History
from kg.store import Store
from kg.views.source import stored
from kg.views.source.model import Version

MOST_VERSIONS = 30
_COMPARED = 2_000
"""Mentions of a version up to which it is compared with another."""


def versions_of(store: Store, source: Source, *, href: Callable[[str], str]) -> list[Version]:
    """All versions, the oldest first; the source alone where there is no other."""
    known = history(store)
    taken = {one.source: one for one in sorted(known.retractions, key=lambda r: (r.at, r.reason))}
    found = []
    for iri in _chain(known, source.id):
        one = source if iri == source.id else stored.record(store, iri)
        if one is not None:
            newest = known.newer(iri) is None
            found.append(
                Version(one, href(iri), this=iri == source.id, current=newest, retraction=taken.get(iri))
            )
    return found


def _chain(known: History, source: str) -> list[str]:
    chain = [source]
    while (older := known.older(chain[0])) and older not in chain and len(chain) < MOST_VERSIONS:
        chain.insert(0, older)
    while (newer := known.newer(chain[-1])) and newer not in chain and len(chain) < MOST_VERSIONS:
        chain.append(newer)
    return chain


def changes_since(store: Store, before: str, after: str) -> list[Difference]:
    """What changed from one version (IRI) to another; nothing where one of them is too long to be compared for a page."""
    sides = []
    for iri in (before, after):
        places = stored.places(store, iri)
        if len(places) > _COMPARED:
            return []
        sides.append(stored.mentions_of(store, [place.mention for place in places]))
    return differences(*sides)
