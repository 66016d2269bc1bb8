"""Where a figure holds, as the text places it: 在大多数国家，; 以美国市场为例; 在德国的|销量; 对海外; 来自60个国家的摄影师."""

from __future__ import annotations

import regex

from kg.extract.annotations import EntitySpan, QuantitySpan
from kg.extract.context import Context
from kg.extract.zh.groups import IN_PLACE, group_in, inside_whole
from kg.extract.zh.narrowing import PLATFORM, as_written
from kg.extract.zh.topic_nouns import plain_noun, topic_noun
from kg.model import Ref

_PLACED = regex.compile(
    r"(?:在|(?<!位)于)(?P<what>[^，。；：、的\d]{2,12}?)(?:市场)?(?:中|里|上|内|地区|方面|境内|[，,]|的|$)"
)
_AMONG = regex.compile(
    r"在(?P<what>[^，。；：、\d]{2,14}(?:企业|公司|国家|地区|人群|用户|家庭|行业|者))(?:之?中|里|内|[，,])"
)
"""在已出海的企业中: a group with a clause before it."""
_EXAMPLE = regex.compile(r"以(?P<what>[^，。；：\d]{2,12})为例")
_ADVERBIAL = regex.compile(
    r"\s*(?:而|但|其中|同样|仅仅?|单单?|光|尤其是?|特别是|即使|即便|哪怕)?[在于以][^，。]{2,16}(?:中|里|上|内|为例|国家|市场|地区|方面)?$"
)
_SINGLED = regex.compile(r"\s*(?:仅仅?|单单?|光|尤其是?|特别是|即使|即便|哪怕)[在于]")
_DURING = regex.compile(r"(?:整个|本届|本次|此次|这次|今年的?|去年的?)(?P<what>[^，。；：、的\d]{2,8})期间")
_NO_EVENT = regex.compile(r"同|上述|疫情|报告|年|月|季")
_TOWARDS = regex.compile(r"[对输][华美欧俄日韩台港英德法澳印加越](?=[出进贸投销])")
_SEVERAL = regex.compile(
    r"(?:在|于)(?P<what>[^，。；：的\d]{2,10}(?:[、和与及][^，。；：的\d]{2,10}){1,4}等(?:地区|国家|市场|国|地))"
)
"""在北欧和波罗的海等地区: several places at once."""
_TO = regex.compile(r"(?:对|向|面向|针对|从|来自|在|于)$")
_ENDS_PLACE = regex.compile(r"(?:市场|地区)?(?:的|已|有|共|累|总|仍|还|也|，|$)")
_FROM = regex.compile(r"来自(?:全球|世界|全世界|海外|全国|国内|国外|各地|约|近|超过)*$")
_OF = regex.compile(r"(?:和地区|[（(]地区[）)]|及地区)?的")
_WORLD = regex.compile(r"(?:全球|世界|全世界|国际|worldwide|global)")
_PLATFORM_OR_MARKET = regex.compile(rf"(?:{PLATFORM.pattern}|市场|地区|境内)+")
_OF_PLACES = regex.compile(r"\d{1,4}[余多]?个?(?:省|市|县|区|城|州)")
"""全国31个省 is the whole country."""
_SAYS_WHERE = 16
"""Characters that who or what stands before 在 may have."""


def asides(ctx: Context, start: int, end: int) -> tuple[Ref, ...]:
    """Where a clause says that its figure holds: 在大多数国家，, 以美国市场为例, 整个采购节期间."""
    found = [
        as_written(ctx.text[several.start("what") : several.end("what")])
        for several in _SEVERAL.finditer(ctx.folded, start, end)
        if ctx.entities.starting_at(several.start("what")) is not None
    ]
    for pattern in (_PLACED, _AMONG, _EXAMPLE, _DURING):
        for match in pattern.finditer(ctx.folded, start, end):
            first, last = match.span("what")
            entity = ctx.entities.starting_at(first)
            group = ctx.words("group-nouns").ending_at(last)
            if pattern is _DURING:
                if not ctx.periods.within(first, last) and not _NO_EVENT.search(match["what"]):
                    found.append(as_written(ctx.text[first:last]))
                continue
            market = pattern is _AMONG or match["what"].endswith(("市场", "国家", "地区"))
            if entity is not None and entity.end == last:
                if not inside_whole(ctx, start, entity, end):
                    found.append(entity.ref)
            elif market or (group and not entity):
                found.append(as_written(ctx.text[first:last]))
    found += [as_written(ctx.text[w.start : w.end]) for w in ctx.words("sale-seasons").within(start, end)]
    found += [
        as_written(ctx.text[m.start() : m.end()]) for m in _TOWARDS.finditer(ctx.folded, start, end + 1)
    ]
    for word in ctx.words("reach-words").within(start, end):
        # 对海外已有40多起…投资
        if (
            _TO.search(ctx.folded, start, word.start)
            and not _WORLD.match(ctx.folded, word.start, word.end)
            and (_ENDS_PLACE.match(ctx.folded, word.end) or ctx.verbs.starting_at(word.end))
        ):
            found.append(as_written(ctx.text[word.start : word.end]))
    return tuple(found)


