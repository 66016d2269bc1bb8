"""How a figure is meant: as it is, as a plan, a forecast, a possibility, a target; and how far such a word reaches."""

from __future__ import annotations

import regex

from kg.extract.annotations import PeriodSpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh.inside import inside_word
from kg.lexicon import Hit
from kg.model import Modality

_REACHES = regex.compile(
    r"将(?:会)?(?:有(?!望)|对(?!外|口)|造成|导致|引发|达到?|高达|为|超过?|突破|逼近|接近|上看|下看)"
)
"""将达到, 将上看: what a figure will be is foreseen, nobody does it."""
_OR_MAY = regex.compile(
    r"(?<![升降增减跌涨至到达、])或(?:进一步|最高)?(?:[升降增减跌涨](?:至|到)|达|高达|逾|突破|跌破)"
)
"""增速或降至4%: 或 is 可能 there and no alternative."""
_NOMINAL = regex.compile(r"[的，。、；：:,）)”]|[值性中内外书案指]|\d|(?:将|已)?(?:被|于)|$")
"""Behind 预期, 计划 and 规划 where they are nouns: 低于预期的, 计划中."""
_NOUN_BEFORE = regex.compile(
    r"(?:[于及乎逊超过比照符合达到]|市场|盈利|业绩|此前|原|的|该|上述|减持|增持|回购|本次|投资|发展|激励|持股)$"
)
_COMPARES = regex.compile(r"[于及乎逊超过比照符胜差如]")
"""低于分析师|预期: what is foreseen is a noun there."""
_TARGET_PRICE = regex.compile(r"目标(?:股|平均)?价")
_DONE = regex.compile(r"[^，。；]{2,16}?(?<![为除免罢])了(?!解)")
_FROM = regex.compile(r"[^，。；]{2,14}?[从由](?=[^，。；]{0,14}\d)")
_HELD_TO = frozenset("较比于及超逊符")
_PURPOSE = ("要", "会", "着力", "致力于", "规划", "展望", "看好", "旨在", "希望", "期望", "准备")
"""What these govern ends with their clause."""
_LEFT = regex.compile(r"[从由](?:[^，。；\d]{0,8}\d{0,4}[年月]?[^，。；\d]{0,4})?$")
"""从19%提升至85%: from where it starts is no forecast."""


def carried(ctx: Context, sentence: Sentence, at: int, period: PeriodSpan | None) -> Modality:
    """The modality of a figure at an offset: by its own clause, else by an earlier one whose plan or forecast goes on.

    拟减持不超过200万股，|占总股本的2%; 预计油价上涨5%，|食品价格上涨6%. What a forecast foresees is a list of anything,
    a plan is its subject's: another subject ends it. What is so already (目前, 已) and a time past end both.
    """
    clause = sentence.clause_at(at)
    own = modality(ctx, clause.start, at)
    left = _LEFT.search(ctx.folded, clause.start, at) and ctx.words("to-words").within(at, clause.end)
    if left and (own is not Modality.TARGET or _TARGET_PRICE.search(ctx.folded, clause.start, at) is None):
        return Modality.ASSERTED  # but both values of 目标价由20元上调至30元 are targets
    if own is not Modality.ASSERTED or _past(ctx, clause, period):
        return own
    if ctx.words("settled-words").within(clause.start, at):
        return own
    fresh = _begins_anew(ctx, clause, at)
    for other in sentence.before(clause):
        if other.inner and not clause.inner:
            continue
        modal = _reaching(ctx, other)
        settled = ctx.words("settled-words").within(modal.end if modal else other.start, other.end)
        if modal is None:
            if settled:
                break
            fresh = fresh or _begins_anew(ctx, other, other.end)
            continue
        told = modality(ctx, other.start, modal.end)
        if settled or (fresh and told is not Modality.FORECAST):
            break
        if fresh and modal.entry.get("modality") != "forecast":
            break
        return told
    return Modality.ASSERTED


