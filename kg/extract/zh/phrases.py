"""Noun phrases without a parser: what stands before a value, taken apart into subject, scope and metric.

A Chinese clause that carries a figure is, read backwards from the value: approximators (part of the quantity), then a
run of predicate words (同比, 增长, 达, 为, 已 …), then the noun phrase of what is measured. The vocabulary knows the
predicate words; what is left over is the noun phrase.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.zh.groups import (
    IN_PLACE,
    PUBLISHES,
    SPACE,
    STRIP,
    governed,
    group,
    grow,
    inside_whole,
    narrows_aside,
    nouns,
    ref_of,
    skip,
    until_verb,
)
from kg.extract.zh.located import asides, before_place, placed_in
from kg.extract.zh.narrowing import PLATFORM, modifier, narrowed
from kg.extract.zh.phrase_heads import (
    _both,
    before_expected,
    head_of,
    metric_in,
    reach_only,
)
from kg.extract.zh.topic_nouns import plain_noun, topic_noun
from kg.lexicon import Hit
from kg.model import Ref

_CHANNEL = regex.compile(r"(?:渠道|市场|地区|端)$")
_BELONGS = regex.compile(r"归属于?(?P<who>[^，。；：、的]{2,14}?(?<!股东))的$")
_SEATED = regex.compile(r"(?:总部)?(?:位于|设在|设于|座落于|坐落于)$|总部在$")
_OTHER = regex.compile(r"其[他它][^，。；：的]{2,8}$")
"""其他销售和服务|收入: the rest of what somebody earns."""
_QUOTED_NAME = regex.compile(r"[“「](?P<name>[^“”「」，。；：]{2,12})[”」]的?")
"""A name set apart right before what is measured."""
_APPOSED = regex.compile(
    r"(?:大厂|巨头|龙头|业者|厂商|制造商|供应商|开发商|零售商|公司|企业)(?P<who>\p{Han}{2,6})$"
)
_SERVED = frozenset({"会员", "客户", "用户", "员工", "商户", "商家", "游客", "旅客"})
_OFTEN = regex.compile(
    r"(?:已)?连续第?[\d一二三四五六七八九十两]{1,3}个?(?:交易日|工作日|季度|年度|月|年|周|天)$"
)
"""成交额|连续第36个交易日|突破2万亿: how often it was so is no part of what is measured."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase taken apart. Any part may be missing."""

    metric: Ref | None = None
    subject: Ref | None = None
    scope: tuple[Ref, ...] = ()
    listed: bool = False
    """Whether the metric is in the vocabulary or has its ending (…额, …数)."""
    start: int = 0
    maker: Ref | None = None
    """What stands before a known metric where nobody is named: 手机 in 手机产量. Scope or subject, as the text around it says."""


