"""Rules for parts of a whole and rates: 占出口总值的59%, 占比接近40%, 45%的企业认为…, 毛利率为20%, 约5%的天然气需求."""

from __future__ import annotations

from dataclasses import replace

import regex

from kg.extract.annotations import Form
from kg.extract.context import Context
from kg.extract.metrics import metric_of
from kg.extract.zh.clues import Clue, Reading
from kg.extract.zh.groups import group, is_group, ref_of
from kg.extract.zh.phrases import NounPhrase, parse
from kg.lexicon import Hit
from kg.model import Kind, Ref

_PREDICATE_START = regex.compile(
    r"(?:表示|认为|都|均|也|正在|正|已经|已|会|将|选择|计划|希望|愿意|在|来自|为|是|只有|没有|有|未|不)"
)
_PREDICATES = ("predicate-words", "reporting-verbs", "modality-words")
_HELD = regex.compile(r"(?:股份|股权|股本|表决权|权益)")
_RATE_METRIC = regex.compile(r"(?:率|利率|比率|税率|费率)$")
_BEHIND = regex.compile(r" ?(?:左右|以上|以下)?(?P<of>的)?(?P<what>[\p{Han}a-z]{2,14})")
_NOUN_ON = regex.compile(r"[额量值率数价费]|的?(?:总额|总量|增长|增速|缺口|规模)")
_LEVEL_OF = regex.compile(r"水平|水准|标准")
_SAID_OF = regex.compile(r"[被都均将已在为是]|予以|基于")
_WHERE_IT_STANDS = regex.compile(
    r"(?:历史|日内|年内|极|较|最|相对|阶段|惊人)?[的]?(?:[高低新]?[水位点]平?|关口|大关|门槛|基础|区间|位置|上方|下方|附近|一线|目标|速度|幅度|比例|情况|[正负]?增长|走势|[涨跌升降]势|[增涨跌升降]幅)"
)
"""23%左右的高位: a noun behind that only says where the value stands."""


def share_of_whole(clue: Clue) -> Reading | None:
    """A part of a named whole: 占出口总值的59%, 占出口商的78%."""
    if clue.quantity.form not in (Form.PERCENT, Form.FRACTION):
        return None
    inside = [w for w in clue.ctx.words("share-words").within(clue.floor, clue.quantity.start) if _is_verb(w)]
    if not inside:
        if "占" not in clue.ctx.folded[clue.quantity.start : clue.quantity.core[0] or clue.quantity.end]:
            return None
        return Reading("share_of_whole", Kind.SHARE, clue.phrase())
    word = inside[-1]
    changed = list(clue.ctx.words("change-words").within(word.end, clue.quantity.start))
    if changed and clue.run.of("change-words"):
        return None
    whole = clue.ctx.text[word.start : clue.quantity.start].strip("的了约近超为达到 ")
    phrase = parse(clue.ctx, clue.floor, word.start, share=True)
    subject = phrase.subject
    metric = phrase.metric if phrase.listed else None
    if subject is None and phrase.metric is not None and metric is None and is_group(clue.ctx, word.start):
        # 大企业占63%: the phrase before 占 is who holds the share
        subject = replace(phrase.metric, type="Group")
    if metric is None:
        words = whole if len(whole) > 2 else "占比"
        metric = Ref(None, words, words, "Metric")
    return Reading("share_of_whole", Kind.SHARE, replace(phrase, metric=metric, subject=subject))


def share_noun(clue: Clue) -> Reading | None:
    """A share named by a noun: 在中国对外贸易的占比接近40%, 可追踪的订单占比55.9%."""
    if clue.quantity.form not in (Form.PERCENT, Form.FRACTION) or clue.run.of("change-words"):
        return None
    word = clue.run.of("share-nouns") or next(
        iter(reversed(clue.ctx.words("share-nouns").within(clue.floor, clue.quantity.start))), None
    )
    if word is None:
        return None
    modals = clue.ctx.words("modality-words").within(clue.floor, word.start)
    wish = [hit for hit in modals if hit.entry.get("modality") == "target"]
    # 公司希望|海外市场占比能达到35%: whoever wishes stands before the wish
    phrase = parse(clue.ctx, wish[-1].end if wish else clue.floor, word.start, share=True)
    # 持股比例 says of itself what it is; 占比 needs its whole: 在中国对外贸易的占比
    whole = word.end - word.start < 3 and word.start - phrase.start <= 14
    start = phrase.start if whole else word.start
    words = clue.ctx.text[start : word.end].strip("“”的 ")
    subject = phrase.subject
    if subject is None and phrase.metric is not None and is_group(clue.ctx, phrase_end(clue.ctx, word.start)):
        # 新兴市场的份额: the group holds it
        subject = replace(phrase.metric, type="Group")
        words = clue.ctx.text[word.start : word.end]
    if subject is not None and words.startswith(subject.text):
        rest = words.removeprefix(subject.text).removeprefix("的")
        words = words if not rest or rest[0] in "和与及、或" else rest
    of = phrase_end(clue.ctx, word.start)
    holders = group(clue.ctx, clue.floor, of) if of < word.start and is_group(clue.ctx, of) else None
    if holders is not None and subject is not None and clue.ctx.text.startswith(subject.text, holders[0]):
        # 新兴市场和发展中经济体的份额: both hold it
        subject, words = ref_of(clue.ctx, *holders, "Group"), clue.ctx.text[word.start : word.end]
    return Reading(
        "share_noun", Kind.SHARE, replace(phrase, metric=Ref(None, words, words, "Metric"), subject=subject)
    )


