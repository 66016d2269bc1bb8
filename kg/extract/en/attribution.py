"""Who says it in English: X said that …, “…,” said X, …, he added; according to a person.

A frame reaches its sentence. Quotations that follow in the paragraph (“… .” X said. “… .”) belong to the same speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import SPEAKER_TYPES, Context
from kg.extract.en.citations import Citation, find_citations
from kg.lexicon import Hit
from kg.model import Ref

# between a speaker and the verb: an apposition in commas, a day, auxiliaries and adverbs
_GAP = regex.compile(
    r"(?:['’]s [a-z]+(?: [a-z]+)?)?(?:,[^,.;:“”\"]{1,80},| \([^()]{1,40}\))?\s*"
    r"(?:(?:also|later|then|has|have|had|previously|repeatedly|reportedly|officials?|executives?|spokes(?:man|woman|person)|"
    r"on|this|last|week|month|year|today|yesterday|earlier|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s+){0,4}"
)
_PRONOUN = regex.compile(
    r"\b(?P<who>he|she|it|they|the (?:company|firm|group|bank|ministry|agency|bureau|office|organi[sz]ation|association))\s+"
    r"(?:(?:also|later|then|has|had|further)\s+){0,2}$"
)
_SOMEBODY = regex.compile(
    r"\b(?:analysts?|economists?|experts?|sources?|officials?|people familiar with [a-z ]{2,30}|critics|traders|observers|"
    r"[a-z]+ who [a-z ,]{2,40})\s+(?:also\s+)?$"
)
_BODY = regex.compile(
    r"(?:^|(?<=[\s,“\"]))(?:(?:[Tt]he|[Aa]n?)\s+)?(?P<body>(?:[A-Z][\w.]+(?:['’]s)?\s+|[a-z][\w-]+\s+){0,4}?(?:office|ministry|bureau|agency|department|commission|chamber of commerce|"
    r"central bank|association|authority|administration|council|federation|institute|regulator|exchange|police|watchdog|union|committee|embassy|court|union|think tank))"
    r"\s+(?:also\s+|has\s+|had\s+|later\s+)?$"
)
"""A body that no name calls: the customs office said."""
_BY_PERSON = regex.compile(r"\baccording to\s+")
_THAT = regex.compile(
    r"\s*(?:reporters?|journalists?|investors?|lawmakers?|parliament|the [a-z]+|[A-Z][\w&. ]{1,30}?)?\s*(?:on [A-Z]?[a-z]+day)?\s*[,:]?\s*(?:that\b)?\s*"
)
_NO_WORDS = regex.compile(
    r"\s*(?:(?:on [a-z]+day|(?:on|during) an? [a-z ]{2,40}|in an? [a-z ]{2,30}|at an? [a-z ]{2,30}|[a-z]+day)\s*)?(?:[,.;”\"]|$)"
)
_CLOSED = regex.compile(r"[,”\"]\s*$")
_STOP = regex.compile(r"[,.;]")
_OPEN = '“"'


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` says what stands between `start` and `end`; None for somebody unnamed (analysts)."""

    start: int
    end: int
    opened: int
    speaker: Ref | None
    verb: str
    act: bool = False
    sure: float = 0.85


