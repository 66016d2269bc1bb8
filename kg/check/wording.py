"""One sentence that says what a check found, in English and Chinese."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from kg.check.figures import Figure
from kg.model import Interval, Verdict, ids

_DIGITS = 6
_SCALES_ZH = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_SCALES_EN = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def say(
    verdict: Verdict,
    doubt: tuple[str, str],
    relation: str,
    shown: str,
    computed: Interval,
    printed: Interval,
    figures: tuple[Figure, ...],
) -> tuple[str, str]:
    """The reason in English and Chinese; the intervals are rounded outwards to six digits."""
    percent = figures[-1].unit == "1"
    left, right = (spelt(side, percent=percent) for side in (computed, printed))
    left_zh, right_zh = (spelt_zh(side, percent=percent) for side in (computed, printed))
    if relation == "<=":
        says, says_zh = f"{left} against {right}", f"左边为{left_zh}，右边为{right_zh}"
    else:
        says = f"the left side is {left}, and what is written allows {right}"
        says_zh = f"左边算得{left_zh}，所写数字容许{right_zh}"
    match verdict:
        case Verdict.HOLDS:
            return f"{shown} holds: {says}.", f"{shown} 成立：{says_zh}。"
        case Verdict.FAILS:
            return f"{shown} fails: {says}.", f"{shown} 不成立：{says_zh}。"
        case Verdict.CANNOT_TELL:
            return (
                f"{shown} cannot be told, because {doubt[0]}: {says}.",
                f"{shown} 无法判断，因为{doubt[1]}：{says_zh}。",
            )


def spelt(interval: Interval, *, percent: bool) -> str:
    """`86.3071% to 88.703%`, `at least 1.3 million`."""
    low, high = (_english(end, up, percent=percent) for end, up in _ends(interval))
    if low is None:
        return "anything" if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return low if low == high else f"{low} to {high}"


def spelt_zh(interval: Interval, *, percent: bool) -> str:
    """`86.3071%至88.703%`, `至少130万`."""
    low, high = (_chinese(end, up, percent=percent) for end, up in _ends(interval))
    if low is None:
        return "任意值" if high is None else f"至多{high}"
    if high is None:
        return f"至少{low}"
    return low if low == high else f"{low}至{high}"


def _ends(interval: Interval) -> tuple[tuple[Decimal | None, bool], tuple[Decimal | None, bool]]:
    return (interval.lower, False), (interval.upper, True)


def _english(value: Decimal | None, up: bool, *, percent: bool) -> str | None:
    if value is None:
        return None
    if percent:
        return f"{_short(value * 100, up)}%"
    for size, name in _SCALES_EN:
        if abs(value) >= size:
            return f"{_short(value / size, up)} {name}"
    return _short(value, up)


def _chinese(value: Decimal | None, up: bool, *, percent: bool) -> str | None:
    if value is None:
        return None
    if percent:
        return f"{_short(value * 100, up)}%"
    for size, name in _SCALES_ZH:
        if abs(value) >= size:
            return f"{_short(value / size, up)}{name}"
    return _short(value, up)


def _short(value: Decimal, up: bool) -> str:
    """At most six digits, rounded up or down."""
    context = Context(prec=_DIGITS, rounding=ROUND_CEILING if up else ROUND_FLOOR)
    return ids.number(context.plus(value)) or "0"
