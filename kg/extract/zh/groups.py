"""Names and groups in a stretch of text: whom it is about, and what stands aside of that behind a preposition."""

from __future__ import annotations

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.context import SUBJECT_TYPES, Context
from kg.lexicon import Hit
from kg.model import Ref

SPACE = " \t\u200b"
_DESCRIBES = 16
_TITLED = regex.compile(
    r"[^，。；：、的\s]{0,10}(?:大厂|厂商?|供应商|代理商|龙头|巨头|企业|公司|业者|品牌|新贵|机构|平台|集团)"
)
"""What describes a company before its name."""
BOUNDARY = regex.compile(r"[的、，,。；;：:！？!?【】（）()《》“”\"\s/]|以及|其中")
PARTICLE = regex.compile(
    r"[将向把被给](?![来军好动予])|对(?![外手口冲应公])|[由从](?![于业此])|在(?![线建岗校])"
)
"""Ends what stands before it, in heads that the vocabulary does not know: 罗氏将向|该公司."""
_OBLIQUE = regex.compile(
    r"(?:对|向|与|同|自|从|由|来自|面向|针对|较|比|跟|据|根据|除了?|超过|远超|为|给)(?:[“\"《]?|[“\"《][^”\"》]{1,20}[”\"》])$"
)
_NARROWS = regex.compile(
    r"(?:对|向|与|同|自|从|来自|面向|针对|为|给)(?:[“\"《]?|[“\"《][^”\"》]{1,20}[”\"》])$"
)
"""The prepositions whose object narrows a figure; what one is held against (比, 较, 超过) or taken from (据) does not."""
GENERIC = regex.compile(
    r"(?:本|该|整个|全|各|其他)?(?:平台|公司|集团|机构|行业|产业|区域|地区|市场|板块|部门|网站|业务|一代)[上中内里]?"
)
IN_PLACE = regex.compile(r"[在于][“\"《]?$")
_PART_OF = regex.compile(r"对[^，。；：]{2,20}?的(?:贡献|拉动|影响|冲击)")
"""对全球经济增长的贡献: a name in it belongs to what is measured."""
_WHOLE = regex.compile(r"(?!市场|地区|区域|境内|[中内里上])[^，。；的]{2,8}的(?:占比|比重|份额|比例)")
_INSIDE_BRACKETS = regex.compile(r"[（(][^（()）]*[）)]")
_OPENS_LIST = regex.compile(r"包括|涵盖|覆盖|例如|诸如|[在于如对向从为]")
_LIST = regex.compile(
    r"[^，。；：、]{2,20}?(?P<more>(?:[、和与及][^，。；：、]{2,20}?)+)?(?P<other>等(?:地|国|国家|企业|公司|机构)?)?(?:的|共|这|在内的|合计|共计)*"
)
"""Names that a number sums up, with 等 where there are more."""
PUBLISHES = regex.compile(r"(?:最新|日前|近日|今天)?(?:(?:公布|发布|披露|统计|提供)的|数据|报告)")
"""Behind the name of a body: 国家统计局公布的数据 are its data, the figures in them somebody else's."""
_BEGINS_NOUN = frozenset("能可要会正")
"""Fillers that are as often the first character of a noun: 能耗, 可支配收入, 要约, 会员."""
STRIP = regex.compile(
    r"(?:据|根据|占|其|该|这些?|那些?|使用|来自|关于|有关|至于|在(?!线)|对(?!外|华)|为|将|把|被|向|从|给|让|令|使|与|和|及|的|是|有|而|但|也|则|已|都|"
    r"(?:由此|从而|所)?(?:带来|产生|贡献|创造)的|所|一个|一家|一款|全部|所有|每个|各|某)+"
)


def owner_in(ctx: Context, start: int, end: int) -> Ref | None:
    """The first name of somebody who can have figures (no place) that no preposition governs."""
    start = skip(ctx, start, end)
    for entity in ctx.entities.within(start, end):
        if entity.ref.type in SUBJECT_TYPES and entity.ref.type != "Place" and not _aside(ctx, start, entity):
            return described(ctx, entity, end).ref
    return None


def name_in(ctx: Context, start: int, end: int) -> Ref | None:
    """The first name in a stretch of text that no preposition governs, a place with the group that it narrows."""
    start = skip(ctx, start, end)
    for entity in ctx.entities.within(start, end):
        if entity.ref.type in SUBJECT_TYPES and not _aside(ctx, start, entity):
            grown = grow(ctx, entity, end) if entity.ref.type == "Place" else None
            return grown or described(ctx, entity, end).ref
    return None


def described(ctx: Context, entity: EntitySpan, end: int) -> EntitySpan:
    """The name behind an acronym that only belongs to what describes it: IC设计大厂|联发科, not IC."""
    if entity.ref.type != "Thing" or entity.ref.id is not None:
        return entity
    for name in ctx.entities.within(entity.end, min(end, entity.end + _DESCRIBES)):
        titled = _TITLED.fullmatch(ctx.folded, entity.end, name.start) is not None
        return name if titled and name.ref.type in ("Organization", "Platform", "Person") else entity
    return entity


def group_in(ctx: Context, start: int, end: int) -> Ref | None:
    """The first group noun with its modifiers that no preposition governs: 民营企业 in 民营企业表现亮眼."""
    start = skip(ctx, start, end)
    for noun in nouns(ctx, start, end):
        phrase = group(ctx, start, noun.end)
        if phrase is not None and not governed(ctx, start, phrase[0]):
            return ref_of(ctx, *phrase, "Group")
    return None


