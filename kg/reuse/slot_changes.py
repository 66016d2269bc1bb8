"""What became of the other slots of a claim in a copy: who says it, of when, of what part, and whether it is so already.

A slot has changed only where its own words did: those that filled it must stand in what the other text does not have. Words that
stayed and were only read otherwise, because something around them differs, are no change, and neither is what the other
text says in another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.folding import fold
from kg.lexicon import leftmost
from kg.model import Change, Mention, Modality, Period, Span
from kg.model.days import days_of
from kg.reuse.figure_changes import Told
from kg.reuse.moments import (
    at_two_times,
    comes_again,
    holds_its_day,
    is_open,
    nested,
    of_its_day,
    within_a_day,
)
from kg.reuse.sides import Side, Sides

_FINEST = re.compile(r"[0-9]+\s*[年月日号时季]")
_DATELINE = "[电電讯訊]"
_AROUND = 4
"""Characters that may go with a dropped word of scope: 其中对…的."""
_MODALITY = {"asserted": "事实", "planned": "计划", "forecast": "预测", "possible": "可能", "target": "目标"}


def slot_changes(both: Sides) -> Iterator[Told]:
    """Every slot that changed, where the claim is the same else."""
    if not both.same_claim:
        return
    for kind, name, name_zh, found in (
        (Change.SPEAKER, "the speaker", "说话人", _speaker(both)),
        (Change.PERIOD, "the period", "时间", _period(both)),
        (Change.SCOPE, "part of what is measured", "统计范围", _scope(both)),
    ):
        if found is not None:
            before, after = found
            yield Told(
                kind,
                before,
                after,
                f"{name} changed from {before} to {after}" if after else f"{name} was dropped: {before}",
                f"{name_zh}由{before}变成{after}" if after else f"去掉了{name_zh}：{before}",
            )
    condition = _condition(both)
    if condition is not None:
        yield condition


def _speaker(both: Sides) -> tuple[str, str] | None:
    one, other = both.earlier.mention.speaker, both.later.mention.speaker
    if one is None or (other is not None and _letters(other.text) == _letters(one.text)):
        return None
    if at_two_times(both.earlier.mention, both.later.mention):
        return None
    # two companies that announce the same in the same words tell of two things
    if other is not None and (one == both.earlier.mention.subject or other == both.later.mention.subject):
        return None
    if not both.earlier.alone(one.text) or both.later.hints_at(one.text) or both.later.hints_at(one.label):
        return None
    if other is not None:
        new = both.later.alone(other.text) and not both.earlier.hints_at(other.text)
        # a formula that two people use on two days is said twice
        new = new and within_a_day(both.earlier.mention, both.later.mention)
        return (one.text, other.text) if new and not both.earlier.hints_at(other.label) else None
    return None if _attributed(both) else (one.text, "")


def _attributed(both: Sides) -> bool:
    """Whether the later text still tells who says it: 据海关数据 instead of 海关表示, a headline without 德媒： above 据多家德国媒体报道."""
    later = both.later
    told = {ref.key() for ref in both.earlier.mention.cites}
    if any(ref.key() not in told for ref in later.mention.cites):
        return True
    return later.in_headline and bool(both.lexicon.find(later.folded).of("reporting-verbs"))


def _period(both: Sides) -> tuple[str, str] | None:
    one, other = both.earlier.mention.period, both.later.mention.period
    if one is None or not one.text or both.still_told(_period_of) or not both.earlier.alone(one.text):
        return None
    if both.later.names(one.text):
        return None
    if other is None:
        return (one.text, "") if _is_dropped(both, one) else None
    if days_of(one) == days_of(other) or nested(one, other) or not other.text:
        return None
    if comes_again(both.earlier.mention, both.later.mention):
        return None
    if not both.later.alone(other.text) or both.earlier.names(other.text):
        return None
    return one.text, other.text


def _is_dropped(both: Sides, period: Period) -> bool:
    """Whether a reader of the later text no longer knows the period: not where it is the day of the news, the year of a plan, or told
    by its day alone."""
    later = both.later.mention
    if of_its_day(later, period) or (both.ahead and holds_its_day(later, period)):
        return False
    others = [m.period for m in both.later.text.mentions if m.period]
    if any(days_of(other) == days_of(period) or nested(other, period) for other in others):
        return False
    # a copy leaves out the agency's line, not a period of the claim
    if re.search(re.escape(fold(period.text)) + _DATELINE, both.earlier.folded):
        return False
    finest = _FINEST.findall(fold(period.text))
    return not (finest and both.later.names(finest[-1]))


def _scope(both: Sides) -> tuple[str, str] | None:
    """A word of scope that went, and little else with it: what was rewritten may say it in other words."""
    kept = {ref.key() for ref in both.later.mention.scope}
    for ref in both.earlier.mention.scope:
        words = fold(ref.text)
        if ref.key() in kept or both.later.hints_at(ref.text) or both.later.hints_at(ref.label):
            continue
        for edit in both.pair.edits:
            gone = fold(edit.before)
            if not edit.after and words in gone and len(gone) <= len(words) + _AROUND:
                return ref.text, ""
    return None


def _condition(both: Sides) -> Told | None:
    """A word of plan, forecast or possibility that only one text has, with nothing like it in the sentence of the other.

    Only of figures: what a statement says is a plan need not be said by the word that makes it one. 6月9日开市起停牌 and 将于6月9日停牌
    are told ahead both.
    """
    one, other = both.earlier.mention, both.later.mention
    if one.quantity is None or at_two_times(one, other):
        return None
    if one.modality is other.modality or Modality.ASSERTED not in (one.modality, other.modality):
        return None
    if both.still_told(_modality_of) or both.told_before(_modality_of):
        return None
    dropped = other.modality is Modality.ASSERTED
    teller, silent = (both.earlier, both.later) if dropped else (both.later, both.earlier)
    if is_open(silent.mention):
        return None
    word = _modal_word(both, teller)
    if word is None or silent.names(word) or _modals(both, silent, silent.sentence()):
        return None
    a, b = one.modality.value, other.modality.value
    return Told(
        Change.CONDITION,
        word if dropped else "",
        "" if dropped else word,
        f"told as {a}, became {b} ({word})",
        f"原文是{_MODALITY[a]}，后来成了{_MODALITY[b]}（{word}）",
    )


def _modal_word(both: Sides, side: Side) -> str | None:
    """The word in the clause that makes the claim what it is, where it stands only in this text."""
    for modality, span in _modals(both, side, side.clause()):
        if modality == side.mention.modality.value and side.is_edited(span):
            return side.text.text[span.start : span.end]
    return None


def _modals(both: Sides, side: Side, within: Span) -> list[tuple[str, Span]]:
    """The words of modality in a stretch of a text, and what each makes of a claim."""
    hits = both.lexicon.find(side.folded[within.start : within.end])
    return [
        (hit.entry.get("modality") or "", Span(within.start + hit.start, within.start + hit.end))
        for hit in leftmost(hits.of("modality-words"))
    ]


def _letters(words: str) -> str:
    return "".join(c for c in fold(words) if c.isalnum())


def _period_of(m: Mention) -> str | None:
    return m.period.key() if m.period else None


def _modality_of(m: Mention) -> Modality:
    return m.modality
