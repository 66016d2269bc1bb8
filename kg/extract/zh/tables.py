"""Claims in tables: one for each measured cell, its row name as subject or scope and its column head as metric.

The title of the table, its unit line and the document's own topic say the rest. A rank column beside a measured column
is no mention of its own; a league table without any measured column gives a mention of kind rank for each row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from kg.extract.annotations import Form, PeriodSpan, QuantitySpan
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.zh.attribution import Voices
from kg.extract.zh.slots import period_of
from kg.model import (
    Baseline,
    BlockKind,
    Bound,
    How,
    Kind,
    Mention,
    Quantity,
    Quote,
    Ref,
    Span,
    Step,
    Table,
    Trace,
    mention,
)

_RANK_HEAD = regex.compile(r"排名|名次|序号|位次|^no\.?$|^#$|rank")
_CHANGE_HEAD = regex.compile(r"同比|环比|增长|增幅|涨幅|跌幅|降幅|增速|变化|growth|change|yoy")
_SHARE_HEAD = regex.compile(r"占比|比重|份额|share")
_SOURCE_LINE = regex.compile(r"(?:数据|资料|資料|數據)(?:来源|來源)[：:]\s*(.+)")
_RANK_CHANGE = regex.compile(r"排名变化|名次变化")


def table_mentions(ctx: Context, voices: Voices, *, base: str) -> Iterator[Mention]:
    """A mention for each measured cell of each table, row by row."""
    topic = _topic(ctx)
    for place, block in enumerate(ctx.analysis.blocks):
        if block.kind is BlockKind.TABLE and block.table is not None:
            title, cites = _title(ctx, place, block.table), _origin(ctx, voices, place)
            yield from _table(ctx, block.table, title, topic, cites, base)


def _table(
    ctx: Context, table: Table, title: Span | None, topic: Ref | None, cites: tuple[Ref, ...], base: str
) -> Iterator[Mention]:
    if not table.rows or len(table.rows) <= table.heads:
        return
    heads = [ctx.folded[cell.start : cell.end].strip() for cell in table.rows[0]] if table.heads else []
    names = _name_column(ctx, table, heads)
    if names is None:
        return
    for row in table.rows[table.heads :]:
        if len(row) <= names:
            continue
        name = ctx.text[row[names].start : row[names].end].strip()
        if not name:
            continue
        for column, cell in enumerate(row):
            if (
                column == names
                or column >= max(len(heads), 1)
                or _RANK_CHANGE.search(heads[column] if heads else "")
            ):
                continue
            head = heads[column] if column < len(heads) else ""
            if _RANK_HEAD.search(head):
                continue
            span = _value(ctx, cell)
            if span is not None:
                head_cell = table.rows[0][column] if table.heads else None
                yield _cell(ctx, row, names, span, head_cell, table, title, topic, cites, base)


def _name_column(ctx: Context, table: Table, heads: list[str]) -> int | None:
    """The column that names the rows: the first that is no rank and holds words."""
    width = max(len(row) for row in table.rows)
    for column in range(width):
        if column < len(heads) and _RANK_HEAD.search(heads[column]):
            continue
        cells = [row[column] for row in table.rows[table.heads :] if column < len(row)]
        worded = sum(1 for cell in cells if _value(ctx, cell) is None and cell.end > cell.start)
        if cells and worded * 2 > len(cells):
            return column
    return None


def _value(ctx: Context, cell: Span) -> QuantitySpan | None:
    """The quantity that fills a cell: little else may stand in it."""
    for quantity in ctx.quantities.within(cell.start, cell.end):
        rest = (cell.end - cell.start) - (quantity.end - quantity.start)
        if rest <= 2:
            return quantity
    return None


def _title(ctx: Context, place: int, table: Table) -> Span | None:
    if table.caption is not None:
        return table.caption
    for block in reversed(ctx.analysis.blocks[max(0, place - 2) : place]):
        if block.kind in (BlockKind.HEADING, BlockKind.CAPTION):
            return Span(block.start, block.end)
    return None


def _topic(ctx: Context) -> Ref | None:
    """The organisation or platform that the document names most often."""
    counts: dict[str, int] = {}
    refs: dict[str, Ref] = {}
    for entity in ctx.entities:
        if entity.ref.type in ("Platform", "Organization") and entity.ref.id:
            counts[entity.ref.id] = counts.get(entity.ref.id, 0) + 1
            refs.setdefault(entity.ref.id, entity.ref)
    if not counts:
        return None
    best = max(counts, key=lambda key: (counts[key], key))
    return refs[best]


def _entity(ctx: Context, span: Span | None) -> Ref | None:
    if span is None:
        return None
    for entity in ctx.entities.within(span.start, span.end):
        if entity.ref.type in SUBJECT_TYPES and entity.ref.type != "Place":
            return entity.ref
    return None


def _period(ctx: Context, *spans: Span | None) -> PeriodSpan | None:
    for span in spans:
        found = ctx.periods.within(span.start, span.end) if span else []
        if found:
            return found[0]
    return None


def _cell(
    ctx: Context,
    row: tuple[Span, ...],
    names: int,
    span: QuantitySpan,
    head: Span | None,
    table: Table,
    title: Span | None,
    topic: Ref | None,
    cites: tuple[Ref, ...],
    base: str,
) -> Mention:
    name_cell = row[names]
    name = ctx.text[name_cell.start : name_cell.end].strip()
    head_words = ctx.text[head.start : head.end].strip() if head else ""
    named = next((e.ref for e in ctx.entities.within(name_cell.start, name_cell.end)), None)
    row_ref = replace(named, text=name) if named else Ref(None, name, name, "Thing")
    heads = table.rows[0]
    name_head = heads[names] if table.heads and names < len(heads) else None
    owner = _entity(ctx, name_head) or _entity(ctx, title) or topic
    owned = How.HEAD if _entity(ctx, name_head) else How.TITLE if _entity(ctx, title) else How.TOPIC
    metric, kind = _measure(ctx, head, name_head, title, span)
    subject, scope = (
        (row_ref, (owner,) if owner else ()) if named else (owner or row_ref, (row_ref,) if owner else ())
    )
    period_span = _period(ctx, head, name_head, title)
    period = period_of(period_span, ctx)
    baseline: Baseline | None = "yoy" if kind is Kind.GROWTH_RATE and "环比" not in head_words else None
    if kind is Kind.GROWTH_RATE and "环比" in head_words:
        baseline = "mom"
    value_span = next((c for c in row if c.start <= span.start and span.end <= c.end), name_cell)
    quote = Quote.of(ctx.text, min(name_cell.start, value_span.start), max(name_cell.end, value_span.end))
    confidence = 0.75 if owner or named else 0.55
    return mention(
        ctx.source,
        quote,
        rule="table_cell",
        confidence=confidence,
        base=base,
        quantity=Quantity(
            value=span.value,
            text=ctx.text[span.start : span.end],
            unit="1"
            if span.form is Form.MULTIPLE
            else span.unit
            if span.form is not Form.BARE
            else "{count}",
            kind=kind,
            bound=span.bound if span.bound else Bound.EXACT,
            lower=span.lower,
            upper=span.upper,
            counted=span.counted,
            step=span.step,
        ),
        metric=metric,
        subject=subject,
        scope=scope,
        period=period,
        baseline=baseline,
        cites=cites,
        trace=Trace(
            confidence,
            (
                Step("value", How.HERE, at=Span(span.start, span.end)),
                _measured(ctx, metric, head, title),
                Step("subject", How.ROW, at=name_cell) if subject is row_ref else Step("subject", owned),
                *([_dated(period_span, title)] if period_span and period else []),
                *([Step("baseline", How.HEAD, at=head)] if baseline else []),
            ),
        ),
    )


def _dated(period: PeriodSpan, title: Span | None) -> Step:
    titled = title is not None and title.start <= period.start < title.end
    return Step("period", How.TITLE if titled else How.HEAD, at=Span(period.start, period.end))


def _measured(ctx: Context, metric: Ref | None, head: Span | None, title: Span | None) -> Step:
    if metric is None:
        return Step("metric", How.MISSING)
    headed = head is not None and metric.text in ctx.text[head.start : head.end]
    if not headed and title is not None and metric.text in ctx.text[title.start : title.end]:
        return Step("metric", How.TITLE, at=title)
    return Step("metric", How.HEAD, at=head)


def _measure(
    ctx: Context, head: Span | None, name_head: Span | None, title: Span | None, span: QuantitySpan
) -> tuple[Ref | None, Kind]:
    words = ctx.text[head.start : head.end].strip() if head else ""
    folded = ctx.folded[head.start : head.end] if head else ""
    kind = Kind.LEVEL
    if _CHANGE_HEAD.search(folded) and span.form in (Form.PERCENT, Form.MULTIPLE, Form.FRACTION):
        kind = Kind.GROWTH_RATE
    elif _SHARE_HEAD.search(folded) or span.form in (Form.PERCENT, Form.FRACTION):
        kind = Kind.SHARE
    for place in (head, name_head, title):
        hits = ctx.metrics.within(place.start, place.end) if place else []
        if hits:
            entry = hits[0].entry
            return Ref(
                entry.iri,
                entry.labels.get("zh") or entry.label,
                ctx.text[hits[0].start : hits[0].end],
                "Metric",
            ), kind
    return (Ref(None, words, words, "Metric") if words else None), kind


def _origin(ctx: Context, voices: Voices, place: int) -> tuple[Ref, ...]:
    """What a table is from: 数据来源：… in a line not far above it, else the first citation inside it."""
    for other in reversed(ctx.analysis.blocks[max(0, place - 40) : place]):
        found = _SOURCE_LINE.match(ctx.text, other.start, other.end)
        if found:
            return (Ref(None, found[1].strip(), found[1].strip(), "Document"),)
    block = ctx.analysis.blocks[place]
    return tuple(c.ref for c in voices.cited_between(block.start, block.end - 1))[:1]
