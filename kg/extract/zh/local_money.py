"""Whose money 元 is: that of the outlet's region, unless the words around tell of the mainland's.

A Hong Kong outlet that writes 元 of a local shop means Hong Kong dollars, of the mainland's lending it means yuan. Only
words decide, and each decision that rests on them costs the mention some confidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

import regex

from kg.extract.units import DEFAULT_REGION, Tables
from kg.lexicon import Hit

_LINK = 8
_LONGEST = 16
"""Characters of the longest word for an amount."""
_start = attrgetter("start")
_LEVEL = regex.compile(
    r"(?:(?:已|共|合计|总计|累计|分别|也|仅|就|高)?[为达至到是超破近逾约有]{1,2}(?:了|到|过)?| ?[:：] ?)$"
)
_STOP = regex.compile(r"[。！？!?\n]")
_CONVERTED = regex.compile(r"(?:折合|约合|相当于|换算|[（(，]约|[（(，]合)")
_NEXT = 30
"""How far behind a number the words may stand that convert it."""
_REACH = 160
"""How far a sentence is looked at to either side."""
_AMOUNT = regex.compile(r" ?[约近逾超]?\d")
"""Behind a money that stands before its number, 新台币667亿元; 154港元 names no other 元."""
_STILL = 1_200
"""How far behind a money that was named bare 元 still mean it, in a paper at home in neither place."""
NAMED, PLACE, ABOUT = 0.05, 0.1, 0.15
"""What it costs when the sentence names the money, when it names the place only, when only the document does."""


class Amounts:
    """Where a text says that money is measured, for numbers that name none: 成交额2.79万亿."""

    def __init__(self, folded: str, hits: Sequence[Hit]) -> None:
        self.folded, self._hits = folded, hits

    def before(self, start: int) -> bool:
        """Whether a word for an amount of money stands before a number, with nothing but a verb of level between."""
        link = _LEVEL.search(self.folded, max(0, start - _LINK), start)
        end = link.start() if link else start
        first = bisect_left(self._hits, end - _LONGEST, key=_start)
        for hit in self._hits[first : bisect_left(self._hits, end, lo=first, key=_start)]:
            if hit.end == end and (
                "money-nouns" in hit.entry.schemes
                or ("metrics" in hit.entry.schemes and hit.entry.get("unitKind") == "money")
            ):
                return True
        return False


class LocalMoney:
    """The currency of bare 元 at the places of one text."""

    def __init__(self, folded: str, hits: Sequence[Hit], tables: Tables, region: str | None) -> None:
        self.folded = folded
        self.own, self.yuan = tables.currency(region), tables.currency(DEFAULT_REGION)
        self._money: dict[str, list[int]] = {self.own: [], self.yuan: []}
        self._places: dict[str, list[int]] = {self.own: [], self.yuan: []}
        self._abroad: list[tuple[int, str]] = []
        if self.own == self.yuan:
            if region not in (None, DEFAULT_REGION):
                self._abroad = [
                    (hit.start, code)
                    for hit in hits
                    if "home-words" in hit.entry.schemes
                    and (code := hit.entry.get("code"))
                    and _AMOUNT.match(folded, hit.end)
                    and not _CONVERTED.search(folded, max(0, hit.start - 5), hit.start)
                ]
            return
        for hit in hits:
            entry = hit.entry
            if "home-words" in entry.schemes:
                money = entry.get("code")
                kind, code = (
                    (self._money, money)
                    if money
                    else (self._places, tables.local.get(entry.get("region") or ""))
                )
            elif "entities" in entry.schemes:
                kind, code = self._places, tables.local.get((entry.get("code") or "")[:2])
            else:
                continue
            if code in kind:
                kind[code].append(hit.start)

    def _named_before(self, start: int) -> tuple[str, float]:
        """The money that the text named last, where a paper abroad tells of companies in Taiwan: 新台币667亿元, later 539亿元."""
        place = bisect_left(self._abroad, (start, ""))
        if not place or start - self._abroad[place - 1][0] > _STILL:
            return self.own, 0.0
        code = self._abroad[place - 1][1]
        return code, 0.0 if code == self.own else ABOUT

    def at(self, start: int) -> tuple[str, float]:
        """The code for a number that starts here, and what the guess costs."""
        if self.own == self.yuan:
            return self._named_before(start)
        low = max(0, start - _REACH)
        for stop in _STOP.finditer(self.folded, low, start):
            low = stop.end()
        close = _STOP.search(self.folded, start, start + _REACH)
        high = close.start() if close else start + _REACH

        def said(found: dict[str, list[int]], code: str, floor: int = low) -> bool:
            places = found[code]
            place = bisect_left(places, floor)
            return place < len(places) and places[place] < high

        # 9102亿元，折合新台币约4兆元: what is converted to it is something else
        ours = said(self._money, self.own) and not _CONVERTED.search(
            self.folded, start, min(high, start + _NEXT)
        )
        if said(self._money, self.yuan) and not ours:
            return self.yuan, NAMED
        if ours or said(self._places, self.own):
            return self.own, 0.0
        mainland, home = len(self._places[self.yuan]), len(self._places[self.own])
        if said(self._places, self.yuan) and mainland > home:
            return self.yuan, PLACE
        if ours or home:
            return self.own, 0.0
        return (self.yuan, ABOUT) if self._money[self.yuan] or mainland > 1 else (self.own, 0.0)
