"""Who says it: attribution frames (speaker, reporting verb, what is said) and how far they reach.

A frame opens at a reporting verb with a speaker before it (张阔在演讲中表示，…), at a quotation whose speaker stands
beside it or at a speaker's colon (答：…), and reaches to the end of its paragraph, unless another speaker takes over or
the text returns to its own voice (事实上, 据了解).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.zh.citations import Citation, find_citations
from kg.extract.zh.reporting import Reporting
from kg.extract.zh.turns import Attribution
from kg.model import BlockKind, Ref

_RESULTS = regex.compile(r"财报|業績|业绩|财务报告|年报|季报")
_RESULTS_STORY = regex.compile(r"财年|财报|业绩|年报|季报")
_OPENING = 200
"""Characters at the start in which a word for results makes the whole text a story about them."""
_REACHING = 8
_NEAREST = 24
"""Citations before a figure that can reach it: each ends where the next one in words begins."""
_SEMICOLON = ("；", ";")
_CONTINUES = regex.compile(r"其中")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks at a place."""

    speaker: Ref | None
    attribution: Attribution | None


NOBODY = Voice(None, None)
"""The text's own voice."""


class Voices:
    """All attributions and citations of one document."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.citations: list[Citation] = find_citations(ctx)
        finder = Reporting(ctx, self.citations)
        self.attributions = finder.find()
        self.own = None if ctx.stories.several else finder.speakers.own
        self._starts = [a.start for a in self.attributions]
        self._voices = [Voice(a.speaker, a) for a in self.attributions]
        self._opened = sorted(a.opened for a in self.attributions)
        self._cited = [c.at for c in self.citations]
        self._notes = any(c.footnote for c in self.citations)
        story = ctx.stories.several or _RESULTS_STORY.search(ctx.folded, 0, _OPENING) is not None
        named = [c for c in self.citations if story and not c.footnote and _RESULTS.search(c.ref.text)]
        self._results = named, [c.at for c in named]

    def at(self, offset: int) -> Voice:
        """Who speaks at an offset: the frame that opened last before it and reaches it."""
        place = bisect_right(self._starts, offset)
        for at in range(place - 1, max(0, place - 6) - 1, -1):
            if offset < self.attributions[at].end:
                return self._voices[at]
        return NOBODY

    def opens_after(self, offset: int) -> bool:
        """Whether somebody begins to speak right behind an offset: 6月12日，张阔表示."""
        place = bisect_left(self._opened, offset)
        return place < len(self._opened) and self._opened[place] - offset <= 2

    def around(self, sentence: Sentence) -> list[Attribution]:
        """The attributions that can hold in a sentence; none leaves its block."""
        # each frame ends where the next opens, so that only the last few before a sentence can reach it
        first = bisect_left(self._starts, sentence.block.start)
        first = max(first, bisect_left(self._starts, sentence.start) - _REACHING)
        return self.attributions[first : bisect_right(self._starts, sentence.end)]

    def cited_between(self, start: int, end: int) -> list[Citation]:
        """The citations whose words or markers stand between two offsets, both included."""
        return self.citations[bisect_left(self._cited, start) : bisect_right(self._cited, end)]

    def cites(self, sentence: Sentence, offset: int) -> tuple[Ref, ...]:
        """What is named as origin of the words at an offset.

        The footnote of the sentence (the nearest marker behind the words), else the citation that reaches there, else
        the results that a story is about.
        """
        note = self._noted(sentence, offset)
        if note is not None:
            return (note.ref,)
        said = self.at(offset).attribution
        last = bisect_right(self._cited, sentence.end)
        reaching = [
            c
            for c in self.citations[max(0, last - _NEAREST) : last]
            if not c.footnote and c.start <= offset < c.end and not self._said_since(c, said)
        ]
        return (reaching[-1].ref,) if reaching else self._from_results(sentence, offset)

    def _noted(self, sentence: Sentence, offset: int) -> Citation | None:
        """The footnote of a sentence, or of the one that it goes over into (；, 其中)."""
        here: Sentence | None = sentence if self._notes else None
        while here is not None:
            notes = [c for c in self.cited_between(here.start, here.end + 1) if c.footnote]
            if notes:
                behind = [c for c in notes if c.at >= offset]
                return behind[0] if behind else notes[-1]
            following = self.ctx.layout.following(here)
            goes_on = following is not None and (
                self.ctx.folded[here.end : here.end + 1] in _SEMICOLON
                or _CONTINUES.match(self.ctx.folded, following.start) is not None
            )
            here = following if goes_on else None
        return None

    def _said_since(self, citation: Citation, said: Attribution | None) -> bool:
        """Whether somebody began to speak in a sentence after the one that cites."""
        if said is None or said.speaker is None or said.opened <= citation.at:
            return False
        sentence = self.ctx.layout.sentence_at(citation.at)
        return sentence is not None and said.opened > sentence.end

    def _from_results(self, sentence: Sentence, offset: int) -> tuple[Ref, ...]:
        """In a story about results the results stay the origin, until the paragraph turns to its own voice (据了解)."""
        named, places = self._results
        before = bisect_left(places, offset)
        if (
            not before
            or sentence.block.kind is not BlockKind.PARAGRAPH
            or self.at(offset).attribution is not None
        ):
            return ()
        if places[before - 1] < self.ctx.stories.span(offset)[0]:
            return ()  # another story of a digest
        own = self.ctx.words("own-voice").within(sentence.block.start, offset)
        return () if any(word.entry.get("ends") for word in own) else (named[before - 1].ref,)
