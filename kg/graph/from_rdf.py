"""From RDF back to records: a mention read from the graph prints the same JSON record as the one that was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

import pyoxigraph as ox

from kg.errors import InvalidGraph
from kg.graph.names import is_minted
from kg.graph.namespaces import KG, OA, PROV, SCHEMA, SKOS, TYPE, XSD
from kg.model import (
    Baseline,
    Bound,
    ClaimType,
    Kind,
    Mention,
    Modality,
    Period,
    Quantity,
    Quote,
    Ref,
    Source,
)
from kg.model.ids import DEFAULT_BASE, ONTOLOGY

_ABSTRACT = {"Entity", "Metric", "Thing"}
"""Classes that a record's `Ref.type` does not name when the node has no other."""


class Graphs(Protocol):
    """What `mentions` reads from: any store."""

    @property
    def base(self) -> str: ...
    def graphs(self) -> Sequence[str]: ...
    def quads(self, graph: str) -> Iterable[ox.Quad]: ...


def mentions(store: Graphs) -> Iterator[Mention]:
    """All mentions of a store, source by source, those of one source in the order of the text.

    `source.path` is the file's name: the graph does not keep folders. Raises `InvalidGraph` where a mention lacks
    what every mention has.
    """
    for facts in _each(store):
        yield from facts.mentions()


def sources(store: Graphs) -> Iterator[Source]:
    """All source versions of a store, in the order of their graphs."""
    for facts in _each(store):
        yield from map(facts.source, facts.of_type(KG.Source))


Reading = tuple[Source, list[Mention]]
"""A source version, and its mentions in the order of the text."""


def readings(store: Graphs) -> Iterator[Reading]:
    """All source versions of a store in the order of their graphs, each with its mentions."""
    for facts in _each(store):
        yield from facts.readings()


def read_reading(quads: Iterable[ox.Quad], *, base: str = DEFAULT_BASE) -> Reading | None:
    """The source version in one source's graph with its mentions, None where there is none."""
    return next(_Facts(quads, base=base).readings(), None)


def read_sources(quads: Iterable[ox.Quad], *, base: str = DEFAULT_BASE) -> list[Source]:
    """The source versions that these quads describe, sorted by IRI."""
    facts = _Facts(quads, base=base)
    return [facts.source(node) for node in facts.of_type(KG.Source)]


def read_mentions(quads: Iterable[ox.Quad], *, base: str = DEFAULT_BASE) -> list[Mention]:
    """The mentions in one source's graph, in the order of the text."""
    return _Facts(quads, base=base).mentions()


def _each(store: Graphs) -> Iterator[_Facts]:
    for graph in store.graphs():
        if graph.startswith(f"{store.base}graph/source/"):
            yield _Facts(store.quads(graph), base=store.base)


