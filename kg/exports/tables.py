"""The tables: sources, claims, mentions, comparisons, sums and copies, column by column.

`docs/data-dictionary.md` and the `datapackage.json` beside exported files are written from what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from kg.exports.columns import Cell, Column, TableForm, Type
from kg.model import (
    Bound,
    Check,
    ClaimType,
    Comparison,
    Direction,
    Identity,
    Kind,
    Mention,
    Modality,
    Period,
    Quantity,
    Ref,
    Relation,
    Reuse,
    Source,
    Verdict,
    ids,
)

R = TypeVar("R")


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


def _names(kinds: type[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in kinds)


def _label(ref: Ref | None) -> str | None:
    return ref.label if ref else None


def _id(ref: Ref | None) -> str | None:
    return ref.id if ref else None


def _text(ref: Ref | None) -> str | None:
    return ref.text if ref else None


def _labels(refs: Iterable[Ref]) -> tuple[str, ...]:
    return tuple(ref.label for ref in refs)


def _baseline(m: Mention) -> str | None:
    if isinstance(m.baseline, Period):
        return f"{ids.day(m.baseline.start)}/{ids.day(m.baseline.end)}"
    return m.baseline


def _day(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _number(value: float) -> Decimal:
    return Decimal(repr(value))


def _quantity(of: Callable[[Quantity], Cell]) -> Callable[[Mention], Cell]:
    return lambda m: of(m.quantity) if m.quantity else None


def _period(of: Callable[[Period], Cell]) -> Callable[[Mention], Cell]:
    return lambda m: of(m.period) if m.period else None


def _of(get: Callable[[Any], Mention], columns: Iterable[Column[Mention]]) -> tuple[Column[Any], ...]:
    """Columns of a mention as columns of a record that has one."""

    def through(of: Callable[[Mention], Cell]) -> Callable[[Any], Cell]:
        return lambda record: of(get(record))

    return tuple(Column(c.name, c.about, through(c.of), c.type, c.values) for c in columns)


_WHAT: tuple[Column[Mention], ...] = (
    Column(
        "type",
        "A figure, or what somebody says without one.",
        lambda m: m.type.value,
        values=_names(ClaimType),
    ),
    Column(
        "value",
        "In the base unit: percent is a fraction (46% is 0.46), 万 and 亿 are multiplied out. Empty for a statement.",
        _quantity(lambda q: q.value),
        Type.NUMBER,
    ),
    Column(
        "unit",
        "`1` for a fraction, `[pp]` for percentage points, an ISO 4217 or UCUM code, `{count}`, `{rank}`, `{fold}` or `{index}`.",
        _quantity(lambda q: q.unit),
    ),
    Column(
        "lower", "What words bound from below: 超过130% has 1.3.", _quantity(lambda q: q.lower), Type.NUMBER
    ),
    Column("upper", "What words bound from above.", _quantity(lambda q: q.upper), Type.NUMBER),
    Column(
        "interval_lower",
        "Lower end of what the written digits and the words leave open (46% may stand for 0.455 up to 0.465); empty: open.",
        _quantity(lambda q: q.interval()[0]),
        Type.NUMBER,
    ),
    Column("interval_upper", "Its upper end.", _quantity(lambda q: q.interval()[1]), Type.NUMBER),
    Column(
        "bound",
        "What the words around the number say about it.",
        _quantity(lambda q: q.bound.value),
        values=_names(Bound),
    ),
    Column("kind", "What sort of measurement it is.", _quantity(lambda q: q.kind.value), values=_names(Kind)),
    Column(
        "counted", "What is counted, as the text says it: 家, 种, people.", _quantity(lambda q: q.counted)
    ),
    Column(
        "metric",
        "What is measured, by its name in the vocabulary or in the text.",
        lambda m: _label(m.metric),
    ),
    Column("metric_id", "Its IRI in the vocabulary; empty where it has none.", lambda m: _id(m.metric)),
    Column("subject", "Whose it is.", lambda m: _label(m.subject)),
    Column("subject_id", "Its IRI in the vocabulary; empty where it has none.", lambda m: _id(m.subject)),
    Column(
        "scope",
        "What it is limited to: regions, categories, customers.",
        lambda m: _labels(m.scope),
        Type.ARRAY,
    ),
    Column("period_start", "First day that it is about.", _period(lambda p: _day(p.start)), Type.DATE),
    Column("period_end", "Last day that it is about.", _period(lambda p: _day(p.end)), Type.DATE),
    Column(
        "period_at",
        "The moment within the day, where the text gives one: `09:58`, `open`, `close`.",
        _period(lambda p: p.at),
    ),
    Column(
        "baseline",
        "What a change is compared with: `yoy`, `qoq`, `mom`, `dod`, or a period as `first/last` day.",
        _baseline,
    ),
    Column(
        "modality",
        "Whether it is asserted, planned, forecast, possible or a target.",
        lambda m: m.modality.value,
        values=_names(Modality),
    ),
)

SOURCES: TableForm[SourceRow] = TableForm(
    "sources",
    "One row for each source version that was read.",
    (
        Column("source", "Its IRI, of the bytes.", lambda r: r.source.id),
        Column("title", "Its headline.", lambda r: r.source.title),
        Column("publisher", "Who published it, as it says.", lambda r: r.source.publisher),
        Column("credited", "The outlet that its credit line names.", lambda r: r.source.credited),
        Column("authors", "Who wrote it.", lambda r: r.source.authors, Type.ARRAY),
        Column("published", "Day of publishing.", lambda r: _day(r.source.published), Type.DATE),
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
        *_of(lambda r: r.mention, _WHAT),
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
            "value_text", "The figure as it is written.", lambda r: _quantity(lambda q: q.text)(r.mention)
        ),
        *_of(lambda r: r.mention, _WHAT),
        Column("metric_text", "The words that name what is measured.", lambda r: _text(r.mention.metric)),
        Column("subject_text", "The words that name whose it is.", lambda r: _text(r.mention.subject)),
        Column("speaker", "Who says it in the text.", lambda r: _label(r.mention.speaker)),
        Column(
            "speaker_id",
            "The speaker's IRI in the vocabulary; empty where there is none.",
            lambda r: _id(r.mention.speaker),
        ),
        Column(
            "cites",
            "Documents and data that the text names as its origin.",
            lambda r: _labels(r.mention.cites),
            Type.ARRAY,
        ),
        Column(
            "period_text", "The words that name the period.", lambda r: _period(lambda p: p.text)(r.mention)
        ),
        Column("rule", "The rule that read it.", lambda r: r.mention.rule),
        Column(
            "confidence",
            "How sure it is that it was read rightly, from 0 to 1.",
            lambda r: _number(r.mention.confidence),
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
            values=_names(Relation),
        ),
        Column("earlier_claim", "The claim that was published first.", lambda c: c.a.claim),
        Column("later_claim", "The other one.", lambda c: c.b.claim),
        Column("earlier_mention", "The mention that shows the earlier one.", lambda c: c.a.id),
        Column("later_mention", "The mention that shows the later one.", lambda c: c.b.id),
        Column("earlier_source", "Where that stands.", lambda c: c.a.source.id),
        Column("later_source", "Where that stands.", lambda c: c.b.source.id),
        Column(
            "earlier_value_text", "Its figure as it is written.", lambda c: _quantity(lambda q: q.text)(c.a)
        ),
        Column(
            "later_value_text", "Its figure as it is written.", lambda c: _quantity(lambda q: q.text)(c.b)
        ),
        Column("earlier_quote", "Its words.", lambda c: c.a.quote.exact),
        Column("later_quote", "Its words.", lambda c: c.b.quote.exact),
        Column("slots", "The two slots that decided.", lambda c: c.slots, Type.ARRAY),
        Column("why", "Why, in English.", lambda c: c.why),
        Column("why_zh", "Why, in Chinese.", lambda c: c.why_zh),
        Column("rule", "The rule that says so.", lambda c: c.rule),
        Column("confidence", "How sure that is, from 0 to 1.", lambda c: _number(c.confidence), Type.NUMBER),
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
            values=_names(Verdict),
        ),
        Column(
            "identity", "What ties the figures together.", lambda c: c.identity.value, values=_names(Identity)
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
            lambda c: _number(c.confidence),
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
            values=_names(Direction),
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
