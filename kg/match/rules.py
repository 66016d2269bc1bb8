"""The rules: each looks at two claims side by side and says how they stand to each other, or nothing. The first that speaks counts.

A rule is a function with one sentence and an example; what it finds has a score, the two slots that decided, and one sentence in
each language that names both values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.match.pairs import Link, Pair
from kg.match.periods import SESSION, TICK, Times, at_once, of_its_day, one_state, session
from kg.match.sentences import SLOTS_ZH, left_out, period, speaker, values, when, when_zh
from kg.model import Bound, Modality, Relation
from kg.model.agreement import Agreement, slip, telling

_ONE_PERIOD = frozenset({Times.EQUAL, Times.TOLD_TWICE, Times.FISCAL})
_MAYBE_ONE = frozenset({Times.UNKNOWN, Times.NONE, Times.SOME_MOMENT})
_OTHER_PERIODS = frozenset({Times.APART, Times.WITHIN, Times.OVERLAPPING, Times.MOMENTS})
_AGREE = frozenset({Agreement.EQUAL, Agreement.ROUNDED, Agreement.CUT, Agreement.END})
_AHEAD = frozenset({Modality.FORECAST, Modality.POSSIBLE, Modality.TARGET, Modality.PLANNED})
NEAR_DAYS = 31
"""Sources that say no period tell of one state when they are published so near to each other."""
NEXT_DAY = 1
"""The same for values of fewer than `EXACT` digits, which another day may well have too."""
EXACT = 4
_COPY_DAYS = 3
_SURE = 0.7
"""A contradiction is told only of mentions that are at least so sure: an error of extraction looks like one."""
_LIKELY = 0.55
_ALIKE = 0.3
"""Share of the wording that two clauses have in common at least, where they do not spell out whose figure it is."""


class Finding(NamedTuple):
    """What a rule says. `score` is how sure it is, from 0 to 1, of two mentions that are read rightly."""

    relation: Relation
    slots: tuple[str, str]
    score: float
    detail: str
    detail_zh: str


def other_basis(p: Pair) -> Finding | None:
    """Two bases of one figure: 同比 5% and 环比 5%, in yuan and in dollars, real and nominal."""
    if p.basis is None or not p.alike_but_basis or not _one_period(p):
        return None
    slot, one, other = p.basis
    return Finding(
        Relation.OTHER_BASIS,
        (slot, "value"),
        0.8,
        f"{values(p)}: measured on another basis, {one} against {other}",
        f"{values(p)}：口径不同，一为{one}，一为{other}",
    )


def revised_at_once(p: Pair) -> Finding | None:
    """A forecast or figure and what takes its place, told in one breath: 将增长预期从4.4%下调至3.6%."""
    if not p.passage or not p.revision or not p.alike_but_period:
        return None
    return Finding(
        Relation.REVISED,
        ("value", "period"),
        0.8,
        f"{values(p)}: one sentence tells of the figure and of what takes its place ({p.revision})",
        f"{values(p)}：同一句话给出原值与修正值（{p.revision}）",
    )


def revised(p: Pair) -> Finding | None:
    """A later figure for the same period, told with a word of revision: 一季度增长从5.3%修正为5.4%."""
    if not p.revision or p.agreement in _AGREE or not p.alike or p.times is not Times.EQUAL:
        return None
    if not p.one_voice or not p.spelt_out or p.told_apart:
        return None
    return Finding(
        Relation.REVISED,
        ("value", "period"),
        0.8,
        f"{values(p)}: the later one revises the earlier one ({p.revision})",
        f"{values(p)}：后者修正前者（{p.revision}）",
    )


def from_to(p: Pair) -> Finding | None:
    """An old and a new value in one breath: 清关时间从1天优化至3小时."""
    if not p.passage or not p.alike_but_period:
        return None
    return Finding(
        Relation.UPDATE,
        ("value", "period"),
        0.8,
        f"{values(p)}: one sentence tells of the value before and after",
        f"{values(p)}：同一句话先后给出变化前后的数值",
    )


def told_again(p: Pair) -> Finding | None:
    """One figure under two periods that may be one: 截至5月底 and 1至5月, both 1,234.5亿元."""
    if p.times not in (Times.WITHIN, Times.MOMENTS) or p.agreement is not Agreement.EQUAL or not p.agreeable:
        return None
    if p.traded or telling(p.a.quantity) < 4 or not one_state(*p.mentions) or not p.near(NEAR_DAYS):
        return None
    return Finding(
        Relation.SAME,
        ("value", "period"),
        0.7,
        f"{values(p)}: the same, of a time that one tells by its end and the other as a span",
        f"{values(p)}：数值相同，一处以时点、一处以期间说明时间",
    )


def update(p: Pair) -> Finding | None:
    """Two points of one timeline: exports in 2015 and in 2016."""
    grown = p.agreement not in _AGREE or p.days_apart
    later = p.times is Times.TOLD_TWICE and grown and not _one_session(p)
    if p.mixed or not p.news or (p.times is not Times.TOLD_TWICE and not p.as_long):
        return None
    if p.of_event and p.times not in (Times.EQUAL, Times.SOME_MOMENT):
        return None
    if p.traded and not p.like_moments:
        return None
    if not (later or p.times in _OTHER_PERIODS or _later_that_day(p)) or not p.alike:
        return None
    if p.wording < _ALIKE and not p.spelt_out:
        return None
    return Finding(
        Relation.UPDATE,
        ("period", "value"),
        0.9,
        f"{values(p)}: the same series in another period, {period(p.a.mention)} and {period(p.b.mention)}",
        f"{values(p)}：同一序列的不同时期，{period(p.a.mention)}与{period(p.b.mention)}",
    )


def spread(p: Pair) -> Finding | None:
    """Forecasts of one figure by different people: 高盛预计增长4.8%, 摩根士丹利预计4.5%."""
    if not (p.modality <= _AHEAD and p.two_voices and p.alike and _one_period(p)):
        return None
    if p.agreement in _AGREE:
        return None
    return Finding(
        Relation.SPREAD,
        ("speaker", "value"),
        0.85,
        f"{values(p)}: forecasts by different people, {speaker(p.a.mention)} and {speaker(p.b.mention)}",
        f"{values(p)}：不同人的预测，{speaker(p.a.mention)}与{speaker(p.b.mention)}",
    )


def same(p: Pair) -> Finding | None:
    """The same value of the same series and period: 46% in two papers; a scope that one leaves out is told."""
    if p.agreement is not Agreement.EQUAL or not p.agreeable:
        return None
    if p.traded and p.a.quantity.bound is not p.b.quantity.bound and not p.one_quotation:
        return None
    score = _told(p)
    if score is None:
        return None
    left = left_out(p)
    return Finding(
        Relation.SAME,
        ("value", "period"),
        score,
        f"{values(p)}: the same value of the same series{when(p)}{left[0]}",
        f"{values(p)}：同一序列{when_zh(p)}的同一数值{left[1]}",
    )


def rounded(p: Pair) -> Finding | None:
    """The coarser of two values is what the finer rounds to: 3,258,608股 and 325.86万股; 近10倍 and 9.8倍."""
    if p.agreement is not Agreement.ROUNDED or not p.agreeable or _two_moments(p) or p.qualified:
        return None
    score = _told(p)
    if score is None or p.days_apart or (p.told_apart and p.bare):
        return None
    left = left_out(p)
    return Finding(
        Relation.ROUNDED,
        ("value", "period"),
        score - 0.05,
        f"{values(p)}: they agree to the precision of the coarser{when(p)}{left[0]}",
        f"{values(p)}：按较粗一方的精度一致{when_zh(p)}{left[1]}",
    )


def cut(p: Pair) -> Finding | None:
    """Digits cut off instead of rounded: 86.78% told as 86.7%."""
    if (
        p.agreement is not Agreement.CUT
        or not p.agreeable
        or p.qualified
        or _told(p) is None
        or _two_moments(p)
    ):
        return None
    return Finding(
        Relation.ROUNDED,
        ("value", "period"),
        0.75,
        f"{values(p)}: the coarser has the last digits of the finer cut off, where rounding would give another one",
        f"{values(p)}：较粗一方截去末位而未四舍五入",
    )


def range_end(p: Pair) -> Finding | None:
    """A range against one of its ends or a value in it: 7至8倍 and 最高8倍."""
    if p.agreement is not Agreement.END or not p.agreeable or _told(p) is None or _two_moments(p):
        return None
    return Finding(
        Relation.ROUNDED,
        ("value", "period"),
        0.75,
        f"{values(p)}: one is a range, the other an end of it or a value in it",
        f"{values(p)}：一为区间，一为其端点或其中的数值",
    )


def slipped(p: Pair) -> Finding | None:
    """A figure and its copy that differ by a factor of ten or by a digit: 19226亿元 and 1.92亿元, 3,258,608 and 3,285,608."""
    if p.agreement is not Agreement.DIFFERENT or not p.alike or not p.near(_COPY_DAYS) or p.traded:
        return None
    if not (p.times in _ONE_PERIOD or (p.times in _MAYBE_ONE and p.wording > 0.6)) or p.confidence < _LIKELY:
        return None
    found = slip(p.a.quantity, p.b.quantity)
    if found is None or p.days_apart or p.mixed or p.side_by_side or (p.told_apart and p.wording <= 0.6):
        return None
    if found.power is None and not (p.times in _ONE_PERIOD or at_once(*p.mentions)):
        return None
    if found.power is None:
        told, told_zh = "a digit is slipped", "疑有个别数字写错"
    else:
        told, told_zh = (
            f"a factor of 10^{found.power} apart, a slipped unit or digit",
            f"相差10的{found.power}次方，疑为单位或数位之误",
        )
    return Finding(
        Relation.CONTRADICTS,
        ("value", "period"),
        0.8,
        f"{values(p)}: {told}",
        f"{values(p)}：{told_zh}",
    )


def other_scope(p: Pair) -> Finding | None:
    """Near enough to be taken for each other, but of another scope, subject or metric: 集团收入 and 云业务收入."""
    if p.alike or p.basis is not None or not _one_period(p) or p.agreement is Agreement.OPEN:
        return None
    slot, one, other = p.conflict or p.left_out
    return Finding(
        Relation.OTHER_SCOPE,
        (slot, "value"),
        0.75,
        f"{values(p)}: of another {slot}, {one} against {other}",
        f"{values(p)}：{SLOTS_ZH[slot]}不同，一为{one}，一为{other}",
    )


def contradicts(p: Pair) -> Finding | None:
    """One series and period, and values that cannot both be right: 净利润增长12% and 21%."""
    if p.agreement is not Agreement.DIFFERENT or not p.alike or p.times is not Times.EQUAL or p.traded:
        return None
    if p.told_apart or p.mixed or p.modality != {Modality.ASSERTED} or p.confidence < _SURE:
        return None
    if p.two_voices and not p.known_subject:
        return None
    if not (p.a.linked or p.near(0)) or p.unexplained or not p.spelt_out or not p.over:
        return None
    return Finding(
        Relation.CONTRADICTS,
        ("value", "period"),
        0.75,
        f"{values(p)}: the same series and period, and they cannot both be right",
        f"{values(p)}：同一序列、同一时期，两者不能同时成立",
    )


Rule = Callable[[Pair], Finding | None]

RULES: tuple[Rule, ...] = (
    revised_at_once,
    from_to,
    other_basis,
    revised,
    told_again,
    update,
    spread,
    same,
    rounded,
    cut,
    range_end,
    slipped,
    other_scope,
    contradicts,
)
"""In the order in which they are asked."""


def _one_period(p: Pair, *, maybe: bool = False) -> bool:
    return p.times in _ONE_PERIOD or (maybe and p.times in _MAYBE_ONE and p.near(NEAR_DAYS))


def _later_that_day(p: Pair) -> bool:
    """Whether two sources tell of their own day at two hours, and not the same."""
    if not p.running or p.traded or p.agreement in _AGREE or p.side_by_side:
        return False
    if at_once(*p.mentions, TICK):
        return False
    return not any(m.period and m.period.at for m in p.mentions)


def _two_moments(p: Pair) -> bool:
    """Whether a price, or what is only bounded, is told twice on a day, at moments that need not be one."""
    if p.traded:
        return not p.one_quotation
    if p.times is Times.UNKNOWN and any(map(of_its_day, p.mentions)):
        return not at_once(*p.mentions)
    bounded = {Bound.MIN, Bound.MAX} & {p.a.quantity.bound, p.b.quantity.bound}
    return p.times is Times.SOME_MOMENT and bool(bounded)


def _in_one_session(p: Pair, *, exact: bool) -> bool:
    """Whether two prices can be of one moment: told at once, or, the same to the digit, within a session."""
    return at_once(*p.mentions, session(p.a.quantity, p.b.quantity)) if exact else at_once(*p.mentions)


def _one_session(p: Pair) -> bool:
    """Whether two traded figures are of one session, though their texts date it on two days."""
    one, other = (m.period for m in p.mentions)
    return p.traded and at_once(*p.mentions, SESSION) and bool(one and other and one.at == other.at)


def _told(p: Pair) -> float | None:
    """How sure it is that two values that agree are one figure, None where they need not be.

    What one text leaves out wants a value that tells: one of two digits, of three where the subject or metric is wider.
    """
    digits = min(telling(p.a.quantity), telling(p.b.quantity))
    if p.modality != {Modality.ASSERTED} and len(p.modality) > 1 and digits < 2:
        return None
    wider = p.subject is not Link.SAME or p.metric is not Link.SAME
    need = (3 if wider else 2) + (len(p.silent) > 1) if p.silent else 1
    if p.side_by_side or (p.silent and p.told_apart):
        return None
    score = 0.95 - 0.1 * len(p.silent)
    match p.times:
        case Times.EQUAL:
            if p.traded and not (p.either_over or _in_one_session(p, exact=True)):
                return None
        case Times.TOLD_TWICE:
            if (p.traded or (p.days_apart and digits < EXACT)) and not _one_session(p):
                return None
            need, score = max(need, 2 if p.traded or p.days_apart else 1), score - 0.05
        case Times.FISCAL:
            need, score = max(need, 2), score - 0.1
        case Times.SOME_MOMENT:
            need, score = max(need, 3 if p.traded else 2), score - 0.15
        case Times.UNKNOWN | Times.NONE:
            exact = p.agreement is Agreement.EQUAL
            days = NEAR_DAYS if digits >= EXACT else NEXT_DAY
            if not (_in_one_session(p, exact=exact) if p.traded else p.near(days)):
                return None
            need, score = max(need, 2), score - 0.15
        case _:
            return None
    return score if digits >= need else None
