"""Who a clause is about when nobody that the vocabulary or a pattern knows is named: the words before its predicate.

贝莱德|在美的集团H股的持股比例    厄尔尼诺事件|形成概率    手机|产量4.52亿台
"""

from __future__ import annotations

import regex

from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.zh.inside import inside_word, part_of_word
from kg.model import Ref

_NO_NOUN = regex.compile(
    r"[，。；：、！？（()）【】《》“”\"\s\d]|[的了着过或而但也都就仅只均则更还又再并且对从向把被给让使令在于是有为到至以因由比较每各某这那其他她它我你]|"
    r"可以|已经|目前|上述|其中|同时|此外|方面|合计|累计|显示|预计|消息|数据|当地|时间|左右|以上|以下"
)
_PLACED = regex.compile(r"[上中里内时后前间下]$")
_LARGE = regex.compile(r"规模?以上(?:的)?")
_STOPS = (
    "reporting-verbs",
    "predicate-words",
    "topic-prepositions",
    "modality-words",
    "change-words",
    "level-words",
)
_NO_START = (
    "pronouns",
    "fillers",
    "modality-words",
    "predicate-words",
    "share-words",
    "level-words",
)
_NOBODY = regex.compile(
    r"(?:渠道|市场|地区|端|战略|政策|措施|工作|情况|形势|行动|方案|计划|问题|趋势|环境|原因|背景|方式|因素|作用|能力|疫情|战争|冲突|制裁|封锁|封控|危机)$"
)
_AFTER_NAME = regex.compile(r"[将拟已的在于对]")
_NO_FIRST = regex.compile(
    r"[出了前后新再更最较颇]|(?:一|二|两|三|四|首|第)(?:次|度|是|方面)|阶段性|确定|决定|约定|同意|[^，。]{0,3}扩$"
)
_TIMES = regex.compile(r"(?:一|二|两|三|四|首|第|再|多|数|屡)(?:次|度)")
_PREPOSED = regex.compile(r"[按依据以对向由从被把]|由于|根据|因此|关于|与此|截[至止]")
_GENERIC = regex.compile(
    r"(?:子|分|母|本)?(?:公司|平台|集团|区域|地区|市场|行业|全国|全市|全省|全县|全年|全球|各地|官方|业务)"
)
_NOUNS = regex.compile(r"期[间内]|目标|计划|预期|估计|均价|每.|整体|实际|方面")
"""Fillers that are the end of a noun as well: 减持期间."""
_NO_PRONOUN = ("其中", "其余", "其他", "其它", "其次", "其后", "其实", "集团军", "公司债")
_SPACE = " ，,、“「\"”'【（("
LONGEST = 14
"""Characters of a topic noun at most: longer stretches are clauses."""


def topic_noun(ctx: Context, start: int, end: int) -> Ref | None:
    """The noun that stands at the beginning of a clause, before its first preposition, modal, adverb or verb."""
    at = opening(ctx, start, end)
    until = end
    for words in (*(ctx.words(scheme) for scheme in _STOPS), ctx.verbs):
        for hit in words.within(at + 2, min(end, at + LONGEST + 6)):
            if part_of_word(ctx, hit):
                continue
            if hit.end - hit.start == 1 and ctx.periods.starting_at(hit.end) is not None:
                continue  # 英业达|4月营收: the last character of a name
            if hit.start < until and not inside_word(ctx, hit.start, hit.end):
                until = hit.start
            break
    for spans in (ctx.metrics, ctx.periods, ctx.durations):
        for span in spans.within(at, until + 6):
            until = min(until, span.start)
    of = ctx.folded.find("的", at + 3, until)
    until = of if of > 0 else until
    until = before_adverb(ctx, at, until)
    if (
        until >= end
        or _PREPOSED.match(ctx.folded, at)
        or ctx.words("topic-prepositions").starting_at(at) is not None
    ):
        return None
    if until - at < 3 and not (ctx.periods.starting_at(until) or _AFTER_NAME.match(ctx.folded, until)):
        return None  # two characters are as often an adverb as a name: 相当, 新设
    if ctx.folded.startswith(("数据", "据显示"), until - 1) and ctx.folded[until - 1] == "数":
        return None  # 最新数|据显示: whoever publishes
    if _NOBODY.search(ctx.folded, at, until) or _NO_FIRST.match(ctx.folded, at):
        return None
    nobody = ctx.words("nobody-nouns").ending_at(until, floor=at)
    if nobody is not None and nobody.start == at:
        return None
    return plain_noun(ctx, at, until)


