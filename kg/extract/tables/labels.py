"""What a head, a row name or a title says: a period, a unit, a metric, a change, somebody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from kg.extract.annotations import EntitySpan, PeriodSpan
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.tables.units import HeadUnit, units_in
from kg.extract.tables.wording import TableWords
from kg.lexicon import Hit
from kg.model import Period, Ref, Span

_BRACKET = regex.compile(r"[（(\[]\s*([^（()）\[\]]{1,32})\s*[）)\]]")
_TAIL = regex.compile(r"(?:[,，/:：]\s*|\bin\s+)([^,，/:：()（）]{1,24})$")
_YEAR = regex.compile(r"(?:fy\s?)?((?:19|20)\d\d)\s?(?:年|[aef]\b|\(?[aef]\)?)?")
_LONGEST_HEAD = 28
_LONGEST_UNIT = 16
_STRIP = " \t\u3000、,，:：;；()（）[]的*†‡-—"


@dataclass(frozen=True, slots=True)
class Label:
    """A head or a row name taken apart; `words` is what is left of it without period and unit."""

    span: Span
    words: str
    units: tuple[HeadUnit, ...] = ()
    period: Period | None = None
    metric: Hit | None = None
    entity: EntitySpan | None = None
    entities: tuple[EntitySpan, ...] = ()
    change: bool = False
    rate: bool = False
    share: bool = False
    measure: bool = False
    total: bool = False
    generic: bool = False
    """绝对量, amount: it says only that figures follow."""
    forecast: bool = False
    baseline: str | PeriodSpan | None = None
    previous: bool = False
    """去年同期份额: not a change, but of the year before."""

    @property
    def measures(self) -> bool:
        """Whether it names what is measured."""
        return bool(self.metric or self.measure or (self.units and self.words and not self.entity))

    @property
    def named(self) -> bool:
        """Whether it names somebody or something that is no measure."""
        return (
            bool(self.words)
            and not self.total
            and not (self.metric or self.measure or self.change or self.share)
        )


def label_of(ctx: Context, span: Span, wording: TableWords) -> Label:
    """Read one head, row name or title."""
    folded = ctx.folded[span.start : span.end]
    cut: list[tuple[int, int]] = []
    units: list[HeadUnit] = units_in(ctx, folded.strip(), wording) if len(folded) <= _LONGEST_UNIT else []
    if units:
        cut.append((0, len(folded)))
    else:
        for found in [*_BRACKET.finditer(folded), *_TAIL.finditer(folded)]:
            inside = units_in(ctx, found[1], wording)
            if inside:
                units += inside
                cut.append(found.span())
    period, dated = _period(ctx, span)
    if dated is not None:
        cut.append((dated.start - span.start, dated.end - span.start))
    lead = wording.title_lead.match(folded)
    if lead:
        cut.append(lead.span())
    words = _without(ctx.text[span.start : span.end], cut)
    left = _without(folded, cut)
    head = left if len(left) <= _LONGEST_HEAD else ""  # longer words describe a thing: 缩小的模型
    change = wording.change.search(head)
    previous = change is None and wording.previous.search(folded) is not None
    if previous or wording.current.fullmatch(left or folded):
        period = None  # 去年同期份额: of the year before the table's own period, whatever was named last
    entities = [
        e
        for e in ctx.entities.within(span.start, span.end)
        if (e.ref.type in SUBJECT_TYPES or e.ref.type is None) and e.ref.type != "Document"
    ]
    # 增速, growth: a word for a change is no metric of its own
    metrics = [
        h
        for h in ctx.metrics.within(span.start, span.end)
        if wording.change.fullmatch(ctx.folded, h.start, h.end) is None
        and wording.rank.fullmatch(ctx.folded, h.start, h.end) is None
    ]
    baseline: str | PeriodSpan | None = None
    if change or wording.rank_change.search(left):
        if wording.month.search(folded):
            baseline = "mom"
        elif wording.quarter.search(folded):
            baseline = "qoq"
        spans = ctx.baselines.within(span.start, span.end)
        if spans and baseline is None:
            baseline = spans[0].baseline or (spans[0] if spans[0].first else None)
    return Label(
        span,
        words,
        tuple(units),
        period,
        metrics[-1] if metrics and head else None,
        _chosen(entities),
        tuple(entities),
        change=change is not None,
        rate=wording.rate.search(head) is not None,
        share=wording.share.search(head) is not None,
        measure=wording.measure.search(head) is not None,
        total=bool(left) and wording.total.fullmatch(left.strip(_STRIP)) is not None,
        generic=wording.generic.fullmatch(left) is not None,
        forecast=wording.forecast.search(folded) is not None,
        baseline=baseline,
        previous=previous,
    )


def _chosen(entities: list[EntitySpan]) -> EntitySpan | None:
    """The first that is no place, else the first place."""
    return next((e for e in entities if e.ref.type != "Place"), entities[0] if entities else None)


def _period(ctx: Context, span: Span) -> tuple[Period | None, Span | None]:
    for found in ctx.periods.within(span.start, span.end):
        if found.first is not None and found.last is not None and found.first <= found.last:
            words = ctx.text[found.start : found.end]
            return Period(found.first, found.last, words, found.at, found.how or None), Span(
                found.start, found.end
            )
    year = _YEAR.fullmatch(ctx.folded[span.start : span.end].strip())
    if year is None:
        return None, None
    first = int(year[1])
    words = ctx.text[span.start : span.end].strip()
    return Period(date(first, 1, 1), date(first, 12, 31), words, None, "a year as head"), span


def _without(words: str, cut: list[tuple[int, int]]) -> str:
    for first, last in sorted(cut, reverse=True):
        words = words[: max(0, first)] + " " + words[last:]
    return " ".join(words.split()).strip(_STRIP)


def metric_of(label: Label, ctx: Context, wording: TableWords) -> Ref | None:
    """The metric that a label names: of the vocabulary, else its words without what makes it a change."""
    if label.metric is not None:
        entry = label.metric.entry
        text = ctx.text[label.metric.start : label.metric.end]
        return Ref(entry.iri, entry.labels.get(wording.label) or entry.label, text, "Metric")
    words = label.words
    if label.change:
        words = wording.change.sub("", words).strip(_STRIP)
    return Ref(None, words, words, "Metric") if words else None
