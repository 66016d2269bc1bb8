"""Whether two figures agree: by the intervals that their digits and words imply, never by a tolerance.

The rule for digits is XBRL's for duplicate facts: 500 to the hundred and 550 to the ten agree, because some number rounds to
both; 46% and 47% do not.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from enum import Enum, auto
from typing import NamedTuple

from kg.model.interval import Interval
from kg.model.mention import Bound, Quantity

_TENTH = Decimal("0.1")
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4, 8, -8)
"""Slips of one to four digits, of 万 and of 亿."""


class Agreement(Enum):
    """What two values say of each other."""

    EQUAL = auto()
    ROUNDED = auto()
    """The coarser is what the finer rounds to, or its words hold it."""
    CUT = auto()
    """The coarser is the finer without its last digits: 86.78% told as 86.7%."""
    END = auto()
    """A range, and one of its ends or a number in it."""
    OPEN = auto()
    """Both can be right, but neither says the other: more than 3 and 40."""
    DIFFERENT = auto()


class Slip(NamedTuple):
    """How a wrong figure may have come about: a factor (ten to this power), or digits in wrong places."""

    power: int | None


def agreement(a: Quantity, b: Quantity) -> Agreement:
    """What two quantities in one unit say of each other."""
    if _signs_differ(a, b):
        return Agreement.DIFFERENT
    a, b = _magnitude(a), _magnitude(b)
    if a.bound is Bound.RANGE or b.bound is Bound.RANGE:
        return _ranges(a, b)
    if a.value == b.value:
        opposite = {a.bound, b.bound} == {Bound.MIN, Bound.MAX}
        return Agreement.OPEN if opposite else Agreement.EQUAL
    if a.bound in (Bound.MIN, Bound.MAX):
        return _bounded(a, b)
    if b.bound in (Bound.MIN, Bound.MAX):
        return _bounded(b, a)
    return _digits(a, b)


def _digits(a: Quantity, b: Quantity) -> Agreement:
    """Two numbers, exact or about."""
    fine, coarse = sorted((a, b), key=lambda q: q.step or Decimal(0))
    loose = Bound.APPROX in (a.bound, b.bound)
    near = abs(a.value - b.value) <= max(abs(a.value), abs(b.value)) * _TENTH
    if (fine.step or 0) == (coarse.step or 0):
        return Agreement.OPEN if loose and near else Agreement.DIFFERENT
    one, other = Interval(*fine.interval()), Interval(*coarse.interval())
    if one.overlaps(other) and not (one.at_most(other) or other.at_most(one)):
        return Agreement.ROUNDED
    if coarse.step and not loose:
        cut = (fine.value / coarse.step).to_integral_value(ROUND_DOWN) * coarse.step
        if cut == coarse.value and _digit_count(coarse.value) > 1:
            return Agreement.CUT
    return Agreement.OPEN if loose and near else Agreement.DIFFERENT


def _bounded(bounded: Quantity, other: Quantity) -> Agreement:
    """A number that words bound from below or above, and another: 超过8万 says 8.3万 and leaves 20万 open."""
    reach = bounded.step or Decimal(0)
    if other.bound is Bound.EXACT:
        reach = max(reach, abs(bounded.value) * _TENTH)
    if other.bound is bounded.bound:
        return Agreement.OPEN
    low, high = other.interval()
    if bounded.bound is Bound.MIN:
        edge = bounded.value if bounded.lower is None else bounded.lower
        if high is not None and high <= edge:
            return Agreement.DIFFERENT
        return Agreement.ROUNDED if other.value < edge + reach else Agreement.OPEN
    edge = bounded.value if bounded.upper is None else bounded.upper
    if low is not None and low >= edge:
        return Agreement.DIFFERENT
    return Agreement.ROUNDED if other.value > edge - reach else Agreement.OPEN


def _ranges(a: Quantity, b: Quantity) -> Agreement:
    """A range and another figure."""
    one, other = Interval(a.lower, a.upper), Interval(b.lower, b.upper)
    if a.bound is b.bound:
        if one == other:
            return Agreement.EQUAL
        return Agreement.OPEN if one.overlaps(other) else Agreement.DIFFERENT
    span, point = (one, b) if a.bound is Bound.RANGE else (other, a)
    ends = (span.lower, span.upper)
    if point.value in ends:
        return Agreement.END
    if span.lower is None or span.upper is None:
        return Agreement.OPEN
    if span.lower < point.value < span.upper:
        return Agreement.END if point.bound in (Bound.EXACT, Bound.APPROX) else Agreement.OPEN
    return Agreement.DIFFERENT if point.bound is Bound.EXACT else Agreement.OPEN


def slip(a: Quantity, b: Quantity) -> Slip | None:
    """What slip makes one figure of the other: a factor of ten, a hundred, 万 …, or one digit or two neighbours changed.

    >>> slip(Quantity(Decimal("2.1"), "2.1", "1"), Quantity(Decimal("21"), "21", "1"))
    Slip(power=1)
    """
    if Bound.RANGE in (a.bound, b.bound) or not a.value or not b.value or _signs_differ(a, b):
        return None
    first, second = abs(a.value).normalize(), abs(b.value).normalize()
    one, other = first.as_tuple(), second.as_tuple()
    if one.digits == other.digits and len(one.digits) >= 2:
        power = first.adjusted() - second.adjusted()
        return Slip(abs(power)) if abs(power) in _POWERS else None
    if len(one.digits) == len(other.digits) >= 4 and first.adjusted() == second.adjusted():
        apart = [i for i, (x, y) in enumerate(zip(one.digits, other.digits, strict=True)) if x != y]
        if len(apart) == 1:
            i = apart[0]
            # 40.66 and 40.67 come from two roundings of what they are worked out from
            by_one = abs(one.digits[i] - other.digits[i]) == 1
            return None if by_one and i == len(one.digits) - 1 else Slip(None)
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            i = apart[0]
            if one.digits[i] == other.digits[i + 1] and one.digits[i + 1] == other.digits[i]:
                return Slip(None)
    return None


def telling(quantity: Quantity) -> int:
    """How many digits of a value could have been others: 46% has two, 8.94万亿 three, 6400万 two; of a range both ends count."""
    if quantity.bound is Bound.RANGE and quantity.lower is not None and quantity.upper is not None:
        return _digit_count(quantity.lower) + _digit_count(quantity.upper)
    return _digit_count(quantity.value)


def _digit_count(value: Decimal) -> int:
    return len(abs(value).normalize().as_tuple().digits) if value else 0


def _signs_differ(a: Quantity, b: Quantity) -> bool:
    return (a.value < 0 < b.value) or (b.value < 0 < a.value)


def _magnitude(q: Quantity) -> Quantity:
    """A fall as so much: words bound its size (a fall of more than 3% is under -3%)."""
    if q.value >= 0:
        return q
    lower, upper = (None if edge is None else -edge for edge in (q.upper, q.lower))
    if q.bound is Bound.MIN:
        lower, upper = abs(q.value), None
    if q.bound is Bound.MAX:
        lower, upper = None, abs(q.value)
    return Quantity(-q.value, q.text, q.unit, q.kind, q.bound, lower, upper, q.counted, q.step)
