"""The tables. To add one: its query in `queries/`, an entry here, its words in `ontology/interface/tables.ttl`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.views.tables.table import Column, Kind, Table

CONFLICTS = Table(
    name="conflicts",
    columns=(
        Column(
            "relation",
            Kind.TERM,
            order=("contradicts", "revised", "spread", "rounded", "other-basis", "other-scope"),
        ),
        Column("subject", Kind.THING),
        Column("metric", Kind.THING),
        Column("period", Kind.PERIOD),
        Column("figure", Kind.TEXT, page="claim"),
        Column("source", Kind.THING),
        Column("other", Kind.TEXT, page="otherClaim"),
        Column("against", Kind.THING),
        Column("why", Kind.TEXT, wide=True, repeats="{figure} / {other}"),
        Column("confidence", Kind.SHARE),
        Column("decided", Kind.TERM),
        Column("claim", Kind.IRI),
        Column("otherClaim", Kind.IRI),
        Column("comparison", Kind.IRI),
    ),
    key="comparison",
    order=("relation", "-confidence"),
    choices=("relation", "decided"),
    exactly=("subject", "metric", "source", "claim"),
    default=(("relation", "contradicts"),),
)

SOURCES = Table(
    name="sources",
    columns=(
        Column("source", Kind.THING, wide=True),
        Column("publisher", Kind.THING),
        Column("credited", Kind.THING),
        Column("published", Kind.DAY),
        Column("written", Kind.TERM),
        Column("mentions", Kind.COUNT),
        Column("status", Kind.TERM),
        Column("file", Kind.TEXT, wide=True),
        Column("url", Kind.ADDRESS),
    ),
    key="source",
    order=("-published", "source"),
    choices=("written", "status"),
    least=("mentions",),
    exactly=("publisher", "credited"),
    days="published",
)

SPEAKERS = Table(
    name="speakers",
    columns=(
        Column("speaker", Kind.THING),
        Column(
            "type",
            Kind.TERM,
            order=(
                "Person",
                "Organization",
                "Publisher",
                "Platform",
                "Document",
                "Place",
                "Group",
                "Thing",
                "Entity",
            ),
        ),
        Column("mentions", Kind.COUNT),
        Column("claims", Kind.COUNT),
        Column("sources", Kind.COUNT),
        Column("first", Kind.DAY),
        Column("last", Kind.DAY),
    ),
    key="speaker",
    order=("-mentions", "speaker"),
    choices=("type",),
    least=("mentions", "sources"),
)

SERIES = Table(
    name="series",
    columns=(
        Column("subject", Kind.THING),
        Column("metric", Kind.THING),
        Column("kind", Kind.TERM, page="series"),
        Column("scope", Kind.THING),
        Column("baseline", Kind.TERM),
        Column("claims", Kind.COUNT),
        Column("sources", Kind.COUNT),
        Column("first", Kind.DAY),
        Column("last", Kind.DAY),
        Column("series", Kind.IRI),
    ),
    key="series",
    order=("-claims", "-sources", "subject", "metric"),
    choices=("kind",),
    least=("claims", "sources"),
    exactly=("subject", "metric"),
)

SUMS = Table(
    name="sums",
    columns=(
        Column("verdict", Kind.TERM, order=("fails", "cannot-tell", "holds")),
        Column("identity", Kind.TERM),
        Column("shown", Kind.TEXT, page="check"),
        Column("why", Kind.TEXT, wide=True, repeats="{shown}"),
        Column("source", Kind.THING),
        Column("confidence", Kind.SHARE),
        Column("check", Kind.IRI),
    ),
    key="check",
    order=("verdict", "-confidence"),
    choices=("verdict", "identity"),
    exactly=("source",),
)

TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for table in (CONFLICTS, SOURCES, SPEAKERS, SERIES, SUMS)}
)
"""All tables by name, in the order of the navigation."""
