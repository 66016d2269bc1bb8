"""Formulas of sums: letters for figures, numbers, + - * / and one relation, worked out with intervals.

>>> formula = Formula.parse("a / b - 1 = c")
>>> formula.sides({"a": Interval.of(225, 225), "b": Interval.of(120, 120), "c": Interval.of("0.875", "0.875")})[0]
Interval(lower=Decimal('0.875'), upper=Decimal('0.875'))
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Interval

_OPERATIONS: Mapping[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_RELATION = re.compile(r"\s(<=|=)\s")


@dataclass(frozen=True, slots=True)
class Formula:
    """What is on both sides of `=` or `<=`."""

    text: str
    left: ast.expr
    relation: str
    right: ast.expr

    @classmethod
    def parse(cls, text: str) -> Formula:
        """A formula as it is written. Raises `ValueError` for anything but letters, numbers and the four operations."""
        parts = _RELATION.split(text)
        if len(parts) != 3:
            raise ValueError(f"{text!r} has no = or <= between two sides")
        return _parsed(text, *parts)

    def sides(self, figures: Mapping[str, Interval]) -> tuple[Interval, Interval]:
        """Both sides where the letters are these intervals."""
        return _value(self.left, figures), _value(self.right, figures)

    def shown(self, written: Mapping[str, str]) -> str:
        """The formula with the figures as they are written in place of their letters."""
        return re.sub(r"[a-z]+", lambda letter: written.get(letter[0], letter[0]), self.text)


@lru_cache(maxsize=1024)
def _parsed(text: str, left: str, relation: str, right: str) -> Formula:
    try:
        sides = [ast.parse(side.strip(), mode="eval").body for side in (left, right)]
    except SyntaxError as error:
        raise ValueError(f"{text!r} is no formula") from error
    for side in sides:
        _check(side, text)
    return Formula(text, sides[0], relation, sides[1])


def _check(node: ast.expr, text: str) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        _check(node.left, text)
        _check(node.right, text)
    elif not (isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) is int)):
        raise ValueError(f"{text!r} has more than letters, whole numbers and + - * /")


def _value(node: ast.expr, figures: Mapping[str, Interval]) -> Interval:
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_value(node.left, figures), _value(node.right, figures))
    if isinstance(node, ast.Name):
        return figures[node.id]
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    return Interval.exactly(node.value)