def parse(ctx: Context, start: int, end: int, *, share: bool = False) -> NounPhrase:
    """Take the noun phrase between two offsets apart.

    The metric is the head at its end: a metric of the vocabulary with its modifiers, else the words after the last
    boundary. The subject is the last name before it that is not governed by a preposition (对越南出口: 越南 is scope);
    without a name, a common noun of the vocabulary's group nouns (民营企业出口).
    """
    opened, start = start, skip(ctx, start, end)
    while end > start and ctx.folded[end - 1] in SPACE + '“”"「」『』、的':
        if ctx.metrics.ending_at(end) is not None:
            break  # 执行标的
        end -= 1
    end = before_expected(ctx, start, end)
    often = _OFTEN.search(ctx.folded, max(start, end - 16), end)
    end = often.start() if often is not None else end
    if end <= start:
        return NounPhrase(start=start)
    head, listed = head_of(ctx, start, end)
    names = [e for e in ctx.entities.within(start, end) if e.ref.type in SUBJECT_TYPES or e.ref.type is None]
    if head is not None:
        # an unlisted head is no name: 沪指, Trendyol, 标普500指数
        covering = next((e for e in names if e.start <= head[0] + 1 and e.end >= head[1]), None)
        if covering is not None and (not listed or (covering.ref.type == "Index" and covering.ref.id)):
            head, listed = None, False
    if head is not None and not listed and reach_only(ctx, *head):
        head = None  # 对|海外|已有40多起: how far it reaches is no measure
    limit = head[0] if head else end
    moved: int | None = None
    if head is not None and listed:
        moved = _moved(ctx, opened, limit)
        if moved is not None:
            start, names = max(start, moved), [e for e in names if e.start >= moved]
    subject, chosen, scope = _subject(ctx, start, limit, [e for e in names if e.end <= limit], share=share)
    if subject is None and head is not None:
        belongs = _BELONGS.search(ctx.folded, opened, head[0])
        if belongs is not None:
            # 归属于爱奇艺的|净利润
            owner = ctx.entities.starting_at(belongs.start("who"))
            subject = owner.ref if owner is not None else ref_of(ctx, *belongs.span("who"), "Organization")
            scope = tuple(ref for ref in scope if ref.key() != subject.key())
    narrow: tuple[Ref, ...] = ()
    if head is not None:
        at, narrow = narrowed(ctx, *head)
        head = at, head[1]
    metric = metric_in(ctx, *head) if head else None
    if metric is not None and chosen is not None and subject is not None and metric.label == subject.label:
        metric = None
    scope = (*scope, *narrow, *asides(ctx, start, limit))
    other = _OTHER.search(ctx.folded, opened, head[0]) if head is not None and listed else None
    if other is not None and not scope:
        scope = (*scope, ref_of(ctx, other.start(), other.end(), "Thing"))
    maker = None
    if subject is None and head is not None and listed:
        work = next((e for e in ctx.entities.within(start, limit) if e.ref.type == "Document"), None)
        if work is not None and ctx.folded[work.end : head[0]].strip() in ("", "的"):
            subject = work.ref  # 电影《海棠》票房
    if subject is None and head is not None and listed:
        named = _QUOTED_NAME.fullmatch(ctx.folded, opened, head[0])
        if named is not None and not ctx.quantities.within(*named.span("name")):
            subject = ref_of(ctx, *named.span("name"), "Thing")  # “青禾星座”卫星数量
    both = _both(ctx, start, head[0]) if head is not None and listed and metric is not None else None
    if both is not None and head is not None:
        words = ctx.text[both : head[1]]
        metric = Ref(None, words, words, "Metric")
    if subject is None and head is not None and listed and both is None:
        # 仁宝4月营收, 小米5月手机销量: the name stands before the month
        months = ctx.periods.within(start, limit)
        subject = topic_noun(ctx, start, limit) if months else None
        if not scope:
            at = months[-1].end if months and subject else start
            lead = STRIP.match(ctx.folded, at, limit)
            noun_end = _nominal(ctx, at, limit)
            done = ctx.words("level-words").ending_at(noun_end, floor=at)  # 全行业|完成运输总周转量
            noun_end = done.start if done is not None else noun_end
            maker = plain_noun(ctx, skip(ctx, lead.end() if lead else at, limit), noun_end)
        if subject is not None and _CHANNEL.search(subject.text):
            scope = (*scope, subject)
            subject = None
        elif subject is not None and maker is not None:
            scope = (*scope, maker)
            maker = None
        elif maker is not None and moved is not None:
            # 将|青禾汽车的目标价上调: whoever does it, the figure is the object's
            subject, maker = maker, None
    return NounPhrase(metric, subject, scope, listed, start, maker)


