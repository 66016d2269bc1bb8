"""What became of a claim on its way into a copy.

A mutation needs both: two mentions at one place of an aligned passage whose slots differ, and an edit of the very words.
Words that stayed and were only read otherwise, because something around them differs, are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import Bound, Change, Modality, Mutation, Quantity, Reuse, Text, ids, mutation
from kg.reuse.places import Pair, aligned, pairs

__all__ = ["aligned", "mutations"]

_WORDS = {
    Change.SPEAKER: ("the speaker", "说话人"),
    Change.PERIOD: ("the period", "时间"),
    Change.SCOPE: ("part of what is measured", "统计范围"),
}


def mutations(
    reuse: Reuse, later: Text, earlier: Text, *, lexicon: Lexicon, base: str = ids.DEFAULT_BASE
) -> list[Mutation]:
    """The changes of claims along this reuse, in the order of the later text; the two texts may come in any order."""
    texts = {text.source.id: fold(text.text) for text in (later, earlier)}
    found = {
        change.id: change
        for pair in pairs(reuse, later, earlier)
        for change in _changes(reuse, pair, texts[reuse.later.id], texts[reuse.earlier.id], base)
    }
    return list(found.values())


def _changes(reuse: Reuse, pair: Pair, later: str, earlier: str, base: str) -> Iterator[Mutation]:
    one, other = pair.earlier, pair.later

    def made(kind: Change, before: str, after: str, why: str, why_zh: str) -> Mutation:
        return mutation(
            reuse, kind, one, other, before=before, after=after, why=why, why_zh=why_zh, base=base
        )

    if one.quantity and other.quantity:
        told = _figure(pair, one.quantity, other.quantity)
        if told is not None:
            kind, why, why_zh = told
            yield made(kind, one.quantity.text, other.quantity.text, why, why_zh)
        elif _value_stays(one.quantity, other.quantity) and _bound_edited(pair):
            before, after = _bound_words(pair)
            a, b = one.quantity.bound.value, other.quantity.bound.value
            yield made(
                Change.BOUND,
                before,
                after,
                f"{one.quantity.text} was {a} and became {b}",
                f"{one.quantity.text}前后表示程度的词变了：“{before}”成了“{after}”",
            )
    for kind, before, after in _slots(pair, later, earlier):
        name, name_zh = _WORDS[kind]
        yield made(
            kind,
            before,
            after,
            f"{name} changed from {before} to {after}" if after else f"{name} was dropped: {before}",
            f"{name_zh}由{before}变成{after}" if after else f"去掉了{name_zh}：{before}",
        )
    if (
        one.modality is not other.modality
        and Modality.ASSERTED in (one.modality, other.modality)
        and pair.edits
    ):
        a, b = one.modality.value, other.modality.value
        yield made(
            Change.CONDITION,
            a,
            b,
            f"told as {a}, became {b}",
            f"原文是{_MODALITY[a]}，后来成了{_MODALITY[b]}",
        )


_MODALITY = {"asserted": "事实", "planned": "计划", "forecast": "预测", "possible": "可能", "target": "目标"}


def _figure(pair: Pair, a: Quantity, b: Quantity) -> tuple[Change, str, str] | None:
    """What happened to the figure itself, None where its written words stayed."""
    edit = pair.figure
    if edit is None or _plain(a.text) == _plain(b.text):
        return None
    # 跌超5% and 跌幅扩大至8.8% are two moments: only the figure may differ for it to be a changed one
    if len(edit.before) > len(a.text) + 3 or len(edit.after) > len(b.text) + 3:
        return None
    if a.kind is not b.kind:
        return None
    told = f"{a.text} → {b.text}"
    if a.unit == b.unit and a.value == b.value:
        if a.bound is b.bound:
            return (
                Change.RESCALED,
                f"the same value in another spelling: {told}",
                f"数值相同，写法不同：{told}",
            )
        return None
    if a.unit == b.unit and _agree(a, b):
        return Change.ROUNDED, f"the same value with other precision: {told}", f"数值相同，精度不同：{told}"
    if _digits(a) == _digits(b) and (a.unit != b.unit or _scale(a) != _scale(b)):
        return Change.UNIT, f"the same number in another unit: {told}", f"数字相同，单位变了：{told}"
    if a.unit != b.unit:
        return None
    if _slipped(_digits(a), _digits(b)) or _power_of_ten(a.value, b.value):
        return Change.DIGIT, f"a slipped digit: {told}", f"数字疑有笔误：{told}"
    return Change.FIGURE, f"another figure: {told}", f"数字变了：{told}"


def _plain(words: str) -> str:
    return "".join(c for c in fold(words) if c.isalnum() or c in ".%")


def _value_stays(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and a.unit == b.unit and a.bound is not b.bound and a.kind is b.kind


def _bound_edited(pair: Pair) -> bool:
    before, after = _bound_words(pair)
    return bool(before or after)


def _bound_words(pair: Pair) -> tuple[str, str]:
    """The words that were dropped or added right beside the figure."""
    assert pair.earlier.quantity is not None
    exact = Bound.EXACT
    for edit in pair.edits:
        # 近46% and 46%左右 are a word or two; a whole clause that came or went says nothing of the bound
        if len(edit.before) <= 4 and len(edit.after) <= 4:
            bounds = (
                pair.earlier.quantity.bound,
                pair.later.quantity.bound if pair.later.quantity else exact,
            )
            if bounds[0] is not bounds[1] and _beside(pair, edit.earlier.start, edit.earlier.end):
                return edit.before, edit.after
    return "", ""


def _beside(pair: Pair, start: int, end: int) -> bool:
    quote = pair.earlier.quote
    assert pair.earlier.quantity is not None
    place = quote.start + max(0, fold(quote.exact).find(fold(pair.earlier.quantity.text)))
    return start <= place + len(pair.earlier.quantity.text) + 2 and place - 4 <= end


def _agree(a: Quantity, b: Quantity) -> bool:
    """Whether one may be the other rounded or cut: their intervals meet, or the finer one begins with the coarser's digits."""
    low, high = a.interval()
    other_low, other_high = b.interval()
    if None not in (low, high, other_low, other_high):
        assert low is not None
        assert high is not None
        assert other_low is not None
        assert other_high is not None
        if low <= other_high and other_low <= high:
            return True
    coarse, fine = (a, b) if (a.step or 0) >= (b.step or 0) else (b, a)
    return coarse.step is not None and coarse.value <= fine.value < coarse.value + coarse.step != fine.value