def _reaching(ctx: Context, clause: Clause) -> Hit | None:
    """The last word of a clause that can govern the clauses behind it too."""
    for hit in reversed(ctx.words("modality-words").within(clause.start, clause.end)):
        word = ctx.folded[hit.start : hit.end]
        if not hit.entry.get("modality") or word in _PURPOSE or inside_word(ctx, hit.start, hit.end):
            continue
        foretold = hit.end == clause.end and _foretells(ctx, clause, hit)
        if _NOMINAL.match(ctx.folded, hit.end, clause.end + 1) and not foretold:
            continue
        if _NOUN_BEFORE.search(ctx.folded, max(clause.start, hit.start - 4), hit.start):
            continue
        if word == "将" and ctx.verbs.starting_at(hit.end) is None:
            continue  # 将目标价上调: 将 moves an object
        return hit
    return None


def _moves(ctx: Context, hit: Hit, end: int) -> bool:
    """Whether 将 only moves an object ahead of its verb: 基金将|人民币的权重从…提升至, 央行将|利率下调0.5个百分点."""
    if ctx.folded[hit.start : hit.end] != "将" or ctx.verbs.starting_at(hit.end) is not None:
        return False
    if _DONE.match(ctx.folded, hit.end, end + 2) is not None:
        return True  # 将海外投资翻了一番
    what = ctx.entities.starting_at(hit.end) or ctx.metrics.starting_at(hit.end)
    if what is None:
        known = (ctx.predicates, ctx.periods, ctx.words("topic-prepositions"), ctx.words("predicate-words"))
        if any(spans.starting_at(hit.end) is not None for spans in known):
            return False
        return _FROM.match(ctx.folded, hit.end, end) is not None
    changed = ctx.words("change-words").within(what.end, end)
    return bool(changed) and changed[0].end - changed[0].start > 1


def _foretells(ctx: Context, clause: Clause, hit: Hit) -> bool:
    """海棠证券预测，明年销量为30万辆: a verb of saying that ends its clause and foretells what follows."""
    if hit.entry.get("modality") != "forecast" or ctx.folded[hit.end : hit.end + 1] not in "，,：:":
        return False
    if ctx.words("reporting-verbs").starting_at(hit.start) is None or hit.start == clause.start:
        return False
    return _COMPARES.search(ctx.folded, clause.start, hit.start) is None


def _begins_anew(ctx: Context, clause: Clause, end: int) -> bool:
    """Whether a clause names somebody of its own before its verb."""
    named = ctx.entities.within(clause.start, min(end, clause.start + 12))
    return bool(named) and not ctx.folded.startswith(
        ("其中", "占", "并", "由", "向", "在", "以", "通过"), clause.start
    )


def _past(ctx: Context, clause: Clause, period: PeriodSpan | None) -> bool:
    """Whether a figure's own clause dates it before the day on which it is told."""
    told = ctx.published
    if period is None or period.last is None or told is None or period.start < clause.start:
        return False
    return period.last < told


def modality(ctx: Context, start: int, end: int) -> Modality:
    """The modality of the words between two offsets: the one nearest to the end."""
    found = ctx.words("modality-words").within(start, end)
    if not found and _OR_MAY.search(ctx.folded, start, end):
        return Modality.POSSIBLE
    for hit in reversed(found):
        value = hit.entry.get("modality")
        if value and not inside_word(ctx, hit.start, hit.end) and not _moves(ctx, hit, end):
            if value == "forecast" and ctx.folded[hit.start - 1 : hit.start] in _HELD_TO:
                continue  # 较预期高4%: what was foreseen is a noun
            told = Modality(value)
            # 将下降, 预估将: nobody plans what only happens; 拟减持 is somebody's plan
            happens = _REACHES.match(ctx.folded, hit.start) is not None or (
                hit.entry.get("nature") != "intent"
                and any(
                    ctx.words(scheme).starting_at(hit.end) is not None
                    for scheme in ("change-words", "to-words")
                )
            )
            foreseen = any(other.entry.get("modality") == "forecast" for other in found)
            return Modality.FORECAST if told is Modality.PLANNED and (happens or foreseen) else told
    return Modality.ASSERTED
