"""Rules for English figures that stand: revenue was $3.2 billion, 65% of respondents, delivered 310,048 vehicles."""

from __future__ import annotations

import regex

from kg.extract.annotations import Form
from kg.extract.en.clues import RATES, Clue, Reading
from kg.extract.en.phrases import EMPTY, NounPhrase, parse, thing_of
from kg.extract.metrics import as_metric, metric_of
from kg.model import Kind, Ref

_PLURAL = 1
"""Characters that a metric may have behind its name."""
_DONE = regex.compile(
    r"(?:\s(?:per|a|each|of)\s[a-z]+)?\s(?:were|was|have been|has been|had been|are|is|will be)\s(?P<what>[a-z]{3,}ed|sold|built|made|shipped|bought|spent)\b(?:\s(?:from|in|by|to|across)\s(?:the\s)?)?"
)
_SHARE = regex.compile(
    r"\b(?:account\w* for|represent\w*|ma(?:de|kes?|king) up|compris\w+|constitut\w+)\s+(?:(?:about|just|only|around|some|nearly|more than|less than|over)\s+)*$"
)
_SHARE_OF = regex.compile(
    r"\s+of\s+(?P<what>(?:(?:all|the|its|their|total|our|those|these)\s+)*[^,.;:()“”\"]{2,50}?)(?=\s+(?:in|from|to|over|on|by|who|that|which|said|say|says|were|was|are|is|have|has|had|would|will|use|using|plan|expect|believe|think|now|last|this|during|between|and|surveyed|polled)\b|[,.;:()“”\"]|$)"
)
_THEIR = regex.compile(r"(?:its|their|our|his|her)\s+")
_TOLL = regex.compile(
    r"\s(?:others?\s)?(?:(?:were|was|have been|had been|are|have|had)\s)?(?P<what>killed|injured|wounded|dead|died|missing|arrested|hospitali[sz]ed|infected|displaced|rescued)\b"
)
_AMONG = regex.compile(r"\b(?:in|out of)\s+(?:every\s+)?\w+$")
_WHO = regex.compile(_SHARE_OF.pattern.replace(r"\s+of\s+", r"\s+", 1))
"""Behind one in five: small businesses."""
_FUNDING = regex.compile(
    r"\s+in\s+(?P<what>[a-z][^,.;:()“”\"]{2,40}?)(?=\s+(?:from|to|over|on|by|in|for|during|last|this|and|at|with|as|after|led|backed|valuing)\b|[,.;:()“”\"]|$)"
)
_ACTIVE = regex.compile(
    r"\b(?P<verb>delivered|sold|shipped|produced|made|built|opened|opens?|closed|hired|hires?|employs?|employed|laid off|cut|created|added|adds?|exported|imported|attracted|served|"
    r"serves?|has|have|had|operates?|operated|owns?|launched|plans? to [a-z]+|will [a-z]+|aims? to [a-z]+|killed|injured|registered|recorded|reported|processed|handled|bought|acquired)\s+(?:(?:about|around|just|only|some|nearly|more than|over|at least|a|an|another|the|record|total of)\s+)*$"
)


def passive(clue: Clue) -> Reading | None:
    """So much of something to which something was done: 3.2 million barrels were exported from Norway."""
    if clue.quantity.form not in (Form.COUNT, Form.MEASURE, Form.MONEY, Form.BARE):
        return None
    ctx = clue.ctx
    start = max(clue.quantity.end, (clue.quantity.counted_at or (0, 0))[1])
    done = _DONE.match(ctx.folded, start, clue.sentence.end)
    if done is None:
        return None
    who = ctx.entities.starting_at(done.end())
    place = who.ref if who is not None and who.ref.type == "Place" else None
    metric = metric_of(ctx, *done.span("what"), slack=_PLURAL)
    return Reading(
        "passive",
        Kind.LEVEL,
        NounPhrase(metric, None, (), metric.id is not None, place=place, start=start),
        confidence=0.75,
    )


def toll(clue: Clue) -> Reading | None:
    """People to whom something happened: 46 people were killed and 120 injured."""
    if clue.quantity.form not in (Form.COUNT, Form.BARE):
        return None
    ctx = clue.ctx
    start = max(clue.quantity.end, (clue.quantity.counted_at or (0, 0))[1])
    what = _TOLL.match(ctx.folded, start, clue.sentence.end)
    if what is None:
        return None
    return Reading(
        "toll",
        Kind.LEVEL,
        NounPhrase(metric_of(ctx, *what.span("what"), slack=_PLURAL), listed=True, start=start),
        confidence=0.8,
    )


