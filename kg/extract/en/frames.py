"""English figures: the nearest metric, name and period in the clause, then in the sentence.

English puts what is measured before the verb (GMV on Alibaba.com rose 46%) or behind the figure (a 46% rise in GMV), so
nearness to the value decides where Chinese needs the noun phrase taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import regex

from kg.extract.annotations import EntitySpan, Form, PeriodSpan, QuantitySpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.en.attribution import Voices
from kg.extract.index import Spans
from kg.lexicon import Hit
from kg.model import (
    Baseline,
    Block,
    Bound,
    How,
    Kind,
    Mention,
    Modality,
    Period,
    Quantity,
    Quote,
    Ref,
    Span,
    Step,
    Trace,
    mention,
)

_SHARE = regex.compile(r"\b(?:of (?:all|the|its|their|total)|account(?:s|ed|ing) for|share)\b")
_SURE = 0.85
_COSTS = {"metric": 0.25, "subject": 0.2}
"""What a slot that is not found takes from the confidence."""
_RATE = (Form.PERCENT, Form.FRACTION, Form.MULTIPLE)


def quantity_mentions(ctx: Context, voices: Voices, *, base: str) -> Iterator[Mention]:
    """A mention for each quantity in running text, in order."""
    last: tuple[Block, EntitySpan] | None = None
    for quantity in ctx.quantities:
        sentence = ctx.layout.sentence_at(quantity.start)
        if sentence is None or quantity.end > sentence.end + 1:
            continue
        names = Spans(
            e for e in ctx.entities.within(sentence.start, sentence.end) if e.ref.type in SUBJECT_TYPES
        )
        clause = sentence.clause_at(quantity.start)
        name = _nearest(names, quantity, clause.start, clause.end) or _nearest(
            names, quantity, sentence.start, sentence.end
        )
        if name is not None:
            last = sentence.block, name
        elif last is not None and last[0] is sentence.block:
            name = last[1]  # Net profit fell 4%: the sentence goes on about whom the one before told of
        yield _mention(ctx, voices, sentence, quantity, name, base)


def _mention(
    ctx: Context,
    voices: Voices,
    sentence: Sentence,
    span: QuantitySpan,
    name: EntitySpan | None,
    base: str,
) -> Mention:
    clause = sentence.clause_at(span.start)
    change = _nearest(ctx.words("change-words"), span, clause.start, clause.end)
    kind, sign = _kind(ctx, span, clause.start, clause.end, change)
    metric_hit = _nearest(ctx.metrics, span, clause.start, clause.end) or _nearest(
        ctx.metrics, span, sentence.start, sentence.end
    )
    period = _nearest(ctx.periods, span, clause.start, clause.end) or _nearest(
        ctx.periods, span, sentence.start, sentence.end
    )
    said = voices.at(span.start)
    speaker = said.speaker if said is not None else None
    metric = _metric(ctx, metric_hit, span)
    steps = (
        Step("value", How.HERE, at=Span(span.start, span.end)),
        _step("metric", metric_hit, clause) if metric_hit or not metric else Step("metric", How.HERE, 0.25),
        _step("subject", name, clause, sentence),
        _step("period", period, clause),
    )
    confidence = _SURE - sum(step.cost for step in steps)
    unit = "1" if kind is Kind.GROWTH_RATE and span.form is Form.MULTIPLE else span.unit
    lower, upper = span.lower, span.upper
    if sign < 0:
        lower, upper = (None if upper is None else -upper), (None if lower is None else -lower)
    return mention(
        ctx.source,
        Quote.of(ctx.text, sentence.start, sentence.end),
        rule=f"en_{kind.value}",
        confidence=round(confidence, 2),
        base=base,
        quantity=Quantity(
            value=span.value * sign,
            text=ctx.text[span.start : span.end],
            unit="{count}" if span.form is Form.BARE and unit == "1" else unit,
            kind=kind,
            bound=span.bound or Bound.EXACT,
            lower=lower,
            upper=upper,
            counted=span.counted,
            step=span.step,
        ),
        metric=metric,
        subject=name.ref if name else None,
        period=_period(ctx, period),
        baseline=_baseline(ctx, sentence, kind, period),
        speaker=speaker,
        cites=voices.cites(sentence),
        modality=_modality(ctx, clause.start, span.start),
        trace=Trace(_SURE, steps),
    )


def _step(
    slot: str,
    found: Hit | EntitySpan | PeriodSpan | None,
    clause: Clause,
    sentence: Sentence | None = None,
) -> Step:
    if found is None:
        return Step(slot, How.MISSING, _COSTS.get(slot, 0.0))
    if sentence is not None and found.start < sentence.start:
        return Step(slot, How.EARLIER_FIGURE, 0.1, Span(found.start, found.end))
    here = clause.start <= found.start < clause.end
    return Step(slot, How.HERE if here else How.CLAUSE, at=Span(found.start, found.end))


T = TypeVar("T", Hit, EntitySpan, PeriodSpan)


def _nearest(spans: Spans[T], at: QuantitySpan, start: int, end: int) -> T | None:
    """The span nearest to a quantity; before it counts half the distance of behind it."""

    def distance(span: T) -> int:
        return at.start - span.end if span.end <= at.start else 2 * (span.start - at.end)

    outside = [s for s in spans.within(start, end) if s.end <= at.start or s.start >= at.end]
    return min(outside, key=distance, default=None)


def _kind(ctx: Context, span: QuantitySpan, start: int, end: int, change: Hit | None) -> tuple[Kind, int]:
    if span.form is Form.RANK:
        return Kind.RANK, 1
    sign = int(change.entry.get("sign") or 1) if change else 1
    if span.form is Form.POINTS:
        return Kind.POINT_CHANGE, sign
    near = change is not None and min(abs(change.end - span.start), abs(change.start - span.end)) <= 16
    if change is not None and "to-words" in change.entry.schemes and change.end <= span.start:
        return (Kind.SHARE if span.form in _RATE else Kind.LEVEL), 1
    if span.form in _RATE:
        if near:
            return Kind.GROWTH_RATE, sign
        if span.form is Form.MULTIPLE:
            return Kind.RATIO, 1
        share = _SHARE.search(ctx.folded, start, end)
        return (Kind.SHARE if share or change is None else Kind.GROWTH_RATE), (1 if share else sign)
    if near and change is not None and ctx.folded[change.end : span.start].strip() == "by":
        return Kind.ABSOLUTE_CHANGE, sign
    return Kind.LEVEL, 1


def _metric(ctx: Context, hit: Hit | None, span: QuantitySpan) -> Ref | None:
    if hit is not None:
        label = hit.entry.labels.get("zh") or hit.entry.label
        return Ref(hit.entry.iri, label, ctx.text[hit.start : hit.end], "Metric")
    return Ref(None, span.counted, span.counted, "Metric") if span.counted else None


def _period(ctx: Context, span: PeriodSpan | None) -> Period | None:
    if span is None or span.first is None or span.last is None:
        return None
    return Period(span.first, span.last, ctx.text[span.start : span.end], span.at, span.how or None)


def _baseline(ctx: Context, sentence: Sentence, kind: Kind, period: PeriodSpan | None) -> Baseline | None:
    if kind not in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE):
        return None
    for span in ctx.baselines.within(sentence.start, sentence.end):
        if span.baseline:
            return span.baseline
    if kind is Kind.GROWTH_RATE and period is not None and period.grain in ("year", "half"):
        return "yoy"
    return None


def _modality(ctx: Context, start: int, end: int) -> Modality:
    for hit in reversed(ctx.words("modality-words").within(start, end)):
        value = hit.entry.get("modality")
        # in May exports rose: the month is no modal
        if value and ctx.periods.covering(hit.start, hit.end) is None:
            return Modality(value)
    return Modality.ASSERTED
