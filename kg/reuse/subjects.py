"""Whether two texts are about the same at all: notices of two companies share their legal phrases, whole sentences long.

No list of names is needed: what a text is about begins its headline and comes again below it.
"""

from __future__ import annotations

import re

from kg.model import Text
from kg.reuse.folded import Compared, compared

_HEADLINE = re.compile(r"\s*(?:【([^】\n]{2,200})】|([^\n]{2,200})\n)")
_LEAST = 2
_LEAST_INSIDE = 3
_MOST = 24
_START = 6


def about(text: Text, units: str) -> str | None:
    """The words that begin the headline and come again in the text, as they are compared; None where none do.

    `units` is the text as it is compared. 【海川股份：不涉及相关业务】海川股份公告 is about 海川股份.
    """
    told = _HEADLINE.match(text.text)
    for title in (text.source.title, told and (told[1] or told[2])):
        words = _named(title, units) if title else None
        if words:
            return words
    return None


def _named(title: str, units: str) -> str | None:
    head = compared(title)
    below = units[len(head) :] if units.startswith(head.units) else units
    for start in range(min(_START, len(head))):
        # a date or a count of days tells no text from another
        if head.heads[start] and not head.units[start].isdigit():
            words = _repeated(head, start, below)
            if len(words) >= (_LEAST_INSIDE if start else _LEAST):
                return words
    return None


def _repeated(head: Compared, start: int, below: str) -> str:
    longest = ""
    for end in range(start + _LEAST, min(len(head), start + _MOST) + 1):
        words = head.units[start:end]
        if words not in below:
            break
        if head.is_cut(end):
            longest = words
    return longest


def differ(one: Text, a: Compared, other: Text, b: Compared) -> bool:
    """Whether each text is about something that the other does not name."""
    first, second = about(one, a.units), about(other, b.units)
    if first is None or second is None:
        return False
    return _core(first) not in b.units and _core(second) not in a.units


def _core(words: str) -> str:
    """The first half: 海川股份公告 is named where 海川股份 is."""
    return words[: max(_LEAST, (len(words) + 1) // 2)]
