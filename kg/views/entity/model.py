"""What a page about a thing is made of. Names come in the languages of the interface."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.model import Source
from kg.views.source.model import Card

STATEMENTS = "statements"
"""Stands for the figure that a statement has none of, where claims are sorted by what they measure."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A thing with its name and the address of its page."""

    iri: str
    labels: Mapping[str, str]
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Claims about one metric (or, on the page of a metric, one subject); `thing` is None for those without one."""

    thing: Linked | None
    count: int

    @property
    def key(self) -> str:
        """What chooses it in an address."""
        return self.thing.iri if self.thing else STATEMENTS


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one facet, the newest first: some of them, or one page."""

    facet: Facet
    claims: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list."""

    claims: tuple[Card, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Companion:
    """What else sources speak of that speak of the thing."""

    thing: Linked
    sources: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """A source in which the thing plays a part, and in how many claims."""

    source: Source
    href: str
    claims: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One page about a thing."""

    thing: Linked
    kinds: tuple[str, ...]
    """IRIs of its classes."""
    aliases: tuple[str, ...]
    """Its other names, those of the vocabulary first."""
    related: tuple[tuple[str, Linked], ...]
    """What the vocabulary ties it to: IRI of the property, and the thing."""
    parts: Counter[str]
    """In how many mentions it plays which part: subject, scope, metric, speaker, cites."""
    cut: bool
    """Whether it plays more parts than were counted."""
    by: str
    """What its claims are sorted by: `metric`, or `subject` on the page of a metric."""
    facets: tuple[Facet, ...]
    chosen: Facet | None
    groups: tuple[Group, ...]
    """The beginning of each group; where one is chosen it alone, one page of it."""
    page: int
    pages: int
    said: Listed
    cited: Listed
    companions: tuple[Companion, ...]
    sources: tuple[Appearance, ...]
    more_sources: int

    @property
    def about(self) -> int:
        """Claims about it."""
        return sum(facet.count for facet in self.facets)

    def to_json(self) -> dict[str, Any]:
        """The page as data."""

        def claims(cards: tuple[Card, ...]) -> list[dict[str, Any]]:
            return [card.mention.to_json() for card in cards]

        return {
            "id": self.thing.iri,
            "labels": dict(self.thing.labels),
            "classes": list(self.kinds),
            "aliases": list(self.aliases),
            "related": [{"property": name, "id": other.iri} for name, other in self.related],
            "more_parts": self.cut,
            "parts": dict(sorted(self.parts.items())),
            "by": self.by,
            "facets": [
                {"id": one.thing.iri if one.thing else None, "claims": one.count} for one in self.facets
            ],
            "groups": [
                {
                    "id": one.facet.thing.iri if one.facet.thing else None,
                    "claims": one.facet.count,
                    "mentions": claims(one.claims),
                }
                for one in self.groups
            ],
            "page": self.page,
            "pages": self.pages,
            "said": {"mentions": self.said.total, "page": self.said.page, "shown": claims(self.said.claims)},
            "cited": {
                "mentions": self.cited.total,
                "page": self.cited.page,
                "shown": claims(self.cited.claims),
            },
            "occurs_with": [
                {"id": one.thing.iri, "sources": one.sources, "mentions": one.mentions}
                for one in self.companions
            ],
            "sources": [{"id": one.source.id, "claims": one.claims} for one in self.sources],
            "more_sources": self.more_sources,
        }
