"""What stands aside between who speaks and the verb: the day, the manner, whom somebody met, what is called something."""

from __future__ import annotations

import regex

_FARTHEST = 60
"""Characters that an occasion can be long."""
_DAY = regex.compile(r"(?:(?:\d{1,2}月)?\d{1,2}[日号]|\d{1,2}[点时](?:\d{1,2}分)?)$")
_MANNER = regex.compile(r"[^，。；：、\s]{2}地$")
_MEETING = regex.compile(
    r"[与和跟同][^，。；：、在]{2,20}?(?:进行|举行|召开|会[谈面晤见]|见面|通话|通电话|交流|对话|座谈|开会)[^，。；：、]{0,12}?(?:时|期间|过程中|之后|后)$"
)
"""与分析师举行会议时|表示: the occasion, not two who speak."""
_CALLS = ("形容", "描述", "称为", "比作", "视为")
_CALLED = regex.compile(r"[将把][^，。；：]{2,24}$")
"""将当前形势|形容为: what is called something, behind who calls it so."""


def before_aside(folded: str, start: int, at: int) -> int | None:
    """Where an aside that ends here begins, None where none does: 15日|, 严肃地|, 与分析师举行会议时|."""
    found = (
        _DAY.search(folded, max(start, at - 6), at)
        or _MANNER.search(folded, max(start, at - 5), at)
        or _MEETING.search(folded, max(start, at - _FARTHEST), at)
    )
    return None if found is None else found.start()


def before_called(folded: str, start: int, verb: int) -> int:
    """Where what is called something begins before such a verb, else the verb itself: 他|将当前形势形容为."""
    called = _CALLED.search(folded, start, verb) if folded.startswith(_CALLS, verb) else None
    return verb if called is None else called.start()
