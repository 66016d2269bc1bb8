"""Quotations in Chinese text: what stands between quotation marks and is speech, not a title or a word set apart."""

from __future__ import annotations

import regex

_PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"'}
_CLOSE = frozenset(_PAIRS.values())
_QUOTATION = regex.compile(r"“([^“”\n]{2,})”|「([^「」\n]{2,})」|\"([^\"\n]{2,})\"")
_SPEECH = regex.compile(r"[，。！？；,]|我们|我|你")
_BEFORE = "，。：；！？!?:,;\n　 ”」』）)"
_AFTER = "，。：；！？!?:,;\n　 ）)…"
_SHORTEST = 12


def speeches(text: str, folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quotations between two offsets that are somebody's words: “我们会坚持，” but not “找工厂”."""
    found: list[tuple[int, int]] = []
    for match in _QUOTATION.finditer(text, start, end):
        group = next(number for number in (1, 2, 3) if match[number] is not None)
        first, last = match.span(group)
        if last - first >= _SHORTEST and _SPEECH.search(folded, first, last):
            found.append((first, last))
    return found


def ending_before(folded: str, start: int, at: int) -> tuple[int, int] | None:
    """The quotation that ends right before an offset: “……”张阔表示.

    One that begins within a clause (对“种族灭绝”。卡西姆…) is a word set apart, no speech.
    """
    end = at + 1 if folded[at : at + 1] in _CLOSE else at
    while end > start and folded[end - 1] in " ，,。":
        end -= 1
    if end <= start or folded[end - 1] not in _CLOSE:
        return None
    mark = next(opening for opening, closing in _PAIRS.items() if closing == folded[end - 1])
    opened = folded.rfind(mark, start, end - 1)
    if opened < 0 or end - opened < 4:
        return None
    if opened > start and folded[opened - 1] not in _BEFORE:
        return None
    return opened + 1, end - 1


def closing(folded: str, start: int, end: int) -> int:
    """Where what is said ends when it begins with a quotation mark: where that closes.

    A word set apart at the beginning (“十五五”时期中央财政…) ends nothing.
    """
    mark = _PAIRS.get(folded[start : start + 1]) if start < end else None
    if mark is None:
        return end
    close = folded.find(mark, start + 1, end)
    return close + 1 if close > 0 and not sets_apart(folded, start, end) else end


def sets_apart(folded: str, start: int, end: int) -> bool:
    """Whether the quotation mark here sets a word apart within a sentence: 提出“数字出海”合作."""
    mark = _PAIRS.get(folded[start : start + 1]) if start < end else None
    close = folded.find(mark, start + 1, end) if mark is not None else -1
    if close < 0:
        return False
    after = folded[close + 1 : close + 2]
    return bool(after) and after not in _AFTER and folded[close - 1] not in _AFTER


def quoted_until(folded: str, start: int, end: int) -> int:
    """Where a quotation that begins here closes, `start` where none begins."""
    until = closing(folded, start, end)
    return until if until < end or folded[start : start + 1] in _PAIRS else start
