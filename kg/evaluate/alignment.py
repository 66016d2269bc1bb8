"""Which found mention is which of the gold: by where the value stands in the document, so that no offsets need to agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.evaluate.items import Item, folded
from kg.evaluate.slots import same_number
from kg.model import ClaimType

_BACK = 400
"""Mentions come in the order of the text; so far back their quotes may begin."""
_LEAST = {ClaimType.QUANTITY: 0.0, ClaimType.STATEMENT: 0.4}
"""Places must overlap by more than this share."""


class Placed(NamedTuple):
    """A mention with the place of its quote and of its value (of a statement: its quote) in the folded text.

    Both are None where the quote does not occur.
    """

    item: Item
    span: tuple[int, int] | None
    at: tuple[int, int] | None


def place(items: Iterable[Item], text: str) -> list[Placed]:
    """Find each mention, in the order of the document, in its folded text.

    Where a quote stands in several places it takes the first one whose value no mention before it has taken.
    """
    placed: list[Placed] = []
    taken: set[tuple[ClaimType, int]] = set()
    last = 0
    for item in items:
        quote = folded(item.quote)
        want = folded(item.value_text) if item.type is ClaimType.QUANTITY else quote
        start = text.find(quote, max(0, last - _BACK)) if quote else -1
        found = Placed(item, None, None)
        while start >= 0:
            inner = quote.find(want)
            while inner >= 0 and (item.type, start + inner) in taken:
                inner = quote.find(want, inner + 1)
            if inner >= 0:
                at = (start + inner, start + inner + len(want))
                found = Placed(item, (start, start + len(quote)), at)
                taken.add((item.type, at[0]))
                last = start
                break
            start = text.find(quote, start + 1)
        placed.append(found)
    return placed


def align(gold: Sequence[Placed], found: Sequence[Placed]) -> list[tuple[int, int]]:
    """Pairs of positions in `gold` and `found`: each mention once, those first whose places and numbers agree best."""
    pairs: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if g.item.type is not f.item.type or g.at is None or f.at is None:
                continue
            score = overlap(g.at, f.at)
            if score > _LEAST[g.item.type]:
                number = 0.5 if same_number(g.item.value, f.item.value) else 0.0
                pairs.append((score + number, i, j))
    pairs.sort(key=lambda pair: -pair[0])
    golds: set[int] = set()
    founds: set[int] = set()
    out: list[tuple[int, int]] = []
    for _, i, j in pairs:
        if i not in golds and j not in founds:
            golds.add(i)
            founds.add(j)
            out.append((i, j))
    return out


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """The share of two stretches that they have in common.

    >>> overlap((0, 4), (2, 6))
    0.3333333333333333
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    whole = max(a[1], b[1]) - min(a[0], b[0])
    return max(0.0, shared / whole) if whole else 0.0
