"""The records that everything else is about: frozen, without spaCy, without RDF."""

from __future__ import annotations

from kg.model.check import Check, Identity, Role, Verdict, check
from kg.model.comparison import Comparison, Relation, comparison
from kg.model.interval import Interval
from kg.model.judgement import Anchor, Decision, Judgement, Named, SourceAnchor, judgement
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
    "Anchor",
    "Baseline",
    "Block",
    "BlockKind",
    "Bound",
    "Check",
    "ClaimType",
    "Comparison",
    "Decision",
    "Document",
    "How",
    "Identity",
    "Interval",
    "Judgement",
    "Kind",
    "Marker",
    "Mention",
    "Modality",
    "Named",
    "OffsetMap",
    "Period",
    "Quantity",
    "Quote",
    "Ref",
    "Relation",
    "Role",
    "Run",
    "Source",
    "SourceAnchor",
    "Span",
    "Step",
    "Table",
    "Trace",
    "Verdict",
    "check",
    "comparison",
    "judgement",
    "mention",
]
