"""What is traded: the name that stands before a move or a price, and the metric in which it is quoted."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.context import Context
from kg.extract.metrics import as_metric, metric_named
from kg.lexicon import Entry
from kg.model import Ref

_METRIC = "https://w3id.org/claim-kg/metric/"
_CODE = r"[（(]\s*(?:[a-z]{0,6}[:.])?[a-z\d]{1,8}(?:\.[a-z]{1,3})?\s*[)）]"
_CODE_AT_END = regex.compile(rf"({_CODE})\s*$")
_BRACKET_AT_END = regex.compile(r"[（(][^（()）]{0,60}[)）]\s*$")
# what may stand before the name: when, of which market, a connective
_LEAD = regex.compile(
    r"(?:【[^】\n]{0,40}】|拖累|连累|带动|提振|\d{1,2}[、.．](?!\d)|\p{Han}{1,4}(?<![控港美])股(?=[^，份票价指权市东数务、和]{2})|截[至止]?(?:目前|发稿(?:时|前)?|当[天日]|[^，]{0,10}?[日时分])?[，,]?|其中|此外|另外|同时|不过|而|但|消息面上|盘面上|截稿|发稿|"
    r"[^，。；、\d]{2,12}(?:期间|时期|之际)|[^，。；、\d]{0,8}(?:方面|当中|之中|(?<![港美欧日韩台英法德A])股中)|(?:[a-z港美欧日韩台德英法]股|[^，。；、\d]{1,8}(?:概念股|板块(?!指)|成[份分]股))(?=[^，。；市三大主]{2})|"
    r"盘[前后中初]|早盘|早段|午后|尾盘|尾市|[在于](?=开市|早段|尾市|盘)|(?:开市|午间)?[初中]段|开市|今[天日早]|昨[天日夜]|隔夜|周[一二三四五]|热门股|个股|指数|[，,、：:\s])"
)
# adverbs and moments between the name and its move
_TRAIL = regex.compile(
    r"(?:(?:[a-z港美欧日韩台德英法]股)?(?:收盘|开盘|盘[中初前后]|夜盘)(?:交易)?[中时]?|早盘|早段|[初中]段|开市|尾市|午后|午盘|尾盘|日内|(?<=\p{Han}{2})[港美日韩台德英法]股|短线|一度|最[高低深大多]|最新|现|再度|再次|持续|继续|强势|集体|双双|齐齐|纷纷|均|分别|亦|也|则|都|又|已|"
    r"(?<=指数)平均|温和|大幅|小幅|微幅|迅速|进一步|明显|快速|直线|震荡|盘整|跟|暂|仅|略|累计|向[上下]|首次|初步|走出\d{0,3}|录得\d{0,3}|(?:触及|封|封住|打开)?(?:[涨跌]停板?)?(?<=停板?|触及|封住)|猛|狂|终场|终盘|收市|[早午]市|竞价时段|中午|此前|较早时|稍早|早前|曾|未能?|在?上一?个?交易日|最终|重新|转|逆[势市]|全[天日]|当[天日]|今[天日早]|昨[天日]|半日|单日|周[一二三四五]|"
    r"连续[^，]{1,4}日?|过去24小时内?|股票|的|了|等|在|[，,：:\s])$"
)
_APPOSED = regex.compile(
    r"\p{Han}{2,12}(?:大厂|巨头|龙头|制造商|厂商|业者|开发商|运营商|零售商|供应商|巨擘|公司|企业|集团|银行|品牌)"
)
"""电动车大厂|特斯拉: what somebody is stands before the name."""
_APPOSED_LATIN = regex.compile(
    r"\p{Han}{2,12}(?:大厂|巨头|龙头|[造应营发售供]商|业者|公司|企业)(?=[\p{Latin}\d])"
)
_MEASURED = regex.compile(
    r"(?:股票价格|股价|期货价格|价格|收盘价|开盘价|最新价|收市价|结算价|期价|汇价|[金银油铜铝锌铅镍锡]价|中间价|收益率|殖利率|孳息率|点位|总?市值)$"
)
_GOODS_PRICE = regex.compile(r"[金银油铜铝锌铅镍锡]价")
"""A price that is the name of what is traded too."""
_NO_NAME = regex.compile(
    r"[。！？“”「」『』]|同比|环比|按年|按月|按季|上年|表示|认为|称|预计|预期|预测|目标|如果|若|受|因为?|由于|随着|使|令|导致|推动|占|其余|以上|以来|超过|高于|低于|"
    r"成本|工资|利润|收入|销|规模|净流|资金|成交|换手|持仓|库存|产量|需求|供应|每|后|改为|预估|合约价|此后"
)
_SHARE_CLASS = regex.compile(r"\s*(?:-?[a-z]{1,2}|-?[a-z]股|股份|股票)?\s*")
_GAP = regex.compile(r"(?<=\p{Han})\s+(?=\S)")
_LIST = regex.compile(r"[、和及与]")
LONGEST = 28
"""Characters in a name before a move, at most (a list of names has more)."""
SHORT = 14
"""The same for a name that neither the vocabulary nor a code knows."""


@dataclass(frozen=True, slots=True)
class Traded:
    """What is traded, as it stands from `start` to `end`; `sure` when its name alone tells that it is."""

    subject: Ref | None
    metric: Ref
    start: int
    end: int
    sure: bool
    index: bool = False


def traded(
    ctx: Context, start: int, end: int, *, market: bool, moved: bool = False, quoted: str = "share-price"
) -> Traded | None:
    """What the words between two offsets name, None where they name nothing that is traded.

    `market`: the text around reports trading; `moved`: a bare 涨 or 跌 follows, which companies do only as shares;
    `quoted`: the metric in which what no word tells is quoted here.

    >>> # 腾讯控股(00700.HK)盘中 → 腾讯控股, share price; 沪锡主力合约 → 沪锡主力合约, price
    """
    folded = ctx.folded
    for gap in _GAP.finditer(folded, start, end):
        start = gap.end()  # a space after Chinese words is the comma of a headline
    start, end = _stripped(ctx, start, end)
    measured = _MEASURED.search(folded, start, end)
    metric = measure(ctx, start, end)
    named = measured is not None and _GOODS_PRICE.match(folded, measured.start()) is not None
    if measured is not None and not named:
        start, end = _stripped(ctx, start, measured.start())
    code = _CODE_AT_END.search(folded, start, end)
    if code is not None:
        start, end = _stripped(ctx, start, code.start())
    else:
        bracket = _BRACKET_AT_END.search(folded, start, end)
        end = bracket.start() if bracket is not None and bracket.start() > start else end
    if end <= start:
        return None
    first, last = _list(ctx, start, end)
    entity = _entity(ctx, first, end)
    word = _instrument(ctx, first, end)
    if entity is not None and entity.ref.type == "Index" and entity.end >= end - 2:
        whole = entity.start <= start or (entity.end >= end and (entity.ref.id or _aside(ctx, start, entity)))
        subject = entity.ref if whole and entity.end >= end else Ref(None, *_twice(ctx, start, end), "Index")
        return Traded(subject, metric or metric_named(ctx, "index-level"), start, end, True, True)
    words = folded[start:end]
    if _NO_NAME.search(words) or _width(folded[first:end]) > LONGEST:
        return None
    if word is not None:
        name = str(word[2].get("quotedIn") or "").rsplit("/", 1)[-1] or "price"
        ref = Ref(None, *_twice(ctx, start, end), "Product")
        if entity is not None and entity.start <= start and entity.end >= end:
            ref = entity.ref
        sure = name != "share-price" or market
        return Traded(ref, metric or metric_named(ctx, name), start, end, sure, name == "index-level")
    whole_name = (
        entity is not None
        and entity.start <= first
        and _SHARE_CLASS.fullmatch(folded, entity.end, end) is not None
    )
    shares = metric is not None and "share-price" in (metric.id or "")
    company = entity is not None and whole_name and entity.ref.type in ("Organization", "Platform")
    if code is None and not market and not shares and not (company and moved):
        return None
    if not shares and (ctx.metrics.within(start, end) or ctx.quantities.within(start, end)):
        return None
    plain = last == start and code is None and not company and not shares
    if end - start < 2 or (plain and _width(words) > SHORT):
        return None
    if entity is not None and whole_name and entity.ref.type in ("Place", "Person"):
        return None
    head = entity.ref if entity is not None and whole_name else None
    whole = ctx.text[start:end].strip()
    if last > start:
        # 美团、快手跌超2%: one value for several, the first of them with the words of all
        lead = _entity(ctx, start, last)
        ref = (
            Ref(lead.ref.id, lead.ref.label, whole, lead.ref.type)
            if lead
            else Ref(None, whole, whole, "Group")
        )
    elif head is not None:
        ref = head
    else:
        ref = Ref(None, whole, whole, "Organization")
    return Traded(
        ref, metric or metric_named(ctx, quoted), start, end, code is not None or measured is not None
    )


def _width(words: str) -> float:
    """The length of a name; Latin letters are half as wide."""
    return sum(1 if character > "\x7f" else 0.5 for character in words)


def measure(ctx: Context, start: int, end: int) -> Ref | None:
    """The measure of a price that ends here: 股价, 结算价, 总市值."""
    measured = _MEASURED.search(ctx.folded, start, end)
    return None if measured is None else _named_metric(ctx, measured.start(), end)


def _aside(ctx: Context, start: int, entity: EntitySpan) -> bool:
    """Whether what stands before an index adds nothing to its name: 以科技股为主的, the place of its exchange."""
    before = ctx.folded[start : entity.start].rstrip()
    place = ctx.entities.ending_at(entity.start, floor=start)
    return before.endswith("的") or (place is not None and place.ref.type == "Place" and place.start == start)


def _twice(ctx: Context, start: int, end: int) -> tuple[str, str]:
    words = ctx.text[start:end].strip(' “”"')
    return words, words


def _list(ctx: Context, start: int, end: int) -> tuple[int, int]:
    """Where the last name of a list starts, and where the first one ends (`start` where there is no list)."""
    first, last = start, start
    for mark in _LIST.finditer(ctx.folded, start, end):
        if ctx.entities.covering(mark.start(), mark.end()) is None and mark[0] == "、":
            first = mark.end()
            last = last if last > start else mark.start()
    return first, last


def _entity(ctx: Context, start: int, end: int) -> EntitySpan | None:
    found = [e for e in ctx.entities.within(start, end) if e.ref.type not in ("Publisher", "Document")]
    return max(found, key=lambda e: (e.end, e.end - e.start), default=None)


def _instrument(ctx: Context, start: int, end: int) -> tuple[int, int, Entry] | None:
    """The instrument word that a name ends with: 期货 in WTI原油期货, ETF in 科技ETF平安 too."""
    hits = ctx.words("instruments").within(start, end)
    if not hits:
        return None
    last = hits[-1]
    tail = ctx.folded[last.end : end].strip(" )）a股")
    fund = str(last.entry.get("quotedIn")).endswith("share-price")
    if tail and not (len(tail) <= 6 and fund):
        return None
    return last.start, last.end, last.entry


def _named_metric(ctx: Context, start: int, end: int) -> Ref:
    words = ctx.text[start:end]
    hit = ctx.every_metric.ending_at(end, floor=start)
    if hit is not None:
        return as_metric(hit.entry, words)
    return metric_named(ctx, "share-price" if words.startswith("股") else "price", words)


def _stripped(ctx: Context, start: int, end: int) -> tuple[int, int]:
    """Without periods, moments, connectives and adverbs around a name."""
    while start < end:
        period = (
            ctx.periods.starting_at(start)
            or ctx.baselines.starting_at(start)
            or ctx.durations.starting_at(start)
        )
        if period is not None and period.end <= end:
            start = period.end
            continue
        entity = ctx.entities.starting_at(start)
        if entity is not None and entity.end <= end:
            break
        lead = _LEAD.match(ctx.folded, start, end)
        if lead is None or lead.end() == start or (lead.end() == end and lead[0] in ("指数", "个股")):
            break
        start = lead.end()
    told = _APPOSED_LATIN.match(ctx.folded, start, end)
    start = told.end() if told is not None else start
    for entity in ctx.entities.within(start, end):
        if _LIST.search(ctx.folded, entity.end, end) is not None:
            break
        if entity.ref.type == "Organization" and _APPOSED.fullmatch(ctx.folded, start, entity.start):
            start = entity.start
            break
    while end > start:
        for spans in (ctx.periods, ctx.durations, ctx.baselines):
            span = spans.ending_at(end, floor=start)
            if span is not None:
                break
        else:
            span = None
        if span is not None:
            end = span.start
            continue
        entity = ctx.entities.ending_at(end, floor=start)
        if entity is not None:
            break
        tail = _TRAIL.search(ctx.folded, max(start, end - 8), end)
        if tail is None or _MEASURED.search(ctx.folded, start, end):
            break
        end = tail.start()
    return start, end
