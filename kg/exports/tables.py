"""The tables: sources, claims, mentions, comparisons, sums and copies, column by column.

`docs/data-dictionary.md` and the `datapackage.json` beside exported files are written from what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from kg.exports.columns import Column, TableForm, Type
from kg.exports.slots import (
    WHAT,
    day,
    iri,
    label,
    labels,
    names,
    number,
    of_period,
    of_quantity,
    text,
    through,
)
from kg.model import (
    Check,
    Comparison,
    Direction,
    Identity,
    Mention,
    Relation,
    Reuse,
    Source,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with what the store says of it: `counts` is false where a newer version took its place or it was retracted."""

    source: Source
    counts: bool
    mentions: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention, and whether its source counts."""

    mention: Mention
    counts: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim by one of its mentions, and how many places and sources make it; sources that no longer count are left out."""

    mention: Mention
    mentions: int
    sources: int
    first: date | None


SOURCES: TableForm[SourceRow] = TableForm(
    "sources",
    "One row for each source version that was read.",
    (
        Column("source", "Its IRI, of the bytes.", lambda r: r.source.id),
        Column("title", "Its headline.", lambda r: r.source.title),
        Column("publisher", "Who published it, as it says.", lambda r: r.source.publisher),
        Column("credited", "The outlet that its credit line names.", lambda r: r.source.credited),
        Column("authors", "Who wrote it.", lambda r: r.source.authors, Type.ARRAY),
        Column("published", "Day of publishing.", lambda r: day(r.source.published), Type.DATE),
        Column(
            "published_at",
            "The moment in ISO 8601, where it is known to the minute.",
            lambda r: r.source.published.isoformat() if isinstance(r.source.published, datetime) else None,
        ),
        Column("url", "Its address.", lambda r: r.source.url),
        Column("file", "Name of the file that was read, without its folder.", lambda r: r.source.name),
        Column("sha256", "Of the bytes.", lambda r: r.source.sha256),
        Column("language", "BCP 47: `zh`, `zh-Hant`, `en`.", lambda r: r.source.language),
        Column("region", "ISO 3166 of the outlet, where it is known.", lambda r: r.source.region),
        Column("kind", "An article or a report.", lambda r: r.source.kind, values=("article", "report")),
        Column("media_type", "Of the file.", lambda r: r.source.media_type),
        Column(
            "counts",
            "False where a newer version took its place or it was retracted.",
            lambda r: r.counts,
            Type.BOOLEAN,
        ),
        Column("mentions", "How many mentions were found in it.", lambda r: r.mentions, Type.INTEGER),
    ),
)

CLAIMS: TableForm[ClaimRow] = TableForm(
    "claims",
    "One row for each claim: what is said, whoever says it.",
    (
        Column("claim", "Its IRI, of its normalised slots.", lambda r: r.mention.claim),
        Column(
            "series",
            "What is measured: subject, metric, kind, scope and baseline together.",
            lambda r: r.mention.series,
        ),
        *through(lambda r: r.mention, WHAT),
        Column("quote", "The words of one mention of it.", lambda r: r.mention.quote.exact),
        Column(
            "mentions",
            "In how many places it is made, in sources that count.",
            lambda r: r.mentions,
            Type.INTEGER,
        ),
        Column("sources", "In how many sources that count.", lambda r: r.sources, Type.INTEGER),
        Column(
            "first_published",
            "Day of the earliest of these whose day is known.",
            lambda r: r.first,
            Type.DATE,
        ),
    ),
)

MENTIONS: TableForm[MentionRow] = TableForm(
    "mentions",
    "One row for each place in a source where a claim is made.",
    (
        Column("mention", "Its IRI, of source, place and claim.", lambda r: r.mention.id),
        Column("claim", "The claim that it makes.", lambda r: r.mention.claim),
        Column("series", "The series of the claim.", lambda r: r.mention.series),
        Column("source", "Where it stands.", lambda r: r.mention.source.id),
        Column("quote", "The very words.", lambda r: r.mention.quote.exact),
        Column("prefix", "Up to 32 characters before them.", lambda r: r.mention.quote.prefix),
        Column("suffix", "Up to 32 characters after them.", lambda r: r.mention.quote.suffix),
        Column(
            "start",
            "Where they begin in the plain text, in code points.",
            lambda r: r.mention.quote.start,
            Type.INTEGER,
        ),
        Column("end", "Where they end, exclusive.", lambda r: r.mention.quote.end, Type.INTEGER),
        Column(
            "value_text", "The figure as it is written.", lambda r: of_quantity(lambda q: q.text)(r.mention)
        ),
        *through(lambda r: r.mention, WHAT),
        Column("metric_text", "The words that name what is measured.", lambda r: text(r.mention.metric)),
        Column("subject_text", "The words that name whose it is.", lambda r: text(r.mention.subject)),
        Column("speaker", "Who says it in the text.", lambda r: label(r.mention.speaker)),
        Column(
            "speaker_id",
            "The speaker's IRI in the vocabulary; empty where there is none.",
            lambda r: iri(r.mention.speaker),
        ),
        Column(
            "cites",
            "Documents and data that the text names as its origin.",
            lambda r: labels(r.mention.cites),
            Type.ARRAY,
        ),
        Column(
            "period_text", "The words that name the period.", lambda r: of_period(lambda p: p.text)(r.mention)
        ),
        Column("rule", "The rule that read it.", lambda r: r.mention.rule),
        Column(
            "confidence",
            "How sure it is that it was read rightly, from 0 to 1.",
            lambda r: number(r.mention.confidence),
            Type.NUMBER,
        ),
        Column("counts", "False where its source no longer counts.", lambda r: r.counts, Type.BOOLEAN),
    ),
    MappingProxyType({"claim": "claims", "source": "sources"}),
)