class _Facts:
    """The statements of one graph by subject and predicate."""

    def __init__(self, quads: Iterable[ox.Quad], *, base: str) -> None:
        self.base = base
        self._about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._sources: dict[str, Source] = {}
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                self._about[quad.subject.value][quad.predicate.value].append(quad.object)

    def of_type(self, kind: ox.NamedNode) -> list[str]:
        return sorted(
            node
            for node, about in self._about.items()
            if any(value.value == kind.value for value in about.get(TYPE.value, ()))
        )

    def values(self, node: str, term: ox.NamedNode) -> list[str]:
        found = self._about.get(node, {}).get(term.value, [])
        return sorted(value.value for value in found)

    def value(self, node: str, term: ox.NamedNode) -> str | None:
        found = self.values(node, term)
        return found[0] if found else None

    def need(self, node: str, term: ox.NamedNode) -> str:
        found = self.value(node, term)
        if found is None:
            raise LookupError(f"no {term.value.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}")
        return found

    def number(self, node: str, term: ox.NamedNode) -> Decimal | None:
        found = self.value(node, term)
        return None if found is None else Decimal(found)

    def local(self, node: str, term: ox.NamedNode) -> str:
        return self.need(node, term).rsplit("/", 1)[-1]

    def mentions(self) -> list[Mention]:
        """All mentions, in the order of the text."""
        found: list[Mention] = []
        for node in self.of_type(KG.Mention):
            try:
                found.append(self.mention(node))
            except (LookupError, ValueError, ArithmeticError) as error:
                raise InvalidGraph(f"cannot be read as a mention: {error}", where=node) from error
        return sorted(found, key=lambda m: (m.quote.start, m.quote.end, m.id))

    def readings(self) -> Iterator[Reading]:
        """Each source version with its mentions."""
        found = self.mentions()
        for node in self.of_type(KG.Source):
            yield self.source(node), [m for m in found if m.source.id == node]

    def source(self, node: str) -> Source:
        known = self._sources.get(node)
        if known is None:
            types = self.values(node, TYPE)
            known = self._sources[node] = Source(
                id=node,
                path=self.need(node, KG.fileName),
                sha256=self.need(node, KG.sha256),
                title=self.value(node, SCHEMA.headline),
                publisher=self.value(node, KG.publisherText),
                credited=self.value(node, KG.creditedText),
                authors=tuple(self.values(node, SCHEMA.author)),
                published=self._published(node),
                url=self.value(node, SCHEMA.url),
                language=self.need(node, SCHEMA.inLanguage),
                region=self.value(node, KG.region),
                kind="report" if SCHEMA.Report.value in types else "article",
                media_type=self.need(node, SCHEMA.encodingFormat),
            )
        return known

    def _published(self, node: str) -> date | None:
        for value in self._about.get(node, {}).get(SCHEMA.datePublished.value, ()):
            if isinstance(value, ox.Literal) and value.datatype == XSD.dateTime:
                return datetime.fromisoformat(value.value)
            return date.fromisoformat(value.value)
        return None

    def mention(self, node: str) -> Mention:
        claim = self.need(node, KG.claim)
        series = self.need(claim, KG.series)
        quantity = self._quantity(node, claim, series)
        source = self.source(self.need(node, KG.source))
        attribution = self.value(node, PROV.qualifiedAttribution)
        return Mention(
            id=node,
            claim=claim,
            series=series,
            type=ClaimType.QUANTITY if quantity else ClaimType.STATEMENT,
            source=source,
            quote=self._quote(node),
            rule=self.need(node, KG.rule),
            confidence=float(self.need(node, KG.confidence)),
            quantity=quantity,
            metric=self._slot(node, self.value(series, KG.metric), KG.metricText, KG.metricLabel, "metric"),
            subject=self._slot(node, self.value(series, KG.subject), KG.subjectText, KG.subjectLabel),
            scope=self._references(node, KG.scopeReference),
            period=self._period(self.value(claim, KG.period), node, KG.periodText),
            baseline=self._baseline(series, node),
            speaker=self._slot(attribution, self.value(node, KG.speaker), KG.speakerText, KG.speakerLabel),
            cites=self._references(node, KG.citationReference),
            modality=Modality(self.local(claim, KG.modality)),
        )

    def _quote(self, node: str) -> Quote:
        target = self.need(node, OA.hasTarget)
        selectors = self.values(target, OA.hasSelector)
        exact = next(iri for iri in selectors if self.value(iri, OA.exact) is not None)
        return Quote(
            self.need(node, KG.quote),
            self.need(exact, OA.prefix),
            self.need(exact, OA.suffix),
            int(self.need(node, KG.start)),
            int(self.need(node, KG.end)),
        )

    def _quantity(self, node: str, claim: str, series: str) -> Quantity | None:
        value = self.number(claim, KG.value)
        if value is None:
            return None
        return Quantity(
            value=value,
            text=self.need(node, KG.valueText),
            unit=self.need(self.need(claim, KG.unit), KG.code),
            kind=Kind(self.local(series, KG.kind)),
            bound=Bound(self.local(claim, KG.bound)),
            lower=self.number(claim, KG.lower),
            upper=self.number(claim, KG.upper),
            counted=self.value(node, KG.counted),
            step=self.number(node, KG.precision),
        )

    def _period(self, period: str | None, node: str, words: ox.NamedNode) -> Period | None:
        if period is None:
            return None
        return Period(
            start=date.fromisoformat(self.need(period, KG.start)),
            end=date.fromisoformat(self.need(period, KG.end)),
            text=self.need(node, words),
            at=self.value(period, KG["at"]),
            how=self.value(node, KG.periodHow) if words == KG.periodText else None,
        )

    def _baseline(self, series: str, node: str) -> Baseline | None:
        found = self.value(series, KG.baseline)
        if found is None or self.value(found, KG.start) is None:
            return found and found.rsplit("/", 1)[-1]
        return self._period(found, node, KG.baselineText)

    def _references(self, node: str, link: ox.NamedNode) -> tuple[Ref, ...]:
        nodes = sorted(self.values(node, link), key=lambda iri: int(self.need(iri, KG.order)))
        return tuple(
            self._ref(iri, self.need(iri, KG.refersTo), KG.referenceText, KG.referenceLabel, "entity")
            for iri in nodes
        )

    def _slot(
        self,
        node: str | None,
        thing: str | None,
        words: ox.NamedNode,
        label: ox.NamedNode,
        kind: str = "entity",
    ) -> Ref | None:
        return self._ref(node, thing, words, label, kind) if node and thing else None

    def _ref(self, node: str, thing: str, words: ox.NamedNode, label: ox.NamedNode, kind: str) -> Ref:
        name = self.value(node, label) or self._name(thing)
        minted = is_minted(thing, name, kind=kind, base=self.base)
        return Ref(None if minted else thing, name, self.need(node, words), self._type(thing))

    def _name(self, thing: str) -> str:
        """The name that `Entry.label` gives: English, else Chinese, else any."""
        labels: dict[str, str] = {}
        for value in self._about.get(thing, {}).get(SKOS.prefLabel.value, ()):
            if isinstance(value, ox.Literal):
                labels[value.language or ""] = value.value
        return labels.get("en") or labels.get("zh") or next(iter(labels.values()), thing)

    def _type(self, thing: str) -> str | None:
        names = (iri.removeprefix(ONTOLOGY) for iri in self.values(thing, TYPE) if iri.startswith(ONTOLOGY))
        return next((name for name in names if name not in _ABSTRACT), None)
