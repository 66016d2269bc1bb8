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
    BOUNDARY,
    GENERIC,
    IN_PLACE,
    PARTICLE,
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
from kg.extract.zh.topic_nouns import plain_noun, topic_noun
from kg.lexicon import Hit
from kg.model import Ref

_SUFFIX = regex.compile(
    r"(?:\s*[（(][a-z]{2,10}[)）])?(?:总数|人数|家数|户数|件数|次数|总额|总量|总值|总数量|数量|规模|金额|价格|均价|单价|费用|余额|缺口|数|额|量|值|率|价|费|水平)"
)
_PER = regex.compile(
    r"(?:(?:摊薄后?|基本)的?)?每(?:一?(?:股|份|单位|用户|户|人|单|件|吨|桶))?\s?(?:ads|adr)?(?:摊薄|基本)?$"
)
_NO_LEAD = regex.compile(
    r"占|每|较(?=[前上去今\d])|比(?=[前上去今\d])|平均|累计|(?:原来|原先|原本|此前)(?:的)?$"
)
_CHANNEL = regex.compile(r"(?:渠道|市场|地区|端)$")
_BELONGS = regex.compile(r"归属于?(?P<who>[^，。；：、的]{2,14}?(?<!股东))的$")
_SEATED = regex.compile(r"(?:总部)?(?:位于|设在|设于|座落于|坐落于)$|总部在$")
_OTHER = regex.compile(r"其[他它][^，。；：的]{2,8}$")
"""其他销售和服务|收入: the rest of what somebody earns."""
_QUOTED_NAME = regex.compile(r"[“「](?P<name>[^“”「」，。；：]{2,12})[”」]的?")
"""A name set apart right before what is measured."""
GROWTH = "https://w3id.org/claim-kg/metric/gdp-growth"
_PART = regex.compile(r"(?<![的和与及、年季月期])业务(?=收入|营收)")
_APPOSED = regex.compile(
    r"(?:大厂|巨头|龙头|业者|厂商|制造商|供应商|开发商|零售商|公司|企业)(?P<who>\p{Han}{2,6})$"
)
_SERVED = frozenset({"会员", "客户", "用户", "员工", "商户", "商家", "游客", "旅客"})
_EXPECTING = regex.compile(
    r"(?:(?:市场|外界|业界|分析师|经济学家|机构|投资者|投资人|华尔街|路透|彭博|此前|原先|原来|之前|早前|调查|普遍|一致|平均|的)+)?"
)
"""Whose expectation something is held against; the word for it stands with the value: 市场|预期的."""
_OFTEN = regex.compile(
    r"(?:已)?连续第?[\d一二三四五六七八九十两]{1,3}个?(?:交易日|工作日|季度|年度|月|年|周|天)$"
)
"""成交额|连续第36个交易日|突破2万亿: how often it was so is no part of what is measured."""
_LIKELIHOOD = regex.compile(r"的(?:概率|可能性|几率)$")
_NO_MEASURE = regex.compile(
    r"这?一?水[平准]|表现|情况|数[字值据]|[两二]者|[前后]者|[以按]?(?:中间值|中位数|中值|均值|[上下]限)"
)
"""What measures nothing by itself: 如今水平较高点低了18%."""
_NO_HEAD = regex.compile(r"(?:显示|表明|指出|表示|认为|明显增多|足足|竞价)$")


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
    end = _before_expected(ctx, start, end)
    often = _OFTEN.search(ctx.folded, max(start, end - 16), end)
    end = often.start() if often is not None else end
    if end <= start:
        return NounPhrase(start=start)
    head, listed = _head(ctx, start, end)
    names = [e for e in ctx.entities.within(start, end) if e.ref.type in SUBJECT_TYPES or e.ref.type is None]
    if head is not None:
        # an unlisted head is no name: 沪指, Trendyol, 标普500指数
        covering = next((e for e in names if e.start <= head[0] + 1 and e.end >= head[1]), None)
        if covering is not None and (not listed or (covering.ref.type == "Index" and covering.ref.id)):
            head, listed = None, False
    if head is not None and not listed and _reach_only(ctx, *head):
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
    metric = _metric(ctx, *head) if head else None
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


def _before_expected(ctx: Context, start: int, end: int) -> int:
    """Where a phrase ends before what it is held against: 增幅|低于市场预期的35%."""
    for word in reversed(ctx.words("difference-words").within(start + 2, end)):
        if _EXPECTING.fullmatch(ctx.folded, word.end, end) is not None:
            return word.start
    return end