COMPARISONS: TableForm[Comparison] = TableForm(
    "comparisons",
    "One row for each relation between two claims, shown by the first mention of each.",
    (
        Column("comparison", "Its IRI, of the two claims and the relation.", lambda c: c.id),
        Column(
            "relation",
            "How the later claim stands to the earlier one.",
            lambda c: c.relation.value,
            values=names(Relation),
        ),
        Column("earlier_claim", "The claim that was published first.", lambda c: c.a.claim),
        Column("later_claim", "The other one.", lambda c: c.b.claim),
        Column("earlier_mention", "The mention that shows the earlier one.", lambda c: c.a.id),
        Column("later_mention", "The mention that shows the later one.", lambda c: c.b.id),
        Column("earlier_source", "Where that stands.", lambda c: c.a.source.id),
        Column("later_source", "Where that stands.", lambda c: c.b.source.id),
        Column(
            "earlier_value_text", "Its figure as it is written.", lambda c: of_quantity(lambda q: q.text)(c.a)
        ),
        Column(
            "later_value_text", "Its figure as it is written.", lambda c: of_quantity(lambda q: q.text)(c.b)
        ),
        Column("earlier_quote", "Its words.", lambda c: c.a.quote.exact),
        Column("later_quote", "Its words.", lambda c: c.b.quote.exact),
        Column("slots", "The two slots that decided.", lambda c: c.slots, Type.ARRAY),
        Column("why", "Why, in English.", lambda c: c.why),
        Column("why_zh", "Why, in Chinese.", lambda c: c.why_zh),
        Column("rule", "The rule that says so.", lambda c: c.rule),
        Column("confidence", "How sure that is, from 0 to 1.", lambda c: number(c.confidence), Type.NUMBER),
    ),
    MappingProxyType(
        {
            "earlier_claim": "claims",
            "later_claim": "claims",
            "earlier_mention": "mentions",
            "later_mention": "mentions",
            "earlier_source": "sources",
            "later_source": "sources",
        }
    ),
)

SUMS: TableForm[Check] = TableForm(
    "sums",
    "One row for each sum that ties figures together, and whether they keep it.",
    (
        Column("sum", "Its IRI, of the figures and what ties them.", lambda c: c.id),
        Column(
            "verdict",
            "Whether the figures as printed can keep it.",
            lambda c: c.verdict.value,
            values=names(Verdict),
        ),
        Column(
            "identity", "What ties the figures together.", lambda c: c.identity.value, values=names(Identity)
        ),
        Column("formula", "With a letter for each figure.", lambda c: c.formula),
        Column("shown", "The same with the figures as they are written.", lambda c: c.shown),
        Column(
            "computed_lower",
            "Lower end of what the figures on the left imply; empty: open.",
            lambda c: c.computed.lower,
            Type.NUMBER,
        ),
        Column("computed_upper", "Its upper end.", lambda c: c.computed.upper, Type.NUMBER),
        Column(
            "printed_lower",
            "Lower end of what the figure on the right leaves open.",
            lambda c: c.printed.lower,
            Type.NUMBER,
        ),
        Column("printed_upper", "Its upper end.", lambda c: c.printed.upper, Type.NUMBER),
        Column(
            "mentions",
            "The figures, in the order of their letters.",
            lambda c: tuple(m.id for m in c.mentions),
            Type.ARRAY,
        ),
        Column("sources", "Where they stand.", lambda c: c.sources, Type.ARRAY),
        Column("why", "Why, in English.", lambda c: c.why),
        Column("why_zh", "Why, in Chinese.", lambda c: c.why_zh),
        Column("rule", "The rule that tied them together.", lambda c: c.rule),
        Column(
            "confidence",
            "How sure it is that they are tied together so, from 0 to 1.",
            lambda c: number(c.confidence),
            Type.NUMBER,
        ),
    ),
)

COPIES: TableForm[Reuse] = TableForm(
    "copies",
    "One row for each two sources that share passages.",
    (
        Column("copy", "Its IRI, of the two sources.", lambda r: r.id),
        Column(
            "later",
            "The source that took the passages; the later one only, where the direction is unknown.",
            lambda r: r.later.id,
        ),
        Column("earlier", "The source that it took them from.", lambda r: r.earlier.id),
        Column(
            "direction",
            "How it was decided who took from whom.",
            lambda r: r.direction.value,
            values=names(Direction),
        ),
        Column(
            "share",
            "The part of the later text that is the same, from 0 to 1.",
            lambda r: r.share,
            Type.NUMBER,
        ),
        Column("earlier_share", "The part of the earlier text.", lambda r: r.earlier_share, Type.NUMBER),
        Column("passages", "How many passages they share.", lambda r: len(r.passages), Type.INTEGER),
        Column(
            "origin",
            "The outlet or document that both name as where they have the text from.",
            lambda r: r.origin,
        ),
        Column("why", "Why, in English.", lambda r: r.why),
        Column("why_zh", "Why, in Chinese.", lambda r: r.why_zh),
    ),
    MappingProxyType({"later": "sources", "earlier": "sources"}),
)

TABLES: tuple[TableForm[Any], ...] = (SOURCES, CLAIMS, MENTIONS, COMPARISONS, SUMS, COPIES)
"""All tables, those first that others refer to."""