def share_of(clue: Clue) -> Reading | None:
    """A part of a whole: accounted for 16% of exports, 65% of respondents said."""
    if clue.quantity.form not in RATES or clue.quantity.form is Form.MULTIPLE:
        return None
    ctx = clue.ctx
    verb = clue.before(_SHARE)
    of = _SHARE_OF.match(ctx.folded, clue.quantity.end, clue.sentence.end)
    if verb is None and of is None:
        among = _AMONG.search(clue.ctx.folded, clue.quantity.start, clue.quantity.end)
        of = _WHO.match(ctx.folded, clue.quantity.end, clue.sentence.end) if among else None
    if verb is None and of is None:
        return None
    if verb is not None:
        phrase = clue.phrase(verb.start())
        if of is None:
            return Reading("share_of", Kind.SHARE, phrase, carries=phrase is EMPTY)
        words = f"share of {ctx.text[slice(*of.span('what'))]}"
        whole = as_metric(None, words)
        subject = phrase.subject or thing_of(phrase.metric)
        if subject is None and phrase.metric is not None:
            # exports account for 16% of Bangladesh's GDP: what makes up the part narrows it
            part = Ref(None, phrase.metric.text, phrase.metric.text, "Thing")
            subject = parse(ctx, *of.span("what")).subject
            phrase = NounPhrase(scope=(*phrase.scope, part), start=phrase.start)
        return Reading(
            "share_of",
            Kind.SHARE,
            NounPhrase(whole, subject, phrase.scope, whole is not None, start=phrase.start),
        )
    assert of is not None
    owned = _THEIR.match(ctx.folded, *of.span("what"))
    if owned is not None:
        words = f"share of {ctx.text[owned.end() : of.end('what')]}"
        return Reading(
            "share_of",
            Kind.SHARE,
            NounPhrase(as_metric(None, words), elsewhere=True, start=clue.quantity.start),
            confidence=0.8,
        )
    if ctx.metrics.within(*of.span("what")):
        return Reading("share_of", Kind.SHARE, parse(ctx, *of.span("what")), confidence=0.75)
    named = ctx.entities.within(*of.span("what"))
    whose = named[0].ref if named and named[0].start <= of.start("what") + 4 else None
    if whose is None:
        at = of.start("what")
        for word in ("all ", "the ", "its ", "their ", "total ", "those ", "these "):
            at += len(word) if ctx.folded.startswith(word, at) else 0
        words = ctx.text[at : of.end("what")].strip()
        whose = Ref(None, words, words, "Group")
    return Reading("share_of", Kind.SHARE, NounPhrase(None, whose), confidence=0.75)


def level(clue: Clue) -> Reading | None:
    """A level behind its metric: revenue was $3.2 billion, posted revenue of $3.2 billion."""
    verb = clue.level_verb()
    if verb is None:
        return None
    at, words = verb
    phrase = clue.phrase(at)
    if phrase.metric is None and phrase.subject is None:
        return None
    if (
        phrase.metric is not None
        and not phrase.listed
        and clue.quantity.counted
        and words.startswith(("was", "were", "is", "are", "at", "of"))
    ):
        return None
    return Reading("level", clue.level_kind(phrase.metric), phrase)


def counted(clue: Clue) -> Reading | None:
    """What somebody did so many of: delivered 310,048 vehicles, employs 12,000 people."""
    counted_at = clue.quantity.counted_at
    if counted_at is None or clue.quantity.form not in (Form.COUNT, Form.BARE):
        return None
    metric = metric_of(clue.ctx, *counted_at, slack=_PLURAL)
    verb = clue.before(_ACTIVE)
    phrase = clue.phrase(verb.start()) if verb is not None else EMPTY
    subject = phrase.subject or (
        thing_of(phrase.metric) if verb is not None and not phrase.elsewhere else None
    )
    return Reading(
        "counted",
        Kind.LEVEL,
        NounPhrase(
            metric, subject, phrase.scope, metric.id is not None, phrase.elsewhere, start=phrase.start
        ),
        confidence=0.8,
    )


def money_in(clue: Clue) -> Reading | None:
    """Money with what it is behind it: raised $45 million in funding, $2 billion of investment."""
    if clue.quantity.form is not Form.MONEY:
        return None
    what = _FUNDING.match(clue.ctx.folded, clue.quantity.end, clue.sentence.end) or _SHARE_OF.match(
        clue.ctx.folded, clue.quantity.end, clue.sentence.end
    )
    if (
        what is None
        or clue.ctx.entities.starting_at(what.start("what"))
        or clue.ctx.periods.starting_at(what.start("what"))
    ):
        return None
    phrase = parse(clue.ctx, *what.span("what"))
    if phrase.metric is None:
        return None
    return Reading("money_in", Kind.LEVEL, phrase, confidence=0.75)


def plain(clue: Clue) -> Reading | None:
    """A value whose metric stands near: of the nearest metric before it in the sentence, or behind it."""
    ctx = clue.ctx
    if clue.quantity.form is Form.RANK:
        return Reading("plain", Kind.RANK, confidence=0.6)
    if clue.quantity.form is Form.POINTS:
        return Reading("plain", Kind.POINT_CHANGE, carries=True, confidence=0.6)
    near = (
        ctx.metrics.within(clue.floor, clue.quantity.start)[-1:]
        or ctx.metrics.within(clue.quantity.end, clue.ceil)[:1]
    )
    phrase = (
        NounPhrase(
            as_metric(near[0].entry, ctx.text[near[0].start : near[0].end]), listed=True, start=near[0].start
        )
        if near
        else EMPTY
    )
    return Reading("plain", clue.rate_kind(), phrase, confidence=0.65)
