"""Which mentions of two sources stand at the same place of their common passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.folding import fold
from kg.model import ClaimType, Edit, Mention, Passage, Reuse, Span, Text
from kg.reuse.folded import Compared
from kg.reuse.passages import as_compared

_SENTENCE = 200
"""Characters before a mention in which its sentence begins."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions at one place, and the edits of the passage that touch the sentence of either, up to the quote's end."""

    earlier: Mention
    later: Mention
    edits: tuple[Edit, ...]
    figure: Edit | None
    """The edit that the figure itself lies in, where it does."""
    passage: Passage


def aligned(reuse: Reuse, one: Text, other: Text) -> list[tuple[Mention, Mention]]:
    """Mentions of the earlier and of the later source that stand at the same aligned place, in the order of the later text."""
    return [(pair.earlier, pair.later) for pair in pairs(reuse, one, other)]


def pairs(reuse: Reuse, one: Text, other: Text) -> list[Pair]:
    """The same with the edits around them. The texts may come in any order."""
    earlier, later = (one, other) if one.source.id == reuse.earlier.id else (other, one)
    a, b = as_compared(earlier), as_compared(later)
    found: dict[tuple[str, str], Pair] = {}
    taken: set[str] = set()
    for passage in reuse.passages:
        for pair in _of_passage(passage, a, b, earlier, later):
            # a passage that comes twice, as headline and as text, gives a mention its first place
            if pair.earlier.id not in taken and pair.later.id not in taken:
                found[pair.earlier.id, pair.later.id] = pair
                taken |= {pair.earlier.id, pair.later.id}
    return sorted(found.values(), key=lambda pair: (pair.later.quote.start, pair.later.id))


def _of_passage(passage: Passage, a: Compared, b: Compared, earlier: Text, later: Text) -> Iterator[Pair]:
    ground = _Ground(passage, a, b)
    there = [
        (core(m), m)
        for m in later.mentions
        if passage.later.start <= core(m).start and core(m).end <= passage.later.end
    ]
    for mention in earlier.mentions:
        span = core(mention)
        if not (passage.earlier.start <= span.start and span.end <= passage.earlier.end):
            continue
        image, inside = ground.image(span)
        fitting = [
            (m, place)
            for place, m in there
            if m.type is mention.type and _overlap(place, image) > 0.5 * max(1, place.end - place.start)
        ]
        if not fitting:
            continue
        best, _ = max(fitting, key=lambda pair: (_alike(mention, pair[0]), pair[0].id))
        edits = tuple(
            edit
            for edit in passage.edits
            if _touches(edit.earlier, sentence_start(earlier.text, mention.quote.start), mention.quote.end)
            or _touches(edit.later, sentence_start(later.text, best.quote.start), best.quote.end)
        )
        yield Pair(mention, best, edits, inside, passage)


def core(mention: Mention) -> Span:
    """Where the figure itself stands, else the quote: a quote holds other words that may come and go."""
    quote = mention.quote
    if mention.type is ClaimType.QUANTITY and mention.quantity:
        place = fold(quote.exact).find(fold(mention.quantity.text))
        if place >= 0:
            return Span(quote.start + place, quote.start + place + len(mention.quantity.text))
    return Span(quote.start, quote.end)


class _Ground:
    """The two sides of a passage as a chain of equal stretches and edits."""

    def __init__(self, passage: Passage, a: Compared, b: Compared) -> None:
        self._passage = passage
        self._a, self._b = a, b

    def image(self, span: Span) -> tuple[Span, Edit | None]:
        """Where a stretch of the earlier text lies in the later one, and the edit that it lies in."""
        inside = next(
            (e for e in self._passage.edits if e.earlier.start < span.end and span.start < e.earlier.end),
            None,
        )
        start, end = self._place(span.start, first=True), self._place(span.end, first=False)
        return Span(start, max(start, end)), inside

    def _place(self, offset: int, *, first: bool) -> int:
        before = (self._passage.earlier.start, self._passage.later.start)
        for edit in self._passage.edits:
            if offset < edit.earlier.start or (offset == edit.earlier.start and not first):
                break
            if offset < edit.earlier.end or (offset == edit.earlier.end and not first):
                return edit.later.start if first else edit.later.end
            before = (edit.earlier.end, edit.later.end)
        # stretches between edits are equal unit by unit, whatever punctuation they have
        steps = self._a.units_of(Span(before[0], offset))
        unit = self._b.units_of(Span(before[1], before[1]))[0] + steps[1] - steps[0]
        if first:
            return self._b.span(unit, unit + 1).start if unit < len(self._b) else self._passage.later.end
        return self._b.span(max(0, unit - 1), unit).end if unit else self._passage.later.start


def sentence_start(text: str, offset: int) -> int:
    """Where the sentence that reaches to an offset begins: period and speaker stand there, before the quote."""
    least = max(0, offset - _SENTENCE)
    return max(text.rfind(mark, least, offset) for mark in "。！？\n") + 1 or least


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start <= end and start <= span.end


def _alike(one: Mention, other: Mention) -> tuple[bool, bool, bool, bool]:
    a, b = one.quantity, other.quantity
    return (
        a is not None and b is not None and a.value == b.value,
        a is not None and b is not None and (a.kind, a.unit) == (b.kind, b.unit),
        _same(one.metric, other.metric),
        _same(one.subject, other.subject),
    )


def _same(one: object, other: object) -> bool:
    return getattr(one, "key", lambda: None)() == getattr(other, "key", lambda: None)()
