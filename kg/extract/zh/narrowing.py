"""What narrows a figure: the industry, region, channel or group of customers that stands beside metric and subject."""

from __future__ import annotations

import regex

from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.zh.groups import governed, inside_whole, narrows_aside
from kg.folding import fold
from kg.lexicon import Hit
from kg.model import Ref

PLATFORM = regex.compile(r"(?:平台|网站|集团|公司|方面|旗下|上|中|内|里|的|整体|全球|全平台|本身|等)+")
_INDUSTRY = regex.compile(r"(?:行业|产业|领域|板块|业务|方面|市场|类|品类|等)+$")
_VERBAL = regex.compile(r"[上将被把对来使用于为在已所]|完成|实现|追踪|提供|获得|累计|其中|合计|预计|平均")
_GENERIC = regex.compile(r"(?:集团|公司|平台|企业|行业|业务)(?:旗下)?")
_DIGIT = regex.compile(r"\d|公布|发布|公佈|發布")
_BOUNDARY = regex.compile(r"[的、，,。；;：:（）()《》“”\"\s/]|以及|其中")
_SUFFIX = regex.compile(
    r"(?:总数|人数|家数|户数|件数|次数|总额|总量|总值|总数量|数量|规模|金额|数|额|量|值|率|水平|增速)"
)
_COUNTED_IN = regex.compile(
    r"[以按](?:人民币|美元|欧元|港元|日元|新台币|本币|不变价|可比价)(?:格)?(?:计价|计算|计)"
)


def modifier(ctx: Context, start: int, end: int, *, owned: bool) -> Ref | None:
    """The words between owner and metric as scope: 新能源行业 → 新能源.

    A clause (平台上完成的) narrows nothing; without an owner before them, words count only with such an ending, or when
    the vocabulary knows that they narrow (海外).
    """
    for entity in ctx.entities.within(start, end):
        if entity.ref.type in SUBJECT_TYPES:
            aside = governed(ctx, start, entity.start) and not narrows_aside(ctx, start, entity.start)
            return None if aside or inside_whole(ctx, start, entity, end) else entity.ref
    of = end > start and ctx.folded[end - 1] == "的"
    end -= of
    words = ctx.text[start:end].strip('、“”" ')
    narrows = _narrowing(ctx, start, end)
    if narrows is not None and narrows.end == end:
        return as_written(words)
    short = _INDUSTRY.sub("", words)
    if not 2 <= len(short) <= 8 or _BOUNDARY.search(words) or _VERBAL.search(words):
        return None
    if (
        _GENERIC.fullmatch(fold(words))
        or ctx.words("reporting-verbs").within(start, end)
        or _DIGIT.search(words)
    ):
        return None
    if (short == words and (of or not owned)) or ctx.verbs.within(start, end):
        return None
    return as_written(short)


def narrowed(ctx: Context, start: int, end: int) -> tuple[int, tuple[Ref, ...]]:
    """Where a metric begins behind the words that narrow it, and these words: 出口|单公斤货值, 海外市场|消费者.

    A listed metric that is narrower than another listed one keeps its own name and is narrowed all the same:
    跨境电商进出口 is 进出口 of 跨境电商.
    """
    word = _narrowing(ctx, start, end)
    if word is None:
        return start, ()
    rest = word.end
    if ctx.folded[rest : rest + 1] in ("和", "与", "及", "、", "或"):
        return start, ()
    while ctx.folded[rest : rest + 1] == "的" and rest < end:
        rest += 1
    group = ctx.words("group-nouns").starting_at(rest)
    if group is not None and group.end == end and word.end - word.start < 3:
        return start, ()  # 海外买家 are a group of their own
    if end - rest < 2 or _SUFFIX.fullmatch(ctx.folded, rest, end):
        return start, ()
    covering = next((hit for hit in ctx.metrics.within(start, end) if hit.start < rest < hit.end), None)
    if covering is None:
        return rest, (as_written(ctx.text[start : word.end]),)
    inside = ctx.every_metric.ending_at(covering.end, floor=rest)
    if inside is None or inside.start != rest:
        return start, ()
    if inside.entry is covering.entry or inside.entry.iri in covering.entry.properties.get("broader", ()):
        return start, (as_written(ctx.text[start : word.end]),)
    return start, ()


def money_of(ctx: Context, start: int, end: int) -> Ref | None:
    """The money in which a growth rate is measured: 以美元计价."""
    found = None
    for match in _COUNTED_IN.finditer(ctx.folded, start, end):
        found = match
    return as_written(ctx.text[found.start() : found.end()]) if found else None


def _narrowing(ctx: Context, start: int, end: int) -> Hit | None:
    """The word of the vocabulary that narrows, at the start of a stretch."""
    word = ctx.words("narrowing-words").starting_at(start)
    return word if word is not None and word.end <= end else None


def as_written(words: str) -> Ref:
    words = words.strip('、“”" ')
    return Ref(None, words, words, "Thing")