class Voices:
    """All attributions and citations of one document."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.citations: list[Citation] = find_citations(ctx)
        self.person: Ref | None = None
        self.body: Ref | None = None
        self.attributions: list[Attribution] = self._find()
        self._starts = [a.start for a in self.attributions]
        self._cited = [c.start for c in self.citations]

    def at(self, offset: int) -> Attribution | None:
        """The frame that reaches an offset."""
        place = bisect_right(self._starts, offset)
        for frame in reversed(self.attributions[max(0, place - 4) : place]):
            if frame.start <= offset < frame.end:
                return frame
        return None

    def within(self, sentence: Sentence) -> list[Attribution]:
        """The frames of a sentence."""
        first = bisect_left(self._starts, sentence.start)
        return self.attributions[first : bisect_right(self._starts, sentence.end)]

    def cited(self, sentence: Sentence) -> Citation | None:
        """What a sentence names as its origin."""
        place = bisect_left(self._cited, sentence.start)
        found = self.citations[place] if place < len(self.citations) else None
        return found if found is not None and found.start < sentence.end else None

    def cites(self, sentence: Sentence) -> tuple[Ref, ...]:
        """The refs of what a sentence names as its origin."""
        found = self.cited(sentence)
        return (found.ref,) if found is not None else ()

    def _find(self) -> list[Attribution]:
        found: list[Attribution] = []
        last: Attribution | None = None
        for sentence in self.ctx.layout.sentences:
            if sentence.index == 0:
                last = None
            frame = self._frame(sentence) or self._by_person(sentence)
            if frame is None and last is not None and self.ctx.text[sentence.start] in _OPEN:
                frame = Attribution(sentence.start, sentence.end, sentence.start, last.speaker, "", sure=0.7)
            if frame is not None:
                found.append(frame)
                last = frame
            self._remember(sentence)
        return found

    def _remember(self, sentence: Sentence) -> None:
        for entity in self.ctx.entities.within(sentence.start, sentence.end):
            if entity.ref.type == "Person":
                self.person = entity.ref
            elif entity.ref.type in ("Organization", "Platform"):
                self.body = entity.ref

    def _frame(self, sentence: Sentence) -> Attribution | None:
        ctx = self.ctx
        cited = self.cited_in(sentence)
        for verb in ctx.words("reporting-verbs").within(sentence.start, sentence.end):
            if not ctx.folded[verb.start].isascii() or (
                cited is not None and cited.at <= verb.start <= cited.words + 12
            ):
                continue
            who = self._before(sentence, verb) or self._after(sentence, verb)
            if who is not None:
                return self._reach(sentence, verb, *who)
        return None

    def cited_in(self, sentence: Sentence) -> Citation | None:
        """The citation of a sentence while frames are found."""
        place = bisect_left(self.citations, sentence.start, key=lambda c: c.start)
        found = self.citations[place] if place < len(self.citations) else None
        return found if found is not None and found.start < sentence.end else None

    def _before(self, sentence: Sentence, verb: Hit) -> tuple[Ref | None, int, int] | None:
        """Whoever stands before the verb: the ref, where it begins and where the verb ends."""
        ctx = self.ctx
        names = ctx.entities.within(sentence.start, verb.start)
        for name in reversed(names[-4:]):
            speaks = name.ref.type in SPEAKER_TYPES or name.ref.type == "Place"
            if speaks and _GAP.fullmatch(ctx.folded, name.end, verb.start):
                return name.ref, name.start, verb.end
        pronoun = _PRONOUN.search(ctx.folded, max(sentence.start, verb.start - 40), verb.start)
        if pronoun is not None:
            who = pronoun["who"]
            ref = self.person if who in ("he", "she") else None if who == "they" else self._body_in(names)
            words = ctx.text[slice(*pronoun.span("who"))]
            meant = Ref(ref.id, ref.label, words, ref.type) if ref is not None else None
            return meant, pronoun.start(), verb.end
        body = _BODY.search(ctx.text, max(sentence.start, verb.start - 80), verb.start)
        if body is not None:
            words = body["body"]
            return Ref(None, words, words, "Organization"), body.start("body"), verb.end
        somebody = _SOMEBODY.search(ctx.folded, max(sentence.start, verb.start - 60), verb.start)
        return (None, somebody.start(), verb.end) if somebody is not None else None

    def _body_in(self, names: list[EntitySpan]) -> Ref | None:
        """The body named last, in the sentence itself or before it."""
        here = [name.ref for name in names if name.ref.type in ("Organization", "Platform")]
        return here[-1] if here else self.body

    def _after(self, sentence: Sentence, verb: Hit) -> tuple[Ref | None, int, int] | None:
        """…, said X: the verb right behind a comma or a closing quotation mark."""
        ctx = self.ctx
        if not _CLOSED.search(ctx.folded, max(0, verb.start - 3), verb.start):
            return None
        near = [
            name
            for name in ctx.entities.within(verb.end, min(sentence.end, verb.end + 60))
            if name.ref.type in SPEAKER_TYPES and not _STOP.search(ctx.folded, verb.end, name.start)
        ]
        # said Alibaba chief executive Jane Doe: the person, not her company
        who = next((name for name in near if name.ref.type == "Person"), near[0] if near else None)
        return (who.ref, verb.start, verb.start) if who is not None else None

    def _reach(self, sentence: Sentence, verb: Hit, speaker: Ref | None, at: int, end: int) -> Attribution:
        """What is said: what follows the verb, or, where nothing does, what stands before the speaker."""
        ctx, word = self.ctx, self.ctx.folded[verb.start : verb.end]
        act = verb.entry.get("content") in ("act", "release")
        before = ctx.text[sentence.start : at].strip(' ,“”"')
        if end == verb.start or (_NO_WORDS.match(ctx.folded, end, sentence.end) and len(before) > 12):
            closed = max(ctx.text.rfind(mark, sentence.start + 12, at) for mark in '”"')
            return Attribution(sentence.start, closed if closed > 0 else at, at, speaker, word, act=act)
        if act:
            return Attribution(sentence.start, sentence.end, at, speaker, word, act=True)
        that = _THAT.match(ctx.text, end, sentence.end)
        start = that.end() if that is not None and "that" in that[0] else end
        return Attribution(start, sentence.end, at, speaker, word)

    def _by_person(self, sentence: Sentence) -> Attribution | None:
        """According to economist Jane Doe, …."""
        ctx = self.ctx
        lead = _BY_PERSON.search(ctx.folded, sentence.start, sentence.end)
        if lead is None:
            return None
        for name in ctx.entities.within(lead.start(), min(sentence.end, lead.end() + 60))[:2]:
            if name.ref.type == "Person" and name.start - lead.end() <= 40:
                first = (
                    sentence.start if lead.start() - sentence.start > 12 else min(name.end + 1, sentence.end)
                )
                last = lead.start() if lead.start() - sentence.start > 12 else sentence.end
                return Attribution(first, last, lead.start(), name.ref, "according to", sure=0.8)
        return None
