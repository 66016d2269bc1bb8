"""The text of a page in its blocks, with everything marked in it and the claims beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.extract.explain import Explanation, explain
from kg.lexicon import Lexicon
from kg.model import Block, Check, Document, Mention, OffsetMap, Span
from kg.views.marked import MarkedText, pieces_of
from kg.views.source.footnotes import Footnotes
from kg.views.source.marks import Piece, claim_marks, name_marks, passage_marks, pieces
from kg.views.source.model import Card, Part, Passage
from kg.views.source.text import blocks_of, within

_NEAR = 20_000
"""Characters around a page in which the words of slots are looked for."""

T = TypeVar("T")


def explained(document: Document, mentions: Sequence[Mention], window: Span) -> list[Explanation]:
    """Where the words of the slots stand. Of a long text only what is near the page is looked through."""
    blocks = [
        block
        for block in blocks_of(document)
        if block.end > window.start - _NEAR and block.start < window.end + _NEAR
    ]
    if len(blocks) == len(blocks_of(document)):
        return explain(document, mentions)
    low = max(0, window.start - _NEAR)
    near = Document(
        document.source,
        document.text[low : window.end + _NEAR],
        tuple(_moved(block, low, window.end + _NEAR) for block in blocks),
        OffsetMap(()),
        b"",
    )
    moved = [
        replace(m, quote=replace(m.quote, start=m.quote.start - low, end=m.quote.end - low)) for m in mentions
    ]
    return [_back(one, m, low) for one, m in zip(explain(near, moved), mentions, strict=True)]


def _moved(block: Block, low: int, high: int) -> Block:
    """A block in an excerpt of the text from `low` to `high`, without its table, which only readers of tables need."""
    start, end = max(block.start, low) - low, min(block.end, high) - low
    return replace(block, start=start, end=end, markers=(), table=None)


def _back(one: Explanation, mention: Mention, low: int) -> Explanation:
    def span(at: Span) -> Span:
        return Span(at.start + low, at.end + low)

    evidence = tuple(replace(e, at=span(e.at)) if e.at else e for e in one.evidence)
    return replace(one, mention=mention, sentence=span(one.sentence), evidence=evidence)


def parts_of(
    document: Document,
    window: Span,
    cards: Sequence[Card],
    explanations: Sequence[Explanation],
    passages: Iterable[Passage],
    notes: Footnotes,
    *,
    lexicon: Lexicon,
    href: Callable[[str], str],
    base: str,
) -> Iterator[Part]:
    """The blocks of one page in order."""
    blocks = within(document, window)
    numbers = {card.mention.id: card.number for card in cards if card.in_text}
    told = [one for one in explanations if one.mention.id in numbers]
    found = claim_marks(told, [numbers[one.mention.id] for one in told], href=href, base=base)
    words = [Span(mark.start, mark.end) for mark in found if mark.sort == "word"]
    found += name_marks(document, window, words, lexicon=lexicon, href=href)
    found += passage_marks((one.number, Span(one.own.start, one.own.end)) for one in passages)
    marked = MarkedText(document.text, pieces_of(blocks), found)
    beside = _by_block(blocks, cards, lambda card: card.mention.quote.start)
    fails = _by_block(blocks, _failing(cards), lambda one: one[0])

    def shown(span: Span, block: Block) -> tuple[Piece, ...]:
        own = [marker for marker in block.markers if span.start <= marker.at <= span.end]
        return tuple(pieces(marked.events(span), span.start, own, notes.of_marker))

    for place, block in enumerate(blocks):
        table = block.table
        yield Part(
            block=block,
            pieces=shown(Span(block.start, block.end), block) if table is None else (),
            rows=tuple(
                (row < table.heads, tuple(shown(cell, block) for cell in cells))
                for row, cells in enumerate(table.rows)
            )
            if table
            else (),
            cards=tuple(beside[place]),
            fails=tuple(check for _, check in fails[place]),
            note=notes.number(block),
            called_at=notes.caller(block),
        )


def _failing(cards: Iterable[Card]) -> list[tuple[int, Check]]:
    """The sums that do not add up, each at the last of its figures that is on the page."""
    last: dict[str, tuple[int, Check]] = {}
    for card in cards:
        for check in card.fails:
            start = card.mention.quote.start
            if check.id not in last or start > last[check.id][0]:
                last[check.id] = (start, check)
    return list(last.values())


def _by_block(blocks: Sequence[Block], items: Iterable[T], at: Callable[[T], int]) -> list[list[T]]:
    """Each item with the block in which it begins, or else the last one before it."""
    starts = [block.start for block in blocks]
    found: list[list[T]] = [[] for _ in blocks]
    for item in items:
        if blocks:
            found[max(0, bisect_right(starts, at(item)) - 1)].append(item)
    return found
