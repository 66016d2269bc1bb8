"""Rules for figures whose metric stands behind the value: 57.76%股权, 4人受伤, 23亿美元的交易款项."""

from __future__ import annotations

from dataclasses import replace

import regex

from kg.extract.annotations import Form
from kg.extract.metrics import metric_of
from kg.extract.zh.clues import Clue, Reading
from kg.extract.zh.phrases import NounPhrase, parse
from kg.extract.zh.topic_nouns import opening, plain_noun
from kg.lexicon import Hit
from kg.model import Kind, Ref

_HOLDING = regex.compile(
    r"(?:的|以上的?|以下的?)?(?P<what>(?:实际)?(?:控制权|股权|股份|股本|权益|表决权|投票权|份额|所有权))"
)
_HELD_BY = regex.compile(r"[了其的]?(?:[^，。；：]{0,16}(?:持有|所持|手中|名下)的?)?")
_QUAKE = regex.compile(r"(?:左右)?(?:的)?(?:强)?(?:地震|余震|强震)")
_WHERE = regex.compile(
    r"(?P<place>[^，。；：]{2,24}?)(?:[（(][^（()）]{0,60}[）)])?(?:附近)?(?:再次|又|连续|相继)?发生$"
)
_MAGNITUDE = "https://w3id.org/claim-kg/metric/magnitude"
_TOLL = regex.compile(
    r"(?:[^，。；、\d]{0,8}?)(?P<what>死亡|死伤|受伤|轻伤|重伤|遇难|丧生|身亡|失踪|受困|被困|被捕|获救|感染|确诊|染疫|伤亡|罹难|死|伤)(?![者员])"
)
_OBJECT = regex.compile(
    r"(?:的|规模的)(?P<what>[^，。；：、\d（()）的“”「」『』]{2,16})(?:$|[，。；：、（(”」』])"
)
_ASIDE = regex.compile(r"\s?[（(][^（()）\n]{2,24}[）)]的")
"""Between a value and its noun: 32里亚尔（约合8.53美元）的|发行价."""
_OWN_WORDS = regex.compile(r"[未已尚新可]\p{Han}{1,4}(?=的)")
_HEAD = regex.compile(
    r"(?:能力|产能|容量|规模|储量|库存|需求|供应|缺口|损失|产量|销量|订单|出口|进口|空间|潜力|差距|优势|降幅|增幅|项目|工程|面积|土地|厂房|管道|线路|距离|航程|里程|\p{Han}{1,4}[量额])$"
)
_SOLD = regex.compile(r"(?P<what>出口|进口|销售|发货|销往|运往|卖)(?:到|至|给|往|了|$)")
_NAMED = regex.compile(
    r"(?P<what>[^，。；：、\d（()）的“”「」『』]{0,14}(?:操作|项目|订单|合同|债券|票据|贷款|股权|股份|股票|资金|设备|产品|服务|工程|款项?|费用|基金|资产|援助|收益|融资|补贴|补助|赔偿|预算|[税罚]款|罚金))(?:$|[，。；、（(”」』])"
)
_TOGETHER = regex.compile(r"、(?:合计|总计|共计?|总额|金额|价值)?")
_DONE = regex.compile(r"(?P<what>[^，。；：、\d（()）“”「」『』]{2,14})")


def holding(clue: Clue) -> Reading | None:
    """A holding in somebody, named behind its size: 转让景川水务57.76%股权, 不低于51%的控制权."""
    change = clue.run.of("change-words")
    deal = clue.ctx.verbs.starting_at(change.start) if change is not None else None
    if clue.quantity.form is not Form.PERCENT or (change is not None and deal is None):
        return None
    what = _HOLDING.match(clue.ctx.folded, clue.quantity.end, clue.clause.end)
    if what is None:
        return None
    metric = metric_of(clue.ctx, *what.span("what"))
    phrase = clue.phrase()
    bought = _bought(clue)
    return Reading(
        "holding",
        Kind.SHARE,
        replace(phrase, metric=metric, subject=bought or phrase.subject),
        confidence=0.8,
    )


def _bought(clue: Clue) -> Ref | None:
    """Whose shares change hands: what stands between a verb of dealing and the size, 白帆光电 in 收购白帆光电51%股权."""
    ctx, at = clue.ctx, clue.quantity.start
    deals = [verb for verb in ctx.verbs.within(clue.floor, at) if verb.entry.get("nature") != "cause"]
    if not deals:
        return None
    lead = _HELD_BY.match(ctx.folded, deals[-1].end, at)
    start = lead.end() if lead is not None else deals[-1].end
    end = at - 1 if ctx.folded[at - 1] == "的" else at
    named = ctx.entities.ending_at(end)
    if named is not None and named.start >= start:
        return named.ref
    return plain_noun(ctx, start, end)


def quake(clue: Clue) -> Reading | None:
    """How strong an earthquake was: 海棠市附近发生3.2级地震."""
    ctx = clue.ctx
    if ctx.folded[clue.quantity.end - 1] != "级" or not _QUAKE.match(ctx.folded, clue.quantity.end):
        return None
    where = _WHERE.search(ctx.folded, clue.clause.start, clue.quantity.start)
    subject = None
    if where is not None:
        start = opening(ctx, where.start("place"), where.end("place"))
        words = ctx.text[start : where.end("place")].strip("在于 ，")
        subject = Ref(None, words, words, "Place") if words else None
    entry = ctx.analysis.lexicon.entries.get(_MAGNITUDE)
    metric = Ref(_MAGNITUDE, entry.labels.get("zh", "震级"), "震级", "Metric") if entry else None
    return Reading("quake", Kind.LEVEL, NounPhrase(metric, subject, (), True, clue.clause.start))


