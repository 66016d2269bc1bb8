"""Numbers as Chinese text writes them: 8.94万亿, 1,100万, 五亿一万四千六, 十几, 三十万多亿, 数千, 二三十.

Everything here works on folded text (`kg.folding`). `NUMBER` is the source of a pattern that finds one, `read` gives its
value; `NUMBER` is permissive, so `read` answers None for what is no number after all.

    >>> read("8.94万亿").value, read("8.94万亿").step
    (Decimal('8940000000000'), Decimal('10000000000'))
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import regex

from kg.model import Bound

MAX_CHARACTERS = 60
"""Longer runs of digits and numerals are no number that a text means."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "几": 1,
    "数": 1,
    **{c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
    "参": 3,
}
_SCALES = {
    **{c: Decimal(10) for c in "十拾"},
    **{c: Decimal(10) ** 2 for c in "百佰"},
    **{c: Decimal(10) ** 3 for c in "千仟k"},
    "万": Decimal(10) ** 4,
    "亿": Decimal(10) ** 8,
    "m": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "兆": Decimal(10) ** 12,
}
_ONE = Decimal(1)

_ARABIC = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++(?!\.\d))?|(?<![\w.])\.\d++"
# a scale that is no part of a unit: 千 but not 千克, 兆 but not 兆瓦
_SCALE = r"(?:[十百佰仟万亿]|千(?![克米瓦卡伏帕赫焦字])|兆(?![瓦字赫帕焦欧比位]))"
# 1000多万, 200多个, 20来个, but not 多数, 余额, 来自
_MORE = (
    r"(?:多(?=[万亿])|多(?![数元样重边方层维少次久云特哈媒头])|余(?![额下地热震波温])"
    r"|[几数](?=[万亿])|来(?=[个万亿岁天家人户名位种])(?<=[十0百千]来))"
)
_MORE_TAIL = rf"(?:[ ]?{_MORE}(?:[ ]?{_SCALE})*+)?+"
_TAIL = rf"(?:[ ]{{0,2}}+{_SCALE})*+{_MORE_TAIL}"
_NUMERAL = "零〇一二两三四五六七八九壹贰叁肆捌玖"
_TENS = {"廿": "二十", "卅": "三十"}
# 拾, 伍, 陆, 柒 are parts of other words (拾起, 队伍, 大陆) and count only beside another formal numeral
_FIRST = (
    rf"(?:(?:数|几|上|成)(?=[十百千万亿])|[{_NUMERAL}十百千万亿兆廿卅]|参(?=[拾佰仟])"
    r"|[拾伍陆柒](?=[拾佰仟百千十万亿])|[伍陆柒](?=[ ]?点[ ]?[零一二三四五六七八九])|(?<=[拾佰仟])[伍陆柒拾])"
)
# 两 inside a number stands before a scale; elsewhere it is a unit of weight (三十两)
_NEXT = (
    rf"(?:[{_NUMERAL}](?<!两)|两(?=[百千万亿])|[拾佰仟伍陆柒](?<=[拾佰仟万亿零壹贰叁肆伍陆柒捌玖].)|{_SCALE}"
    r"|几(?=[万亿十百千个家人户名年天种位次元月]))"
)
_DECIMALS = (
    rf"(?:点(?=[ 零〇一二三四五六七八九叁\d])[ ]{{0,2}}+[零〇一二三四五六七八九叁\d]++(?:[ ]?{_SCALE})*+)"
)
_CHINESE = rf"{_FIRST}(?:[ ]{{0,2}}+{_NEXT})*+(?:[ ]{{0,2}}+{_DECIMALS})?+{_MORE_TAIL}"
# m is a million only of money ($3.5m, 12M美元); elsewhere it is metres
_MILLION = r"m(?![a-z0-9²³/])(?:(?=[ ]?(?:[美港欧日加澳]元|美金|英镑|人民币))|(?<=[$€£][ ]?[\d.,]{1,12}m))"
_LETTER_SCALE = rf"(?:[ ]?(?:(?:k|bn?)(?![a-z0-9²³/])(?!\p{{Han}}(?<![元美港欧日人个家的]))|{_MILLION}))?+"
# 5亿1万4千6百: more digits with a scale of their own, at the end also without one (1万2000, 4千6)
_MIXED = (
    rf"(?:[ ]?零?\d{{1,4}}(?:\.\d+)?(?:[ ]?{_SCALE})++)*+"
    r"(?:零?\d{2,4}(?!\d)|零\d(?!\d)|(?<=[百千])\d(?!\d)|(?<=[\d十]万)\d(?![\d.%a-z年月日号]))?+"
)
NUMBER = rf"(?:(?:{_ARABIC})(?:{_TAIL}(?:(?<=[十百千万亿兆]){_MIXED})?+){_LETTER_SCALE}|{_CHINESE})"
"""Source of a pattern for one number without a sign."""

_VAGUE = regex.compile(r"^(?:上|数|几|成)(?=[十百千万亿])|几")


