"""English statements: what a named speaker says, plans or announces without a figure."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from kg.extract.clauses import Sentence
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.en.attribution import Attribution, Voices
from kg.extract.quotes import clip
from kg.model import How, Mention, Modality, Quote, Ref, Span, Step, Trace, mention

_SHORTEST, _LONGEST = 20, 400
_TRIM = " ,.;:!“”\"'‘’"
_WE = regex.compile(r"(?:we|our|us|it|its|the company|the firm)\b")
_HE = regex.compile(r"(?:he|she|i)\b")
_PREDICATE = regex.compile(
    r"\s(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|should|must|does|do|did|remains?|remained|"
    r"plans?|expects?|aims?|continues?|became|becomes?|needs?|faces?|shows?)\b"
)
_ASIDE = regex.compile(
    r"\b(?:in|to|from|for|with|by|at|among|across|into|between|against|than|of|and)\s+(?:the\s+)?$"
)
"""Before a name that only narrows what is spoken of: demand from small firms in Vietnam."""
_ARTICLE = regex.compile(r"^(?:the|a|an|that|this|these|those|and|but)\s+", regex.IGNORECASE)


def statement_mentions(ctx: Context, voices: Voices, *, base: str) -> Iterator[Mention]:
    """A mention for each sentence that somebody says without a figure, in order."""
    for sentence in ctx.layout.sentences:
        if ctx.folded[sentence.end : sentence.end + 1] == "?":
            continue
        for frame in voices.within(sentence):
            start, end = _trimmed(ctx, max(frame.start, sentence.start), min(frame.end, sentence.end))
            if frame.speaker is None or not _SHORTEST <= end - start <= _LONGEST:
                continue
            if ctx.quantities.within(start, end) or (frame.act and _is_release(frame)):
                continue
            yield _statement(ctx, voices, sentence, frame, start, end, base)


def _is_release(frame: Attribution) -> bool:
    return frame.verb in ("reported", "reports", "published", "released", "disclosed")


def _trimmed(ctx: Context, start: int, end: int) -> tuple[int, int]:
    while start < end and ctx.text[start] in _TRIM:
        start += 1
    while end > start and ctx.text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _statement(
    ctx: Context, voices: Voices, sentence: Sentence, frame: Attribution, start: int, end: int, base: str
) -> Mention:
    start, end = clip(ctx.analysis.document, start, end, at=start)
    subject = _subject(ctx, start, end, frame)
    confidence = frame.sure - 0.15
    steps = (
        Step("subject", How.HERE if subject else How.MISSING, at=Span(start, end)),
        Step("speaker", How.SAID, at=Span(frame.opened, frame.opened)),
    )
    return mention(
        ctx.source,
        Quote.of(ctx.text, start, end),
        rule="en_said",
        confidence=round(confidence, 2),
        base=base,
        subject=subject,
        speaker=frame.speaker,
        cites=voices.cites(sentence),
        modality=_modality(ctx, start, end, subject, frame.speaker),
        trace=Trace(confidence, steps),
    )


def _subject(ctx: Context, start: int, end: int, frame: Attribution) -> Ref | None:
    """The name or noun phrase before the first verb; for we and it who speaks, for an announcement who makes it."""
    if frame.act and frame.start <= frame.opened:
        return frame.speaker
    if _WE.match(ctx.folded, start, end) or _HE.match(ctx.folded, start, end):
        return frame.speaker
    predicate = _PREDICATE.search(ctx.folded, start, end)
    until = predicate.start() if predicate is not None else end
    for entity in ctx.entities.within(start, until):
        if entity.ref.type in SUBJECT_TYPES and _ASIDE.search(ctx.folded, start, entity.start) is None:
            return entity.ref
    words = _ARTICLE.sub("", ctx.text[start:until].strip(_TRIM))
    return Ref(None, words, words, "Thing") if predicate is not None and 2 <= len(words) <= 60 else None


def _modality(ctx: Context, start: int, end: int, subject: Ref | None, speaker: Ref | None) -> Modality:
    """Will and plans are a plan of who speaks, a forecast of somebody else."""
    for hit in ctx.words("modality-words").within(start, min(end, start + 120)):
        value = hit.entry.get("modality")
        if not value:
            continue
        told = Modality(value)
        doer = (
            subject is None
            or speaker is None
            or subject.key() == speaker.key()
            or subject.type == "Organization"
        )
        return Modality.FORECAST if told is Modality.PLANNED and not doer else told
    return Modality.ASSERTED
