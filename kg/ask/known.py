"""Names that only a store knows: entities, metrics and outlets that the vocabulary lacks, sources by title and file name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from kg.ask.pieces import SCOPE, Role, Words
from kg.folding import fold
from kg.store import Store

_PREFIXES = """PREFIX kg: <https://w3id.org/claim-kg/ontology#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_NAMES: Mapping[tuple[Role, str], str] = {
    (Role.SOURCE, ""): "?thing a kg:Source . ?thing schema:headline|kg:fileName ?name .",
    (Role.PUBLISHER, ""): (
        "{ SELECT DISTINCT ?thing WHERE { ?any schema:publisher|kg:creditedTo ?thing } }"
        " ?thing skos:prefLabel|schema:name ?name ."
    ),
    (Role.METRIC, ""): (
        "{ SELECT DISTINCT ?thing WHERE { ?any kg:metric ?thing } } ?thing skos:prefLabel|schema:name ?name ."
        " FILTER NOT EXISTS { ?thing skos:inScheme ?scheme }"
    ),
    (Role.ENTITY, ""): (
        "{ SELECT DISTINCT ?thing WHERE { ?any kg:subject|kg:speaker|kg:cites ?thing } }"
        " ?thing skos:prefLabel|schema:name ?name . FILTER NOT EXISTS { ?thing skos:inScheme ?scheme }"
    ),
    (Role.ENTITY, SCOPE): (
        "{ SELECT DISTINCT ?thing WHERE { ?any kg:scope ?thing } }"
        " ?thing skos:prefLabel|schema:name ?name . FILTER NOT EXISTS { ?thing skos:inScheme ?scheme }"
        " FILTER NOT EXISTS { ?other kg:subject|kg:speaker|kg:cites ?thing }"
    ),
}
_SHORTEST = 2
_TIMEOUT = 60.0


class Thing(NamedTuple):
    """Something that a name means."""

    role: Role
    iri: str
    name: str
    type: str = ""

    @property
    def meaning(self) -> Words:
        """What it is, for a person."""
        match self.role:
            case Role.SOURCE:
                return Words(f"the source {self.name}", f"来源“{self.name}”")
            case Role.PUBLISHER:
                return Words(f"publisher {self.name}", f"发布者“{self.name}”")
            case Role.METRIC:
                return Words(f"metric {self.name}", f"指标“{self.name}”")
        return Words(self.name, self.name)


class Known:
    """The names of one store, read when they are first asked for.

    >>> understand("GMV of 某平台", lexicon=lexicon, known=Known(store))    # doctest: +SKIP
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def names(self) -> Mapping[str, tuple[Thing, ...]]:
        """Folded names of two characters and more, with what each means."""
        found: dict[str, dict[Thing, None]] = {}
        for (role, kind), pattern in _NAMES.items():
            for iri, name in self._rows(pattern):
                label = fold(name).strip()
                if len(label) >= _SHORTEST:
                    found.setdefault(label, {})[Thing(role, iri, name, kind)] = None
        return {label: tuple(things) for label, things in sorted(found.items())}

    @cached_property
    def iris(self) -> frozenset[str]:
        """What has one of these names."""
        return frozenset(thing.iri for things in self.names.values() for thing in things)

    def within(self, folded: str) -> Iterator[tuple[str, tuple[Thing, ...]]]:
        """The names that stand in a folded text as they are."""
        return ((name, things) for name, things in self.names.items() if name in folded)

    def titled(self, words: str) -> list[Thing]:
        """The sources whose title or file name these words are, or, where there is none and one alone contains them, that one."""
        wanted = fold(words).strip()
        exact = [thing for thing in self.names.get(wanted, ()) if thing.role is Role.SOURCE]
        if exact or len(wanted) < _SHORTEST:
            return exact
        near = _sources(things for name, things in self.names.items() if wanted in name)
        return near if len({thing.iri for thing in near}) == 1 else []

    def _rows(self, pattern: str) -> Iterator[tuple[str, str]]:
        sparql = f"{_PREFIXES}SELECT DISTINCT ?thing ?name WHERE {{ {pattern} }} ORDER BY ?thing ?name"
        for thing, name in self._store.select(sparql, timeout=_TIMEOUT).rows:
            if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
                yield thing.value, name.value


def _sources(found: Iterable[tuple[Thing, ...]]) -> list[Thing]:
    return [thing for things in found for thing in things if thing.role is Role.SOURCE]
