"""Records of claims, of where they are made, and of sources, out of the facts of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.model.ids import ONTOLOGY
from kg.store import Store
from kg.views.facts import SCHEMA, Facts, local_name, rows
from kg.views.records import ClaimRecord, PeriodSlot, SourceRecord, Utterance

_OA = "http://www.w3.org/ns/oa#"
_PROV = "http://www.w3.org/ns/prov#"


def read_claims(
    store: Store, facts: Facts, claims: Sequence[str], *, quotes: bool = True
) -> list[ClaimRecord]:
    """The claims in the order given, each with its utterances by source and place, or without any of these."""
    made_in: dict[str, list[str]] = defaultdict(list)
    for claim, mention in rows(store, "mentions", claims if quotes else ()):
        made_in[claim.value].append(mention.value)
    mentions = [mention for found in made_in.values() for mention in found]
    facts.add(store, [*claims, *mentions])
    kg = ONTOLOGY
    facts.add(store, _referred(facts, claims, kg + "series", kg + "period", kg + "unit", kg + "kind"))
    facts.add(store, _referred(facts, claims, kg + "bound", kg + "modality", SCHEMA + "about"))
    series = _referred(facts, claims, kg + "series")
    facts.add(
        store,
        _referred(
            facts,
            series,
            kg + "subject",
            kg + "metric",
            kg + "scope",
            kg + "kind",
            kg + "baseline",
            kg + "unit",
        ),
    )
    facts.add(store, _referred(facts, mentions, kg + "source", kg + "speaker", kg + "cites"))
    facts.add(store, _referred(facts, mentions, _OA + "hasTarget", _PROV + "qualifiedAttribution"))
    targets = _referred(facts, mentions, _OA + "hasTarget")
    facts.add(store, _referred(facts, targets, _OA + "hasSelector"))
    return [_claim(facts, claim, made_in[claim]) for claim in claims]


def read_sources(store: Store, facts: Facts, sources: Iterable[str]) -> list[SourceRecord]:
    """Records of these sources, and in `facts` those of their publishers and of the outlets that they credit."""
    listed = sorted(set(sources))
    facts.add(store, listed)
    facts.add(
        store, _referred(facts, listed, SCHEMA + "publisher", ONTOLOGY + "creditedTo", SCHEMA + "author")
    )
    return [
        SourceRecord(
            iri=iri,
            headline=facts.value(iri, SCHEMA + "headline"),
            file=facts.value(iri, ONTOLOGY + "fileName"),
            published=facts.value(iri, SCHEMA + "datePublished"),
            publisher=facts.node(iri, SCHEMA + "publisher"),
            credited=facts.node(iri, ONTOLOGY + "creditedTo"),
            authors=tuple(_name(facts, author) for author in facts.values(iri, SCHEMA + "author")),
            url=facts.value(iri, SCHEMA + "url"),
            language=facts.value(iri, SCHEMA + "inLanguage"),
        )
        for iri in listed
    ]


def _referred(facts: Facts, iris: Iterable[str], *properties: str) -> list[str]:
    return list(dict.fromkeys(node for iri in iris for node in facts.nodes(iri, *properties)))


def _name(facts: Facts, author: ox.NamedNode | ox.Literal) -> str:
    if isinstance(author, ox.Literal):
        return author.value
    return next(iter(facts.labels(author.value).values()))


def _claim(facts: Facts, iri: str, mentions: Iterable[str]) -> ClaimRecord:
    kg = ONTOLOGY
    series = facts.node(iri, kg + "series")
    key = series or iri
    said = sorted((_utterance(facts, mention) for mention in mentions), key=_place)
    unit = facts.node(iri, kg + "unit") or facts.node(key, kg + "unit")
    period = facts.node(iri, kg + "period")
    text = next((v for v in facts.values(iri, SCHEMA + "text") if isinstance(v, ox.Literal)), None)
    return ClaimRecord(
        iri=iri,
        series=series,
        utterances=tuple(said),
        value=_decimal(facts.value(iri, kg + "value")),
        lower=_decimal(facts.value(iri, kg + "lower")),
        upper=_decimal(facts.value(iri, kg + "upper")),
        interval=(
            _decimal(facts.value(iri, kg + "intervalLower")),
            _decimal(facts.value(iri, kg + "intervalUpper")),
        ),
        unit=unit,
        unit_code=facts.value(unit, kg + "code") if unit else None,
        kind=facts.node(key, kg + "kind") or facts.node(iri, kg + "kind"),
        bound=facts.node(iri, kg + "bound"),
        modality=facts.node(iri, kg + "modality"),
        counted=facts.value(iri, kg + "counted"),
        baseline=facts.node(key, kg + "baseline"),
        period=period_slot(facts, period) if period else None,
        metric=facts.node(key, kg + "metric"),
        subjects=tuple(facts.nodes(key, kg + "subject") or facts.nodes(iri, SCHEMA + "about")),
        scope=tuple(facts.nodes(key, kg + "scope")),
        text=text.value if text else None,
        language=text.language if text else None,
    )


def period_slot(facts: Facts, iri: str) -> PeriodSlot | None:
    """The days of a period, None for a node that is none (`baseline` may be a concept such as year over year)."""
    start, end = facts.value(iri, ONTOLOGY + "start"), facts.value(iri, ONTOLOGY + "end")
    return PeriodSlot(start, end, facts.value(iri, ONTOLOGY + "at")) if start and end else None


def _utterance(facts: Facts, iri: str) -> Utterance:
    kg = ONTOLOGY
    targets = facts.nodes(iri, _OA + "hasTarget")
    selectors = _referred(facts, targets, _OA + "hasSelector")
    quote = next((v for v in facts.values(iri, kg + "quote") if isinstance(v, ox.Literal)), None)
    attributions = facts.nodes(iri, _PROV + "qualifiedAttribution")
    return Utterance(
        iri=iri,
        source=facts.node(iri, kg + "source") or "",
        quote=quote.value if quote else "",
        language=quote.language if quote else None,
        prefix=_first(facts, selectors, _OA + "prefix") or "",
        suffix=_first(facts, selectors, _OA + "suffix") or "",
        start=_integer(facts.value(iri, kg + "start")),
        end=_integer(facts.value(iri, kg + "end")),
        value_text=facts.value(iri, kg + "valueText"),
        period_text=facts.value(iri, kg + "periodText"),
        speaker=facts.node(iri, kg + "speaker"),
        speaker_text=_first(facts, [iri, *attributions], kg + "speakerText"),
        cites=tuple(facts.nodes(iri, kg + "cites")),
        confidence=_decimal(facts.value(iri, kg + "confidence")),
        rule=_rule(facts.value(iri, kg + "rule")),
    )


def _first(facts: Facts, iris: Iterable[str], name: str) -> str | None:
    return next((value for iri in iris if (value := facts.value(iri, name)) is not None), None)


def _rule(value: str | None) -> str | None:
    return local_name(value) if value and "://" in value else value


def _place(said: Utterance) -> tuple[str, int, str]:
    return said.source, said.start if said.start is not None else -1, said.iri


def _decimal(text: str | None) -> Decimal | None:
    try:
        value = Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None


def _integer(text: str | None) -> int | None:
    value = _decimal(text)
    return None if value is None else int(value)
