"""What a written figure can stand for, in three readings: rounded, cut off, and as loose as its words allow.

A text that rounds and a text that cuts digits off are both consistent; only what no reading allows is wrong.
"""

from __future__ import annotations

from decimal import Decimal

from kg.model import Bound, Interval, Kind, Quantity

_LOOSE = Decimal("0.2")
"""About 3000 may stand for anything from 2500 to 3500, but about 1000 not for 500: at most a fifth to each side."""
_NEAR = Decimal("0.1")
"""Nearly a thing is at least nine tenths of it."""
_EXACT = frozenset({Kind.RANK})


def rounded(quantity: Quantity) -> Interval:
    """Half the last digit's worth to each side; of about 3000 half of what its last digit that is no zero is worth."""
    low, high = quantity.interval()
    if quantity.kind in _EXACT:
        return Interval.exactly(quantity.value)
    if quantity.bound is Bound.APPROX:
        return _approximate(quantity, low, high)
    if quantity.bound is Bound.EXACT and quantity.step is None:
        half = last_digit(quantity.value) / 2
        return Interval(quantity.value - half, quantity.value + half)
    return Interval(low, high)


def cut_off(quantity: Quantity) -> Interval:
    """Up to one step above (below, where it is negative): what 8.94 stands for where further digits were dropped."""
    if quantity.bound is not Bound.EXACT or quantity.kind in _EXACT:
        return rounded(quantity)
    step = quantity.step if quantity.step is not None else last_digit(quantity.value)
    if quantity.value < 0:
        return Interval(quantity.value - step, quantity.value)
    return Interval(quantity.value, quantity.value + step)


def last_digit(value: Decimal) -> Decimal:
    """What the last digit is worth that is no zero: 100 for 3200.

    >>> last_digit(Decimal("0.875"))
    Decimal('0.001')
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and value else Decimal(1)


def _approximate(quantity: Quantity, low: Decimal | None, high: Decimal | None) -> Interval:
    value, half = quantity.value, last_digit(quantity.value) / 2
    if quantity.upper is not None and quantity.lower is None:
        near = value - min(half, abs(value) * _NEAR)
        return Interval(near if low is None else min(low, near), quantity.upper)
    wide = min(half, abs(value) * _LOOSE)
    lower = None if low is None else min(low, value - wide) if quantity.lower is None else low
    upper = None if high is None else max(high, value + wide) if quantity.upper is None else high
    return Interval(lower, upper)
