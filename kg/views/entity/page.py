"""From a store to the page of a thing: an organisation, a person, a place, a metric, an outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.ask.parts import records, source_records
from kg.errors import QuestionError
from kg.graph.namespaces import KG, SKOS
from kg.lexicon import Lexicon
from kg.model import Source
from kg.model.ids import ONTOLOGY
from kg.store import Store
from kg.views.entity.model import (
    STATEMENTS,
    Appearance,
    Companion,
    EntityPage,
    Facet,
    Group,
    Linked,
    Listed,
)
from kg.views.entity.played import Occurrences, Played, occurrences
from kg.views.facts import RDF_TYPE, Facts
from kg.views.source.cards import Cards
from kg.views.source.model import Card
from kg.views.words import in_languages

PER_PAGE = 30
PER_GROUP = 4
MOST_GROUPS = 10
MOST_FACETS = 60
MOST_SOURCES = 30
MOST_ALIASES = 60

_ABSTRACT = frozenset({KG.Entity.value, KG.Thing.value})
_ABOUT = ("subject", "scope")


def entity_page(
    store: Store,
    iri: str,
    *,
    lexicon: Lexicon,
    href: Callable[[str], str] = str,
    by: str | None = None,
    page: int = 1,
    said: int = 1,
    cited: int = 1,
    found: Occurrences | None = None,
) -> EntityPage:
    """What the store has about a thing.

    `by` chooses the claims of one metric (IRI; on the page of a metric those of one subject), and `page` is one of theirs;
    `said` is a page of what it says, `cited` of what cites it. Who shows many pages of a thing may give what was `found` of it. Raises `QuestionError` where neither the store nor the vocabulary
    knows it.
    """
    return _Maker(store, iri, lexicon, href).page(by, page, said, cited, found)


class _Maker:
    def __init__(self, store: Store, iri: str, lexicon: Lexicon, href: Callable[[str], str]) -> None:
        self.store = store
        self.iri = iri
        self.lexicon = lexicon
        self.href = href
        self.facts = Facts()
        self.facts.add(store, [iri])
        self.entry = lexicon.entries.get(iri)
        if self.entry is None and not self.facts.values(iri, RDF_TYPE):
            raise QuestionError("nothing of this name in the store", where=iri)
        self.cards = Cards(lexicon=lexicon, href=href, base=store.base)

    def page(self, by: str | None, page: int, said: int, cited: int, found: Occurrences | None) -> EntityPage:
        known = found or occurrences(self.store, self.iri)
        parts, companions = known.parts, known.companions
        counted = Counter(one.part for one in parts)
        sort = "subject" if counted["metric"] > counted["subject"] + counted["scope"] else "metric"
        about = _once(parts, ("metric",) if sort == "subject" else _ABOUT)
        groups: dict[str, list[Played]] = {}
        for one in about:
            groups.setdefault(getattr(one, sort) or STATEMENTS, []).append(one)
        ranked = sorted(groups, key=lambda key: (-len(groups[key]), key))[:MOST_FACETS]
        in_sources = Counter(one.source for one in _once(parts))
        newest = {one.source: one.published for one in parts}
        ordered = sorted(in_sources, key=lambda source: (newest[source], source), reverse=True)
        ordered = list(dict.fromkeys([*known.published, *ordered]))
        chosen = by if by in groups else None
        pages = 1
        if chosen:
            pages = _pages(len(groups[chosen]))
            page = min(max(page, 1), pages)
            shown = {chosen: _slice(groups[chosen], page)}
        else:
            page = 1
            shown = {key: groups[key][:PER_GROUP] for key in ranked[:MOST_GROUPS]}
        speeches, cites = _once(parts, ("speaker",)), _once(parts, ("cites",))
        said, cited = (min(max(n, 1), _pages(len(of))) for n, of in ((said, speeches), (cited, cites)))
        cards = self._cards(
            one
            for listed in (*shown.values(), _slice(speeches, said), _slice(cites, cited))
            for one in listed
        )

        def made(listed: Iterable[Played]) -> tuple[Card, ...]:
            return tuple(cards[one.mention] for one in listed if one.mention in cards)

        named = (key for key in (*ranked, chosen) if key not in (None, STATEMENTS))
        self.facts.add(self.store, [*filter(None, named), *(other for other, _, _ in companions)])
        facets = {
            key: Facet(None if key == STATEMENTS else self.linked(key), len(groups[key])) for key in ranked
        }
        if chosen:
            # one that is too rare to be listed
            facets.setdefault(chosen, Facet(self.linked(chosen), len(groups[chosen])))
        return EntityPage(
            thing=self.linked(self.iri),
            kinds=tuple(sorted(self._kinds() - _ABSTRACT)),
            aliases=self._aliases(),
            related=self._related(),
            parts=counted,
            cut=known.cut,
            by=sort,
            facets=tuple(facets.values()),
            chosen=facets[chosen] if chosen else None,
            groups=tuple(Group(facets[key], made(listed)) for key, listed in shown.items()),
            page=page,
            pages=pages,
            said=Listed(made(_slice(speeches, said)), len(speeches), said, _pages(len(speeches))),
            cited=Listed(made(_slice(cites, cited)), len(cites), cited, _pages(len(cites))),
            companions=tuple(
                Companion(self.linked(other), sources, mentions) for other, sources, mentions in companions
            ),
            sources=tuple(
                Appearance(source, self.href(source.id), in_sources[source.id])
                for source in self._sources(ordered[:MOST_SOURCES])
            ),
            more_sources=max(0, len(ordered) - MOST_SOURCES),
        )

    def linked(self, iri: str) -> Linked:
        """A thing by its names: those of the vocabulary, else those that the store has."""
        entry = self.lexicon.entries.get(iri)
        labels = entry.labels if entry else self.facts.labels(iri)
        return Linked(iri, in_languages(labels), self.href(iri))

    def _kinds(self) -> set[str]:
        own = {ONTOLOGY + name for name in self.entry.types} if self.entry else set()
        return own | {node for node in self.facts.nodes(self.iri, RDF_TYPE) if node.startswith(ONTOLOGY)}

    def _aliases(self) -> tuple[str, ...]:
        names = list(self.entry.names) if self.entry else []
        for predicate in (SKOS.prefLabel, SKOS.altLabel):
            names += (value.value for value in self.facts.values(self.iri, predicate.value))
        shown = set(self.linked(self.iri).labels.values())
        return tuple(name for name in dict.fromkeys(names) if name not in shown)[:MOST_ALIASES]

    def _related(self) -> tuple[tuple[str, Linked], ...]:
        """Things of the vocabulary that it is part of, or narrower than."""
        found: list[tuple[str, str]] = []
        for name, values in (self.entry.properties if self.entry else {}).items():
            predicate = SKOS.broader.value if name == "broader" else ONTOLOGY + name
            found += ((predicate, value) for value in values if value in self.lexicon.entries)
        return tuple((predicate, self.linked(value)) for predicate, value in sorted(found))

    def _sources(self, wanted: Sequence[str]) -> list[Source]:
        found = source_records(self.store, wanted)
        return [found[iri] for iri in wanted if iri in found]

    def _cards(self, listed: Iterable[Played]) -> Mapping[str, Card]:
        found = records(self.store, [one.mention for one in listed])
        ordered = list(found.values())
        numbers = {mention.id: number for number, mention in enumerate(ordered, 1)}
        made = self.cards.of(ordered, numbers=numbers, text=None, explanations=(), checks=(), mutations=())
        return {card.mention.id: card for card in made}


def _once(parts: Iterable[Played], wanted: Sequence[str] = ()) -> list[Played]:
    """Each mention once, in order."""
    return list({one.mention: one for one in parts if not wanted or one.part in wanted}.values())


def _pages(count: int) -> int:
    return max(1, -(-count // PER_PAGE))


def _slice(listed: Sequence[Played], page: int) -> Sequence[Played]:
    return listed[(page - 1) * PER_PAGE : page * PER_PAGE]
