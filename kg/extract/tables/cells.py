"""The mention of one cell of a table."""

from __future__ import annotations

from decimal import Decimal

from kg.extract.context import Context
from kg.extract.metrics import as_metric
from kg.extract.tables.setting import Cell, Setting
from kg.extract.tables.slots import baseline_of, corporate, kind_of, metric_of, period_of, quantity_of, whose
from kg.extract.tables.wording import TableWords
from kg.model import How, Kind, Mention, Modality, Quantity, Quote, Ref, Span, Step, Trace, mention


def cell_mention(ctx: Context, cell: Cell, setting: Setting, wording: TableWords, base: str) -> Mention:
    """The mention of a measured cell."""
    kind = kind_of(ctx, cell, setting, wording)
    metric, named_by, at = metric_of(ctx, cell, setting, wording)
    quantity = quantity_of(ctx, cell, setting, kind, metric, wording)
    own = corporate(cell, setting, metric, wording)
    subject, scope, owned = whose(cell, setting, metric, corporate=own)
    period, dated = period_of(cell, setting, kind)
    baseline = baseline_of(ctx, cell, setting, kind, period)
    sure = 0.8 - (0.1 if named_by is How.TITLE else 0) - (0.25 if metric is None else 0)
    sure -= {How.TOPIC: 0.15, How.MISSING: 0.2}.get(owned, 0.0)
    line = ctx.text.rfind("\n", 0, cell.value.start) + 1  # a name that spans rows stands lines above
    spans = [label.span for label in cell.names if label.span.start >= line] or [cell.names[-1].span]
    quote = Quote.of(ctx.text, min(spans[0].start, cell.value.start), max(spans[-1].end, cell.value.end))
    return mention(
        ctx.source,
        quote,
        rule="table_cell",
        confidence=round(max(0.2, sure), 2),
        base=base,
        quantity=quantity,
        metric=metric,
        subject=subject,
        scope=tuple(ref for ref in scope if subject is None or ref.key() != subject.key()),
        period=period,
        baseline=baseline,
        cites=setting.cites,
        modality=Modality.FORECAST if any(label.forecast for label in cell.heads) else Modality.ASSERTED,
        trace=Trace(
            sure,
            (
                Step("value", How.HERE, at=Span(cell.value.start, cell.value.end)),
                Step("metric", named_by, at=at),
                Step("subject", owned),
                *([Step("period", dated)] if period is not None else []),
                *([Step("baseline", How.HEAD)] if baseline is not None else []),
            ),
        ),
    )


def rank_mention(ctx: Context, cell: Cell, setting: Setting, base: str) -> Mention:
    """The mention of a rank in a league table that measures nothing else."""
    metric: Ref | None = None
    spot = setting.sorted_by
    if spot is not None:
        hits = ctx.metrics.within(spot.start, spot.end)
        words = ctx.text[spot.start : spot.end]
        metric = as_metric(hits[-1].entry if hits else None, words)
    else:
        for label in (*setting.corner, *([setting.title] if setting.title else [])):
            if label.metric is not None:
                hit = label.metric
                text = ctx.text[hit.start : hit.end]
                metric = as_metric(hit.entry, text)
                break
    subject, scope, owned = whose(cell, setting, metric)
    rows = cell.names[-1].span
    quote = Quote.of(ctx.text, min(cell.span.start, rows.start), max(cell.span.end, rows.end))
    confidence = 0.75 if metric is not None else 0.55
    return mention(
        ctx.source,
        quote,
        rule="table_rank",
        confidence=confidence,
        base=base,
        quantity=Quantity(
            value=abs(cell.value.value),
            text=ctx.text[cell.value.start : cell.value.end],
            unit="{rank}",
            kind=Kind.RANK,
            step=Decimal(1),
        ),
        metric=metric,
        subject=subject,
        scope=tuple(ref for ref in scope if subject is None or ref.key() != subject.key()),
        period=setting.period,
        cites=setting.cites,
        trace=Trace(
            confidence,
            (
                Step("value", How.HERE, at=Span(cell.value.start, cell.value.end)),
                Step("metric", How.TITLE if metric is not None else How.MISSING),
                Step("subject", owned),
            ),
        ),
    )