def nouns(ctx: Context, start: int, end: int) -> list[Hit]:
    """Group nouns that name somebody: a bare 公司 or 平台 stands for what was named before, brackets only explain."""
    brackets = [found.span() for found in _INSIDE_BRACKETS.finditer(ctx.folded, start, end)]
    return [
        noun
        for noun in ctx.words("group-nouns").within(start, end)
        if not any(first <= noun.start < last for first, last in brackets) and not _in_name(ctx, noun)
    ]


def skip(ctx: Context, start: int, end: int) -> int:
    """Past periods, connectives and punctuation at the start of a clause."""
    while start < end:
        if ctx.folded[start] in SPACE + '，,、的“"':
            start += 1
            continue
        period = (
            ctx.periods.starting_at(start)
            or ctx.durations.starting_at(start)
            or ctx.baselines.starting_at(start)
        )
        if period is not None and period.end <= end:
            start = period.end
            continue
        if ctx.entities.starting_at(start) is not None or ctx.metrics.starting_at(start) is not None:
            return start
        word = ctx.words("fillers").starting_at(start)
        if word is not None and word.end - start == 1 and ctx.folded[start] in _BEGINS_NOUN:
            behind = (ctx.predicates, ctx.verbs, ctx.entities, ctx.periods)
            word = word if any(spans.starting_at(word.end) is not None for spans in behind) else None
        if word is not None and word.end <= end:
            start = word.end
            continue
        return start
    return start


def grow(ctx: Context, entity: EntitySpan, limit: int) -> Ref | None:
    """A place with the group it narrows: 中国 + 民营企业, 一带一路 + 沿线国家; None where no group noun follows at once."""
    for noun in ctx.words("group-nouns").within(entity.end, min(limit, entity.end + 10)):
        between = ctx.folded[entity.end : noun.start]
        if BOUNDARY.search(between.removeprefix("”")) is None and len(between) <= 6:
            return ref_of(ctx, entity.start, noun.end, "Group")
        break
    return None


def group(ctx: Context, start: int, end: int) -> tuple[int, int] | None:
    """The group noun that ends at `end` with its modifiers, back to the last boundary."""
    first = start
    for found in BOUNDARY.finditer(ctx.folded, start, end):
        first = found.end()
    for period in ctx.periods.within(first, end):
        first = period.end
    for verb in ctx.verbs.within(first, end):
        first = verb.end
    for found in PARTICLE.finditer(ctx.folded, first, end):
        if ctx.entities.covering(found.start(), found.end()) is None:
            first = found.end()
    lead = STRIP.match(ctx.folded, first, end)
    if lead and lead.end() < end:
        first = lead.end()
    first = skip(ctx, first, end)
    if ctx.folded[first - 1 : first] == "更" and first > start:
        return None  # 在更|多行业实施: nobody's
    if not 2 <= end - first <= 16 or GENERIC.fullmatch(ctx.folded, first, end):
        return None
    if ctx.quantities.within(first, end):
        return None
    return first, end


def members(ctx: Context, start: int, end: int) -> int | None:
    """Where a list of names begins that a number sums up: in|德国、法国、西班牙等|12个国家; None where there is none."""
    if ctx.folded[end - 1] in "和与及、":
        return None  # 中小企业及|5个行业: the number is one of the list
    for opened in _OPENS_LIST.finditer(ctx.folded, start, end):
        if ctx.entities.covering(opened.start(), opened.end()) is None:
            start = opened.end()
    start = skip(ctx, start, end)
    listed = _LIST.fullmatch(ctx.folded, start, end)
    if listed is None or (listed["more"] is None and listed["other"] is None):
        return None
    return start if ctx.entities.starting_at(start) is not None else None


def is_group(ctx: Context, end: int) -> bool:
    """Whether a group noun ends here, so that the phrase before is somebody and no measure."""
    return ctx.words("group-nouns").ending_at(end) is not None


def _in_name(ctx: Context, noun: Hit) -> bool:
    """Whether a group noun is only a part of a body's name: 国家 in 国家统计局."""
    name = ctx.entities.covering(noun.start, noun.end)
    return name is not None and name.ref.type != "Group" and name.end > noun.end


def _aside(ctx: Context, start: int, entity: EntitySpan) -> bool:
    """Whether a name stands aside of what is measured: behind a preposition, or as who published the data."""
    return governed(ctx, start, entity.start) or bool(PUBLISHES.match(ctx.folded, entity.end))


def governed(ctx: Context, start: int, at: int) -> bool:
    """Whether a preposition stands right before an offset: 对|越南."""
    return bool(_OBLIQUE.search(ctx.folded, max(0, start - 1), at))


def inside_whole(ctx: Context, start: int, name: EntitySpan, end: int) -> bool:
    """Whether a name only says which whole is meant: 对|全球|经济增长的贡献, 在|中国|对外贸易的占比."""
    for whole in _PART_OF.finditer(ctx.folded, start, min(end + 8, len(ctx.folded))):
        if whole.start() < name.start < whole.end():
            return True
    within = IN_PLACE.search(ctx.folded, max(0, start - 1), name.start)
    return within is not None and _WHOLE.match(ctx.folded, name.end) is not None


def narrows_aside(ctx: Context, start: int, at: int) -> bool:
    """Whether a preposition right before an offset makes what follows narrow a figure: 对|越南, but not 比|越南."""
    return bool(_NARROWS.search(ctx.folded, max(0, start - 1), at))


def ref_of(ctx: Context, start: int, end: int, type_: str) -> Ref:
    words = ctx.text[start:end].strip('“”" ')
    return Ref(None, words, words, type_)


def until_verb(ctx: Context, start: int, end: int) -> int:
    """Where the first verb with an object begins, else `end`."""
    verbs = ctx.verbs.within(start, end)
    return next((verb.start for verb in verbs if verb.entry.get("nature") != "cause"), end)