def _digits(quantity: Quantity) -> str:
    return "".join(c for c in fold(quantity.text) if c in "0123456789.").strip(".")


def _scale(quantity: Quantity) -> str:
    return "".join(c for c in fold(quantity.text) if c in "千万亿兆%‰")


def _power_of_ten(a: Decimal, b: Decimal) -> bool:
    if not a or not b or a == b:
        return False
    ratio = abs(a / b)
    return ratio.normalize().as_tuple().digits == (1,)


def _slipped(a: str, b: str) -> bool:
    """Whether three or more digits stand there with two neighbours swapped or one of them another."""
    a, b = a.replace(".", ""), b.replace(".", "")
    if len(a) != len(b) or len(a) < 3:
        return False
    differ = [place for place in range(len(a)) if a[place] != b[place]]
    if len(differ) == 1:
        return len(a) >= 4
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and a[differ[0]] == b[differ[1]]
        and a[differ[1]] == b[differ[0]]
    )


def _slots(pair: Pair, later: str, earlier: str) -> Iterator[tuple[Change, str, str]]:
    """Speaker, period and scope whose words went or were replaced."""
    one, other = pair.earlier, pair.later
    if one.speaker and (other.speaker is None or other.speaker.key() != one.speaker.key()):
        gone = fold(one.speaker.text) not in later and fold(one.speaker.label) not in later
        new = other.speaker is None or (
            fold(other.speaker.text) not in earlier and fold(other.speaker.label) not in earlier
        )
        if gone and new:
            yield Change.SPEAKER, one.speaker.text, other.speaker.text if other.speaker else ""
    if one.period and one.period.text and (other.period is None or other.period.key() != one.period.key()):
        words = one.period.text
        after = other.period.text if other.period else ""
        dateline = not after and re.search(re.escape(fold(words)) + "[电電讯訊]", earlier)
        # a copy leaves out the agency's line, not a period of the claim
        if not dateline and _edited(pair, words, after) and fold(words) not in later:
            yield Change.PERIOD, words, after
    kept = {ref.key() for ref in other.scope}
    for ref in one.scope:
        if ref.key() not in kept and fold(ref.text) not in later and _edited(pair, ref.text, ""):
            yield Change.SCOPE, ref.text, ""


def _edited(pair: Pair, before: str, after: str) -> bool:
    """Whether an edit of the passage took these words away, or part of them, and put those in their place."""
    return any(
        fold(before) in fold(edit.before)
        or (
            edit.before
            and fold(edit.before) in fold(before)
            and (not after or fold(edit.after) in fold(after))
        )
        for edit in pair.edits
    )
