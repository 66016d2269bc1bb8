"""How many mentions were found, and how often each slot of them is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.errors import GoldError
from kg.evaluate.alignment import Placed, align, place
from kg.evaluate.gold import GoldDocument
from kg.evaluate.items import Item
from kg.evaluate.slots import FRAMES, SLOTS, right
from kg.model import ClaimType


class Rate(NamedTuple):
    """Precision, recall and their harmonic mean; `n` is how many the gold has."""

    p: float
    r: float
    f1: float
    n: int

    @classmethod
    def of(cls, hits: int, found: int, gold: int) -> Rate:
        """From counts.

        >>> Rate.of(3, 4, 6)
        Rate(p=0.75, r=0.5, f1=0.6, n=6)
        """
        p, r = hits / found if found else 0.0, hits / gold if gold else 0.0
        return cls(round(p, 4), round(r, 4), round(2 * p * r / (p + r), 4) if p + r else 0.0, gold)


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of the mentions of one type. The slots are judged on those that were found."""

    found: Rate
    frame: Rate
    slots: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        return {"found": self.found._asdict(), "frame": self.frame._asdict(), "slots": dict(self.slots)}


@dataclass(frozen=True, slots=True)
class Counts:
    """What the figures are computed from; those of several documents add up."""

    gold: Counter[ClaimType]
    found: Counter[ClaimType]
    hits: Counter[ClaimType]
    frames: Counter[ClaimType]
    slots: Counter[tuple[ClaimType, str]]
    lost: int
    """Quotes that do not occur in the document."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.gold + other.gold,
            self.found + other.found,
            self.hits + other.hits,
            self.frames + other.frames,
            self.slots + other.slots,
            self.lost + other.lost,
        )

    @classmethod
    def none(cls) -> Counts:
        return cls(Counter(), Counter(), Counter(), Counter(), Counter(), 0)

    def part(self, kind: ClaimType) -> Part:
        """The figures of one type."""
        hits = self.hits[kind]
        return Part(
            Rate.of(hits, self.found[kind], self.gold[kind]),
            Rate.of(self.frames[kind], self.found[kind], self.gold[kind]),
            {slot: round(self.slots[kind, slot] / hits, 4) if hits else 0.0 for slot in SLOTS[kind]},
        )

    def to_json(self) -> dict[str, Any]:
        parts = {kind.value: self.part(kind).to_json() for kind in ClaimType}
        return {**parts, "quotes_not_in_document": self.lost}


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document: its counts, and the mentions behind them."""

    name: str
    counts: Counts
    pairs: tuple[tuple[Item, Item], ...]
    """Of the gold, and what was found for it."""
    missed: tuple[Item, ...]
    extra: tuple[Item, ...]


def score(gold: GoldDocument, found: Iterable[Item], texts: Sequence[str]) -> DocumentScore:
    """Judge what was found in a document, in its order.

    `texts` are folded forms of the document, the first that has all quotes of the gold is taken. Raises `GoldError` with the
    line of a quote that occurs in none.
    """
    golds, text = _settle(gold, texts)
    founds = place(found, text)
    if gold.partial:
        first, last = min(g.span[0] for g in golds if g.span), max(g.span[1] for g in golds if g.span)
        founds = [f for f in founds if f.span is None or first <= f.span[0] < last]
    matched = align(golds, founds)
    pairs = tuple((golds[i].item, founds[j].item) for i, j in matched)
    hit_golds, hit_founds = {i for i, _ in matched}, {j for _, j in matched}
    counts = Counts(
        gold=Counter(g.item.type for g in golds),
        found=Counter(f.item.type for f in founds),
        hits=Counter(a.type for a, _ in pairs),
        frames=Counter(a.type for a, b in pairs if all(right(slot, a, b) for slot in FRAMES[a.type])),
        slots=Counter((a.type, slot) for a, b in pairs for slot in SLOTS[a.type] if right(slot, a, b)),
        lost=sum(f.at is None for f in founds),
    )
    return DocumentScore(
        gold.name,
        counts,
        pairs,
        tuple(g.item for i, g in enumerate(golds) if i not in hit_golds),
        tuple(f.item for j, f in enumerate(founds) if j not in hit_founds),
    )


def _settle(gold: GoldDocument, texts: Sequence[str]) -> tuple[list[Placed], str]:
    missing: Item | None = None
    for text in texts:
        golds = place(gold.items, text)
        absent = next((g.item for g in golds if g.at is None), None)
        if absent is None:
            return golds, text
        missing = absent
    raise GoldError(
        f"the quote of {missing.id if missing else gold.name} does not occur in {gold.name}",
        where=missing.where if missing else None,
    )
