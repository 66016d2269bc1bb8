"""A headline says the same figure as the text below it: what it leaves out is taken from there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.extract.context import Context
from kg.model import BlockKind, Kind, Mention, mention

_REACH = 3
"""Blocks below a headline in which its figures are looked for."""
_HEADLINES = (BlockKind.TITLE, BlockKind.HEADING)


def completed(ctx: Context, found: Sequence[Mention], *, base: str) -> Iterator[Mention]:
    """The same mentions in the same order (of their start), those of headlines with subject, metric, period and baseline of the same figure below."""
    starts = [told.quote.start for told in found]
    instead: dict[str, Mention] = {}
    blocks = ctx.analysis.blocks
    for place, block in enumerate(blocks):
        below = blocks[place + 1 : place + 1 + _REACH]
        if block.kind not in _HEADLINES or not below:
            continue
        heads = found[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        text = found[bisect_left(starts, below[0].start) : bisect_left(starts, below[-1].end)]
        known = _by_figure(text) if heads else {}
        for told in heads:
            body = _same(told, known)
            if body is not None:
                instead[told.id] = _filled(told, body, base)
    for told in found:
        yield instead.get(told.id, told)


Figure = tuple[Decimal, str, Kind]


def _figure(told: Mention) -> Figure | None:
    quantity = told.quantity
    return None if quantity is None else (quantity.value, quantity.unit, quantity.kind)


def _by_figure(text: Sequence[Mention]) -> dict[Figure, list[Mention]]:
    known: dict[Figure, list[Mention]] = {}
    for told in text:
        figure = _figure(told)
        if figure is not None and len(known.setdefault(figure, [])) < _REACH:
            known[figure].append(told)
    return known


def _same(told: Mention, known: dict[Figure, list[Mention]]) -> Mention | None:
    """The mention of the same value, unit and kind below a headline, where its subject is no other one."""
    figure = _figure(told)
    for other in known.get(figure, ()) if figure is not None else ():
        ours, theirs = told.subject, other.subject
        if ours is None or theirs is None or ours.key() == theirs.key():
            return other
    return None


def _filled(told: Mention, body: Mention, base: str) -> Mention:
    period = told.period or body.period
    if told.period is not None and body.period is not None and told.period.at is None:
        same = (told.period.start, told.period.end) == (body.period.start, body.period.end)
        period = body.period if same and body.period.at is not None else told.period
    filled = mention(
        told.source,
        told.quote,
        rule=told.rule,
        confidence=told.confidence,
        base=base,
        quantity=told.quantity,
        metric=told.metric or body.metric,
        subject=told.subject or body.subject,
        scope=told.scope or (body.scope if told.subject is None else ()),
        period=period,
        baseline=told.baseline or body.baseline,
        speaker=told.speaker,
        cites=told.cites,
        modality=told.modality,
        trace=told.trace,
    )
    return told if filled.id == told.id else filled