def share_among(clue: Clue) -> Reading | None:
    """A part of a group, of which something is said: 45%的独角兽企业认为海外拓展至关重要."""
    if clue.quantity.form not in (Form.PERCENT, Form.FRACTION):
        return None
    ctx, end = clue.ctx, clue.quantity.end
    of = ctx.folded.startswith(("的", "以上的", "左右的"), end)
    start = end + 1 if of else end
    if not of and clue.quantity.form is Form.PERCENT and clue.run.words and not clue.run.of("fillers"):
        return None
    ceil = min(clue.ceil, start + 24)
    group = _group_after(ctx, start, ceil)
    if group is None:
        return None
    name = ctx.text[start:group].strip("“”的 ")
    rest_end = clue.clause.end
    rest = ctx.text[group:rest_end]
    quantity = ctx.quantities.within(group, rest_end)
    if quantity:
        # 70%的城镇居民和80%以上的农民工都在小微企业就业: what is said stands behind the last of them
        far = _group_after(ctx, quantity[-1].end + 1, rest_end)
        rest = ctx.text[far:rest_end] if far else rest
    said = _said(rest)
    if not said and clue.clause.index + 1 < len(clue.sentence.clauses):
        following = clue.sentence.clauses[clue.clause.index + 1]
        said = _said(ctx.text[following.start : following.end]).removeprefix("他们").removeprefix("其")
    held = _HELD.search(name)
    phrase = clue.phrase()
    if held or not said:
        metric = Ref(None, name, name, "Metric")
        return Reading("share_among", Kind.SHARE, replace(phrase, metric=metric), confidence=0.7)
    metric = Ref(None, said, said, "Metric")
    subject = Ref(None, name, name, "Group")
    return Reading("share_among", Kind.SHARE, NounPhrase(metric, subject, phrase.scope, True, phrase.start))


def rate_level(clue: Clue) -> Reading | None:
    """A rate that is a level of its own: 毛利率为20%, 失业率5.5%."""
    if clue.quantity.form not in (Form.PERCENT, Form.FRACTION):
        return None
    phrase = clue.phrase()
    behind = noun_behind(clue) if not phrase.listed else None
    if behind is not None:
        # 供应了欧洲约5%的天然气需求
        phrase = replace(phrase, metric=behind)
    return Reading("rate_level", rate_kind(phrase.metric), phrase, confidence=0.7)


def noun_behind(clue: Clue) -> Ref | None:
    """What a part is of where that stands behind it: 三分之一|的股份, 约22%的|国内航班, 5%票面利率."""
    ctx, quantity = clue.ctx, clue.quantity
    behind = _BEHIND.match(ctx.folded, quantity.end, clue.ceil)
    if behind is None:
        return None
    start, end = behind.span("what")
    known = ctx.metrics.starting_at(start) or ctx.metrics.ending_at(end, floor=start)
    if behind["of"] is None and known is None:
        known = next(iter(ctx.metrics.within(start, end)), None)  # 5%票面利率|水平
        known = known if known is not None and _LEVEL_OF.match(ctx.folded, known.end) else None
    if behind["of"] is None:
        return metric_of(ctx, start, known.end) if known is not None and known.start <= start + 2 else None
    starts = [hit.start for hit in ctx.predicates.within(start + 2, end) if hit.end - hit.start > 1]
    starts += [hit.start for hit in ctx.verbs.within(start + 2, end)]
    said = _SAID_OF.search(ctx.folded, start + 2, end)
    whole = next((hit.end for hit in ctx.metrics.within(start, end)), end)
    if whole < end and ctx.metrics.starting_at(whole) is None and not _NOUN_ON.match(ctx.folded, whole):
        end = whole  # 一半的液化气产能|仅出于经济考虑
    end = min([end, *starts, *([said.start()] if said is not None else [])])
    if _WHERE_IT_STANDS.fullmatch(ctx.folded, start, end) is not None:
        return None
    return metric_of(ctx, start, end)


def rate_kind(metric: Ref | None) -> Kind:
    """What a percentage of a metric is: a level of a rate (毛利率), else a share."""
    if metric is not None and _RATE_METRIC.search(metric.text):
        return Kind.LEVEL
    return Kind.SHARE


def phrase_end(ctx: Context, at: int) -> int:
    """Where the words before an offset end without 的."""
    return at - 1 if ctx.folded[at - 1 : at] == "的" else at


def _group_after(ctx: Context, start: int, end: int) -> int | None:
    """Where the group noun that follows here ends."""
    found: int | None = None
    for noun in ctx.words("group-nouns").within(start, end):
        if found is not None and noun.start > found:
            break
        found = noun.end
        if (
            _PREDICATE_START.match(ctx.folded, found)
            or any(ctx.words(scheme).starting_at(found) for scheme in _PREDICATES)
            or ctx.verbs.starting_at(found)
        ):
            return found
    if found is None and ctx.folded.startswith("人", start):
        return start + 1
    return found


def _said(words: str) -> str:
    said = words.strip("，。 ")
    while True:
        for filler in ("都", "均", "也", "会", "已经", "已", "则", "就", "将", "表示", "还"):
            if said.startswith(filler):
                said = said.removeprefix(filler)
                break
        else:
            return said.strip("，。： ")


def _is_verb(word: Hit) -> bool:
    return "share-nouns" not in word.entry.schemes
