"""What a change is held against where that is another thing and no time: 售价|比海棠汽车低12%, 利润|较市场预期高4%."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.extract.context import Context
from kg.extract.zh.runs import Run

_THAN = regex.compile(
    r"(?<![同环占对百市可])(?:相?较于?(?![高大低小好长短多少快慢早晚为强弱佳差轻重])|相?比于?(?![例重率价值分亚特赛如较方作喻萨利基勒丘尔]))"
)
_MORE = regex.compile(r"(?:(?P<up>[高多贵快重长大强超])|(?P<down>[低少慢轻短小弱]|便宜))(?:出|过)?了?$")
_FROM_HIGH = regex.compile(r"[从自由距](?=[^，。；]{0,16}(?:[高低][点位]|峰值|高峰)(?:以?来)?$)")
"""指数从年初高点|回档: from where something fell is no part of its name."""
_WITH = regex.compile(r"[与和跟同](?=[^，。；]{2,24}(?:相比|比较|相较)$)")
_EXCEEDS = frozenset({"超出", "高出", "多出"})
_LONGEST = 24
"""Characters of what something is held against at most."""


@dataclass(frozen=True, slots=True)
class Held:
    """Where the words that tell against what a figure is held begin and end, and which way it differs (0: a verb says so)."""

    at: int
    until: int
    sign: int


def held_against(ctx: Context, floor: int, run: Run) -> Held | None:
    """What stands between a metric and its change, to be kept out of the metric; None where nothing is compared."""
    folded, end = ctx.folded, run.end
    exceeds = [
        word
        for word in ctx.words("change-words").within(floor + 1, end - 1)
        if folded[word.start : word.end] in _EXCEEDS
    ]
    if exceeds:
        # 进口总额超出海棠市多达27亿美元
        return Held(exceeds[-1].start, exceeds[-1].end, 1)
    change = run.of("change-words")
    high = (
        _FROM_HIGH.search(folded, floor, end)
        if change is not None and folded[end - 1] in "点位值峰来"
        else None
    )
    if high is not None:
        return Held(high.start(), end, 0)
    with_ = _WITH.search(folded, floor, end) if folded[end - 1] in "比较" else None
    if with_ is not None:
        return Held(with_.start(), end, 0)  # 与过去三年均值相比|下降
    more = _MORE.search(folded, max(floor, end - 4), end)
    if more is None and change is None:
        return None
    until = more.start() if more is not None else end
    for than in reversed(list(_THAN.finditer(folded, floor, until))):
        covered = ctx.entities.covering(than.start(), than.start() + 1)
        if covered is None and 2 <= until - than.end() <= _LONGEST and folded[until - 1] != "的":
            sign = 0 if more is None else (1 if more["up"] else -1)
            return Held(than.start(), until, sign)
    return None