class Number(NamedTuple):
    """What a number says.

    `bound` is MIN for 多 and 几 (more than the digits), APPROX for 余 and 来. `high` is the other end of 二三十.
    `scale` is the large scale at its end (万, 亿 …), which a range shares: 2~3亿. `digits` is the value without it.
    """

    value: Decimal
    step: Decimal
    bound: Bound = Bound.EXACT
    high: Decimal | None = None
    precise: bool = True
    scale: Decimal = _ONE

    @property
    def digits(self) -> Decimal:
        return self.value / self.scale


def grouped(text: str, folded: str) -> str:
    """The folded text with , in full-width numbers that ， groups: １２，３４５."""
    if "，" not in text or _WIDE.search(text) is None:
        return folded
    letters = list(folded)
    for match in _GROUPED.finditer(text):
        for place in range(*match.span()):
            if letters[place] == "，":
                letters[place] = ","
    return "".join(letters)


_WIDE = regex.compile("[０-９]，[０-９]")
_GROUPED = regex.compile("(?<![０-９])[０-９]{1,3}(?:，[０-９]{3})++(?![０-９])")


def read(text: str) -> Number | None:
    """The number that a folded text is, or None."""
    if text.isdecimal() and len(text) < 20:
        return Number(Decimal(text), _ONE)
    if len(text) > MAX_CHARACTERS:
        return None
    text = "".join(text.replace(",", "").replace("bn", "b").split())
    if text[0] in _TENS:
        text = _TENS[text[0]] + text[1:]
    bound, precise = Bound.EXACT, True
    if not text[0].isdecimal() or any(c in text for c in "多余几来"):
        if _VAGUE.search(text):
            bound, precise = Bound.MIN, False
            text = _drop_vague(text)
        if "多" in text:
            bound, text = Bound.MIN, text.replace("多", "")
        elif "余" in text or "来" in text:
            bound, text = Bound.APPROX, text.replace("余", "").replace("来", "")
        pair = _PAIR.search(text)
        if pair and (found := _read_pair(text, pair)):
            return found
    parsed = _parse(text)
    if parsed is None:
        return None
    return Number(*parsed, bound, None, precise, _scale(text))


_PAIR = regex.compile(
    r"(?<![零一二三四五六七八九点])([一二三四五六七八])([二两三四五六七八九])(?=[十百千万亿]|$)(?<!点.*)"
)


def _read_pair(text: str, pair: regex.Match[str]) -> Number | None:
    """二三十 is 20 to 30, 七八 is 7 to 8."""
    if DIGITS[pair[2]] != DIGITS[pair[1]] + 1:
        return None
    low = _parse(text[: pair.start(2)] + text[pair.end() :])
    top = _parse(text[: pair.start(1)] + text[pair.start(2) :])
    if low is None or top is None:
        return None
    return Number(*low, Bound.RANGE, top[0], False, _scale(text))


def _drop_vague(text: str) -> str:
    if text[0] in "数几上成" and len(text) > 1:
        text = text[1:]
    return text.replace("几十", "十").replace("几百", "百").replace("几千", "千").replace("几", "")


def _parse(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and worth of the last written digit: cut at the largest scale, and so on in both halves."""
    if "点" in text:
        return _parse_decimals(text)
    scales = [c for c in text if c in _SCALES]
    if not scales:
        return _parse_digits(text)
    largest = max(scales, key=_SCALES.__getitem__)
    scale = _SCALES[largest]
    before, _, after = text.rpartition(largest)
    left = _parse(before) if before.strip("零〇") else (_ONE, _ONE)
    if left is None:
        return None
    value, step = left[0] * scale, left[1] * scale
    if not after:
        return value, step
    if all(c in _SCALES for c in after):  # 亿万 is 10^12
        more = _product(after)
        return value * more, step * more
    right = _parse(after.lstrip("零〇") or "零")
    if right is None:
        return None
    if len(after) == 1:  # 一万三 is 13,000: one digit behind a scale stands for the next lower place
        return value + right[0] * scale / 10, scale / 10
    return value + right[0], right[1]


def _parse_decimals(text: str) -> tuple[Decimal, Decimal] | None:
    whole, _, rest = text.partition("点")
    digits = rest.rstrip("".join(_SCALES))
    left = _parse(whole) if whole else (Decimal(0), _ONE)
    try:
        places = "".join(c if c.isdecimal() else str(DIGITS[c]) for c in digits)
    except KeyError:
        return None
    if left is None or not places:
        return None
    scale = _product(rest[len(digits) :])
    step = Decimal(1).scaleb(-len(places))
    return (left[0] + int(places) * step) * scale, step * scale


def _parse_digits(text: str) -> tuple[Decimal, Decimal] | None:
    if text[0].isdecimal() or text[0] == ".":
        try:
            value = Decimal(text)
        except InvalidOperation:
            return None
        return value, Decimal(1).scaleb(int(value.as_tuple().exponent))
    try:
        return Decimal("".join(str(DIGITS[c]) for c in text)), _ONE
    except KeyError:
        return None


def _scale(text: str) -> Decimal:
    """The scale that a number ends with."""
    return _product(text[len(text.rstrip("".join(_SCALES))) :])


def _product(scales: str) -> Decimal:
    worth = _ONE
    for scale in scales:
        worth *= _SCALES[scale]
    return worth
