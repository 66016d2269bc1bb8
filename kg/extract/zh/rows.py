"""Figures told in a row: a list that shares one reading, a value that another one is held against, the same of another thing."""

from __future__ import annotations

from dataclasses import replace

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.zh.clues import EMPTY, Clue, Reading
from kg.extract.zh.groups import is_group
from kg.extract.zh.slots import Frame
from kg.extract.zh.topic_nouns import plain_noun
from kg.model import Kind, Ref

_OR = regex.compile(r"[，,]?\s*(?:或|即|相当于)\s*|[（(]")
_COMMA = regex.compile(r"\s*[，,]\s*")
_LIST_GAP = regex.compile(r"(?:[、和及与\s]{1,3}|以及)(?:创纪录的)?")
_EXPECTED = regex.compile(
    r"(?:前值|初值|终值|修正值|预期值?|市场预期|市场预估|市场预测|预测值|预估)(?:的|为|是|则为)?\s*$"
)
_HELD_AGAINST = regex.compile(
    r"(?:(?<![同环占对相之])[比较]|不及|超过|[高低大小多少快慢好差优逊强弱][于过])[^，。；]{0,10}(?:的|为|是)?\s*$"
)
"""Before a value that another one is held against: 前值3.4%, 高于市场预期的13.8%, 比3月的14.7%."""
IN_TURN = regex.compile(r"分别")
"""The n-th value belongs to the n-th name, year or circumstance."""


def listed(ctx: Context, clue: Clue, before: QuantitySpan | None, last: Frame | None) -> Reading | None:
    """A value in a list shares the reading of the one before: 87%，75%和74%."""
    if before is None or last is None or last.quantity is not before:
        return None
    gap = ctx.folded[before.end : clue.quantity.start]
    for span in ctx.periods.within(before.end, clue.quantity.start):
        # 1月的29.9%、2月的24.1%
        gap = ctx.folded[before.end : span.start] + ctx.folded[span.end : clue.quantity.start].removeprefix(
            "的"
        )
    if _OR.fullmatch(gap) and clue.quantity.form is Form.PERCENT and before.form is not Form.PERCENT:
        # 下跌326.63点或1.02%: one change told twice
        told = last.reading
        if told.kind is Kind.ABSOLUTE_CHANGE:
            return replace(told, rule="change_rate", kind=Kind.GROWTH_RATE)
    if before.form is not clue.quantity.form:
        return None
    # a comma lists only what 分别 hands out: 净增6400万，突破3亿 are two readings
    listed = _LIST_GAP.fullmatch(gap) or (
        _COMMA.fullmatch(gap) and IN_TURN.search(ctx.folded, clue.sentence.start, before.start)
    )
    return last.reading if listed else None


_PACE = regex.compile(r"[增涨跌降](?:幅|速)$")


def echo(ctx: Context, clue: Clue, before: QuantitySpan | None, last: Frame | None) -> Reading | None:
    """A value that the one before is held against measures the same: 增长12.5%，低于市场预期的13.8%."""
    if before is None or last is None or last.sentence is not clue.sentence or last.quantity is not before:
        return None
    if before.form is not clue.quantity.form or clue.more:
        return None
    change = clue.run.of("change-words")
    at = change.start if change is not None else clue.quantity.start
    pattern = _EXPECTED if change is not None else _HELD_AGAINST
    compared = pattern.search(ctx.folded, clue.floor, at) or _EXPECTED.search(ctx.folded, clue.floor, at)
    if compared is None or (clue.change_after() and not ctx.baselines.within(compared.start(), at)):
        return None
    if last.reading.kind is Kind.ABSOLUTE_CHANGE and clue.quantity.form is not Form.INDEX:
        return None
    own = ctx.metrics.ending_at(compared.start(), floor=clue.floor)
    other = own is not None and (last.metric is None or own.entry.iri != last.metric.id)
    if own is not None and other and not _PACE.search(ctx.folded, own.start, own.end):
        return None  # 出口增长28.2%，失业率低于市场预期的5.1%: another thing is held against what was expected of it
    whose = [e for e in ctx.entities.within(compared.start(), at) if e.ref.type in SUBJECT_TYPES]
    phrase = replace(EMPTY, subject=whose[-1].ref) if whose else EMPTY
    sign = int(change.entry.get("sign") or 1) if change is not None else 1
    return replace(last.reading, rule="echo", confidence=0.75, phrase=phrase, sign=sign)


def parallel(ctx: Context, clue: Clue, previous: Frame | None, reading: Reading, metric: Ref | None) -> bool:
    """Whether what stands where a metric would is only another thing of which the last metric is told."""
    if previous is None or metric is None or previous.metric is None:
        return False
    if previous.metric.id is None and previous.reading.rule != "share_noun":
        return False
    phrase = reading.phrase
    plain = metric.id is None and not phrase.listed and phrase.subject is None and len(metric.text) <= 8
    alike = previous.quantity.form is clue.quantity.form and clue.quantity.form in (
        Form.PERCENT,
        Form.MONEY,
    )
    told = reading.rule in ("change_rate", "change_to", "rate_level", "level")
    another = clue.clause is not previous.sentence.clause_at(previous.quantity.start)
    if not (plain and alike and told and another):
        return False
    start, end = _span_of(ctx, clue, metric)
    return plain_noun(ctx, start, end) is not None or is_group(ctx, end)


def _span_of(ctx: Context, clue: Clue, metric: Ref) -> tuple[int, int]:
    start = ctx.text.rfind(metric.text, clue.floor, clue.run.end)
    return (start, start + len(metric.text)) if start >= 0 else (clue.floor, clue.floor)
