"""A unit that a list names once: 46、38和7%, 31亿、86亿和204亿元, 31、86、204亿元, 0.1个、0.3个百分点."""

from __future__ import annotations

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.zh.tokens import TEN_THOUSAND, Token

_GAPS = ("以及", "、", "和", "与", "及")
_ENDING = 2
"""Characters that two nouns of a list have in common: 证书 of 产品证书 and 商标证书."""
_SHARED = frozenset(
    {Form.PERCENT, Form.POINTS, Form.MONEY, Form.MEASURE, Form.COUNT, Form.MULTIPLE, Form.INDEX}
)


def lists(folded: str, end: int) -> bool:
    """Whether a list may go on behind a number."""
    return folded.startswith(_GAPS, end)


def links(folded: str, first: Token, second: Token) -> bool:
    """Whether nothing but a link of a list stands between two numbers."""
    return folded[first.end : second.start].strip() in _GAPS


def goes_on(folded: str, last: QuantitySpan, start: int, noun: tuple[int, int]) -> bool:
    """Whether a number goes on a list of things counted, its noun ending like that of the last: 2.4万产品证书和9600商标证书."""
    if last.form is not Form.COUNT or last.counted_at is None:
        return False
    kind, its = folded[slice(*last.counted_at)], folded[slice(*noun)]
    alike = len(its) > _ENDING and kind.endswith(its[-_ENDING:])
    return alike and folded[last.counted_at[1] : start].strip() in _GAPS


def share_unit(earlier: Token, last: Token) -> None:
    """Gives a number of a list the unit of the last one; its scale too where it has none."""
    unit = last.unit
    if unit is None or unit.form not in _SHARED or not last.shares or unit.names == "always":
        return
    if earlier.unit is not None:
        if unit.form is Form.POINTS:
            earlier.unit, earlier.weak = unit, False  # 0.1个、0.3个百分点
        return
    worth = unit.factor or 1
    if earlier.number.scale == 1 and last.number.scale > 1 and abs(earlier.value) < TEN_THOUSAND:
        worth *= last.number.scale
    earlier.unit, earlier.weak = unit, False
    earlier.value, earlier.step = earlier.value * worth, earlier.step * worth
    if earlier.high is not None:
        earlier.high *= worth
