"""The two sides of a place in a copy: each text with its mention, and what of it the other does not have."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import Mention, Modality, Quote, Span, Text
from kg.reuse.places import Pair, sentence_start

_HEADLINE = 100
"""Characters at most of a first line that is a headline."""

_ENOUGH = 0.6
"""Part of a statement's words that must have stayed for it to be the same statement."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a copy with one of its mentions."""

    text: Text
    folded: str
    mention: Mention
    passage: Span
    """The stretch that the other text shares, from the beginning of the sentence in which it begins."""
    edited: tuple[Span, ...]
    """What stands only here: in the passage, and before it in its first sentence (周明远表示，…)."""

    def alone(self, words: str) -> bool:
        """Whether these words, where they stand last before the end of the quote, are at least in part not in the other text."""
        place = self.folded.rfind(fold(words), self.passage.start, self.mention.quote.end) if words else -1
        return place >= 0 and self.is_edited(Span(place, place + len(words)))

    def is_edited(self, span: Span) -> bool:
        """Whether some of a stretch stands only here."""
        return any(edit.start < span.end and span.start < edit.end for edit in self.edited)

    def names(self, words: str) -> bool:
        """Whether the text has these words anywhere."""
        return fold(words) in self.folded

    def hints_at(self, name: str) -> bool:
        """Whether it has two neighbouring characters of a name: a short form of it may stand there."""
        plain = _plain(name)
        whole = _plain(self.folded)
        return any(plain[i : i + 2] in whole for i in range(max(1, len(plain) - 1)))

    def sentence(self) -> Span:
        """From where the sentence of the mention begins to the end of its quote, within the passage."""
        start = sentence_start(self.text.text, self.mention.quote.start)
        return Span(max(self.passage.start, start), self.mention.quote.end)

    def clause(self) -> Span:
        """From where the clause in which its quote begins does, to the end of the quote."""
        quote, whole = self.mention.quote, self.sentence()
        cut = max(self.folded.rfind(mark, whole.start, quote.start) for mark in "，；,;:：")
        return Span(max(whole.start, cut + 1), quote.end)

    @property
    def in_headline(self) -> bool:
        """Whether the mention stands in the first line, with text below it."""
        end = self.folded.find("\n", 0, _HEADLINE)
        return self.mention.quote.end <= end < len(self.folded.rstrip())

    def twins(self) -> Iterator[Mention]:
        """Other mentions of the same value here: a headline and the text below it."""
        own = self.mention.quantity
        for m in self.text.mentions:
            q = m.quantity
            if own and q and m.id != self.mention.id and (q.value, q.unit) == (own.value, own.unit):
                yield m


@dataclass(frozen=True, slots=True)
class Sides:
    """Both; build them with `sides()`."""

    pair: Pair
    earlier: Side
    later: Side
    lexicon: Lexicon

    def still_told(self, slot: Callable[[Mention], Hashable]) -> bool:
        """Whether the later text tells it elsewhere as the earlier one does here."""
        before = slot(self.earlier.mention)
        return any(slot(twin) == before for twin in self.later.twins())

    def told_before(self, slot: Callable[[Mention], Hashable]) -> bool:
        """Whether the earlier text tells it elsewhere as the later one does here."""
        after = slot(self.later.mention)
        return any(slot(twin) == after for twin in self.earlier.twins())

    @property
    def ahead(self) -> bool:
        """Whether either tells of what is to come."""
        return {self.earlier.mention.modality, self.later.mention.modality} != {Modality.ASSERTED}

    @property
    def same_claim(self) -> bool:
        """Whether both mentions tell of one figure, or in nearly the same words; they may be of two times."""
        a, b = self.earlier.mention.quantity, self.later.mention.quantity
        if a and b:
            return (a.value, a.unit, a.kind) == (b.value, b.unit, b.kind)
        return min(_kept(self.earlier), _kept(self.later)) >= _ENOUGH


def sides(pair: Pair, earlier: Text, later: Text, lexicon: Lexicon) -> Sides:
    """The two sides of a pair; the texts are those of its mentions."""
    passage = pair.passage
    one = [edit.earlier for edit in passage.edits if edit.before]
    other = [edit.later for edit in passage.edits if edit.after]
    return Sides(
        pair,
        _side(earlier, pair.earlier, passage.earlier, one),
        _side(later, pair.later, passage.later, other),
        lexicon,
    )


def _side(text: Text, mention: Mention, passage: Quote, edited: list[Span]) -> Side:
    start = sentence_start(text.text, passage.start)
    return Side(
        text,
        fold(text.text),
        mention,
        Span(start, passage.end),
        (Span(start, passage.start), *edited) if start < passage.start else tuple(edited),
    )


def _kept(side: Side) -> float:
    """The part of a quote that stands in the other text too."""
    quote = side.mention.quote
    behind = Span(min(quote.end, side.passage.end), quote.end)
    edited = sum(
        max(0, min(edit.end, quote.end) - max(edit.start, quote.start)) for edit in (*side.edited, behind)
    )
    return 1 - edited / max(1, quote.end - quote.start)


def _plain(words: str) -> str:
    return "".join(c for c in fold(words) if c.isalnum())
