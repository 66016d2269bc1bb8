"""Whether a short word is only a part of a longer one."""

from __future__ import annotations

import regex

from kg.extract.context import Context
from kg.lexicon import Hit

_MOVES = regex.compile(r"[从由]|[至到]")


_STUFF = frozenset("资材原饮投燃布食肥涂染塑史意照颜调佐废面饲")
"""Before 料 in nouns: 资料, 原料."""


def inside_word(ctx: Context, start: int, end: int) -> bool:
    """会 in 大会, 要 in 主要 and 将 in 大将 are no modals; names and metrics are none either."""
    if ctx.entities.covering(start, end) is not None or ctx.metrics.covering(start, end) is not None:
        return True
    word = ctx.folded[start:end]
    before = ctx.folded[start - 1] if start else ""
    after = ctx.folded[end] if end < len(ctx.folded) else ""
    if word == "会":
        return (
            before in "分大机社协工国议学商晚年展峰董监委理宴盛聚集者布明证"
            or after in "议员上长晤谈见场展馆计程期址，。、：；”"
        )
    if word == "要":
        return before in "主重需只纪摘首" or after in "求素点闻约"
    if word == "考虑":
        return before in "应该需已综" or after in "到因及的，"
    if word == "料":
        return before in _STUFF
    if word == "将":
        if ctx.entities.starting_at(end) is not None and _MOVES.search(ctx.folded, end, end + 24):
            return True  # 将美元权重从…提高到…: what is changed stands before the verb
        return before in "大中上少麻干" or after in "军近其该他她它此这"
    return False


def part_of_word(ctx: Context, hit: Hit) -> bool:
    """应 in 供应, 有 in 所有 and 能 in 新能源 are no predicates: their entries say beside which characters."""
    before, after = ctx.folded[hit.start - 1 : hit.start], ctx.folded[hit.end : hit.end + 1]
    not_after, not_before = hit.entry.get("notAfter") or "", hit.entry.get("notBefore") or ""
    return bool((before and before in not_after) or (after and after in not_before))
