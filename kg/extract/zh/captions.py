"""Large figures with a label: 85+ 覆盖国家, 7-8倍 询盘增长. What they leave out is told by the text around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from kg.extract.annotations import Form
from kg.extract.context import Context
from kg.extract.metrics import as_metric
from kg.extract.tables.values import Value, value_of
from kg.lexicon import Hit
from kg.model import (
    Baseline,
    Block,
    BlockKind,
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

_VERB = regex.compile(r"覆盖|服务|合作|接入|入驻|获得|支持|提供|拥有|达成|连接|触达|参与|汇聚")
_VERBAL = regex.compile(r"[，。；！？]|是|为|将|在|使|让")
_FIRST = regex.compile(r"\S+(?:\s?[万亿千百]{1,2})?")
_LONGEST = 24
_REACH = 4
"""Blocks before a caption in which the same figure is looked for."""


def labelled_figures(ctx: Context) -> Iterator[tuple[int, Value, Span]]:
    """Each caption that is a figure and its label: the place of its block, the value, where the label stands."""
    tied = {block.table.caption for block in ctx.analysis.blocks if block.table is not None}
    for place, block in enumerate(ctx.analysis.blocks):
        if block.kind is not BlockKind.CAPTION or Span(block.start, block.end) in tied:
            continue
        first = _FIRST.match(ctx.folded, block.start, block.end)
        if first is None or first.end() >= block.end:
            continue
        label = Span(first.end(), block.end)
        while label.start < label.end and ctx.text[label.start] in " 　+＋":
            label = Span(label.start + 1, label.end)
        if not 2 <= label.end - label.start <= _LONGEST or _VERBAL.search(ctx.folded, *label):
            continue
        figure = ctx.folded[first.start() : first.end()].rstrip("+ ")
        value = value_of(ctx, Span(first.start(), first.start() + len(figure)))
        if value is not None and not value.bare_year(ctx.text) and not ctx.quantities.within(*label):
            yield place, value, label


def caption_mentions(ctx: Context, found: Sequence[Mention], *, base: str) -> Iterator[Mention]:
    """The mentions of figures with labels; `found` are those of the text around them."""
    for place, value, label in labelled_figures(ctx):
        block = ctx.analysis.blocks[place]
        change = ctx.words("change-words").ending_at(label.end, floor=label.start)
        start, end = label.start, change.start if change is not None else label.end
        verb = _VERB.search(ctx.folded, start, end)
        subject: Ref | None = None
        if verb is not None and verb.start() > start:
            words = ctx.text[start : verb.start()].strip()
            entity = next(
                (
                    e
                    for e in ctx.entities.within(start, verb.start())
                    if e.start == start and e.end == verb.start()
                ),
                None,
            )
            subject = entity.ref if entity is not None else Ref(None, words, words, "Thing")
            start = verb.start() if change is None else verb.end()
        words = ctx.text[start:end].strip() or ctx.text[label.start : label.end]
        hits = ctx.metrics.within(start, end)
        metric = as_metric(hits[-1].entry if hits else None, words)
        near = _near(ctx, place, value, found)
        sure = 0.6 if near is not None else 0.5
        period = (near.period if near is not None else None) or _last_period(ctx, place, found)
        yield mention(
            ctx.source,
            Quote.of(ctx.text, block.start, block.end),
            rule="figure_label",
            confidence=sure,
            base=base,
            quantity=_quantity(ctx, block, value, change, verb, label),
            metric=metric,
            subject=subject or (near.subject if near is not None else None),
            scope=near.scope if near is not None and subject is None else (),
            period=period,
            baseline=_baseline(change, near),
            cites=near.cites if near is not None else (),
            trace=Trace(
                sure,
                (
                    Step("value", How.HERE, at=Span(value.start, value.end)),
                    Step("metric", How.HERE, at=Span(start, end)),
                    Step(
                        "subject",
                        How.HERE if subject is not None else How.EARLIER_FIGURE if near else How.MISSING,
                    ),
                    *([Step("period", How.EARLIER_FIGURE)] if period is not None else []),
                ),
            ),
        )


def _quantity(
    ctx: Context, block: Block, value: Value, change: Hit | None, verb: regex.Match[str] | None, label: Span
) -> Quantity:
    text = ctx.text[value.start : value.end]
    kind, unit = Kind.LEVEL, value.code
    number, lower, upper, bound = value.value, value.lower, value.upper, value.bound
    if value.form in (Form.PERCENT, Form.FRACTION, Form.MULTIPLE):
        kind, unit = (Kind.GROWTH_RATE, "1") if change is not None else (Kind.SHARE, unit)
        if value.form is Form.MULTIPLE and change is None:
            kind = Kind.RATIO
    elif change is not None:
        kind = Kind.ABSOLUTE_CHANGE
    if change is not None and change.entry.get("sign") == "-1" and number > 0:
        number, lower, upper = -number, None if upper is None else -upper, None if lower is None else -lower
    plus = any(
        m.label == "+" and value.start <= m.at <= value.end for m in block.markers
    ) or ctx.folded.startswith("+", value.end)
    if plus and bound is Bound.EXACT:
        bound, lower = Bound.MIN, number
    unit = unit or "{count}"
    counted = value.counted
    if unit == "{count}" and counted is None:
        counted = ctx.text[verb.end() if verb is not None else label.start : label.end].strip()
    return Quantity(number, text, unit, kind, bound, lower, upper, counted, value.step or Decimal(1))


def _baseline(change: Hit | None, near: Mention | None) -> Baseline | None:
    return near.baseline if change is not None and near is not None else None


def _around(ctx: Context, place: int, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of the last blocks of prose before a caption."""
    start, end = ctx.analysis.blocks[max(0, place - _REACH)].start, ctx.analysis.blocks[place].start
    first = bisect_left(found, start, key=lambda m: m.quote.start)
    last = bisect_left(found, end, key=lambda m: m.quote.start)
    return [m for m in found[first:last] if m.quantity is not None]


def _near(ctx: Context, place: int, value: Value, found: Sequence[Mention]) -> Mention | None:
    """The mention of the same figure in the text before."""
    for other in reversed(_around(ctx, place, found)):
        quantity = other.quantity
        assert quantity is not None
        bounds = (value.value, value.lower, value.upper)
        if quantity.value in bounds and (
            quantity.unit == value.code or value.form in (Form.BARE, Form.MULTIPLE)
        ):
            return other
    return None


def _last_period(ctx: Context, place: int, found: Sequence[Mention]) -> Period | None:
    spans = (m.period for m in reversed(_around(ctx, place, found)))
    return next((p for p in spans if p is not None and p.start != p.end), None)
