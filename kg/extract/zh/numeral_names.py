"""Names with numerals in them (一带一路, 第一财经) and words that are amounts (一半, 翻番), as the vocabulary found them."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from kg.extract.units import amount_of
from kg.lexicon import Hit, indexed

_ROLES = ("entities", "publishers", "number-names", "amount-words")
_NUMERAL = regex.compile(r"[\d一二三四五六七八九十百千万]")


def names_and_amounts(hits: Sequence[Hit], folded: str) -> tuple[dict[int, int], list[Hit]]:
    """Each place inside a name that contains a numeral (第一财经, 一带一路) with the name's end; the amounts (一半)."""
    inside: dict[int, int] = {}
    amounts: list[Hit] = []
    for hit in indexed(hits).of(*_ROLES):
        schemes = hit.entry.schemes
        if "amount-words" in schemes:
            if folded[hit.start].isascii():
                continue  # English words belong to English text
            follows = folded[hit.end : hit.end + 1]
            other = follows != "" and follows in amount_of(hit.entry).not_before  # 近半 in 近半成
            named = inside.get(hit.start, 0) > hit.end  # 半成 in 半成品
            if not other and not named and (not amounts or hit.start >= amounts[-1].end):
                amounts.append(hit)
                _cover(inside, hit)
        elif "number-names" in schemes or _NUMERAL.search(folded, hit.start, hit.end):
            _cover(inside, hit)
    return inside, amounts


def _cover(inside: dict[int, int], hit: Hit) -> None:
    for place in range(hit.start, hit.end):
        inside[place] = max(hit.end, inside.get(place, 0))
