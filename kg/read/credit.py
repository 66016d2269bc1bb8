"""Credit lines: the outlet that a text says it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.folding import fold
from kg.model import Block, BlockKind
from kg.read.publishers import outlet_at_start, outlet_named
from kg.read.words import pattern, words

_BYLINE = re.compile(r"(?:文|作者|撰文|记者)\s?[/／:：]\s?([\u4e00-\u9fff·]{2,4})(?=[\s）)，,/／]|$)")
_DATELINE = re.compile(
    r"^(?:【[^】]{1,80}】)?\s*[（(【\[]?\s*(?P<outlet>[\u4e00-\u9fffA-Za-z]{2,14}?)"
    r"\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日?(?:综合)?(?:电|讯)"
)
_LEAD = re.compile(r"^[（(【\[]\s*(?P<lead>[^（(【\[）)】\]]{2,40})[）)】\]]")
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
    heads = (_dateline(text[block.start : block.end]) for block in body[:3])
    return Credit(outlet or _at_end(last) or next(filter(None, heads), None), _writers(first))


def _credited(line: str) -> str | None:
    match = pattern(
        r"(?:WORDS)\s*[:：]?\s*(?P<outlet>[^\s（）()]{2,30}(?: [^\s（）()]{1,20}){0,2})", "credit"
    ).search(fold(line))
    if match is None:
        match = re.search(r"(?:[来译选摘]自|据)(?P<outlet>[^\s（）()]{2,20})", fold(line))
    name = line[slice(*match.span("outlet"))].strip("）)】] 。") if match else ""
    # 来源：通讯社 names nobody
    return _known(name) if name and fold(name) not in words("outlet") else None


def _at_end(last: str) -> str | None:
    folded = fold(last)
    match = _TAIL.search(folded)
    if match is not None:
        name = last[slice(*match.span(1))].strip()
        if _is_outlet(name):
            return _known(name)
    match = _TAKEN.search(folded, max(0, len(folded) - 60))
    if match is not None:
        name = last[slice(*match.span(match.lastindex or 1))]
        return _known(name) if _is_outlet(name) else None
    return None


def _is_outlet(name: str) -> bool:
    """Whether words are an outlet's name: known as one, or short and ending as such names do."""
    return outlet_named(name) is not None or (
        len(name) <= 12 and pattern(r"(?:WORDS)$", "outlet").search(fold(name)) is not None
    )


def _dateline(first: str) -> str | None:
    """The outlet of 财联社6月1日电, （中央社記者某某台北9日電）, （观察者网讯 文/某某）."""
    head = fold(first[:_HEAD])
    lead = _LEAD.match(head)
    if lead is not None and (found := outlet_at_start(first[slice(*lead.span("lead"))])):
        return found.name
    match = _DATELINE.match(head)
    if match is None:
        return None
    name = first[slice(*match.span("outlet"))]
    found = outlet_at_start(name)
    if found is not None:
        return found.name
    return name if pattern(r"(?:WORDS)$", "outlet").search(fold(name)) else None


def _writers(first: str) -> tuple[str, ...]:
    found = [first[slice(*match.span(1))] for match in _BYLINE.finditer(fold(first[:_HEAD]))]
    return tuple(dict.fromkeys(found))


def _known(name: str) -> str:
    """The outlet's name in the vocabulary, else as written."""
    found = outlet_named(name)
    return found.name if found else name
