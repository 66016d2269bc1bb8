"""Two numbers that are one range (40%-50%, 84.5亿至85亿, 大于10且小于20), or one figure said twice."""

from __future__ import annotations

from decimal import Decimal

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.units import Tables
from kg.extract.zh.tokens import Token
from kg.model import Bound

_AND = frozenset(("", "，", "且", "并", "并且", "而且", "同时", "但", "又"))
_RATES = (Form.FRACTION, Form.PERCENT)
_ROUGH = Decimal("0.1")
"""How far the rough word may be from the exact figure: 超过一半（55%）."""
_EXCHANGED = frozenset({Decimal(1), Decimal(100)})
_EXCHANGES = ("兑换", "兑", "可兑换", "可兑", "兑换约", "兑约", "约兑", "约兑换")


def connected(folded: str, tables: Tables, first: Token, second: Token) -> bool:
    """Whether the words between two numbers make them the ends of a range."""
    gap = folded[first.end : second.start].strip()
    if len(gap) > 1 and gap[-1] in "近约逾超":
        gap = gap[:-1]  # 近20%至近37%
    if not gap or len(gap) > 3:
        return False
    found = tables.connectors.starting(gap, 0)
    if found is None or found[0] != len(gap):
        return False
    if found[1]:
        end = second.core[1]
        if folded.startswith("间", end):
            second.unit, second.end, first.weak, second.weak = None, end + 1, False, False
            return True
        return folded.startswith(("之间", "间"), second.end)
    opener = tables.openers.ending(folded, first.start)
    return gap not in ("到", "至") or opener is None or opener[1] != "change"


def join(folded: str, first: Token, second: Token) -> bool:
    """Makes one range of two numbers, in the second; False when their values or units do not allow it."""
    if first.high is not None:
        return False
    low, high = first.value, second.value
    if first.unit is None:
        if second.unit is not None and second.unit.factor is not None:
            low *= second.unit.factor
        if (
            first.number.scale == 1
            and second.number.scale > 1
            and abs(first.number.value) < second.number.digits
        ):
            low *= second.number.scale
    elif second.unit is None or first.unit.code != second.unit.code:
        if not (first.unit.form is Form.MONEY and second.unit is None):
            return False
        second.unit = first.unit
    if low >= high:
        return False
    second.start, second.core = first.start, (first.core[0], second.core[1])
    second.value, second.high = low, high
    second.bound = Bound.RANGE
    second.weak = first.weak and second.weak
    second.chinese = False
    if folded.startswith("之间", second.end):
        second.end += 2
        second.weak = False
    return True


def bounded_both(folded: str, low: QuantitySpan, high: QuantitySpan) -> QuantitySpan | None:
    """大于10且小于20 is one range, 不大于50不小于20 too."""
    start, end = low.start, high.end
    gap = folded[low.end : high.start].strip("的 ")
    if low.bound is Bound.MAX and high.bound is Bound.MIN:
        low, high = high, low
    if (
        low.bound is Bound.MIN
        and high.bound is Bound.MAX
        and (low.unit == high.unit or low.form is Form.BARE)
        and low.value < high.value
        and gap in _AND
    ):
        middle = (low.value + high.value) / 2
        return high._replace(
            start=start,
            end=end,
            value=middle,
            bound=Bound.RANGE,
            lower=low.value,
            core=(min(low.core[0], high.core[0]), max(low.core[1], high.core[1])),
        )
    return None


def exchanged(folded: str, first: QuantitySpan, second: QuantitySpan) -> QuantitySpan | None:
    """1美元兑换160日元 is one rate, at what one gets; it begins with the unit that is exchanged."""
    if (
        first.form is Form.MONEY
        and second.form is Form.MONEY
        and first.value in _EXCHANGED
        and folded[first.end : second.core[0]].strip() in _EXCHANGES
    ):
        return second._replace(start=first.start)
    return None


def said_again(folded: str, rough: QuantitySpan, exact: QuantitySpan) -> QuantitySpan | None:
    """超过一半（55%） is one quantity at the precise value."""
    if (
        rough.form in _RATES
        and exact.form in _RATES
        and exact.start - rough.end == 1
        and folded[rough.end] in "（("
        and folded[exact.end : exact.end + 1] in ("）", ")")
        and abs(rough.value - exact.value) <= _ROUGH
    ):
        return exact._replace(start=rough.start, end=exact.end + 1)
    return None
