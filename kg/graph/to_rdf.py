"""From records to RDF: everything that one source version says, as quads of its own named graph.

No node is blank: each IRI is derived from content, so that graphs merge by union and the sorted lines are canonical.
Claims, series, periods and entities are stated again in each source's graph that uses them; dropping a graph takes
only its own share.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.describe import Describer
from kg.graph.names import node_of, publisher_node, unit_node
from kg.graph.namespaces import (
    BASELINE,
    BOUND,
    CITO,
    KG,
    KIND,
    MODALITY,
    OA,
    PROV,
    RDFS,
    SCHEMA,
    TIME,
    TYPE,
    graph_id,
)
from kg.graph.sink import Sink
from kg.lexicon import Lexicon
from kg.model import Baseline, ClaimType, Document, Mention, Period, Ref, Source, ids

_SOURCE_TYPES = {"article": SCHEMA.NewsArticle, "report": SCHEMA.Report}


def source_graph(
    document: Document,
    mentions: Iterable[Mention],
    *,
    lexicon: Lexicon,
    base: str = ids.DEFAULT_BASE,
) -> list[ox.Quad]:
    """Everything of one source version, all in `graph_id(document.source.id)`, each quad once.

    The mentions must be of this document and have ids under the same base. Raises `ValueError` for a mention of
    another source.
    """
    writer = _Writer(document.source, lexicon, base)
    writer.source(len(document.text))
    for mention in mentions:
        if mention.source.id != document.source.id:
            raise ValueError(f"{mention.id} is a mention of {mention.source.id}")
        writer.mention(mention)
    writer.things.write()
    return writer.sink.quads()


class _Writer:
    """Writes one source's graph."""

    def __init__(self, source: Source, lexicon: Lexicon, base: str) -> None:
        self.about = source
        self.lexicon = lexicon
        self.base = base
        self.language = source.language
        self.sink = Sink(graph_id(source.id, base=base))
        self.things = Describer(self.sink, lexicon, base=base, language=source.language)
        self._node = ox.NamedNode(source.id)
        self._written: set[str] = set()

    def source(self, characters: int) -> None:
        """The source version and who published it."""
        about, node, add = self.about, self._node, self.sink.add
        for kind in (KG.Source, PROV.Entity, _SOURCE_TYPES.get(about.kind, SCHEMA.NewsArticle)):
            add(node, TYPE, kind)
        add(node, KG.fileName, terms.text(about.name))
        add(node, KG.sha256, terms.text(about.sha256))
        add(node, KG.characters, terms.integer(characters))
        add(node, SCHEMA.encodingFormat, terms.text(about.media_type))
        add(node, SCHEMA.inLanguage, terms.text(about.language))
        if about.title:
            add(node, SCHEMA.headline, terms.text(about.title, self.language))
        if about.published:
            add(node, SCHEMA.datePublished, terms.moment(about.published))
        if about.url:
            add(node, SCHEMA.url, terms.address(about.url))
        if about.region:
            add(node, KG.region, terms.text(about.region))
        for author in about.authors:
            add(node, SCHEMA.author, terms.text(author, self.language))
        for name, link, words in (
            (about.publisher, SCHEMA.publisher, KG.publisherText),
            (about.credited, KG.creditedTo, KG.creditedText),
        ):
            if name:
                iri = publisher_node(name, lexicon=self.lexicon, base=self.base)
                add(node, link, ox.NamedNode(iri))
                add(node, words, terms.text(name, self.language))
                self.things.publisher(iri, name)

    def mention(self, m: Mention) -> None:
        """A mention, its claim and its series."""
        node, claim, add = ox.NamedNode(m.id), ox.NamedNode(m.claim), self.sink.add
        add(node, TYPE, KG.Mention)
        add(node, TYPE, OA.Annotation)
        add(node, KG.source, self._node)
        add(node, KG.claim, claim)
        add(node, OA.hasBody, claim)
        add(node, KG.confidence, terms.decimal(Decimal(repr(m.confidence))))
        self._quote(m, node)
        self._rule(m, node)
        self._slots(m, node)
        self._claim(m, claim)
        self._series(m)

    def _quote(self, m: Mention, node: ox.NamedNode) -> None:
        add, quote, language = self.sink.add, m.quote, self.language
        target, exact, position = (ox.NamedNode(f"{m.id}#{part}") for part in ("target", "quote", "position"))
        words = terms.text(quote.exact, language)
        add(node, KG.quote, words)
        add(node, KG.start, terms.integer(quote.start))
        add(node, KG.end, terms.integer(quote.end))
        add(node, OA.hasTarget, target)
        add(target, TYPE, OA.SpecificResource)
        add(target, OA.hasSource, self._node)
        add(target, OA.hasSelector, exact)
        add(target, OA.hasSelector, position)
        add(exact, TYPE, OA.TextQuoteSelector)
        add(exact, OA.exact, words)
        add(exact, OA.prefix, terms.text(quote.prefix, language))
        add(exact, OA.suffix, terms.text(quote.suffix, language))
        add(position, TYPE, OA.TextPositionSelector)
        add(position, OA.start, terms.integer(quote.start))
        add(position, OA.end, terms.integer(quote.end))

    def _rule(self, m: Mention, node: ox.NamedNode) -> None:
        rule = ox.NamedNode(f"{self.base}rule/{terms.path_part(m.rule)}")
        self.sink.add(node, KG.rule, terms.text(m.rule))
        self.sink.add(node, PROV.wasGeneratedBy, rule)
        if self._first(rule.value):
            self.sink.add(rule, TYPE, PROV.Activity)
            self.sink.add(rule, TYPE, KG.Rule)
            self.sink.add(rule, RDFS.label, terms.text(m.rule))

    def _slots(self, m: Mention, node: ox.NamedNode) -> None:
        """The slots as this place words them, and those that belong to the mention: speaker and citations."""
        add, language = self.sink.add, self.language
        if m.quantity:
            add(node, KG.valueText, terms.text(m.quantity.text, language))
            if m.quantity.counted:
                add(node, KG.counted, terms.text(m.quantity.counted, language))
            if m.quantity.step is not None:
                add(node, KG.precision, terms.decimal(m.quantity.step))
        if m.period:
            add(node, KG.periodText, terms.text(m.period.text, language))
            if m.period.how:
                add(node, KG.periodHow, terms.text(m.period.how))
        if isinstance(m.baseline, Period):
            add(node, KG.baselineText, terms.text(m.baseline.text, language))
        if m.subject:
            self._named(node, m.subject, KG.subjectText, KG.subjectLabel, kind="entity")
        if m.metric:
            self._named(node, m.metric, KG.metricText, KG.metricLabel, kind="metric")
        if m.speaker:
            speaker = self._thing(m.speaker)
            attribution = ox.NamedNode(f"{m.id}#attribution")
            add(node, KG.speaker, speaker)
            add(node, PROV.qualifiedAttribution, attribution)
            add(attribution, TYPE, PROV.Attribution)
            add(attribution, PROV.agent, speaker)
            self._named(attribution, m.speaker, KG.speakerText, KG.speakerLabel, kind="entity")
        for ref in m.cites:
            cited = self._thing(ref)
            for link in (KG.cites, CITO.citesAsDataSource, PROV.hadPrimarySource):
                add(node, link, cited)
        self._references(m, node, "scope", m.scope)
        self._references(m, node, "citation", m.cites)

    def _references(self, m: Mention, node: ox.NamedNode, role: str, refs: tuple[Ref, ...]) -> None:
        """Slots with several values: one node each, that ties the thing to the words."""
        for index, ref in enumerate(refs, 1):
            reference = ox.NamedNode(f"{m.id}#{role}-{index}")
            self.sink.add(node, KG[f"{role}Reference"], reference)
            self.sink.add(reference, TYPE, KG.Reference)
            self.sink.add(reference, KG.order, terms.integer(index))
            self.sink.add(reference, KG.refersTo, self._thing(ref))
            self._named(reference, ref, KG.referenceText, KG.referenceLabel, kind="entity")

    def _named(
        self, node: ox.NamedNode, ref: Ref, words: ox.NamedNode, label: ox.NamedNode, *, kind: str
    ) -> None:
        """The words of a slot, and its label where the thing's own name is another."""
        self.sink.add(node, words, terms.text(ref.text, self.language))
        self.things.later_label(node, label, node_of(ref, kind=kind, base=self.base), ref.label)

    def _claim(self, m: Mention, claim: ox.NamedNode) -> None:
        add, q = self.sink.add, m.quantity
        quantity = m.type is ClaimType.QUANTITY
        for kind in (KG.Claim, SCHEMA.Claim, KG.QuantityClaim if quantity else KG.StatementClaim):
            add(claim, TYPE, kind)
        add(claim, KG.series, ox.NamedNode(m.series))
        add(claim, SCHEMA.appearance, self._node)
        add(claim, KG.modality, MODALITY[m.modality.value])
        if m.subject:
            add(claim, SCHEMA.about, self._thing(m.subject))
        if m.period:
            add(claim, KG.period, self._period(m.period))
        if q is None:
            add(claim, SCHEMA.text, terms.text(m.quote.exact, self.language))
            return
        unit = unit_node(q.unit, lexicon=self.lexicon, base=self.base)
        self.things.unit(unit, q.unit)
        lower, upper = q.interval()
        add(claim, KG.value, terms.decimal(q.value))
        add(claim, KG.unit, ox.NamedNode(unit))
        add(claim, KG.bound, BOUND[q.bound.value])
        for term, value in (
            (KG.lower, q.lower),
            (KG.upper, q.upper),
            (KG.intervalLower, lower),
            (KG.intervalUpper, upper),
        ):
            if value is not None:
                add(claim, term, terms.decimal(value))
        if q.counted:
            add(claim, KG.counted, terms.text(q.counted, self.language))

    def _series(self, m: Mention) -> None:
        if not self._first(m.series):
            return
        series, add = ox.NamedNode(m.series), self.sink.add
        add(series, TYPE, KG.Series)
        if m.subject:
            add(series, KG.subject, self._thing(m.subject))
        if m.metric:
            add(series, KG.metric, self._thing(m.metric, kind="metric"))
        if m.quantity:
            add(series, KG.kind, KIND[m.quantity.kind.value])
        for ref in m.scope:
            add(series, KG.scope, self._thing(ref))
        if m.baseline is not None:
            add(series, KG.baseline, self._baseline(m.baseline))

    def _baseline(self, baseline: Baseline) -> ox.NamedNode:
        return self._period(baseline) if isinstance(baseline, Period) else BASELINE[terms.path_part(baseline)]

    def _period(self, period: Period) -> ox.NamedNode:
        add = self.sink.add
        first, last = (terms.day(value) for value in (period.start, period.end))
        moment = f"@{terms.path_part(period.at)}" if period.at else ""
        node = ox.NamedNode(f"{self.base}period/{first.value}_{last.value}{moment}")
        if not self._first(node.value):
            return node
        add(node, TYPE, KG.Period)
        add(node, TYPE, TIME.ProperInterval)
        add(node, KG.start, first)
        add(node, KG.end, last)
        if period.at:
            add(node, KG["at"], terms.text(period.at))
        for link, value in ((TIME.hasBeginning, first), (TIME.hasEnd, last)):
            instant = ox.NamedNode(f"{self.base}date/{value.value}")
            add(node, link, instant)
            add(instant, TYPE, TIME.Instant)
            add(instant, TIME.inXSDDate, value)
        return node

    def _thing(self, ref: Ref, *, kind: str = "entity") -> ox.NamedNode:
        return self.things.thing(ref, kind=kind)

    def _first(self, iri: str) -> bool:
        if iri in self._written:
            return False
        self._written.add(iri)
        return True