def singled_out(ctx: Context, start: int, end: int) -> bool:
    """Whether a clause names one place out of many, which is nobody: 仅在北欧和拉美等地区，…."""
    return _SINGLED.match(ctx.folded, start, end) is not None


def opened_by(ctx: Context, start: int, end: int) -> tuple[Ref, ...]:
    """What an adverbial clause before says of where the next one holds: 在大多数国家，…; 以美国市场为例，…."""
    opens = _ADVERBIAL.match(ctx.folded, start, end) or _DURING.search(ctx.folded, start, end)
    return asides(ctx, start, end) if opens else ()


def placed_in(ctx: Context, start: int, name: EntitySpan, limit: int) -> bool:
    """Whether the metric that begins at `limit` is one in somewhere: 在德国的|销量, 在拼多多平台上的|销售额."""
    if not IN_PLACE.search(ctx.folded, max(0, start - 1), name.start):
        return False
    beyond = _PLATFORM_OR_MARKET.match(ctx.folded, name.end, limit)
    return limit in (name.end, beyond.end() if beyond else name.end)


def before_place(ctx: Context, start: int, name: EntitySpan) -> Ref | None:
    """Who or what stands before 在 with its place: 海棠汽车|在德国的销量."""
    if name.start - start > _SAYS_WHERE:
        return None
    lasting = ctx.durations.within(start, name.start)
    until = lasting[0].start if lasting else name.start
    group = group_in(ctx, start, until - 1)
    return topic_noun(ctx, start, until) or (group if group and len(group.text) > 2 else None)


def reach_of_count(ctx: Context, at: int, floor: int) -> Ref | None:
    """The word right before a number that says how far its things are looked for: 国内|12家银行."""
    word = ctx.words("reach-words").ending_at(at - 1 if ctx.folded.endswith("的", 0, at) else at)
    if (
        _OF_PLACES.match(ctx.folded, at)
        or word is None
        or word.start < floor
        or _WORLD.match(ctx.folded, word.start, word.end)
    ):
        return None
    return as_written(ctx.text[word.start : word.end])


def those_from(ctx: Context, quantity: QuantitySpan, floor: int, end: int) -> Ref | None:
    """Whose countries or towns are counted: 来自60个国家的|摄影师."""
    if quantity.counted_at is None or not _FROM.search(ctx.folded, floor, quantity.start):
        return None
    of = _OF.match(ctx.folded, quantity.counted_at[1], end)
    if of is None:
        return None
    others = ctx.quantities.within(of.end(), min(end, of.end() + 12))
    if others and others[0].start == of.end():
        counted = others[0].counted or ""
        return as_written(counted) if len(counted) > 1 else None
    return topic_noun(ctx, of.end(), end) or group_in(ctx, of.end(), min(end, of.end() + 10))


def owned_thing(ctx: Context, owner: EntitySpan, end: int) -> Ref | None:
    """What of somebody's a number of other things is told of: 淘宝的|商品介绍|可以翻译成11种语言."""
    start = owner.end + 1 if ctx.folded.startswith("的", owner.end) else 0
    if not start or start >= end:
        return None
    until = min(
        (
            hit.start
            for words in (*(ctx.words(scheme) for scheme in _PREDICATES), ctx.verbs)
            for hit in words.within(start + 2, end)[:1]
        ),
        default=end,
    )
    return plain_noun(ctx, start, until) if until < end else None


_PREDICATES = ("modality-words", "predicate-words", "level-words", "change-words")
