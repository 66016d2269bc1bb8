"""Every number of a text, also one that dates, names or lists something: what is left beside the quantities.

A claim is made of quantities, and `find_quantities` leaves out what measures nothing. A reader of bare numbers (a
question, a table without heads) wants the rest too: 1991, 1 and 16 of 1991年1月16日, 五 of 答案是五, 32 of 2^5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation, localcontext

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.zh import numbers
from kg.extract.zh.numbers import NUMBER
from kg.model import Bound

_LONE = "零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
_NUMERALS = _LONE + "百千万亿兆佰仟廿卅参"
_EDGE = r"[^\p{Han}a-z\d]"
_ANY = regex.compile(
    rf"""
    (?=[\d.a-z{_NUMERALS}负+\-])(?:
    (?:https?://|www\.)[^\s，。；）)]++
  | (?<![\d.])\d++(?:\.\d++){{2,}}
  | (?<![a-z\d])(?=[a-z])[a-z]++[-_]?\d[a-z\d]*+
  | (?<![a-z\d.])(?P<sign>[-+](?<![-+].)|负)?+(?:
        (?P<base>\d++(?:\.\d++)?+)(?:\^(?P<power>[-+]*+\d{{1,3}}+)|e(?P<ten>[-+]?\d{{1,3}}+))(?![\d.a-z])
      | (?P<slash>(?:\d{{1,3}}[ 又])?+\d{{1,3}}/\d{{1,3}}(?![\d/]))
      | (?P<num>(?=[\d.]|[{_NUMERALS}]{{2}}|[{_NUMERALS}][ ]){NUMBER})(?P<million>m(?![a-z\d]))?+
      | (?<=负)(?P<num>[{_LONE}])
    )
  | (?<=\.\.)(?P<num>\d++(?:\.\d++)?+)
  | (?P<lone>[{_LONE}])
    (?: (?=(?:以上|以下|之上|之下|多|余|点[^\p{{Han}}{_LONE}]|点(?=[{_LONE}])|分之(?![\d{_NUMERALS}])))
      | (?=$|{_EDGE}|[是和与而却但的这那])(?<=(?:^|{_EDGE}|[是为和与等于第前约有点另]).) )
    )
    """,
    regex.VERBOSE | regex.MULTILINE,
)
_A_POINT = regex.compile(rf"[{_LONE}]点(?=[{_LONE}])")  # 一点两小时: no 一点 that means a little
_MILLION = Decimal(1_000_000)
_GREATEST = 400
"""Digits of a power: beyond them it is no number that a text means."""


def find_numbers(
    text: str, folded: str, names: Mapping[int, int], taken: Sequence[QuantitySpan]
) -> list[QuantitySpan]:
    """The numbers that stand in no quantity of `taken` and in no name (place to end), merged with `taken`."""
    found: list[QuantitySpan] = []
    start = 0
    for quantity in (*taken, None):
        end = len(folded) if quantity is None else quantity.start
        found += _between(text, folded, start, end, names)
        if quantity is not None:
            found.append(quantity)
            start = quantity.end
    return found


def _between(text: str, folded: str, start: int, end: int, names: Mapping[int, int]) -> list[QuantitySpan]:
    spans = []
    for match in _ANY.finditer(folded, start):
        if match.end() > end:
            break
        group = match.lastgroup
        if group is None:
            continue
        named = match.start() in names or match.end() < names.get(match.end() - 1, 0)
        if named and not (match["lone"] and _A_POINT.match(folded, match.start())):
            continue
        value = _value(match)
        if value is None:
            continue
        if match["million"]:
            if text[match.end() - 1] != "M":
                continue
            value *= _MILLION
        spans.append(
            QuantitySpan(
                match.start(),
                match.end(),
                Form.BARE,
                value,
                "1",
                Bound.EXACT,
                step=Decimal(1),
                core=match.span(),
            )
        )
    return spans


def _value(match: regex.Match[str]) -> Decimal | None:
    """What the number is worth; -1.1^23 is -(1.1^23), as it is read aloud."""
    if match["base"]:
        value = _raised(Decimal(match["base"]), match["power"], match["ten"])
    elif match["slash"]:
        whole, _, part = match["slash"].replace("又", " ").rpartition(" ")
        above, below = map(int, part.split("/"))
        value = Decimal(above) / below + int(whole or 0) if below else None
    else:
        number = numbers.read(match["num"] or match["lone"])
        value = None if number is None else number.value
    return -value if value is not None and match["sign"] in ("-", "负") else value


def _raised(base: Decimal, power: str | None, ten: str | None) -> Decimal | None:
    with localcontext() as context:
        context.prec = 34
        try:
            if ten is not None:
                return base.scaleb(int(ten))
            assert power is not None
            exponent = int(power.strip("+-")) * (-1) ** power.count("-")
            value = base**exponent
        except (InvalidOperation, ZeroDivisionError, OverflowError):
            return None
    return value if abs(value.adjusted()) < _GREATEST else None
