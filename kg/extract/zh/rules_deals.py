"""Rules for figures of deals and of what one currency gets of another."""

from __future__ import annotations

from dataclasses import replace

import regex

from kg.extract.annotations import Form
from kg.extract.metrics import metric_named, metric_of
from kg.extract.zh.clues import Clue, Reading
from kg.extract.zh.phrases import NounPhrase, parse
from kg.model import Kind, Ref

_PAIR = regex.compile(r"1(?:00)?(?P<given>\p{Han}{1,4}?)(?:可|约)?兑换?约?")
_NET_TRADE = regex.compile(r"净(?:买入|卖出|买|卖|流入|流出|申购|赎回)(?![额量])")


def traded_net(clue: Clue) -> NounPhrase | None:
    """南向资金净买入康方生物逾27亿港元: the trade is what is measured, what was traded narrows it."""
    ctx = clue.ctx
    traded = _NET_TRADE.search(ctx.folded, clue.floor, clue.run.end)
    if traded is None or traded.end() == clue.run.end:
        return None
    words = ctx.text[traded.end() : clue.run.end].strip()
    whose = parse(ctx, clue.floor, traded.start())
    named = ctx.entities.starting_at(traded.end())
    what = named.ref if named is not None and named.end == clue.run.end else Ref(None, words, words, "Thing")
    return replace(whose, metric=metric_of(ctx, *traded.span()), scope=(*whose.scope, what))


def deal_of(clue: Clue) -> Ref | None:
    """What was done, where nothing else is measured: 减持公司股份|600万股, 出资|2000万元."""
    ctx = clue.ctx
    deals = [
        verb
        for verb in ctx.verbs.within(clue.floor, clue.quantity.start)
        if verb.entry.get("nature") == "deal" and clue.quantity.form is Form.COUNT
    ]
    done = deals[-1] if deals else ctx.verbs.ending_at(clue.run.end, floor=clue.floor)
    if done is None or done.entry.get("nature") not in ("deal", "amount"):
        return None
    known = ctx.metrics.ending_at(done.start, floor=clue.floor)
    if known is not None and clue.quantity.form is Form.MONEY and ctx.folded[done.start] not in "买卖":
        return metric_of(ctx, known.start, known.end)  # 市值|蒸发|150亿美元
    return metric_of(ctx, done.start - ctx.folded.startswith("净", done.start - 1), done.end)


def exchange_rate(clue: Clue) -> Reading | None:
    """What one unit of a currency gets: 日元汇率跌至1美元兑换160日元, 1英镑兑换1.33美元."""
    ctx, quantity = clue.ctx, clue.quantity
    pair = _PAIR.fullmatch(ctx.folded, quantity.start, quantity.core[0])
    if quantity.form is not Form.MONEY or pair is None:
        return None
    metric = metric_named(ctx, "exchange-rate", "汇率")
    phrase = clue.phrase()
    if phrase.metric is not None and phrase.metric.id == metric.id:
        return Reading("exchange_rate", Kind.LEVEL, phrase, confidence=0.85)
    got = ctx.text[quantity.core[1] : quantity.end].lstrip("万亿 ")
    name = f"{ctx.text[slice(*pair.span('given'))]}兑{got}"
    whose = Ref(None, name, name, "Product")
    return Reading("exchange_rate", Kind.LEVEL, NounPhrase(metric, whose), confidence=0.8)


def sold_for(clue: Clue) -> Ref | None:
    """以2亿元向海棠科技出售青禾租赁: the deal behind its price."""
    ctx, start = clue.ctx, clue.quantity.start
    if clue.quantity.form is not Form.MONEY or ctx.folded[start - 1 : start] != "以":
        return None
    deals = [
        v for v in ctx.verbs.within(clue.quantity.end, clue.clause.end) if v.entry.get("nature") == "deal"
    ]
    return metric_of(ctx, deals[0].start, deals[0].end) if deals else None
