"""The slots of a frame as the claim record holds them: value with sign, period, baseline, modality, quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import regex

from kg.extract import units
from kg.extract.annotations import Form, PeriodSpan, QuantitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.quotes import clip
from kg.extract.zh.attribution import Voice, Voices
from kg.extract.zh.clues import Reading
from kg.extract.zh.modality import carried
from kg.extract.zh.reporting import QUOTATION
from kg.model import (
    Baseline,
    Bound,
    How,
    Kind,
    Mention,
    Period,
    Quantity,
    Quote,
    Ref,
    Span,
    Step,
    Trace,
    mention,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A reading with its place and all slots, before it becomes a mention."""

    quantity: QuantitySpan
    sentence: Sentence
    reading: Reading
    metric: Ref | None
    subject: Ref | None
    scope: tuple[Ref, ...]
    period: PeriodSpan | None
    confidence: float
    quote_start: int
    of_metric: Step
    """How the metric was found."""
    of_subject: Step


def record(ctx: Context, voices: Voices, frame: Frame, *, base: str) -> Mention:
    """The mention of a frame."""
    span, reading = frame.quantity, frame.reading
    period = period_of(frame.period, ctx)
    quantity = _to_quantity(ctx, span, reading, frame)
    baseline, compared = _baseline(ctx, frame, period)
    start = min(frame.quote_start, span.start)
    clause = frame.sentence.clause_at(span.start)
    end = max(clause.end, span.end)
    quote = Quote.of(ctx.text, *clip(ctx.analysis.document, *_trim(ctx.text, start, end), at=span.start))
    voice = voices.at(span.start)
    return mention(
        ctx.source,
        quote,
        rule=reading.rule,
        confidence=round(max(0.1, frame.confidence - span.doubt), 2),
        base=base,
        quantity=quantity,
        metric=frame.metric,
        subject=frame.subject,
        scope=_distinct(frame.scope, frame.subject),
        period=period,
        baseline=baseline,
        speaker=voice.speaker,
        cites=voices.cites(frame.sentence, span.start),
        modality=carried(ctx, frame.sentence, span.start, frame.period),
        trace=Trace(
            reading.confidence,
            (frame.of_metric, frame.of_subject, *_told(frame, baseline, compared), *heard(voice)),
        ),
    )


def _told(frame: Frame, baseline: Baseline | None, compared: PeriodSpan | None) -> Iterator[Step]:
    """The steps that their own words show: value, period, baseline."""
    value, period = frame.quantity, frame.period
    yield Step("value", How.HERE, value.doubt, Span(value.start, value.end))
    if period is not None:
        yield Step("period", _how_far(frame, period), at=Span(period.start, period.end))
    if compared is not None and baseline is not None:
        yield Step("baseline", How.HERE, at=Span(compared.start, compared.end))
    elif baseline is not None:
        yield Step("baseline", How.IMPLIED)


def _how_far(frame: Frame, span: PeriodSpan) -> How:
    if span.start < frame.sentence.start:
        return How.EARLIER_FIGURE
    clause = frame.sentence.clause_at(frame.quantity.start)
    return How.HERE if clause.start <= span.start < clause.end else How.CLAUSE


def heard(voice: Voice) -> tuple[Step, ...]:
    """How the speaker was found."""
    said = voice.attribution
    if said is None or voice.speaker is None:
        return ()
    if said.verb == QUOTATION:
        return (Step("speaker", How.QUOTED),)
    return (Step("speaker", How.SAID, at=Span(said.opened, said.opened)),)


def _distinct(scope: tuple[Ref, ...], subject: Ref | None) -> tuple[Ref, ...]:
    seen = {subject.key()} if subject else set()
    kept = []
    for ref in scope:
        if ref.key() not in seen:
            seen.add(ref.key())
            kept.append(ref)
    return tuple(kept)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u200b　，、":
        start += 1
    while end > start and text[end - 1] in " \t\u200b　，、":
        end -= 1
    return start, end


