"""Sentences and clauses of a source: where rules look for the words that belong to a figure.

A sentence ends at 。！？；… or at the end of a block; a clause ends at ，：and dashes too. A bracket that holds a clause
of its own (（2005年到2015年，世界货物贸易…）) becomes an inner clause: it is cut out of the sentence around it, reads its
slots from inside first and from outside after.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from kg.model import Block, BlockKind

# a full stop ends a sentence where it is no decimal point, no domain (Alibaba.com) and no abbreviation's
_ABBREVIATED = (
    r"\b(?:[a-z]|mr|mrs|ms|dr|prof|gen|sen|rep|inc|co|corp|ltd|no|vs|st|jr|u\.s|u\.k|e\.g|i\.e|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_SENTENCE_END = regex.compile(
    r"[。！？!?；;…][”’」』）)\"]*|"
    rf"(?<=[a-z\d%)\]”\"'])(?<!{_ABBREVIATED})\.[”’\"')]*(?=\s+[\p{{L}}\d“‘\"'($€£¥]|\s*$)|\n"
)
_CLAUSE_END = regex.compile(r"，|(?<!\d)：|：(?!\d\d(?!\d))|,(?!\d{3}(?!\d))|:(?!\d\d)|——|--|\n")
_HEADLINE_END = regex.compile(_CLAUSE_END.pattern + r"|(?<=[^\x00-\x7f])\s(?=[^\x00-\x7f])")
"""In headlines a space between Chinese characters is a comma."""
_TITLED = regex.compile(r"\s*【(?P<title>[^【】\n]{4,120})】")
"""The headline that a wire prints before its text: a sentence of its own."""
_DATELINE = regex.compile(
    r"\s*[（(][^，。：；、（()）]{0,20}?\d{1,2}[日号](?:综合|外电|专电|电讯|报道|报导){1,3}[）)]|"
    r"\s*[（(]?[^，。：；、\s（()）]{0,20}?(?:\d{1,2}[日号](?:[电電讯訊]|消息(?=[，,]))|(?:[网社报报]|快|AI|公司)(?:快?[讯訊]))[）)]?"
    r"\s*(?:[（(](?:记者|記者|编辑|作者)[^（()）\n]{1,30}[）)])?(?:[，,：:—\s]+|(?<=[）)]))"
)
"""财联社6月1日电，, （中央社台北9日電）, 上证报讯（记者 …）: who sent the text, and when; no part of what it says."""
_BRACKET = regex.compile(r"[（(]([^（()）\n]*)[）)]")
_CLAUSE_IN_BRACKET = regex.compile(r"[，,。]|以下简称|简称|^[^\d]{2,}\d")

CLAIM_BLOCKS = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.DIGEST,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.CAPTION,
    }
)
"""Blocks whose running text can carry a claim; tables have a reader of their own."""


LONGEST = 600
"""Characters in a sentence at most: rules look at all clauses of one, so that a text without full stops would cost
quadratic time. The longest sentence in nine days of wires has some 400."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause from `start` to `end`, its closing punctuation outside."""

    start: int
    end: int
    index: int
    """Its place in the sentence."""
    inner: bool = False
    """Whether it stands in brackets."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its closing punctuation outside, with its clauses in order."""

    start: int
    end: int
    block: Block
    index: int
    """Its place in the block."""
    clauses: tuple[Clause, ...]
    _starts: tuple[int, ...] = field(repr=False, compare=False, default=())

    def clause_at(self, offset: int) -> Clause:
        """The clause around an offset; an inner clause wins over the one around it."""
        place = max(0, bisect_right(self._starts, offset) - 1)
        for clause in reversed(self.clauses[: place + 1]):
            if clause.start <= offset < max(clause.end, clause.start + 1):
                return clause
        return self.clauses[place]

    def before(self, clause: Clause) -> Iterator[Clause]:
        """The clauses before this one, the nearest first."""
        return reversed([other for other in self.clauses if other.end <= clause.start])