def toll(clue: Clue) -> Reading | None:
    """People or things that something happened to, told behind their number: 造成1人死亡、至少4人受伤."""
    if clue.quantity.form not in (Form.COUNT, Form.BARE):
        return None
    start = max(clue.quantity.end, (clue.quantity.counted_at or (0, 0))[1])
    what = _TOLL.match(clue.ctx.folded, start, clue.clause.end)
    if what is None:
        return None
    metric = metric_of(clue.ctx, *what.span("what"))
    return Reading("toll", Kind.LEVEL, replace(clue.phrase(), metric=metric), confidence=0.8)


def amount_of(clue: Clue) -> Reading | None:
    """An amount whose metric stands behind 的: 还有260亿立方米的额外供应能力, 造成17万辆的损失."""
    quantity, ctx = clue.quantity, clue.ctx
    if quantity.form not in (Form.MEASURE, Form.COUNT) or quantity.counted_at is not None:
        return None
    phrase = clue.phrase()
    if (phrase.metric is not None and phrase.listed) or clue.run.of("change-words"):
        return None
    start = quantity.end + ctx.folded.startswith(" ", quantity.end)
    # 1360万吨未开发的|出口能力: the noun may have words of its own before 的
    lead = _OWN_WORDS.match(ctx.folded, start, clue.clause.end)
    named = _OBJECT.match(ctx.folded, lead.end() if lead is not None else start, clue.clause.end)
    if named is None or ctx.quantities.within(*named.span("what")):
        return None
    what = named.span("what")
    if _HEAD.search(ctx.folded, *what) is None and ctx.metrics.ending_at(what[1], floor=what[0]) is None:
        return None
    return Reading("amount_of", Kind.LEVEL, replace(phrase, metric=metric_of(ctx, *what)), confidence=0.75)


def sum_of(clue: Clue) -> Reading | None:
    """Money whose use stands behind it: 支付23亿美元的交易款项, 拟60亿元投建制造基地."""
    if clue.quantity.form is not Form.MONEY or clue.run.of("change-words"):
        return None
    phrase = clue.phrase()
    if phrase.metric is not None and phrase.listed:
        return None
    ctx = clue.ctx
    end = clue.quantity.end
    aside = _ASIDE.match(ctx.folded, end, clue.clause.end + 40)
    of = aside.end() if aside is not None else end + ctx.folded.startswith("的", end)
    known = ctx.metrics.starting_at(of) if of > end else None
    if known is not None:
        metric = metric_of(ctx, known.start, known.end)
        return Reading("sum_of", Kind.LEVEL, replace(phrase, metric=metric), confidence=0.85)
    named = _OBJECT.match(ctx.folded, clue.quantity.end, clue.clause.end)
    if named is not None and not ctx.quantities.within(*named.span("what")):
        start, end = named.span("what")
        sold = _SOLD.search(ctx.folded, start + 2, end)
        if sold is not None:
            # 把900美元的半成品奶嘴|出口到了中国
            goods = ctx.text[start : sold.start()]
            phrase = replace(phrase, scope=(*phrase.scope, Ref(None, goods, goods, "Thing")))
            metric = metric_of(ctx, *sold.span("what"))
            return Reading("sum_of", Kind.LEVEL, replace(phrase, metric=metric), confidence=0.8)
        end = next(
            (hit.start for hit in ctx.predicates.within(start + 2, end) if hit.end - hit.start > 1), end
        )
        end = next((hit.start for hit in ctx.metrics.within(start + 2, end) if hit.end < end), end)
        return Reading(
            "sum_of", Kind.LEVEL, replace(phrase, metric=metric_of(ctx, start, end)), confidence=0.75
        )
    own = ctx.verbs.ending_at(clue.run.end) or clue.run.of("level-words") or _given(clue)
    named = _NAMED.match(ctx.folded, clue.quantity.end, clue.clause.end) if own is not None else None
    if own is not None and named is not None and ctx.verbs.starting_at(clue.quantity.end) is None:
        # 开展5000亿元|买断式逆回购操作, 获得欧盟28亿欧元|金融援助
        phrase = parse(ctx, clue.floor, own.start) if own.end < clue.run.end else phrase
        metric = metric_of(ctx, *named.span("what"))
        return Reading("sum_of", Kind.LEVEL, replace(phrase, metric=metric), confidence=0.75)
    verb = ctx.verbs.starting_at(clue.quantity.end)
    done = _DONE.match(ctx.folded, clue.quantity.end, clue.clause.end) if verb else None
    if done is None:
        return None
    return Reading("sum_of", Kind.LEVEL, replace(phrase, metric=metric_of(ctx, *done.span())), confidence=0.7)


def _given(clue: Clue) -> Hit | None:
    """获得|欧盟28亿欧元…: a verb with the name of who gives between it and the money."""
    name = clue.ctx.entities.ending_at(clue.run.end, floor=clue.floor)
    return clue.ctx.verbs.ending_at(name.start, floor=clue.floor) if name is not None else None


def shared_object(clue: Clue) -> Reading | None:
    """A number in a list whose last item names what all of them measure: 30多起、约40亿元规模的投资."""
    ctx, at = clue.ctx, clue.quantity.end
    if not ctx.folded.startswith("、", at) or clue.quantity.counted:
        return None
    phrase = clue.phrase()
    others = ctx.quantities.within(at + 1, clue.clause.end)
    if (
        phrase.metric is not None
        or not others
        or _TOGETHER.fullmatch(ctx.folded, at, others[0].start) is None
    ):
        return None
    named = _OBJECT.match(ctx.folded, others[0].end, clue.clause.end)
    if named is None:
        return None
    metric = metric_of(ctx, *named.span("what"))
    return Reading("shared_object", Kind.LEVEL, replace(phrase, metric=metric), confidence=0.75)
