"""How findings are put into words, in English and Chinese."""

from __future__ import annotations

from kg.match.pairs import Pair
from kg.match.periods import Times
from kg.model import Mention

SLOTS_ZH = {"scope": "范围", "metric": "指标", "subject": "主体", "unit": "单位", "baseline": "基准"}


def left_out(p: Pair) -> tuple[str, str]:
    """What one text leaves out, in English and Chinese; nothing where both say as much."""
    if not p.silent:
        return "", ""
    slot, one, other = p.left_out
    return f"; {slot}: {one} against {other}", f"；{SLOTS_ZH[slot]}：{one}与{other}"


def values(p: Pair) -> str:
    """Both values as they are written."""
    first, second = (m.quantity.text if m.quantity else "" for m in p.mentions)
    return f"{first} / {second}"


def when(p: Pair) -> str:
    """How their periods agree."""
    match p.times:
        case Times.TOLD_TWICE:
            return " and span, which each source ends on its own date"
        case Times.FISCAL:
            return ", told of the last twelve months and of the fiscal year that they mean"
        case Times.UNKNOWN:
            return "; one tells no period"
        case Times.NONE:
            return "; neither tells a period"
        case Times.SOME_MOMENT:
            return " and day"
    return " and period"


def when_zh(p: Pair) -> str:
    """The same in Chinese."""
    match p.times:
        case Times.TOLD_TWICE:
            return "、同一起讫（各截至来源当日）"
        case Times.FISCAL:
            return "、过去一年即所指财年"
        case Times.UNKNOWN:
            return "（一方未说明时期）"
        case Times.NONE:
            return "（均未说明时期）"
        case Times.SOME_MOMENT:
            return "、同一日"
    return "、同一时期"


def period(m: Mention) -> str:
    """The period of a mention."""
    return m.period.key() if m.period else "–"


def speaker(m: Mention) -> str:
    """Who says it."""
    return m.speaker.label if m.speaker else "–"
