"""The run of predicate words before a value (同比, 增长, 达, 为, 已 …), read backwards to where its noun phrase ends."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.extract.annotations import PeriodSpan
from kg.extract.context import Context
from kg.extract.zh.groups import SPACE
from kg.lexicon import Hit

_BASES = "的比较從从由自至到、和与及，, 前后以截"
"""Behind these a time is no adverb: 比3月减少, 截至3月底增长."""
_QUOTES = "“「"
"""Right before a value: 提高“个位数百分点”."""
_EACH = regex.compile(r"每(?:\p{Han}{1,3}|\d{1,4}(?:克|千克|公斤|毫升|升|吨|平方米|米|桶|人|户))$")


@dataclass(frozen=True, slots=True)
class Run:
    """The predicate words before a value, nearest first, and where the noun phrase before them ends."""

    end: int
    words: tuple[Hit, ...] = ()
    baselines: tuple[PeriodSpan, ...] = ()

    def of(self, scheme: str) -> Hit | None:
        """The word of a role that stands nearest to the value."""
        return next((word for word in self.words if scheme in word.entry.schemes), None)


def walk_back(ctx: Context, at: int, floor: int) -> Run:
    """From a value backwards over predicate words, baselines and brackets, not past `floor`."""
    words: list[Hit] = []
    baselines: list[PeriodSpan] = []
    folded = ctx.folded
    share = False
    while at > floor:
        last = folded[at - 1]
        if last in SPACE or (last in _QUOTES and not words):
            at -= 1
            continue
        baseline = ctx.baselines.ending_at(at)
        if baseline is None and words and folded[at : at + 1] == "的":
            # 为去年同期的3倍: the base of a ratio dates nothing
            baseline = ctx.periods.ending_at(at)
        if baseline is not None and baseline.start >= floor:
            baselines.append(baseline)
            # 年增, 月減 name the base and the change at once
            change = ctx.words("change-words").ending_at(at)
            if change is not None and change.start >= baseline.start:
                words.append(change)
            at = baseline.start
            continue
        if last in "）)" and words:
            opened = max(folded.rfind("（", floor, at), folded.rfind("(", floor, at))
            if opened >= 0:
                at = opened
                continue
        lasting = ctx.durations.ending_at(at)
        if lasting is not None and words and lasting.start > floor:
            at = lasting.start - 2 if folded.startswith("连续", lasting.start - 2) else lasting.start
            continue
        when = ctx.periods.ending_at(at) if words else None
        if when is not None and when.start > floor + 2:
            before = when.start - (folded[when.start - 1] == " ")
            if folded[before - 1] not in _BASES:
                # 经济|在今年|预计萎缩: when it is stands between what is measured and its predicate
                at = before - (folded[before - 1] in "在于")
                continue
        if not words:
            # 出口金额由|1月的|18.4%: the month from which it went
            month = ctx.periods.ending_at(at - (last == "的"))
            if month is not None and month.start > floor and folded[month.start - 1] in "由从自":
                at = month.start
                continue
        each = _EACH.search(folded, max(floor, at - 8), at)
        if each is not None and not words and ctx.metrics.ending_at(at) is None:
            # 油价升至每桶|100美元
            at = each.start()
            continue
        entity = ctx.entities.ending_at(at)
        if entity is not None and entity.end - entity.start > 1:
            break
        word = ctx.predicates.ending_at(at)
        if word is None or word.start < floor:
            break
        metric = ctx.metrics.ending_at(at)
        if metric is not None and metric.start >= floor and "rate-nouns" not in word.entry.schemes:
            inside = metric.start < word.start and "change-words" in word.entry.schemes
            if not inside or share:
                break
        share = share or "share-words" in word.entry.schemes
        words.append(word)
        at = word.start
    return Run(at, tuple(words), tuple(baselines))
