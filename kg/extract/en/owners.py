"""Whose an English figure is where its own phrase does not say: the subject of its sentence, else whom the text goes on about."""

from __future__ import annotations

import regex

from kg.extract.clauses import Sentence
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.en.attribution import Voices
from kg.extract.en.clues import Clue, Reading
from kg.extract.en.datelines import past_dateline
from kg.model import Block, How, Ref, Span, Step

_BODIES = ("Organization", "Platform")
_OF_OTHERS = regex.compile(
    r"\b(?:organi[sz]ation|agency|ministry|bureau|institute|commission|council|association|reserve|statistics|office|authority|administration|"
    r"department|chamber|committee|central bank|university|research|analysts?|economists?|consulting|securities|goldman|morgan|reuters|bloomberg|"
    r"mckinsey|gartner|moody|fitch|fund|news|times|journal|poll|survey|customs|police|government|federation)\b"
)
"""Bodies whose figures are of other things."""
_ASIDE = regex.compile(
    r"\b(?:in|to|from|for|with|by|at|among|across|into|between|against|than|citing|according to|near|over|through|toward|towards|like|including|versus|"
    r"(?:data|figures|analysts?|economists?|survey|report|research|poll) (?:from|by|at|of))\s+(?:the\s+)?$"
)
_ITSELF = regex.compile(
    r"\b(?:it|its|the (?:company|firm|group|bank|platform|carmaker|retailer|maker|startup|e-commerce giant|[a-z]+ (?:giant|maker|group|company|firm)))\b"
)


def tells_of_others(body: Ref) -> bool:
    """Whether the figures that somebody gives are hardly its own: an office, a ministry, a bank's analysts."""
    return (
        body.type in ("Publisher", "Person")
        or _OF_OTHERS.search(f"{body.label} {body.text}".casefold()) is not None
    )


class Owners:
    """Finds the owner of one figure after another in a document."""

    def __init__(self, ctx: Context, voices: Voices) -> None:
        self.ctx = ctx
        self.voices = voices
        self._topic: tuple[Block, Ref] | None = None
        """Whom the figure before in this paragraph is about."""
        self._company = next(
            (e.ref for e in ctx.entities.items[:8] if e.ref.type in _BODIES and not tells_of_others(e.ref)),
            None,
        )
        """Whom the company means where nobody was named before: the first that the text names."""

    def find(self, clue: Clue, reading: Reading) -> tuple[Ref | None, Step]:
        """Whose figure it is, and how that was found."""
        phrase = reading.phrase
        if phrase.subject is not None:
            return phrase.subject, Step("subject", How.HERE, at=Span(phrase.start, clue.quantity.start))
        here = self._named(clue.sentence, clue.floor, clue.quantity.start)
        if clue.last is not None and clue.last.subject is not None and (reading.carries or here is None):
            return clue.last.subject, Step("subject", How.FIGURE, 0.05, clue.last.of_subject.at)
        here = here or self._named(clue.sentence, clue.sentence.start, clue.quantity.start)
        if here is not None:
            return here[0], Step("subject", How.CLAUSE, 0.1, here[1])
        if phrase.place is not None:
            return phrase.place, Step("subject", How.HERE, 0.1, Span(phrase.start, clue.quantity.start))
        said = self.voices.at(clue.quantity.start)
        speaker = said.speaker if said is not None else None
        if speaker is not None and speaker.type in _BODIES and not tells_of_others(speaker):
            return speaker, Step("subject", How.SAID, 0.1)
        topic = self._topic[1] if self._topic is not None and self._topic[0] is clue.sentence.block else None
        meant = phrase.elsewhere or _ITSELF.search(self.ctx.folded, clue.sentence.start, clue.quantity.end)
        if topic is None and (meant or self._alone(clue)):
            topic, meant = self._company, None
        if topic is not None:
            return topic, Step("subject", How.TOPIC, 0.15 if meant else 0.25)
        return None, Step("subject", How.MISSING, 0.2)

    def _alone(self, clue: Clue) -> bool:
        """Whether a sentence of a story about one company names nobody and no place, so that its figures are the company's."""
        sentence, metric = clue.sentence, clue.ctx.metrics.within(clue.sentence.start, clue.quantity.start)
        return bool(metric) and not any(
            e.ref.type in SUBJECT_TYPES or e.ref.type == "Publisher"
            for e in self.ctx.entities.within(sentence.start, sentence.end)
        )

    def remember(self, sentence: Sentence, subject: Ref | None) -> None:
        """Whom a figure turned out to be about."""
        if subject is not None and subject.type != "Thing":
            self._topic = sentence.block, subject

    def _named(self, sentence: Sentence, start: int, end: int) -> tuple[Ref, Span] | None:
        """The first name between two offsets that no preposition governs and that gives no figures of others."""
        start = past_dateline(self.ctx, sentence) if start == sentence.start else start
        for entity in self.ctx.entities.within(start, end):
            if entity.ref.type not in SUBJECT_TYPES or entity.ref.type == "Thing":
                continue
            if _ASIDE.search(self.ctx.folded, max(sentence.start, entity.start - 40), entity.start):
                continue
            if not tells_of_others(entity.ref):
                return entity.ref, Span(entity.start, entity.end)
        return None
