"""Words that look like a modal and are none: 目标 as a thing, 会 of a meeting, 将 that is 把."""

from __future__ import annotations

import regex

from kg.extract.context import Context
from kg.lexicon import Hit

_OBJECTS = ("其", "该", "这", "它", "此", "各", "所", "上述", "“", "《", "自己")
_SHORT_MODALS = {"料": "将会或可再至今未其"}
"""Words of one character with what follows them where they are meant: 料将, but 物料."""
_MEETINGS = frozenset("东事大国员协议商公工学晚年社酒展峰宴集证布博机理常党")
"""What makes of 会 a body or a meeting: 股东会, 机会."""
_PLANS = frozenset({"计划", "规划", "筹划", "准备"})
_ENDS_PLAN = "，。；、的已书等外内中”」仍"
_RELATIVE = regex.compile(r"[于在][^，。；]{1,12}的")
"""What is still to come only tells which thing is meant: 将于明年到期的协议."""
_AIMS = frozenset("是为到达：将")
"""What follows 目标 where somebody aims at something; 军事目标 is a thing."""
_FEARS = "怖慌惧吓龙高"
_ENDS_NOUN = "，。；、的”」中值性）)"
_UNFORESEEN = regex.compile(r"难以|无法|达到?|符合|超过?|低于|高于|[好逊弱强]于|不及|此前|的$|不可$")
_AS = regex.compile(
    r"[^，。；：]{1,12}(?:作为|列为|视为|列入|纳入|定为|升级为|改为|称为|交给|变成|转为|说成)"
)
"""What stands behind 将 where it is 把: 将Y列为Z."""


def named_only(ctx: Context, hit: Hit) -> bool:
    """Whether a word only names a forecast or is part of another word: 未达到预期, 难以预测, 缺料, 恐怖."""
    folded = ctx.folded
    word, after = folded[hit.start : hit.end], folded[hit.end : hit.end + 1]
    if word == "目标":
        return after not in _AIMS
    if word == "会":
        return folded[hit.start - 1 : hit.start] in _MEETINGS
    if word in _PLANS:
        return not after or after in _ENDS_PLAN or ctx.verbs.ending_at(hit.start) is not None
    if word == "将":
        return _RELATIVE.match(folded, hit.end) is not None
    if hit.entry.get("modality") not in ("forecast", "possible"):
        return False
    if word in _SHORT_MODALS:
        return after not in _SHORT_MODALS[word]
    if word in ("恐", "恐怕"):
        return after in _FEARS
    return hit.entry.get("modality") == "forecast" and (
        not after
        or after in _ENDS_NOUN
        or _UNFORESEEN.search(ctx.folded, max(0, hit.start - 2), hit.start) is not None
    )


def disposes(ctx: Context, hit: Hit) -> bool:
    """Whether 将 is 把 and tells of no plan: 将粮食作为武器, with what is acted on right behind it."""
    at = hit.end
    if ctx.folded[hit.start : at] != "将":
        return False
    if ctx.folded.startswith(_OBJECTS, at) or ctx.entities.starting_at(at) is not None:
        return True
    schemes = ("reach-words", "narrowing-words", "group-nouns", "metrics")
    if any(ctx.words(scheme).starting_at(at) is not None for scheme in schemes):
        return ctx.verbs.starting_at(at) is None
    return _AS.match(ctx.folded, at) is not None
