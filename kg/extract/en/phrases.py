"""English noun phrases without a parser: what stands before a verb, taken apart into metric, subject and scope.

The head stands before the first preposition (gross merchandise volume | on its platform), whose it is before it
(Tencent's | revenue) or behind of, at and on (revenue | of Tencent); to, from and in narrow it (exports | to China).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.metrics import as_metric
from kg.model import Ref

_BOUNDARY = regex.compile(
    r"(?<!\b(?:its|their|the|a|an|own|growth|sales|earnings|profit|revenue|gdp|inflation|price|average|previous|new|official|\d{4})\s)\b(?:forecasts?|estimates?)\b|[,;:“”\"()\n—–]|\b(?:that|while|as|when|where|which|who|if|because|although|though|but|with|after|before|since|whereas|"
    r"and|said|says|say|showed|shows|show|found|finds|expects?|expected|predicts?|reported|reports|posted|posts|recorded|"
    r"records|booked|generated|earned|made|saw|sees|seen|see|had|has|have|was|were|is|are|been|announced|raised|spent|invested|"
    r"boasts?|helped|helping|pushing|pushed|sending|sent|bringing|brought|taking|lifted|lifting|driving|drove|led|than)\b"
)
_BETWEEN = regex.compile(r"\bbetween [^,.;]{2,40}? and [^,.;]{2,30}")
_LEAD = regex.compile(
    r"(?:\s|(?:meanwhile|however|also|overall|still|then|yet|so|only|both|all|some|even|on average|in total|in addition|separately|"
    r"in|on|for|during|over|by|of|through|from|to|at|the|a|an|this|these|those|its|their|his|her|our)\b)+"
)
_PREPOSITION = regex.compile(
    r"\b(?:of|on|at|to|from|in|into|for|by|via|with|among|across|through|within|between|per|attributable to|excluding|including)\b"
)
_AUXILIARIES = regex.compile(
    r"(?:\s|\b(?:has|have|had|will|would|is|are|was|were|may|might|could|can|should|to|likely|expected|forecast|projected|seen|set|"
    r"estimated|also|then|probably|each|both|still|not|be|been|being|again|further|only|even|now|since|already|ever|once|just|"
    r"aims?|plans?|intends?|wants?|hopes?|seeks?|agreed|decided|vowed|pledged|managed|continues?|continued|began|started|promised|collectively|together|alone|in total|overall|sharply|slightly|steadily|unexpectedly|reportedly|alike)\b)+$"
)
_OWNER = regex.compile(r"(?:['’]s|(?<=s)['’])\s+")
_PRONOUN = regex.compile(
    r"\b(?:its|their|his|her|our|the (?:company|firm|group|bank|country|agency|platform)['’]s)\b"
)
_MEANS_SOMEBODY = regex.compile(
    r"\s*(?:it|he|she|they|we|(?:the )?(?:company|firm|group|bank|platform|carmaker|retailer|chipmaker|startup|start-up|agency|airline|lender|insurer|[a-z]+ (?:giant|maker|company|firm|group)))\s*"
)
"""A subject that stands for somebody named elsewhere: the company had 14.5 million buyers."""
_SIZE_OF = regex.compile(
    r"(?:number|amount|value|volume|total|size|sum|quantity|level|share|proportion|percentage|rate)s?$"
)
_ARTICLES = regex.compile(
    r"^(?:(?:the|a|an|its|their|his|her|our|this|that|these|those|total|overall|all|some|other)\s+)+",
    regex.IGNORECASE,
)
_NAME = regex.compile(
    r"(?!(?:The|A|An|It|Its|He|She|They|We|Our|That|This|These|Those|In|On|At|For|But|And|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"[A-Z][\w&.’-]*[\w](?: (?:of |and |& )?[A-Z][\w&.’-]*\w){0,4}"
)
_PLAIN = regex.compile(
    r"\b(?:total|overall|net|gross|quarterly|annual|monthly|daily|weekly|average|record|new|adjusted|core|headline|full-year|(?:first|second|third|fourth)-quarter|reported|combined|"
    r"consolidated|strong|weak|estimated|seasonally|actual|nominal|real|the|its|their|last year|this year)\b\s*",
    regex.IGNORECASE,
)
"""Words before a metric that narrow it to nothing that has a name."""
_NO_METRIC = regex.compile(r"\b(?:it|he|she|they|we|i|you|this|that|there|which|who|them)\b|[^\w\s&'’./-]")
_TIMES = regex.compile(
    r"(?:[a-z]+ )?(?:quarter|year|month|week|day|period|half|decade|time|end|beginning|start|terms|total|value|volume)s?"
)
_OWNS = ("of", "on", "at", "by", "via", "attributable to")
_SENT = ("/exports", "/shipments", "/export-volume")
"""Metrics of where something comes from: exports from Vietnam are Vietnam's."""
_LONGEST = 6
"""Words in a metric that the vocabulary does not know at most."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase taken apart. Any part may be missing."""

    metric: Ref | None = None
    subject: Ref | None = None
    scope: tuple[Ref, ...] = ()
    listed: bool = False
    """Whether the metric is in the vocabulary."""
    elsewhere: bool = False
    """Whether a pronoun says that it is somebody's who is named elsewhere."""
    place: Ref | None = None
    """Where it is measured; the subject where nobody else is: retail sales in China."""
    start: int = 0