def _head(ctx: Context, start: int, end: int) -> tuple[tuple[int, int] | None, bool]:
    """Where the metric stands and whether it is a listed one."""
    inside = ctx.metrics.within(start, end)
    if inside and inside[-1].start == start and ctx.words("rate-nouns").covering(start, end) is not None:
        return None, False  # 增速|比3月底加快: of what, the words before say
    for hit in reversed(inside):
        suffix = _SUFFIX.match(ctx.folded, hit.end, end)
        if hit.end == end or (suffix and suffix.end() == end):
            first = hit.start
            first = _in_row(ctx, start, first)
            # 国际站平台 + 交易额, although 平台交易额 is a metric too
            modified = _modified(ctx, start, first)
            first = _in_row(ctx, start, modified) if modified < first else first
            per = _PER.search(ctx.folded, max(start, first - 12), first)
            if per is not None:
                first = _modified(ctx, start, per.start())  # 调整后|每ADS|净亏损
            part = _PART.match(ctx.folded, first)
            if part is not None and first > start and ctx.entities.ending_at(first) is None:
                first = part.end()  # 云业务|收入
            name = ctx.entities.covering(first, first + 1)
            if name is not None and first < name.end < end:
                first = name.end
            return (first, end), True
    over = _running_on(ctx, start, end)
    if over is not None:
        return (_in_row(ctx, start, _modified(ctx, start, over.start)), end), True
    first = start
    if _LIKELIHOOD.search(ctx.folded, start, end):
        # 央行到7月|维持利率不变的概率: how likely what is, is what is measured
        ends = [name.end for name in ctx.entities.within(start, end)]
        ends += [period.end for period in ctx.periods.within(start, end)]
        first = skip(ctx, max(ends, default=start), end)
        return (first, end), True
    for found in BOUNDARY.finditer(ctx.folded, start, end):
        if ctx.entities.covering(found.start(), found.end()) is None:
            first = found.end()
    for entity in ctx.entities.within(first, end):
        if entity.end < end:
            first = entity.end
    for period in ctx.periods.within(first, end):
        first = period.end
    lead = PLATFORM.match(ctx.folded, first, end) if first > start else None
    if lead and lead.end() < end:
        first = lead.end()
    lead = STRIP.match(ctx.folded, first, end)
    if lead and lead.end() < end:
        first = lead.end()
    verbs = ctx.verbs.within(first, end)
    if verbs:
        # 债券违约拖累|净利润: what is measured stands behind the verb; 导致|14人: the value itself does
        last = verbs[-1]
        deal = last.entry.get("nature") == "deal" and last.end == end
        # 已解除质押|400万股: a deal is measured by its own size
        first = last.start if deal else last.end
    for found in PARTICLE.finditer(ctx.folded, first, end):
        if ctx.entities.covering(found.start(), found.end()) is None:
            first = found.end()
    moment = ctx.words("market-moments").starting_at(first)
    if moment is not None and moment.end == end:
        return None, False  # 早段|下试11000点
    if (
        not 2 <= end - first <= 24
        or _NO_MEASURE.fullmatch(ctx.folded, first, end)
        or _NO_HEAD.search(ctx.folded, first, end)
        or _NO_LEAD.match(ctx.folded, first, end)
    ):
        return None, False
    if GENERIC.fullmatch(ctx.folded, first, end) or ctx.words("pronouns").starting_at(first):
        return None, False
    return (first, end), bool(_SUFFIX.search(ctx.folded, max(first, end - 2), end))


def _running_on(ctx: Context, start: int, end: int) -> Hit | None:
    """The metric whose own last word is the change that follows: 经济|增长5.2%."""
    hit = ctx.metrics.covering(end - 1, end + 1)
    if hit is None or hit.start < start:
        return None
    change = ctx.words("change-words").ending_at(hit.end, floor=hit.start + 1)
    return hit if change is not None and change.start == end else None


def _modified(ctx: Context, start: int, first: int) -> int:
    """Where the words begin that make a metric another one: 经调整|盈利, 归属于上市公司股东的|净利润, 实际|GDP增长率."""
    for before in reversed(ctx.words("metric-modifiers").within(start, first)):
        if ctx.folded[before.end : first].strip("的") == "":
            first = before.start
    return first


def _in_row(ctx: Context, start: int, first: int) -> int:
    """Where a row of metrics begins that are one: 货物 + 贸易 + 出口, 交易额和订单量, 收入和|经调整利润."""
    for before in reversed(ctx.metrics.within(start, first)):
        if ctx.folded[before.end : first] not in ("", "和", "及", "与", "、"):
            break
        first = before.start
    return first


def _both(ctx: Context, start: int, first: int) -> int | None:
    """Where a noun begins that 和 ties to a metric, so that both are measured: 现金和|存款."""
    if first - start < 3 or ctx.folded[first - 1] not in "和与及":
        return None
    start = max(start, ctx.folded.rfind("的", start, first) + 1)
    start = skip(ctx, max([start, *(name.end for name in ctx.entities.within(start, first))]), first)
    return start if plain_noun(ctx, start, first - 1) is not None else None


def _reach_only(ctx: Context, start: int, end: int) -> bool:
    word = ctx.words("reach-words").starting_at(start)
    return word is not None and word.end == end


def _metric(ctx: Context, start: int, end: int) -> Ref:
    words = ctx.text[start:end].strip()
    whole = ctx.every_metric.ending_at(end, floor=start)
    for hit in [whole] if whole else reversed(ctx.metrics.within(start, end)):
        suffix = _SUFFIX.match(ctx.folded, hit.end, end)
        if hit.start > start and _PER.search(ctx.folded, start, hit.start):
            break  # 每ADS净亏损 is no loss of the whole company
        if hit.end == end or (suffix and suffix.end() == end):
            return Ref(hit.entry.iri, hit.entry.labels.get("zh") or hit.entry.label, words, "Metric")
        break
    over = _running_on(ctx, start, end)
    if over is not None:
        words = ctx.text[start : over.end]
        return Ref(over.entry.iri, over.entry.labels.get("zh") or over.entry.label, words, "Metric")
    if ctx.folded[start:end] == "经济":
        entry = ctx.analysis.lexicon.entries[GROWTH]
        return Ref(entry.iri, entry.labels.get("zh") or entry.label, words, "Metric")  # 经济今年萎缩三成
    return Ref(None, words, words, "Metric")


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
