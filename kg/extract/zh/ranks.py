"""Ranks: 位居全球第三, 第二大出口国, 稳居全球前三. Ordinals that only name a thing (第四季度, 第一波) are none."""

from __future__ import annotations

from decimal import Decimal

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.zh import numbers
from kg.model import Bound

_CONTEXT = 12
"""How many characters back a word that places something (位居, 排名) may begin."""
_RANK_TAIL = regex.compile(r"(?:大|位|名|高)(?!会|学|师|厦|使|于|峰|管|级)")
_PLACED = regex.compile(
    r"(?:排|列|居|位|名|占|球|国|界|跻身|跃升|升至|攀升|进入|行业|市场|亚洲|欧洲|同业)[^，。；、]{0,4}$"
)
_FRONT_END = regex.compile(r"(?:名|位|强)?(?=[，。；、）\s”》!！?？之的]|$|[，。])")
_WORD_END = regex.compile(r"(?=[，。；、）\s”》!！?？的]|$|仅|之)")


def read_rank(folded: str, match: regex.Match[str]) -> QuantitySpan | None:
    """The rank at a match of the group `rank`, or None."""
    number = numbers.read(match["rank"][1:].strip())
    if number is None:
        return None
    end = match.end()
    tail = _RANK_TAIL.match(folded, end)
    placed = _PLACED.search(folded, max(0, match.start() - _CONTEXT), match.start()) is not None
    front = match["rank"][0] == "前"
    if front:
        close = _FRONT_END.match(folded, end)
        if not placed or close is None:
            return None
        end = close.end()
    elif tail is not None and tail.group() in ("大", "高"):
        end = tail.end()
    elif placed and _WORD_END.match(folded, tail.end() if tail else end):
        end = tail.end() if tail else end
    else:
        return None
    bound, upper = (Bound.MAX, number.value) if front else (Bound.EXACT, None)
    core = (match.start() + 1, match.end())
    return QuantitySpan(
        match.start(),
        end,
        Form.RANK,
        number.value,
        "{rank}",
        bound,
        None,
        upper,
        None,
        None,
        Decimal(1),
        core,
    )
