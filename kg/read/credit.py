"""Credit lines: the outlet that a text says it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.folding import fold
from kg.model import Block, BlockKind
from kg.read.publishers import outlet_in, outlet_named
from kg.read.words import pattern

_BYLINE = re.compile(r"(?:文|作者|撰文|记者)\s?[/／:：]\s?([\u4e00-\u9fff·]{2,4})(?=[\s）)，,/／]|$)")
_DATELINE = re.compile(
    r"^(?:【[^】]{1,80}】)?\s*[（(【\[]?\s*(?P<outlet>[\u4e00-\u9fffA-Za-z]{2,14}?)(?:记者[\u4e00-\u9fff]{2,8}?|[\u4e00-\u9fff]{0,4}?)?"
    r"\s?(?:\d{1,4}[年月])?(?:\d{1,2}月)?\d{1,2}日?(?:综合)?(?:电|讯|訊)"
)
_REPORT = re.compile(
    r"^[（(【\[]\s*(?P<outlet>[\u4e00-\u9fff]{2,12}?)(?:综合|记者)?(?:讯|电|消息|报道)?(?=[\s）)】\]，])"
)
_TAIL = re.compile(r"[（(](?:来源[:：]|据|转自|转载自)?\s*([^（）()。，：:]{2,20})[）)]\s*$")
_TAKEN = re.compile(
    r"(?:转载自|转自|本文来自|本文来源[:：]?)\s?([^\s。，：:）)]{2,20})|据([^\s。，：:）)]{2,16})报道[。）)]?\s*$"
)
_HEAD = 120


class Credit(NamedTuple):
    """The outlet that the text credits, and the people it names as its writers."""

    outlet: str | None = None
    authors: tuple[str, ...] = ()


def credit_of(text: str, blocks: Sequence[Block]) -> Credit:
    """What the text's own lines say: a credit line, else brackets at the end, else the dateline at the start."""
    body = [block for block in blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    first = text[body[0].start : body[0].end] if body else ""
    last = text[body[-1].start : body[-1].end] if body else ""
    lines = [text[block.start : block.end] for block in blocks if block.kind is BlockKind.CREDIT]
    outlet = next((found for line in lines if (found := _credited(line))), None)
    return Credit(outlet or _at_end(last) or _dateline(first), _writers(first, lines))


def _credited(line: str) -> str | None:
    match = pattern(
        r"(?:WORDS)\s*[:：]?\s*(?P<outlet>[^\s（）()]{2,30}(?: [^\s（）()]{1,20}){0,2})", "credit"
    ).search(fold(line))
    if match is None:
        match = re.search(r"(?:来自|据)(?P<outlet>[^\s（）()]{2,20})", fold(line))
    return _known(line[slice(*match.span("outlet"))].strip("）)】] ")) if match else None


def _at_end(last: str) -> str | None:
    folded = fold(last)
    match = _TAIL.search(folded)
    if match is not None:
        name = last[slice(*match.span(1))].strip()
        if outlet_named(name) or (len(name) <= 12 and pattern(r"(?:WORDS)$", "outlet").search(fold(name))):
            return _known(name)
    match = _TAKEN.search(folded, max(0, len(folded) - 60))
    if match is not None:
        return _known(last[slice(*match.span(match.lastindex or 1))])
    return None


def _dateline(first: str) -> str | None:
    head = fold(first[:_HEAD])
    for lead in (_DATELINE, _REPORT):
        match = lead.search(head)
        if match is None:
            continue
        name = first[slice(*match.span("outlet"))]
        found = outlet_named(name) or outlet_in(first[: match.end()])
        if found:
            return found.name
        if lead is _DATELINE and pattern(r"(?:WORDS)$", "outlet").search(fold(name)):
            return name
    return None


def _writers(first: str, lines: list[str]) -> tuple[str, ...]:
    found = [first[slice(*match.span(1))] for match in _BYLINE.finditer(fold(first[:_HEAD]))]
    return tuple(dict.fromkeys(found))


def _known(name: str) -> str:
    """The outlet's name in the vocabulary, else as written."""
    found = outlet_named(name)
    return found.name if found else name
