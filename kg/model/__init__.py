"""The records that everything else is about: frozen, without spaCy, without RDF."""

from __future__ import annotations

from kg.model.mention import (
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
    mention,
)
from kg.model.source import Block, BlockKind, Document, Marker, OffsetMap, Run, Source, Span, Table
from kg.model.trace import How, Step, Trace

__all__ = [
    "Baseline",
    "Block",
    "BlockKind",
    "Bound",
    "ClaimType",
    "Document",
    "How",
    "Kind",
    "Marker",
    "Mention",
    "Modality",
    "OffsetMap",
    "Period",
    "Quantity",
    "Quote",
    "Ref",
    "Run",
    "Source",
    "Span",
    "Step",
    "Table",
    "Trace",
    "mention",
]
