"""Amounts in two units that are one: 两美元又三美分, 5斤3两, 1小时20分钟, 3年零6个月, 1米75."""

from __future__ import annotations

from decimal import Decimal

from kg.extract.annotations import Form
from kg.extract.units import LOCAL_MONEY, Unit
from kg.extract.zh.tokens import FRACTION_STEP, Token
from kg.model import Bound

_ONE = Decimal(1)
_LINKS = frozenset(("", " ", "又", "零"))
_TENTH = Decimal("0.1")
_CENT = Decimal("0.01")
_MINUTE = Unit(Form.MEASURE, "min", time=True)
_PARTS = {
    ("a", "mo"): 12,
    ("wk", "d"): 7,
    ("d", "h"): 24,
    ("h", "min"): 60,
    ("h", "s"): 3600,
    ("min", "s"): 60,
    ("t", "kg"): 1000,
    ("kg", "g"): 1000,
    ("km", "m"): 1000,
    ("m", "cm"): 100,
}
"""How many of a smaller unit make one of a larger."""
_SHORT = frozenset("米块")
"""Units behind which digits alone are the decimals: 1米75, 3块5."""


def compound(folded: str, first: Token, second: Token) -> bool:
    """Adds a smaller amount to the larger one before it, in the second; False when they are not one amount."""
    large, small = first.unit, second.unit
    if large is None:
        return _spelt_apart(folded, first, second)
    if folded[first.end : second.start] not in _LINKS or first.high is not None:
        return False
    if (
        first.bound is not Bound.EXACT
        or second.value < 0
        or second.high is not None
        or second.start != second.core[0]
    ):
        return False
    if folded[second.end - 1] == "分" and second.unit is not None:
        if large.code == "h":
            small = _MINUTE  # 2小时30分
        elif large.form is Form.MONEY:
            small = large._replace(factor=_CENT)  # 5元3角2分
    if small is None:
        return _decimals(folded, first, second)
    share = _share(large, small)
    part = second.number.value * (share or 0)
    if share is None or part >= (large.factor or _ONE):
        return False
    second.value, second.step = first.value + part.quantize(FRACTION_STEP).normalize(), FRACTION_STEP
    second.unit = large
    _merge(first, second)
    return True


def _spelt_apart(folded: str, first: Token, second: Token) -> bool:
    """7 2 折 is 72%, written with spaces."""
    unit = second.unit
    if unit is None or unit.factor != _TENTH or folded[first.end : second.start] != " ":
        return False
    if first.core[1] - first.core[0] != 1 or second.core[1] - second.core[0] != 1:
        return False
    second.value, second.step = first.value * _TENTH + second.value * _TENTH, _CENT
    _merge(first, second)
    return True


def _share(large: Unit, small: Unit) -> Decimal | None:
    """What one of the smaller unit is in the larger one's code, None where it is no part of it."""
    if large.form is not small.form or large.form not in (Form.MONEY, Form.MEASURE):
        return None
    if large.code == small.code or (large.code, small.code) == (LOCAL_MONEY, "CNY"):  # 元, 角
        share = small.factor or _ONE
        return share if share < (large.factor or _ONE) else None
    parts = _PARTS.get((large.code, small.code))
    return None if parts is None or large.factor is not None else (small.factor or _ONE) / parts


def _decimals(folded: str, first: Token, second: Token) -> bool:
    """1米75 is 1.75 m, 三块五 3.5."""
    digits = second.core[1] - second.core[0]
    if (
        folded[first.end - 1] not in _SHORT
        or second.start != first.end
        or second.number.step != 1
        or digits > 2
    ):
        return False
    if second.number.scale != 1 or second.number.value >= 10**digits or first.step < 1:
        return False
    step = Decimal(1).scaleb(-digits)
    second.value, second.step, second.unit = first.value + second.value * step, step, first.unit
    second.weak = False
    _merge(first, second)
    return True


def _merge(first: Token, second: Token) -> None:
    second.start, second.core = first.start, (first.core[0], second.core[1])
    second.chinese = first.chinese
