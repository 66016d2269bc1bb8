"""Rules for figures held against another thing or another time: 比海棠汽车低12%, 相当于2019年同期的69.8%."""

from __future__ import annotations

from dataclasses import replace

import regex

from kg.extract.annotations import Form
from kg.extract.zh.clues import Clue, Reading
from kg.extract.zh.phrases import parse
from kg.extract.zh.runs import walk_back
from kg.model import Kind

_RATES = (Form.PERCENT, Form.FRACTION, Form.MULTIPLE)
_OF_ANOTHER_TIME = regex.compile(
    r"(?:相当于|仅为|只有|仅有|不及|恢复[至到]了?|达到?)(?P<base>[^，。；]{2,12})的[约近逾超]?过?$"
)
_BEFORE_IT = regex.compile(
    r".{0,4}(?:疫情|危机|战争|地震|事故|疫|战)(?:之|以)?前|.{0,4}(?:峰值|高峰|正常水平)"
)


def compared(clue: Clue) -> Reading | None:
    """By how much something is more or less than another thing: 售价比海棠汽车低12%, 进口总额超出海棠市27亿美元."""
    form = clue.quantity.form
    if not clue.more or form in (Form.POINTS, Form.RANK):
        return None
    rate, phrase = form in _RATES, clue.phrase()
    if not phrase.listed and phrase.subject is None:
        # 海棠电池比对手的|能量密度高13%: what is measured is told of the other
        other = clue.ctx.folded.find("的", clue.run.end, clue.quantity.start)
        what = parse(clue.ctx, other + 1, clue.more_at) if other > 0 else phrase
        if what.metric is not None and not clue.ctx.periods.within(clue.run.end, clue.quantity.start):
            whose = replace(phrase.metric, type="Thing") if phrase.metric is not None else None
            phrase = replace(phrase, metric=what.metric, subject=whose)
    kind = Kind.GROWTH_RATE if rate else Kind.ABSOLUTE_CHANGE
    return Reading("compared", kind, phrase, clue.more, unit="1" if rate else None, confidence=0.8)


def part_of_base(clue: Clue) -> Reading | None:
    """How much of what it was at another time something is: 货运量相当于2019年同期的69.8%, 仅为去年同期的八成."""
    if clue.quantity.form not in (Form.PERCENT, Form.FRACTION):
        return None
    ctx = clue.ctx
    held = _OF_ANOTHER_TIME.search(ctx.folded, clue.floor, clue.quantity.start)
    if held is None:
        return None
    base = held.span("base")
    dated = ctx.periods.within(*base) or ctx.baselines.within(*base)
    if not dated and _BEFORE_IT.fullmatch(ctx.folded, *base) is None:
        return None
    phrase = parse(ctx, clue.floor, walk_back(ctx, held.start(), clue.floor).end)
    return Reading("part_of_base", Kind.RATIO, phrase, confidence=0.8)
