"""Commodities and their contracts as markets name them: 现货黄金, 布伦特原油期货, 沪铜主力合约, 纽约期金."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities_words import NameWords
from kg.lexicon import Hit
from kg.model import Ref

_LONGEST = 5
_MOST_PARTS = 3
_NUMBER = regex.compile(r"[a-z]?\d{2,4}(?!\d|[.,]\d|[年月日只家个股点亿万元%])(?:成[份分]股)?(?:指数)?")


def by_commodity(
    text: str, folded: str, commodities: Iterable[Hit], words: NameWords
) -> Iterator[EntitySpan]:
    """A commodity with a market before it or a contract after it; alone it is a thing of which many speak."""
    last = -1
    for hit in commodities:
        start, end = _before(folded, hit.start, words), _after(folded, hit.end, words)
        if start < last or (start == hit.start and end == hit.end and hit.entry.get("side") != "alone"):
            continue
        if hit.end - hit.start == 1 and (
            folded[start : hit.start] not in words.metal_markets or folded[end : end + 1] in "融行团属"
        ):
            continue  # 国际金融, 短期铜价, 资金连续
        last = end
        written = text[start:end]
        yield EntitySpan(start, end, Ref(None, written, written, "Product"), 0.7, "commodity")


def by_family(text: str, folded: str, words: NameWords) -> Iterator[EntitySpan]:
    """Indices by their family and number of members: 北证50, 中证A500, 上证50指数."""
    for family in words.families.finditer(folded):
        number = _NUMBER.match(folded, family.end())
        if number is not None:
            start, end = family.start(), number.end()
            yield EntitySpan(start, end, Ref(None, text[start:end], text[start:end], "Index"), 0.7, "family")


def _before(folded: str, at: int, words: NameWords) -> int:
    for _ in range(_MOST_PARTS):
        size = next((n for n in range(min(_LONGEST, at), 0, -1) if folded[at - n : at] in words.markets), 0)
        if not size:
            return at
        at -= size
    return at


def _after(folded: str, at: int, words: NameWords) -> int:
    for _ in range(_MOST_PARTS):
        size = next((n for n in range(_LONGEST, 0, -1) if folded[at : at + n] in words.contracts), 0)
        if not size:
            return at
        at += size
    return at
