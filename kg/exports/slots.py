"""The slots of a mention as columns, which several tables have, and the cells that records are read into."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kg.exports.columns import Cell, Column, Type
from kg.model import Bound, ClaimType, Kind, Mention, Modality, Period, Quantity, Ref, ids
from kg.model.days import calendar_day


def names(kinds: type[StrEnum]) -> tuple[str, ...]:
    """The values that a column of these kinds may have."""
    return tuple(one.value for one in kinds)


def label(ref: Ref | None) -> str | None:
    """The name of what a slot holds."""
    return ref.label if ref else None


def iri(ref: Ref | None) -> str | None:
    """Its IRI in the vocabulary, None where it has none."""
    return ref.id if ref else None


def text(ref: Ref | None) -> str | None:
    """The words that name it."""
    return ref.text if ref else None


def labels(refs: Iterable[Ref]) -> tuple[str, ...]:
    """The names of several."""
    return tuple(ref.label for ref in refs)


def baseline(m: Mention) -> str | None:
    """What a change is held against: its name, or a period as first/last day."""
    if isinstance(m.baseline, Period):
        return f"{ids.day(m.baseline.start)}/{ids.day(m.baseline.end)}"
    return m.baseline


def day(moment: date | None) -> date | None:
    """The calendar day of a date or a moment."""
    return calendar_day(moment) if moment else None


def number(value: float) -> Decimal:
    """A float with the digits that it is written with."""
    return Decimal(repr(value))


def of_quantity(of: Callable[[Quantity], Cell]) -> Callable[[Mention], Cell]:
    """A cell of a mention from its quantity, empty for a statement."""
    return lambda m: of(m.quantity) if m.quantity else None


def of_period(of: Callable[[Period], Cell]) -> Callable[[Mention], Cell]:
    """A cell of a mention from its period, empty where it has none."""
    return lambda m: of(m.period) if m.period else None


def through(get: Callable[[Any], Mention], columns: Iterable[Column[Mention]]) -> tuple[Column[Any], ...]:
    """Columns of a mention as columns of a record that has one."""

    def reached(of: Callable[[Mention], Cell]) -> Callable[[Any], Cell]:
        return lambda record: of(get(record))

    return tuple(Column(c.name, c.about, reached(c.of), c.type, c.values) for c in columns)


WHAT: tuple[Column[Mention], ...] = (
    Column(
        "type",
        "A figure, or what somebody says without one.",
        lambda m: m.type.value,
        values=names(ClaimType),
    ),
    Column(
        "value",
        "In the base unit: percent is a fraction (46% is 0.46), 万 and 亿 are multiplied out. Empty for a statement.",
        of_quantity(lambda q: q.value),
        Type.NUMBER,
    ),
    Column(
        "unit",
        "`1` for a fraction, `[pp]` for percentage points, an ISO 4217 or UCUM code, `{count}`, `{rank}`, `{fold}` or `{index}`.",
        of_quantity(lambda q: q.unit),
    ),
    Column(
        "lower", "What words bound from below: 超过130% has 1.3.", of_quantity(lambda q: q.lower), Type.NUMBER
    ),
    Column("upper", "What words bound from above.", of_quantity(lambda q: q.upper), Type.NUMBER),
    Column(
        "interval_lower",
        "Lower end of what the written digits and the words leave open (46% may stand for 0.455 up to 0.465); empty: open.",
        of_quantity(lambda q: q.interval()[0]),
        Type.NUMBER,
    ),
    Column("interval_upper", "Its upper end.", of_quantity(lambda q: q.interval()[1]), Type.NUMBER),
    Column(
        "bound",
        "What the words around the number say about it.",
        of_quantity(lambda q: q.bound.value),
        values=names(Bound),
    ),
    Column(
        "kind", "What sort of measurement it is.", of_quantity(lambda q: q.kind.value), values=names(Kind)
    ),
    Column(
        "counted", "What is counted, as the text says it: 家, 种, people.", of_quantity(lambda q: q.counted)
    ),
    Column(
        "metric",
        "What is measured, by its name in the vocabulary or in the text.",
        lambda m: label(m.metric),
    ),
    Column("metric_id", "Its IRI in the vocabulary; empty where it has none.", lambda m: iri(m.metric)),
    Column("subject", "Whose it is.", lambda m: label(m.subject)),
    Column("subject_id", "Its IRI in the vocabulary; empty where it has none.", lambda m: iri(m.subject)),
    Column(
        "scope",
        "What it is limited to: regions, categories, customers.",
        lambda m: labels(m.scope),
        Type.ARRAY,
    ),
    Column("period_start", "First day that it is about.", of_period(lambda p: day(p.start)), Type.DATE),
    Column("period_end", "Last day that it is about.", of_period(lambda p: day(p.end)), Type.DATE),
    Column(
        "period_at",
        "The moment within the day, where the text gives one: `09:58`, `open`, `close`.",
        of_period(lambda p: p.at),
    ),
    Column(
        "baseline",
        "What a change is compared with: `yoy`, `qoq`, `mom`, `dod`, or a period as `first/last` day.",
        baseline,
    ),
    Column(
        "modality",
        "Whether it is asserted, planned, forecast, possible or a target.",
        lambda m: m.modality.value,
        values=names(Modality),
    ),
)
