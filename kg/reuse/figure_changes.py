"""What became of a figure in a copy: the number, its unit, its precision, the words of bound around it.

Another number is a changed one only where nothing else explains it: not the next state of something that moves, not another
figure of the same text that came to stand there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import Bound, Change, Mention, Quantity
from kg.model.agreement import Agreement, agreement, slip
from kg.reuse.moments import at_once, at_two_times, is_traded, maybe_one_moment, one_moment, traded_metrics
from kg.reuse.places import core
from kg.reuse.sides import Side, Sides

_COARSER = frozenset({Agreement.ROUNDED, Agreement.CUT, Agreement.END})
_REACH = 8
"""Characters beside a figure in which a word of bound stands."""


class Told(NamedTuple):
    """A change: its kind, the words before and after, and why in English and Chinese."""

    kind: Change
    before: str
    after: str
    why: str
    why_zh: str


def figure_change(both: Sides) -> Told | None:
    """What happened to the figure itself, None where its written words stayed or where it is another figure."""
    one, other = both.earlier.mention, both.later.mention
    a, b, edit = one.quantity, other.quantity, both.pair.figure
    if a is None or b is None or edit is None or a.kind is not b.kind:
        return None
    first, second = _plain(a.text), _plain(b.text)
    # 5000亿元 and 5000亿 are one figure, of which the one leaves the unit to the reader
    if first.startswith(second) or second.startswith(first):
        return None
    # 跌超5% and 跌幅扩大至8.8% are two moments: only the figure may differ for it to be a changed one
    if len(edit.before) > len(a.text) + 3 or len(edit.after) > len(b.text) + 3:
        return None
    told, traded = f"{a.text} → {b.text}", traded_metrics(both.lexicon)
    agreed = agreement(a, b) if a.unit == b.unit else Agreement.DIFFERENT
    spelt_alike = _digits(a) == _digits(b) and _scale(a) == _scale(b)
    if agreed is Agreement.EQUAL and a.bound is b.bound and not spelt_alike:
        why = f"the same value in another spelling: {told}", f"数值相同，写法不同：{told}"
        return Told(Change.RESCALED, a.text, b.text, *why)
    if agreed in _COARSER:
        why = f"the same value with other precision: {told}", f"数值相同，精度不同：{told}"
        return Told(Change.ROUNDED, a.text, b.text, *why)
    # 7.1% and over 5% can both be right; over 60 and over 80 can too, but one stands in the other's place
    if agreed is Agreement.EQUAL or (agreed is Agreement.OPEN and a.bound is not b.bound):
        return None
    if not _one_thing(one, other) or not maybe_one_moment(one, other, traded):
        return None
    if _has(both.earlier, b.text) or _has(both.later, a.text):
        return None
    if _digits(a) == _digits(b):
        why = f"the same number in another unit: {told}", f"数字相同，单位变了：{told}"
        return Told(Change.UNIT, a.text, b.text, *why)
    if a.unit != b.unit:
        return None
    if slip(a, b):
        return Told(Change.DIGIT, a.text, b.text, f"a slipped digit: {told}", f"数字疑有笔误：{told}")
    if not one_moment(one, other, traded):
        return None
    return Told(Change.FIGURE, a.text, b.text, f"another figure: {told}", f"数字变了：{told}")


def bound_change(both: Sides) -> Told | None:
    """A word of bound beside the figure that was dropped, added or replaced by one that bounds it otherwise: 近46% → 46%."""
    one, other = both.earlier.mention, both.later.mention
    a, b = one.quantity, other.quantity
    if a is None or b is None or not both.same_claim or a.bound is b.bound or at_two_times(one, other):
        return None
    traded = traded_metrics(both.lexicon)
    if any(is_traded(m, traded) for m in (one, other)) and not at_once(one, other):
        return None
    before, after = bound_words(both.earlier, both.lexicon), bound_words(both.later, both.lexicon)
    if before == after or both.still_told(_bound) or both.told_before(_bound):
        return None
    return Told(
        Change.BOUND,
        before,
        after,
        f"{a.text} was {a.bound.value} and became {b.bound.value}",
        f"{a.text}前后表示程度的词变了：“{before}”成了“{after}”",
    )


def bound_words(side: Side, lexicon: Lexicon) -> str:
    """The words right before and behind the figure that say how exact it is, as they are written; "" where none do."""
    words = _approximators(lexicon)
    place = core(side.mention)
    inner = side.folded[place.start : place.end]
    head = side.folded[max(0, place.start - _REACH) : place.start].rstrip()
    tail = side.folded[place.end : place.end + _REACH].lstrip()
    before = next((w for w in words.before if inner.startswith(w) or _ends(head, w)), "")
    after = next((w for w in words.after if w in inner[1:] or tail.startswith(w)), "")
    return "…".join(filter(None, (before, after)))


class _Approximators(NamedTuple):
    """Words that say how exact a number is, the longest first."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=4)
def _approximators(lexicon: Lexicon) -> _Approximators:
    by_place: dict[str, set[str]] = {"before": set(), "after": set()}
    for entry in lexicon.of_scheme("approximators"):
        if entry.get("bound") != Bound.EXACT.value and entry.get("position") in by_place:
            by_place[entry.get("position") or ""] |= {fold(name) for name in entry.names}
    before, after = (tuple(sorted(found, key=lambda word: (-len(word), word))) for found in by_place.values())
    return _Approximators(before, after)


def _ends(head: str, word: str) -> bool:
    """Whether a word stands at the end, an English one as a whole word."""
    if not head.endswith(word):
        return False
    return not (word[0].isascii() and word[0].isalpha() and head[: -len(word)][-1:].isalnum())


def _bound(m: Mention) -> Bound | None:
    return m.quantity.bound if m.quantity else None


def _one_thing(one: Mention, other: Mention) -> bool:
    """Whether nothing but the figure tells the two apart."""

    def differ(a: object, b: object) -> bool:
        return a is not None and b is not None and a != b

    return not (
        differ(one.metric and one.metric.key(), other.metric and other.metric.key())
        or differ(one.subject and one.subject.key(), other.subject and other.subject.key())
        or differ(one.speaker and one.speaker.key(), other.speaker and other.speaker.key())
        or {ref.key() for ref in one.scope} != {ref.key() for ref in other.scope}
        or differ(one.baseline, other.baseline)
    )


def _has(side: Side, figure: str) -> bool:
    """Whether a text has a figure anywhere: what came to stand in its place is then another figure of it."""
    return re.search(rf"(?<![\d.,]){re.escape(fold(figure))}", side.folded) is not None


def _plain(words: str) -> str:
    return "".join(c for c in fold(words) if c.isalnum() or c in ".%")


def _digits(quantity: Quantity) -> str:
    return "".join(c for c in fold(quantity.text) if c in "0123456789.").strip(".")


def _scale(quantity: Quantity) -> str:
    return "".join(c for c in fold(quantity.text) if c in "千万亿兆%‰")
