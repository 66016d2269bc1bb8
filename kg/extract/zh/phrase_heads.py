"""The head of a Chinese noun phrase: what is measured, with the words that belong to its name, before whose it is and where."""

from __future__ import annotations

import regex

from kg.extract.context import Context
from kg.extract.metrics import as_metric
from kg.extract.zh.groups import (
    BOUNDARY,
    GENERIC,
    PARTICLE,
    STRIP,
    skip,
)
from kg.extract.zh.narrowing import PLATFORM
from kg.extract.zh.topic_nouns import plain_noun
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
GROWTH = "https://w3id.org/claim-kg/metric/gdp-growth"
_PART = regex.compile(r"(?<![的和与及、年季月期])业务(?=收入|营收)")
_EXPECTING = regex.compile(
    r"(?:(?:市场|外界|业界|分析师|经济学家|机构|投资者|投资人|华尔街|路透|彭博|此前|原先|原来|之前|早前|调查|普遍|一致|平均|的)+)?"
)
"""Whose expectation something is held against; the word for it stands with the value: 市场|预期的."""
_LIKELIHOOD = regex.compile(r"的(?:概率|可能性|几率)$")
_NO_MEASURE = regex.compile(
    r"这?一?水[平准]|表现|情况|数[字值据]|[两二]者|[前后]者|[以按]?(?:中间值|中位数|中值|均值|[上下]限)"
)
"""What measures nothing by itself: 如今水平较高点低了18%."""
_NO_HEAD = regex.compile(r"(?:显示|表明|指出|表示|认为|明显增多|足足|竞价)$")


def before_expected(ctx: Context, start: int, end: int) -> int:
    """Where a phrase ends before what it is held against: 增幅|低于市场预期的35%."""
    for word in reversed(ctx.words("difference-words").within(start + 2, end)):
        if _EXPECTING.fullmatch(ctx.folded, word.end, end) is not None:
            return word.start
    return end


def head_of(ctx: Context, start: int, end: int) -> tuple[tuple[int, int] | None, bool]:
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


def reach_only(ctx: Context, start: int, end: int) -> bool:
    word = ctx.words("reach-words").starting_at(start)
    return word is not None and word.end == end


def metric_in(ctx: Context, start: int, end: int) -> Ref:
    words = ctx.text[start:end].strip()
    whole = ctx.every_metric.ending_at(end, floor=start)
    for hit in [whole] if whole else reversed(ctx.metrics.within(start, end)):
        suffix = _SUFFIX.match(ctx.folded, hit.end, end)
        if hit.start > start and _PER.search(ctx.folded, start, hit.start):
            break  # 每ADS净亏损 is no loss of the whole company
        if hit.end == end or (suffix and suffix.end() == end):
            return as_metric(hit.entry, words)
        break
    over = _running_on(ctx, start, end)
    if over is not None:
        return as_metric(over.entry, ctx.text[start : over.end])
    if ctx.folded[start:end] == "经济":
        return as_metric(ctx.analysis.lexicon.entries[GROWTH], words)  # 经济今年萎缩三成
    return as_metric(None, words)