def _subject(
    ctx: Context, start: int, limit: int, names: list[EntitySpan], *, share: bool
) -> tuple[Ref | None, EntitySpan | None, tuple[Ref, ...]]:
    scope: list[Ref] = []
    chosen: EntitySpan | None = None
    free, placed = [], []
    names = _doers(ctx, start, limit, names)
    for entity in names:
        if _SEATED.search(ctx.folded, max(0, entity.start - 5), entity.start) and ctx.folded.startswith(
            "的", entity.end
        ):
            continue  # 总部位于|杭州|的青禾集团: where somebody sits narrows nothing
        if PUBLISHES.match(ctx.folded, entity.end) or (
            (share or governed(ctx, start, entity.start)) and inside_whole(ctx, start, entity, limit)
        ):
            continue
        if placed_in(ctx, start, entity, limit):
            placed.append(entity)
        elif narrows_aside(ctx, start, entity.start) or (
            share and IN_PLACE.search(ctx.folded, start, entity.start)
        ):
            scope.append(entity.ref)
        elif governed(ctx, start, entity.start):
            continue  # 比越南, 据海关
        else:
            free.append(entity)
    if placed and not free:
        first = placed[0]
        who = before_place(ctx, start, first)
        if who is not None or first.ref.type != "Place":
            # 海棠汽车|在德国的|销量
            return who, None, (*scope, *(e.ref for e in placed))
    scope += [e.ref for e in placed if free]
    free = free or placed
    owners = [e for e in free if e.ref.type != "Place"]
    if owners:
        chosen = owners[-1]
        scope += [e.ref for e in free if e is not chosen and e.ref.type in ("Place", "Group")]
    elif free:
        chosen = free[0]
        scope += [e.ref for e in free[1:]]
    if chosen is not None:
        grown = grow(ctx, chosen, limit) if chosen.ref.type in ("Place", "Group") else None
        if grown is not None:
            return grown, chosen, tuple(scope)
        goods = _goods(ctx, chosen, limit)
        if goods is not None:
            return goods, chosen, tuple(scope)
        industry = modifier(ctx, skip(ctx, _past_platform(ctx, chosen.end, limit), limit), limit, owned=True)
        if industry is not None:
            scope.append(industry)
        return chosen.ref, chosen, tuple(scope)
    named = nouns(ctx, start, until_verb(ctx, start, limit))
    if named:
        phrase = group(ctx, start, named[-1].end)
        if phrase is not None and not governed(ctx, start, phrase[0]):
            rest = modifier(
                ctx, skip(ctx, _past_platform(ctx, named[-1].end, limit), limit), limit, owned=True
            )
            if rest is not None and phrase[0] == named[-1].start and _of_customers(ctx, named[-1], limit):
                return None, None, (*scope, ref_of(ctx, phrase[0], limit, "Thing"))
            return ref_of(ctx, *phrase, "Group"), None, (*scope, *([rest] if rest else []))
    rest = modifier(ctx, skip(ctx, _past_platform(ctx, start, limit), limit), limit, owned=False)
    return None, None, (*scope, *([rest] if rest else []))


def _goods(ctx: Context, name: EntitySpan, limit: int) -> Ref | None:
    """COVID-19|疫苗, TikTok|电商业务: a Latin name with the Chinese noun that it is a part of."""
    if name.ref.id is not None or not ctx.folded[name.end - 1].isascii():
        return None
    end = min([limit, *(p.start for p in ctx.periods.within(name.end, limit))])
    of = ctx.folded.find("的", name.end, end)
    end = of if of >= 0 else end
    if plain_noun(ctx, name.end, end) is None or ctx.folded[name.end] in "新本首第上前今该":
        return None
    told = _APPOSED.search(ctx.folded, name.end, end)
    if told is not None:
        return ref_of(ctx, *told.span("who"), "Organization")  # IC载板大厂|欣兴
    return ref_of(ctx, name.start, end, name.ref.type or "Thing")


def _of_customers(ctx: Context, group: Hit, limit: int) -> bool:
    """Whether a group is only the first word of what is done for it: 会员服务|营收, 客户管理|收入."""
    known = ctx.words("narrowing-words").starting_at(group.end)
    if ctx.folded[group.start : group.end] not in _SERVED:
        return False
    plain = plain_noun(ctx, group.end, limit) is not None and 2 <= limit - group.end <= 4
    return plain and (known is None or known.end < limit)


def _doers(ctx: Context, start: int, end: int, names: list[EntitySpan]) -> list[EntitySpan]:
    """The names that no verb has for its object: in 公司收购常熟银行股份 the bank is bought; 带动中国出口 begins anew."""
    first = until_verb(ctx, start, end)
    described = [name for name in names if name.start > first + 3 and ctx.folded[name.start - 1] == "的"]
    # 总部位于杭州的|阿里巴巴: the verb with its object only describes the name
    return [name for name in names if name.end <= first] or described[-1:]


def _moved(ctx: Context, start: int, limit: int) -> int | None:
    """Behind 将 or 把 that moves its object ahead of the verb: 基金组织将|美元权重从…提高到…; the figure is the object's."""
    at = max(ctx.folded.rfind("将", start, limit), ctx.folded.rfind("把", start, limit)) + 1
    if at <= start:
        return None
    name = ctx.entities.starting_at(at)
    return at if name is not None or plain_noun(ctx, at, _nominal(ctx, at, limit)) is not None else None


def _nominal(ctx: Context, start: int, end: int) -> int:
    """Where the words before a metric end without 的 and brackets: 物流订单|（快递）的订单量."""
    while end > start and ctx.folded[end - 1] in "的 ":
        end -= 1
    if end > start and ctx.folded[end - 1] in "）)":
        opened = max(ctx.folded.rfind("（", start, end), ctx.folded.rfind("(", start, end))
        end = opened if opened > start else end
    return end


def _past_platform(ctx: Context, start: int, end: int) -> int:
    lead = PLATFORM.match(ctx.folded, start, end)
    return lead.end() if lead else start