EMPTY = NounPhrase()


def before_verb(ctx: Context, start: int, end: int) -> int:
    """Where a noun phrase ends before the auxiliaries of a verb that begins at `end`."""
    found = _AUXILIARIES.search(ctx.folded, max(start, end - 80), end)
    return found.start() if found is not None else end


def begins(ctx: Context, start: int, end: int) -> int:
    """Where the noun phrase that ends at `end` begins: behind the last comma, verb or conjunction."""
    between = _BETWEEN.search(ctx.folded, start, end)
    for found in _BOUNDARY.finditer(ctx.folded, start, end):
        if between is not None and between.start() < found.start() < between.end():
            continue  # trade between China | and ASEAN
        if not _inside(ctx, found.start(), found.end()) and ctx.folded[found.end() : end].strip():
            start = found.end()
    while start < end:
        lead = _LEAD.match(ctx.folded, start, end)
        at = lead.end() if lead is not None else start
        period = ctx.periods.starting_at(at) or ctx.durations.starting_at(at)
        if period is not None and period.end < end and (at > start or period.start == start):
            start = period.end
            continue
        # of its leading words only the space goes where no period follows them
        while start < end and ctx.folded[start] in " \t\u200b":
            start += 1
        return start
    return start


def parse(ctx: Context, start: int, end: int) -> NounPhrase:
    """Take the noun phrase apart that ends at `end` and begins at `start` or behind the last boundary after it."""
    end = before_verb(ctx, start, end)
    at = begins(ctx, start, end)
    while end > at and ctx.folded[end - 1] in " ,":
        end -= 1
    if end - at < 2:
        return EMPTY
    cuts = [
        found.span()
        for found in _PREPOSITION.finditer(ctx.folded, at + 1, end)
        if not _inside(ctx, found.start(), found.end())
    ]
    head_end = cuts[0][0] if cuts else end
    if _MEANS_SOMEBODY.fullmatch(ctx.folded, at, head_end) is not None:
        return NounPhrase(elsewhere=True, start=at)
    noun, subject, elsewhere = _owned(ctx, at, head_end)
    if (
        cuts
        and ctx.folded[cuts[0][0] : cuts[0][1]] == "of"
        and _SIZE_OF.search(ctx.folded[noun:head_end].strip())
    ):
        # the number of | active users: what is counted is the metric
        until = cuts[1][0] if len(cuts) > 1 else end
        if not _name_at(ctx, _skip(ctx, cuts[0][1], until), until):
            head_end, cuts = until, cuts[1:]
    metric, listed = _metric(ctx, noun, head_end)
    kind = _kind_of(ctx, noun, head_end) if listed else None
    scope: list[Ref] = [] if kind is None else [kind]
    place: Ref | None = None
    for index, (first, last) in enumerate(cuts):
        word = ctx.folded[first:last]
        until = cuts[index + 1][0] if index + 1 < len(cuts) else end
        if word == "between":
            sides = [e.ref for e in ctx.entities.within(last, until) if e.ref.type in SUBJECT_TYPES]
            subject = subject or (sides[0] if sides else None)
            scope += [ref for ref in sides if ref is not subject]
            continue
        thing = _object(ctx, last, until)
        if thing is None:
            continue
        ref, pronoun = thing
        elsewhere = elsewhere or pronoun
        named = ref.id is not None or ref.type in ("Organization", "Platform", "Place", "Index")
        sends = word == "from" and metric is not None and (metric.id or "").endswith(_SENT)
        if (word in _OWNS or sends) and named and subject is None:
            subject = ref
        elif word in ("in", "across", "within") and ref.type == "Place" and place is None:
            place = ref
        elif word != "by" or named:
            scope.append(ref)
    if metric is None and subject is None and place is None:
        return EMPTY
    return NounPhrase(metric, subject, tuple(scope), listed, elsewhere, place, at)


