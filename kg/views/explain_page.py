"""Why each claim was read so, as one HTML page that asks the network for nothing.

The whole text of each source with the words of every slot marked, and beside each block its mentions, which open to
their own sentence, slots and doubts. It can be read without JavaScript; the little that there is opens and closes
everything and changes the language. Words of sources reach the page through the template, which escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kg.extract.explain import SLOTS, Evidence, Explained, Explanation
from kg.model import Block, BlockKind, Span
from kg.views.assets import asset, policy, template
from kg.views.explaining import (
    SlotStyle,
    Words,
    context,
    doubts,
    explain_style,
    interval_text,
    value_text,
    ways,
)
from kg.views.marked import MarkedText, pieces_of
from kg.views.nesting import Event, Mark, nest
from kg.views.words import visible

_QUOTE = "quote"


def explain_page(sources: Iterable[Explained]) -> Iterator[str]:
    """The page in pieces, source after source, so that it need not stand in memory whole."""
    style = explain_style()
    script = asset("explain.js")
    css = asset("base.css") + asset("explain.css") + _colours()
    return template("explain.html.j2").generate(
        words=style.words,
        slots=style.slots,
        policy=policy([script], css),
        css=Markup(css),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        sources=(_Page(source, number) for number, source in enumerate(sources, 1)),
        visible=visible,
    )


def _colours() -> str:
    """The colours of the slots as CSS, light and dark."""
    light = "".join(_rule(slot, style.light) for slot, style in explain_style().slots.items())
    dark = "".join(_rule(slot, style.dark) for slot, style in explain_style().slots.items())
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _rule(slot: str, colours: Any) -> str:
    return f".s-{slot} {{ --fill: {colours.fill}; --line: {colours.line}; --text: {colours.text}; }}\n"


@dataclass(frozen=True, slots=True)
class _Card:
    """A mention beside its block."""

    page: _Page
    number: int
    explanation: Explanation

    @property
    def anchor(self) -> str:
        return f"{self.page.number}-{self.number}"

    @property
    def level(self) -> str:
        """How sure, in three steps."""
        sure = self.explanation.mention.confidence
        return "high" if sure >= 0.8 else "middle" if sure >= 0.6 else "low"

    def sentence(self) -> Iterator[Event[Mark]]:
        """Its sentence with its own slots alone."""
        marks = [*_slot_marks(self.explanation, self.number), _quote_mark(self.explanation, self.number)]
        return nest(self.page.text, *self.explanation.sentence, marks)

    def value(self) -> str:
        """`0.46`, `24,000,000,000 CNY`; empty for a statement."""
        quantity = self.explanation.mention.quantity
        return value_text(quantity.value, quantity.unit) if quantity else ""

    def interval(self) -> str:
        quantity = self.explanation.mention.quantity
        return interval_text(quantity) if quantity else ""

    def context(self, evidence: Evidence) -> tuple[str, str, str] | None:
        return context(self.page.text, evidence, self.explanation.sentence)

    def ways(self, evidence: Evidence) -> list[Words]:
        return list(ways(evidence))

    def doubts(self) -> list[tuple[SlotStyle, float]]:
        return [(explain_style().slots[slot], cost) for slot, cost in doubts(self.explanation)]


class _Part:
    """A block of the text with the mentions that are quoted from it."""

    def __init__(self, page: _Page, block: Block, cards: list[_Card]) -> None:
        self.page = page
        self.block = block
        self.cards = cards

    @property
    def rows(self) -> list[tuple[bool, list[Iterator[Event[Mark]]]]]:
        """Of a table: whether the row is a head, and its cells."""
        table = self.block.table
        if table is None:
            return []
        return [
            (place < table.heads, [self.page.events(cell) for cell in row])
            for place, row in enumerate(table.rows)
        ]

    def events(self) -> Iterator[Event[Mark]]:
        """The text with everything that is marked in it."""
        return self.page.events(Span(self.block.start, self.block.end))


class _Page:
    """A source on the page."""

    def __init__(self, explained: Explained, number: int) -> None:
        self.number = number
        self.source = explained.source
        self.text = explained.text
        self.blocks = explained.blocks or (Block(BlockKind.PARAGRAPH, 0, len(explained.text)),)
        self.cards = [_Card(self, place, one) for place, one in enumerate(explained.explanations, 1)]
        marks = {
            (mark.start, mark.end, mark.name): mark
            for one in reversed(self.cards)
            for mark in _slot_marks(one.explanation, one.number)
        }
        quotes = (_quote_mark(card.explanation, card.number) for card in self.cards)
        ordered = sorted([*marks.values(), *quotes], key=lambda mark: (mark.start, mark.number))
        self._marked = MarkedText(self.text, pieces_of(self.blocks), ordered)

    @property
    def parts(self) -> Iterator[_Part]:
        """The blocks in order."""
        starts = [card.explanation.mention.quote.start for card in self.cards]
        order = sorted(range(len(starts)), key=lambda place: (starts[place], place))
        waiting = [self.cards[place] for place in order]
        at = 0
        for place, block in enumerate(self.blocks):
            last = place + 1 == len(self.blocks)
            first = at
            while at < len(waiting) and (last or waiting[at].explanation.mention.quote.start < block.end):
                at += 1
            yield _Part(self, block, waiting[first:at])

    def events(self, span: Span) -> Iterator[Event[Mark]]:
        """A block or a cell with what is marked in it."""
        return self._marked.events(span)


def _slot_marks(explanation: Explanation, number: int) -> list[Mark]:
    return [
        Mark(one.at.start, one.at.end, one.slot, SLOTS.index(one.slot), number)
        for one in explanation.evidence
        if one.at is not None
    ]


def _quote_mark(explanation: Explanation, number: int) -> Mark:
    quote = explanation.mention.quote
    return Mark(quote.start, quote.end, _QUOTE, -1, number)