def before_adverb(ctx: Context, start: int, end: int) -> int:
    """Where a noun ends before the adverbs and times that go with its predicate: 国际金价|明显回调, 内阁|近日已通过."""
    while True:
        span = ctx.periods.ending_at(end, floor=start + 2) or ctx.durations.ending_at(end, floor=start + 2)
        adverb = next(
            (
                word
                for scheme in ("fillers", "speech-adverbs", "connectives")
                if (word := ctx.words(scheme).ending_at(end, floor=start + 2)) is not None
                and word.end - word.start > 1
                and not _NOUNS.match(ctx.folded, word.start, word.end)
            ),
            None,
        )
        if span is None and adverb is None:
            return end
        end = span.start if span is not None else adverb.start if adverb is not None else end


def plain_noun(ctx: Context, start: int, end: int) -> Ref | None:
    """A stretch of text as somebody's name where it can be a noun at all: no particles, numbers or punctuation in it."""
    words = ctx.text[start:end].strip()
    large = _LARGE.match(ctx.folded, start, end)
    if large is not None:
        # 规模以上|工业企业: the class of large firms in China's statistics
        start = large.end()
    if ctx.folded.startswith("账户", end):
        return None  # 通过回购专用证券账户: the means
    if not 2 <= len(words) <= LONGEST or words[-1] in "和与及或與" or _NO_NOUN.search(ctx.folded, start, end):
        return None
    if _TIMES.match(ctx.folded, start):
        return None  # 一次|调高: how often something was done
    if ctx.verbs.starting_at(start) or any(ctx.words(scheme).starting_at(start) for scheme in _NO_START):
        return None
    change = ctx.words("change-words").starting_at(start)
    if change is not None and change.end - change.start > 1:
        return None  # 增长, but 增值服务
    if any(hit.start == start and hit.end == end for hit in ctx.metrics.within(start, end)):
        return None
    if ctx.words("metric-modifiers").starting_at(start) or ctx.words("reporting-verbs").within(start, end):
        return None
    if ctx.periods.within(start, end) or ctx.words("own-voice").starting_at(start):
        return None
    narrowing = ctx.words("narrowing-words").starting_at(start) or ctx.words("reach-words").starting_at(start)
    if (
        (narrowing is not None and narrowing.end == end)
        or _PLACED.search(ctx.folded, start, end)
        or _GENERIC.fullmatch(ctx.folded, start, end)
    ):
        return None
    return Ref(None, words, words, "Thing")


def opening(ctx: Context, start: int, end: int) -> int:
    """Past days and connectives at the beginning of a clause: 近年来, 但, 其中, 截至3月底."""
    while start < end:
        if ctx.folded[start] in _SPACE:
            start += 1
            continue
        if ctx.words("pronouns").starting_at(start) or ctx.entities.starting_at(start):
            break
        word = (
            ctx.periods.starting_at(start)
            or ctx.durations.starting_at(start)
            or ctx.words("connectives").starting_at(start)
        )
        if word is None or word.end > end:
            break
        start = word.end
    return start


_FIRST_WORDS = 10
"""Characters in which who is spoken of stands, behind when and how."""


def begins_with_another(ctx: Context, start: int, end: int) -> bool:
    """Whether reported words begin with somebody or something of their own: 宣布|美国已有…, but not 宣布|持有青岚股份."""
    at = opening(ctx, start, end)
    entity = ctx.entities.starting_at(at)
    if entity is not None or ctx.metrics.starting_at(at) is not None:
        return True
    named = [e for e in ctx.entities.within(at, min(end, at + _FIRST_WORDS)) if e.ref.type in SUBJECT_TYPES]
    if not named:
        return False
    verbs = (ctx.verbs, *(ctx.words(scheme) for scheme in _NO_START))
    return not any(spans.within(at, named[0].start) for spans in verbs)


def company_at(ctx: Context, start: int, end: int) -> bool:
    """Whether a clause begins with 公司, 该公司 or 集团: the word stands for whoever acts, and no place behind it does."""
    return pronoun_at(ctx, start, end) and not ctx.folded.startswith("其", opening(ctx, start, end))


def pronoun_at(ctx: Context, start: int, end: int) -> bool:
    """Whether a clause begins with a word for the company that a text is about: 公司, 该公司, 其."""
    at = opening(ctx, start, end)
    word = ctx.words("pronouns").starting_at(at)
    if ctx.folded.startswith(_NO_PRONOUN, at):
        return False
    return word is not None and word.end <= end and word.entry.get("refers") == "Organization"