def _to_quantity(ctx: Context, span: QuantitySpan, reading: Reading, frame: Frame) -> Quantity:
    unit = reading.unit or span.unit
    if span.form is Form.BARE and unit == "1":
        unit = _bare_unit(ctx, frame.metric, span)
    sign = (
        -1
        if reading.sign < 0 and reading.kind in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE)
        else 1
    )
    if span.value < 0:
        # 转为-0.1%的负增长: the digits have the sign already
        sign = 1
    value, lower, upper = span.value * sign, span.lower, span.upper
    bound = span.bound
    if sign < 0 and span.value > 0:
        lower, upper = (None if upper is None else -upper), (None if lower is None else -lower)
    if bound is Bound.EXACT and any(
        m.label == "+" and m.at in (span.end, span.core[1]) for m in frame.sentence.block.markers
    ):
        # 85⁺: the plus stands above the line, so that the text has the number alone
        bound, lower = Bound.MIN, value
    counted = span.counted
    if counted is None and unit == "{count}" and frame.metric is not None:
        counted = frame.metric.text
    return Quantity(
        value=value,
        text=ctx.text[span.start : span.end],
        unit=unit,
        kind=reading.kind,
        bound=bound,
        lower=lower,
        upper=upper,
        counted=counted,
        step=span.step,
    )


_REVISED = regex.compile(r"(?:预测|预期|预估|目标价?|指引)[^，。；]{0,4}(?:[上下]调|[上下]修|调[高低升降])")
"""收入预测下调4%: what was foreseen changes, not what it was a year before."""
_LARGE_SUM = Decimal(10**7)
"""From here on a bare number of a metric of money is one: 出口额达1.2亿."""
_POINTS = regex.compile(r"(?:指数|指數|PMI)(?:[初终終]值|读数)?$")


def _bare_unit(ctx: Context, metric: Ref | None, span: QuantitySpan) -> str:
    """What a number without a unit counts: points in PMI终值51.6, the money of the place in 注册资本15.4亿."""
    if metric is None:
        return "{count}"
    entry = ctx.analysis.lexicon.entries.get(metric.id or "")
    kind = entry.get("unitKind") if entry is not None else None
    if kind == "index" or _POINTS.search(metric.text):
        return "{index}"
    if kind == "money" and span.value >= _LARGE_SUM:
        return units.tables(ctx.analysis.lexicon).currency(ctx.source.region)
    return "{count}"


def period_of(span: PeriodSpan | None, ctx: Context) -> Period | None:
    """The period that a span was resolved to, None where it is anchored nowhere."""
    if span is None or span.first is None or span.last is None or span.last < span.first:
        return None
    return Period(span.first, span.last, ctx.text[span.start : span.end], span.at, span.how or None)


def _baseline(ctx: Context, frame: Frame, period: Period | None) -> tuple[Baseline | None, PeriodSpan | None]:
    """What a change is compared with, by the words, which stand beside it, else by the length of its period."""
    kind = frame.reading.kind
    if kind not in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE):
        return None, None
    clause = frame.sentence.clause_at(frame.quantity.start)
    if _REVISED.search(ctx.folded, clause.start, frame.quantity.start):
        return None, None
    spans = ctx.baselines.within(clause.start, clause.end)
    if frame.reading.rule == "echo" and frame.period is not None:
        # 低于3月的14.7%: the month of the value itself is no base of it
        spans = [s for s in spans if s.start != frame.period.start]
    near = [s for s in spans if s.start < frame.quantity.start] or spans
    if near:
        span = near[-1]
        if span.baseline:
            return span.baseline, span
        if span.first is not None and span.last is not None:
            same = "同期" in ctx.folded[span.start : span.end]
            if period is not None and _a_year_apart(span.first, period.start, same=same):
                return "yoy", span
            return Period(span.first, span.last, ctx.text[span.start : span.end], span.at), span
    if kind is Kind.POINT_CHANGE or period is None or frame.reading.rule == "compared":
        return None, None
    days = (period.end - period.start).days
    if days > 400 and not _since_last_year(period, ctx):
        return Period(period.start, _end_of_unit(period), period.text), None
    to_date = period.start.month == 1 and period.start.day == 1
    return ("yoy" if to_date or days >= 360 else None), None


def _a_year_apart(earlier: date, later: date, *, same: bool) -> bool:
    """Whether one stretch of time begins a year before another; `same`: the words say that it is the same of its year."""
    began = same or (later.month, later.day) == (earlier.month, earlier.day)
    return began and later.year - earlier.year == 1


def _since_last_year(period: Period, ctx: Context) -> bool:
    return period.end.year - period.start.year == 1 and period.start.month == period.start.day == 1


def _end_of_unit(period: Period) -> date:
    """The baseline of 2005年到2014年 is the year 2005, of 近5年来 the day on which it starts."""
    start = period.start
    if (start.month, start.day) == (1, 1) and (period.end.month, period.end.day) == (12, 31):
        return date(start.year, 12, 31)
    return start
