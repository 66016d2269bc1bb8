"""What the nodes of a picture know: a claim with its slots, and each place where it is made."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Labels = dict[str, str]
"""Language tag (or "" for none) to words."""


class NodeType(StrEnum):
    """What a node of the picture is, as `style.toml` names it."""

    CLAIM = "claim"
    STATEMENT = "statement"
    SOURCE = "source"
    PUBLISHER = "publisher"
    SPEAKER = "speaker"
    DOCUMENT = "document"
    ENTITY = "entity"
    METRIC = "metric"


class Relation(StrEnum):
    """What an edge of the picture says, as `style.toml` names it."""

    CLAIMED_IN = "claimed_in"
    SAID_BY = "said_by"
    CITES = "cites"
    ABOUT = "about"
    WITHIN = "within"
    MEASURES = "measures"
    PUBLISHED_BY = "published_by"
    CREDITED_TO = "credited_to"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One mention as a picture shows it. `speaker`, `cites` and `source` are IRIs of nodes; offsets are code points."""

    iri: str
    source: str
    quote: str
    language: str | None
    prefix: str
    suffix: str
    start: int | None
    end: int | None
    value_text: str | None
    period_text: str | None
    speaker: str | None
    speaker_text: str | None
    cites: tuple[str, ...]
    confidence: Decimal | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class PeriodSlot:
    """ISO days, both inclusive, and the moment within the day where there is one."""

    start: str
    end: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """The slots of a claim. Things and concepts (`unit`, `kind`, `metric` …) are IRIs, `text` is a statement's words."""

    iri: str
    series: str | None
    utterances: tuple[Utterance, ...]
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    interval: tuple[Decimal | None, Decimal | None] = (None, None)
    unit: str | None = None
    unit_code: str | None = None
    kind: str | None = None
    bound: str | None = None
    modality: str | None = None
    counted: str | None = None
    baseline: str | None = None
    period: PeriodSlot | None = None
    metric: str | None = None
    subjects: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    text: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What a source version says of itself."""

    iri: str
    headline: str | None
    file: str | None
    published: str | None
    publisher: str | None
    credited: str | None
    authors: tuple[str, ...]
    url: str | None
    language: str | None