def _inside(ctx: Context, start: int, end: int) -> bool:
    return (
        ctx.entities.covering(start, end) is not None
        or ctx.metrics.covering(start, end) is not None
        or ctx.periods.covering(start, end) is not None
    )


def _owned(ctx: Context, start: int, end: int) -> tuple[int, Ref | None, bool]:
    """Where the noun begins behind whose it is, who that is, and whether only a pronoun says so."""
    owners = list(_OWNER.finditer(ctx.folded, start, end))
    if owners:
        last = owners[-1]
        pronoun = _PRONOUN.match(ctx.folded, start, last.end())
        if pronoun is not None:
            return last.end(), None, True
        named = ctx.entities.ending_at(last.start(), floor=start) or ctx.entities.ending_at(
            last.end() - 1, floor=start
        )
        if named is not None and named.ref.type in (*SUBJECT_TYPES, "Publisher"):
            return last.end(), named.ref, False
        words = _ARTICLES.sub("", ctx.text[start : last.start()].strip())
        return last.end(), Ref(None, words, words, "Organization") if words else None, False
    pronoun = _PRONOUN.match(ctx.folded, start, end)
    if pronoun is not None:
        return pronoun.end(), None, True
    at = _skip(ctx, start, end)
    named = ctx.entities.starting_at(at)
    if named is not None and named.ref.type in SUBJECT_TYPES and named.end <= end:
        return named.end, named.ref, False
    return at, None, False


def _skip(ctx: Context, start: int, end: int) -> int:
    """Past articles."""
    lead = _ARTICLES.match(ctx.text[start:end].lstrip())
    gap = len(ctx.text[start:end]) - len(ctx.text[start:end].lstrip())
    return start + gap + (lead.end() if lead is not None else 0)


def _metric(ctx: Context, start: int, end: int) -> tuple[Ref | None, bool]:
    while start < end and ctx.folded[start] in " -":
        start += 1
    while end > start and ctx.folded[end - 1] in " ,'’":
        end -= 1
    hits = ctx.metrics.within(start, end)
    if hits:
        last = hits[-1]
        return as_metric(last.entry, ctx.text[last.start : last.end]), True
    at = _skip(ctx, start, end)
    words = ctx.text[at:end]
    if not len(words) > 2 or len(words.split()) > _LONGEST or _NO_METRIC.search(words.casefold()):
        return None, False
    if ctx.quantities.within(at, end) or ctx.periods.within(at, end):
        return None, False
    return as_metric(None, words), False


def _kind_of(ctx: Context, start: int, end: int) -> Ref | None:
    """What stands before a metric of the vocabulary and narrows it: iPhone sales, petrol car sales."""
    start = _skip(ctx, start, end)
    words = _PLAIN.sub("", ctx.text[start : ctx.metrics.within(start, end)[-1].start]).strip(" -")
    if len(words) < 3 or len(words.split()) > _LONGEST // 2 or _NO_METRIC.search(words.casefold()):
        return None
    return Ref(None, words, words, "Thing")


def _name_at(ctx: Context, at: int, end: int) -> EntitySpan | None:
    named = ctx.entities.starting_at(at)
    return named if named is not None and named.end <= end else None


def _object(ctx: Context, start: int, end: int) -> tuple[Ref, bool] | None:
    """What a preposition governs: a name, or the noun as written; and whether a pronoun owns it."""
    text = ctx.text[start:end]
    lead = len(text) - len(text.lstrip())
    pronoun = _PRONOUN.match(ctx.folded, start + lead, end)
    at = pronoun.end() + 1 if pronoun is not None else _skip(ctx, start, end)
    named = _name_at(ctx, at, end)
    if named is not None:
        return (named.ref, False) if named.ref.type != "Person" else None
    if ctx.periods.starting_at(at) or ctx.quantities.within(start, end):
        return None
    words = ctx.text[at:end].strip(" ,'’")
    written = _NAME.fullmatch(words)
    if written is not None:
        return Ref(None, words, words, "Organization"), False
    if not len(words) > 2 or len(words.split()) > _LONGEST - 2 or _NO_METRIC.search(words.casefold()):
        return None
    if _TIMES.fullmatch(words.casefold()) or (pronoun is not None and " " not in words):
        return None  # in the quarter says when; on its platform, whose
    return Ref(None, words, words, "Thing"), pronoun is not None


def thing_of(metric: Ref | None) -> Ref | None:
    """A noun before a verb as who does it."""
    return None if metric is None or metric.id is not None else Ref(None, metric.text, metric.text, "Thing")
