"""Intervals of decimals, with open sides: what written digits can stand for, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from kg.model import ids

_CONTEXT = Context(prec=28)
"""Digits that a result keeps: more than any text writes, and as many as are printed."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `lower` to `upper`, both ends inclusive; None is an open side.

    Both ends count, so that a sum that meets the very edge of a rounding is never said to fail.

    >>> Interval.of("215", "225") / Interval.of("100", "125")
    Interval(lower=Decimal('1.72'), upper=Decimal('2.25'))
    """

    lower: Decimal | None
    upper: Decimal | None

    @classmethod
    def of(cls, lower: Decimal | str | int | None, upper: Decimal | str | int | None) -> Interval:
        """The interval between two numbers however they are spelt."""
        return cls(
            None if lower is None else Decimal(lower),
            None if upper is None else Decimal(upper),
        )

    @classmethod
    def exactly(cls, value: Decimal | str | int) -> Interval:
        """One number."""
        return cls(Decimal(value), Decimal(value))

    @property
    def bounded(self) -> bool:
        """Whether neither side is open."""
        return self.lower is not None and self.upper is not None

    @property
    def positive(self) -> bool:
        """Whether every number in it is above zero."""
        return self.lower is not None and self.lower > 0

    def overlaps(self, other: Interval) -> bool:
        """Whether some number is in both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether every number of this one is less than every number of the other."""
        return self.upper is not None and other.lower is not None and self.upper < other.lower

    def at_most(self, other: Interval) -> bool:
        """Whether no number of this one is above any number of the other."""
        return self.upper is not None and other.lower is not None and self.upper <= other.lower

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number of each."""
        return Interval(_sum(self.lower, other.lower), _sum(self.upper, other.upper))

    def __sub__(self, other: Interval) -> Interval:
        """Every difference of a number of this one and a number of the other."""
        return self + -other

    def __neg__(self) -> Interval:
        return Interval(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
        )

    def __mul__(self, other: Interval) -> Interval:
        """Every product. Of numbers that may be negative, an open side opens both."""
        if self.bounded and other.bounded:
            products = _products(self, other)
            return Interval(min(products), max(products))
        if _natural(self) and _natural(other):
            return Interval(_product(self.lower, other.lower), _product(self.upper, other.upper))
        return Interval(None, None)

    def __truediv__(self, other: Interval) -> Interval:
        """Every quotient; both sides are open where the divisor may be zero."""
        if other.positive:
            assert other.lower is not None
            with localcontext(_CONTEXT):
                return self * Interval(
                    Decimal(0) if other.upper is None else 1 / other.upper, 1 / other.lower
                )
        if (-other).positive:
            return (-self) / (-other)
        return Interval(None, None)

    def to_json(self) -> list[str | None]:
        """Both ends as decimals in their one spelling."""
        return [ids.number(self.lower), ids.number(self.upper)]


def total(intervals: Iterable[Interval]) -> Interval:
    """Every sum of one number of each; of none it is zero."""
    found = Interval.exactly(0)
    for interval in intervals:
        found = found + interval
    return found


def _natural(interval: Interval) -> bool:
    return interval.lower is not None and interval.lower >= 0


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    if a is None or b is None:
        return None
    with localcontext(_CONTEXT):
        return a + b


def _product(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    if a is None or b is None:
        return None
    with localcontext(_CONTEXT):
        return a * b


def _products(a: Interval, b: Interval) -> list[Decimal]:
    ends = [(x, y) for x in (a.lower, a.upper) for y in (b.lower, b.upper) if x is not None and y is not None]
    with localcontext(_CONTEXT):
        return [x * y for x, y in ends]
