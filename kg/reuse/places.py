"""Which mentions of two sources stand at the same place of their common passages."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.folding import fold
from kg.model import ClaimType, Edit, Mention, Passage, Quote, Reuse, Span, Text
from kg.reuse.folded import Compared, compared
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


def met(reuse: Reuse, earlier: Sequence[Mention], later: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Mentions at the same aligned place, by the passages alone: for whoever has the record and not the texts.

    `earlier` and `later` are the mentions of the two sources. In the order of the later text, each mention once.
    """
    found: list[tuple[Mention, Mention]] = []
    taken: set[str] = set()
    for passage in reuse.passages:
        ground = _Ground(passage, _of_quote(passage.earlier), _of_quote(passage.later))
        for one, other, _ in _matched(ground, earlier, later):
            if one.id not in taken and other.id not in taken:
                taken |= {one.id, other.id}
                found.append((one, other))
    return sorted(found, key=lambda pair: (pair[1].quote.start, pair[1].id))


def _of_quote(quote: Quote) -> Compared:
    """A stretch of a text as it is compared, in offsets of the whole."""
    alone = compared(quote.exact)
    return replace(
        alone, starts=array(alone.starts.typecode, (place + quote.start for place in alone.starts))
    )


def _of_passage(passage: Passage, a: Compared, b: Compared, earlier: Text, later: Text) -> Iterator[Pair]:
    ground = _Ground(passage, a, b)
    for mention, best, inside in _matched(ground, earlier.mentions, later.mentions):
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


def _matched(
    ground: _Ground, earlier: Iterable[Mention], later: Iterable[Mention]
) -> Iterator[tuple[Mention, Mention, Edit | None]]:
    """For each mention of the earlier side the one that stands at its place in the later, with the edit that the figure lies in."""
    passage = ground.passage
    there = [
        (core(m), m)
        for m in later
        if passage.later.start <= core(m).start and core(m).end <= passage.later.end
    ]
    for mention in earlier:
        span = core(mention)
        if not (passage.earlier.start <= span.start and span.end <= passage.earlier.end):
            continue
        image, inside = ground.image(span)
        fitting = [
            m
            for place, m in there
            if m.type is mention.type and _overlap(place, image) > 0.5 * max(1, place.end - place.start)
        ]
        if fitting:
            yield mention, max(fitting, key=lambda m: (_alike(mention, m), m.id)), inside


class _Ground:
    """The two sides of a passage as a chain of equal stretches and edits."""

    def __init__(self, passage: Passage, a: Compared, b: Compared) -> None:
        self.passage = passage
        self._a, self._b = a, b

    def image(self, span: Span) -> tuple[Span, Edit | None]:
        """Where a stretch of the earlier text lies in the later one, and the edit that it lies in."""
        inside = next(
            (e for e in self.passage.edits if e.earlier.start < span.end and span.start < e.earlier.end),
            None,
        )
        start, end = self._place(span.start, first=True), self._place(span.end, first=False)
        return Span(start, max(start, end)), inside

    def _place(self, offset: int, *, first: bool) -> int:
        before = (self.passage.earlier.start, self.passage.later.start)
        for edit in self.passage.edits:
            if offset < edit.earlier.start or (offset == edit.earlier.start and not first):
                break
            if offset < edit.earlier.end or (offset == edit.earlier.end and not first):
                return edit.later.start if first else edit.later.end
            before = (edit.earlier.end, edit.later.end)
        # stretches between edits are equal unit by unit, whatever punctuation they have
        steps = self._a.units_of(Span(before[0], offset))
        unit = self._b.units_of(Span(before[1], before[1]))[0] + steps[1] - steps[0]
        if first:
            return self._b.span(unit, unit + 1).start if unit < len(self._b) else self.passage.later.end
        return self._b.span(max(0, unit - 1), unit).end if unit else self.passage.later.start


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
