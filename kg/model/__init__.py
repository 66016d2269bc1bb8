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
from kg.model.origin import Link, Origin, OriginKind, Outline, Via, origin
from kg.model.reuse import (
    Change,
    Direction,
    Edit,
    EditKind,
    Mutation,
    Passage,
    Reuse,
    Text,
    mutation,
    reuse,
)
from kg.model.source import Block, BlockKind, Document, Marker, OffsetMap, Run, Source, Span, Table
from kg.model.trace import How, Step, Trace

__all__ = [
    "Anchor",
    "Baseline",
    "Block",
    "BlockKind",
    "Bound",
    "Change",
    "Check",
    "ClaimType",
    "Comparison",
    "Decision",
    "Direction",
    "Document",
    "Edit",
    "EditKind",
    "How",
    "Identity",
    "Interval",
    "Judgement",
    "Kind",
    "Link",
    "Marker",
    "Mention",
    "Modality",
    "Mutation",
    "Named",
    "OffsetMap",
    "Origin",
    "OriginKind",
    "Outline",
    "Passage",
    "Period",
    "Quantity",
    "Quote",
    "Ref",
    "Relation",
    "Reuse",
    "Role",
    "Run",
    "Source",
    "SourceAnchor",
    "Span",
    "Step",
    "Table",
    "Text",
    "Trace",
    "Verdict",
    "Via",
    "check",
    "comparison",
    "judgement",
    "mention",
    "mutation",
    "origin",
    "reuse",
]
