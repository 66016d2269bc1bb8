"""What the panel of the page shows of each node, as plain data for JSON.

A word is a string, or `{"en": …, "zh": …}` where it differs by language; `{"ref": IRI}` points to another node. All of it
is shown as text.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

from kg.model.ids import ONTOLOGY
from kg.views.figures import figure_text, number_text, period_text
from kg.views.network import Network
from kg.views.records import ClaimRecord, Labels, NodeType, SourceRecord, Utterance
from kg.views.words import in_languages

MAX_QUOTES = 100
"""Quotes of one claim that the panel lists; it says how many more there are."""

_MAX_QUOTE = 1_200
"""Characters of one quote."""

Word = str | dict[str, str]
Slot = tuple[str, list[Word]]


def details(graph: Network, iri: str) -> dict[str, Any]:
    """The panel of one node: `name`, `slots` as (name, values), and for claims `quotes`."""
    node = graph.nodes[iri]
    record = node.get("record")
    if isinstance(record, ClaimRecord):
        return _claim(graph, record)
    if isinstance(record, SourceRecord):
        return {"name": _name(graph, iri), "slots": _source(graph, record)}
    return {"name": _name(graph, iri), "slots": _thing(graph, iri)}


def claim_name(graph: Network, claim: ClaimRecord) -> dict[str, str]:
    """A claim in one line for each language: `交易额 +46%`, or a statement's words."""
    if claim.value is None:
        words = claim.text or (claim.utterances[0].quote if claim.utterances else "")
        return in_languages({"": words})
    figure = figure_text(claim)
    if claim.metric is None:
        return in_languages({"": " ".join(filter(None, (claim.counted, figure)))})
    metric = _name(graph, claim.metric)
    return {language: f"{words} {figure}" for language, words in metric.items()}


def _name(graph: Network, iri: str) -> dict[str, str]:
    if iri in graph:
        return in_languages(graph.nodes[iri]["labels"])
    return in_languages({"": iri})


def _word(labels: Labels) -> Word:
    words = in_languages(labels)
    return words if len(set(words.values())) > 1 else words["en"]


def _ref(graph: Network, iri: str) -> Word:
    return {"ref": iri, **_name(graph, iri)}


def _slots(*slots: tuple[str, list[Word | None]]) -> list[Slot]:
    kept = ((name, [value for value in values if value]) for name, values in slots)
    return [(name, values) for name, values in kept if values]


def _claim(graph: Network, claim: ClaimRecord) -> dict[str, Any]:
    concepts: dict[str, Labels] = graph.graph["concepts"]

    def concept(iri: str | None) -> Word | None:
        return _word(concepts[iri]) if iri in concepts and iri is not None else None

    code = claim.unit_code
    written = dict.fromkeys(said.value_text for said in claim.utterances if said.value_text)
    slots = _slots(
        ("value", [number_text(claim.value, code) if claim.value is not None else None]),
        ("as_written", list(written)),
        ("bounds", [_interval(claim.lower, claim.upper, code)]),
        ("interval", [_interval(*claim.interval, code)]),
        ("kind", [concept(claim.kind)]),
        ("bound", [concept(claim.bound)]),
        ("unit", [concept(claim.unit)]),
        ("counted", [claim.counted]),
        ("metric", [_ref(graph, claim.metric) if claim.metric else None]),
        ("subject", [_ref(graph, iri) for iri in claim.subjects]),
        ("scope", [_ref(graph, iri) for iri in claim.scope]),
        ("period", [period_text(claim.period) if claim.period else None]),
        ("baseline", [concept(claim.baseline)]),
        ("modality", [concept(claim.modality)]),
        ("iri", [claim.iri]),
        ("series", [claim.series]),
    )
    return {
        "name": claim_name(graph, claim),
        "slots": slots,
        "quotes": [_quote(graph, said) for said in claim.utterances[:MAX_QUOTES]],
        "more": max(0, len(claim.utterances) - MAX_QUOTES),
    }


def _quote(graph: Network, said: Utterance) -> dict[str, Any]:
    record = graph.nodes[said.source].get("record") if said.source in graph else None
    slots = [
        *_slots(("source", [_ref(graph, said.source) if record else None])),
        *(
            [slot for slot in _source(graph, record) if slot[0] != "iri"]
            if isinstance(record, SourceRecord)
            else []
        ),
        *_slots(
            ("speaker", [_ref(graph, said.speaker) if said.speaker else said.speaker_text]),
            ("cites", [_ref(graph, iri) for iri in said.cites]),
            ("as_written", [" · ".join(filter(None, (said.value_text, said.period_text)))]),
            ("confidence", [f"{float(said.confidence):.0%}" if said.confidence is not None else None]),
            ("rule", [said.rule]),
            ("place", [f"{said.start}–{said.end}" if said.start is not None else None]),
            ("iri", [said.iri]),
        ),
    ]
    quote = said.quote if len(said.quote) <= _MAX_QUOTE else said.quote[:_MAX_QUOTE] + "…"
    language = said.language or (record.language if isinstance(record, SourceRecord) else None)
    return {
        "text": quote,
        "before": said.prefix,
        "after": said.suffix,
        "lang": language or "",
        "slots": slots,
    }


def _source(graph: Network, source: SourceRecord) -> list[Slot]:
    return _slots(
        ("published", [source.published]),
        ("publisher", [_ref(graph, source.publisher) if source.publisher else None]),
        (
            "credited",
            [
                _ref(graph, source.credited)
                if source.credited and source.credited != source.publisher
                else None
            ],
        ),
        ("author", list(source.authors)),
        ("file", [source.file]),
        ("original", [source.url]),
        ("iri", [source.iri]),
    )


def _thing(graph: Network, iri: str) -> list[Slot]:
    node = graph.nodes[iri]
    concepts: dict[str, Labels] = graph.graph["concepts"]
    shown = set(node["labels"].values())
    return _slots(
        ("type", [_word(concepts[kind]) for kind in node["classes"] if kind != ONTOLOGY + "Entity"]),
        ("also", [name for name in node["names"] if name not in shown]),
        ("iri", [iri]),
    )


def _interval(low: Decimal | None, high: Decimal | None, code: str | None) -> str | None:
    if low is None and high is None:
        return None
    if low is None and high is not None:
        return f"≤ {number_text(high, code)}"
    if high is None and low is not None:
        return f"≥ {number_text(low, code)}"
    assert low is not None
    assert high is not None
    return f"{number_text(low, code)} – {number_text(high, code)}"


def is_claim(kind: StrEnum) -> bool:
    """Figures and statements."""
    return kind in (NodeType.CLAIM, NodeType.STATEMENT)