@dataclass(frozen=True, slots=True)
class Layout:
    """All sentences of a source and the way from an offset to its sentence."""

    sentences: tuple[Sentence, ...]
    _starts: tuple[int, ...] = field(repr=False, compare=False, default=())

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence around an offset, None outside of blocks that carry claims."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return None
        sentence = self.sentences[place]
        return sentence if offset < sentence.end else None

    def previous(self, sentence: Sentence) -> Sentence | None:
        """The sentence before in the same block."""
        if not sentence.index:
            return None
        place = bisect_right(self._starts, sentence.start) - 2
        return self.sentences[place] if place >= 0 else None

    def following(self, sentence: Sentence) -> Sentence | None:
        """The sentence behind in the same block."""
        place = bisect_right(self._starts, sentence.start)
        after = self.sentences[place] if place < len(self.sentences) else None
        return after if after is not None and after.block is sentence.block else None


def lay_out(text: str, blocks: Sequence[Block]) -> Layout:
    """Cut the blocks that can carry claims into sentences and clauses."""
    sentences: list[Sentence] = []
    for block in blocks:
        if block.kind in CLAIM_BLOCKS:
            sentences += _sentences(text, block)
    return Layout(tuple(sentences), tuple(sentence.start for sentence in sentences))


def _sentences(text: str, block: Block) -> Iterator[Sentence]:
    start, index = block.start, 0
    titled = _TITLED.match(text, start, block.end)
    if titled is not None and titled.end() < block.end:
        first, end = titled.span("title")
        for found in (*_SENTENCE_END.finditer(text, first, end - 1), None):
            last = found.start() if found else end
            if first < last:
                yield _sentence(text, first, last, block, index, BlockKind.HEADING)
                index += 1
            first = found.end() if found else end
        start = titled.end()
    dateline = _DATELINE.match(text, start, block.end)
    if dateline is not None and dateline.end() < block.end:
        start = dateline.end()
    found = _SENTENCE_END.search(text, start, block.end)
    while start < block.end:
        if found is not None and found.start() < start:
            found = _SENTENCE_END.search(text, start, block.end)
        end, after = (found.start(), found.end()) if found else (block.end, block.end)
        if end - start > LONGEST:
            end = after = _cut(text, start)
        first = start + _leading(text, start, end)
        if first < end:
            yield _sentence(text, first, end, block, index, block.kind)
            index += 1
        start = after


def _sentence(text: str, start: int, end: int, block: Block, index: int, kind: BlockKind) -> Sentence:
    clauses = tuple(_clauses(text, start, end, kind))
    return Sentence(start, end, block, index, clauses, tuple(clause.start for clause in clauses))


def _cut(text: str, start: int) -> int:
    """Where a sentence that never ends is cut: at its last comma within bounds."""
    for mark in "；;，,、 ":
        place = text.rfind(mark, start, start + LONGEST)
        if place > start + LONGEST // 2:
            return place + 1
    return start + LONGEST


def _leading(text: str, start: int, end: int) -> int:
    skipped = 0
    while start + skipped < end and text[start + skipped].isspace():
        skipped += 1
    return skipped


def _clauses(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Clause]:
    ends = _HEADLINE_END if kind in (BlockKind.TITLE, BlockKind.HEADING) else _CLAUSE_END
    brackets = [
        (found.start(1), found.end(1))
        for found in _BRACKET.finditer(text, start, end)
        if _CLAUSE_IN_BRACKET.search(found[1])
    ]
    pieces: list[tuple[int, int, bool]] = []
    at = start
    for found in ends.finditer(text, start, end):
        if brackets and any(first <= found.start() < last for first, last in brackets):
            continue
        pieces.append((at, found.start(), False))
        at = found.end()
    pieces.append((at, end, False))
    for first, last in brackets:
        inner_at = first
        for found in _CLAUSE_END.finditer(text, first, last):
            pieces.append((inner_at, found.start(), True))
            inner_at = found.end()
        pieces.append((inner_at, last, True))
    if brackets:
        pieces.sort(key=lambda piece: (piece[0], -piece[1]))
    index = 0
    for first, last, inner in pieces:
        if first < last or len(pieces) == 1:
            yield Clause(first, last, index, inner)
            index += 1
