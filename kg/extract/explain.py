"""Why a mention says what it says: for each slot its words, where they stand and how they were found.

An extractor's own `Trace` tells how; where the words stand is looked up in the text afterwards, so that a mention of any
extractor can be explained, and extraction itself pays nothing for it.

    >>> for one in explain(document, mentions):                        # doctest: +SKIP
    ...     print(one.mention.rule, [(e.slot, e.text, e.how, e.at) for e in one.evidence])
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.extract.annotations import EntitySpan
from kg.extract.clauses import Layout, lay_out
from kg.extract.index import Spans
from kg.folding import fold
from kg.model import Block, BlockKind, Document, How, Mention, Period, Ref, Source, Span, Step

SLOTS = ("value", "metric", "subject", "scope", "period", "baseline", "speaker", "cites")
"""Slots whose words stand in the text, in the order in which they are told."""

_NEAR = 20_000
"""Characters to each side within which words are looked for: a text of any length takes linear time."""
_TRIES = 8
"""Places that may be wrong (inside of a longer name) before the search gives up."""
_AFTER_FRAME = 160
"""Characters behind the opening of an attribution in which its speaker stands."""


class Where(StrEnum):
    """Where words stand, seen from the mention."""

    QUOTE = "quote"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"
    BEFORE = "before"
    AFTER = "after"
    NOWHERE = "nowhere"
    """Not in these words: known from the vocabulary, or from the length of a period."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One slot: what fills it, the words, where they stand; `how` is None where the extractor does not tell."""

    slot: str
    label: str
    """What fills the slot: a canonical name, a value, an interval; empty where nothing does."""
    text: str
    """The words."""
    where: Where
    at: Span | None = None
    how: How | None = None
    cost: float = 0.0
    """What it took from the confidence."""
    id: str | None = None
    note: str | None = None
    """How relative words were resolved."""

    def to_json(self) -> dict[str, Any]:
        """The printed form; `start` and `end` are offsets as in a quote."""
        return {
            "slot": self.slot,
            "label": self.label,
            "id": self.id,
            "text": self.text,
            "start": self.at.start if self.at else None,
            "end": self.at.end if self.at else None,
            "where": self.where.value,
            "how": self.how.value if self.how else None,
            "cost": self.cost,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """A mention with the evidence for its slots."""

    mention: Mention
    sentence: Span
    """The sentence, or the line of a table, around its quote."""
    evidence: tuple[Evidence, ...]
    sure: float | None
    """What its rule starts from, before slots took from it; None where the extractor does not tell."""

    def to_json(self) -> dict[str, Any]:
        """The mention's record with two fields more."""
        found = [evidence.to_json() for evidence in self.evidence]
        return {**self.mention.to_json(), "sure": self.sure, "evidence": found}


@dataclass(frozen=True, slots=True)
class Explained:
    """A source with its text and all that was found in it."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    explanations: tuple[Explanation, ...]


def explain(
    document: Document, mentions: Iterable[Mention], names: Sequence[EntitySpan] = ()
) -> list[Explanation]:
    """An explanation for each mention; `names` that were recognised help to tell 中国 from the start of 中国移动."""
    finder = _Finder(document, names)
    return [finder.explanation(mention) for mention in mentions]


class _Finder:
    """Looks up where the words of slots stand."""

    def __init__(self, document: Document, names: Sequence[EntitySpan]) -> None:
        self.text = document.text
        self.blocks = document.blocks
        self.layout: Layout = lay_out(fold(document.text), document.blocks)
        self.names = Spans(names)
        self._starts = [block.start for block in document.blocks]
        self._notes = {
            self.text[note.start : note.end].strip(): note for note in document.of_kind(BlockKind.FOOTNOTE)
        }

    def explanation(self, mention: Mention) -> Explanation:
        trace = mention.trace
        steps = {step.slot: step for step in trace.steps} if trace else {}
        sentence = self._sentence(mention)
        figure = self._figure(mention, steps.get("value"))
        found = tuple(
            sorted(self._evidence(mention, steps, sentence, figure), key=lambda e: SLOTS.index(e.slot))
        )
        return Explanation(mention, sentence, found, round(trace.sure, 2) if trace else None)

    def _evidence(
        self, mention: Mention, steps: dict[str, Step], sentence: Span, figure: Span
    ) -> Iterator[Evidence]:
        def where(at: Span | None) -> Where:
            return self._where(at, mention, sentence)

        quantity = mention.quantity
        if quantity is not None:
            yield Evidence("value", quantity.text, quantity.text, where(figure), figure, How.HERE)
        for slot, ref in _refs(mention):
            step = steps.get(slot)
            if ref is None:
                if step is not None and slot != "speaker":
                    yield Evidence(slot, "", "", Where.NOWHERE, None, How.MISSING, step.cost)
                continue
            implied = step is not None and step.how is How.IMPLIED
            at = None if implied else self._place(ref.text, step, mention, figure, sentence)
            if step is not None and step.how is How.HERE and where(at) not in (Where.QUOTE, Where.SENTENCE):
                at = None  # 占65%: 占比 is what it means; that the word stands elsewhere is chance
            words = self.text[at.start : at.end] if at else ref.text
            how, cost = (step.how, step.cost) if step else (None, 0.0)
            yield Evidence(slot, ref.label, words, where(at), at, how, cost, ref.id)
        yield from self._times(mention, steps, sentence, figure)

    def _times(
        self, mention: Mention, steps: dict[str, Step], sentence: Span, figure: Span
    ) -> Iterator[Evidence]:
        for slot, told in (("period", mention.period), ("baseline", mention.baseline)):
            if told is None:
                continue
            step = steps.get(slot)
            implied = step is not None and step.how is How.IMPLIED
            at = None if implied or step is None else step.at
            if at is None and not implied and isinstance(told, Period):
                at = self._place(told.text, None, mention, figure, sentence)
            text = self.text[at.start : at.end] if at else ""
            label = told.key() if isinstance(told, Period) else told
            note = told.how if isinstance(told, Period) else None
            how = step.how if step else None
            yield Evidence(slot, label, text, self._where(at, mention, sentence), at, how, note=note)

    # ---- where

    def _sentence(self, mention: Mention) -> Span:
        """The sentences that the quote touches, closing punctuation included; else its line."""
        start, end = mention.quote.start, mention.quote.end
        first, last = self.layout.sentence_at(start), self.layout.sentence_at(max(start, end - 1))
        if first is None or last is None:
            block = self._block(start)
            low = max(self.text.rfind("\n", block.start, start) + 1, block.start)
            high = self.text.find("\n", end, block.end)
            return Span(max(low, start - 200), min(high if high >= 0 else max(block.end, end), end + 200))
        close = last.end
        while close < last.block.end and self.text[close] in '。！？!?；;…”’」』）)".':
            close += 1
        return Span(min(first.start, start), max(close, end))

    def _block(self, offset: int) -> Block:
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return Block(BlockKind.PARAGRAPH, 0, len(self.text))
        return self.blocks[place]

    def _figure(self, mention: Mention, step: Step | None) -> Span:
        """Where the value stands; of a statement, where it begins."""
        if step is not None and step.at is not None:
            return step.at
        quote = mention.quote
        words = mention.quantity.text if mention.quantity else ""
        at = self.text.find(words, quote.start, quote.end) if words else -1
        return Span(at, at + len(words)) if at >= 0 else Span(quote.start, quote.start)

    def _where(self, at: Span | None, mention: Mention, sentence: Span) -> Where:
        if at is None:
            return Where.NOWHERE
        quote = mention.quote
        if quote.start <= at.start and at.end <= quote.end:
            return Where.QUOTE
        if sentence.start <= at.start and at.end <= sentence.end:
            return Where.SENTENCE
        block = self._block(at.start)
        if block.kind is BlockKind.FOOTNOTE:
            return Where.FOOTNOTE
        if block.start <= quote.start < max(block.end, block.start + 1):
            return Where.PARAGRAPH
        return Where.BEFORE if at.start < quote.start else Where.AFTER

    def _place(
        self, words: str, step: Step | None, mention: Mention, figure: Span, sentence: Span
    ) -> Span | None:
        """Where the words of a name stand; inside of a longer name only where they stand nowhere else."""
        if not words:
            return None
        for whole in (True, False):
            found = self._search(words, step, mention, figure, sentence, whole)
            if found is not None:
                return found
        return None

    def _search(
        self, words: str, step: Step | None, mention: Mention, figure: Span, sentence: Span, whole: bool
    ) -> Span | None:
        """Where the extractor says, else nearest to the figure, backwards first."""
        if step is not None and step.at is not None:
            start, end = step.at
            if start == end:  # the opening of an attribution
                found = self._next(words, start, min(start + _AFTER_FRAME, len(self.text)), whole)
            else:
                found = self._last(words, start, min(end, figure.start), whole)
                found = found or self._next(words, start, end, whole)
            if found is not None:
                return found
        note = self._notes.get(words)
        if note is not None:
            return Span(note.start, note.end)
        quote, block = mention.quote, self._block(mention.quote.start)
        for low, high in (
            (quote.start, figure.start),
            (figure.start, quote.end),
            (sentence.start, quote.start),
            (quote.end, sentence.end),
            (max(block.start, quote.start - _NEAR), quote.start),
            (max(0, block.start - _NEAR), block.start),
            (quote.end, min(len(self.text), block.end + _NEAR)),
        ):
            look = self._last if high <= figure.start else self._next
            found = look(words, low, high, whole)
            if found is not None:
                return found
        return None

    def _last(self, words: str, low: int, high: int, whole: bool) -> Span | None:
        for _ in range(_TRIES):
            at = self.text.rfind(words, low, max(low, high))
            if at < 0:
                return None
            if not whole or self._stands_alone(at, at + len(words)):
                return Span(at, at + len(words))
            high = at + len(words) - 1
        return None

    def _next(self, words: str, low: int, high: int, whole: bool) -> Span | None:
        for _ in range(_TRIES):
            at = self.text.find(words, low, max(low, high))
            if at < 0:
                return None
            if not whole or self._stands_alone(at, at + len(words)):
                return Span(at, at + len(words))
            low = at + 1
        return None

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether no longer name or Latin word is cut: not 中国 in 中国移动, not Al in Alibaba."""
        text = self.text
        for before, after in ((start - 1, start), (end - 1, end)):
            if before >= 0 and after < len(text) and _latin(text[before]) and _latin(text[after]):
                return False
        name = self.names.covering(start, end)
        return name is None or (name.start, name.end) == (start, end)


def _refs(mention: Mention) -> Iterator[tuple[str, Ref | None]]:
    yield "metric", mention.metric
    yield "subject", mention.subject
    yield from (("scope", ref) for ref in mention.scope)
    yield "speaker", mention.speaker
    yield from (("cites", ref) for ref in mention.cites)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
