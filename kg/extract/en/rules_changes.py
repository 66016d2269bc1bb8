"""Rules for English figures that change or are compared: rose 46% to 2.3 billion from 1.6 billion a year earlier."""

from __future__ import annotations

import regex

from kg.extract.annotations import Form
from kg.extract.en.clues import RATES, Clue, Reading
from kg.extract.en.per_share import EPS, of_a_share
from kg.extract.en.phrases import EMPTY, NounPhrase, parse, thing_of
from kg.lexicon import Hit
from kg.model import Kind, Modality

_CHANGES = (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE)
_TWICE = regex.compile(r"\s*(?:,?\s*or\s+|\(\s*|,\s*(?:that is|i\.e\.),?\s*)(?:about\s+|some\s+)?")
_TO = regex.compile(
    r"\bto\s+(?:(?:a range of|about|around|just|only|a|an|as high as|as low as|record|the)\s+)*$"
)
_FROM = regex.compile(r"\bfrom\s+(?:(?:about|around|just|only|a|an)\s+)*$")
_BY = regex.compile(
    r"\s(?:by|(?P<to>to))\s+(?:(?:a range of|between|about|around|up to|at least|as much as|nearly|a|an|another|just|only)\s+)*$"
)
_OBJECT = 70
"""Characters of what somebody changes, at most."""
_ADJECTIVE = regex.compile(
    r"\s*(?:(?:year[- ]on[- ]year|year[- ]over[- ]year|annual|annualized|sharp|slight|further|steep|monthly|quarterly|strong|average|cumulative)\s+){0,3}"
)
_OF_WHAT = regex.compile(
    r"\s+(?:in|of|for)\s+(?P<what>[^,.;:()“”\"]{2,60}?)(?=\s+(?:from|to|over|compared|versus|year|on|by|during|last|this|since|between|after|was|were|is|are|which|that|and|but)\b|[,.;:()“”\"]|$)"
)
_COMPARED = regex.compile(
    r"(?:compared (?:with|to)|compares (?:with|to)|versus|vs\.?|up from|down from|from|above|below|beating|beat|missing|missed|topping|topped|exceeding|short of|"
    r"higher than|lower than|more than|less than|better than|worse than|against|ahead of)\s+"
    r"(?P<whose>(?:(?:the|a|an|its|their|own|previous|earlier|average|median|mean|consensus|initial|official|market|analysts?['’]?s?|economists?['’]?s?|street|wall street|bloomberg|reuters|"
    r"company['’]?s|government['’]?s|year|month|quarter|same|period|last|in)\s+){0,6}(?:expectations?|expected|forecasts?|estimates?|consensus|polls?|predictions?|target|guidance)(?:\s+(?:of|for|at|was|were|is|are))?\s+)?"
    r"(?:(?:a|an|the|about|just|only|around|some)\s+)*(?:[$€£¥]|us\$)?$"
)
_EXPECTATION = regex.compile(
    r"\b(?:expectations?|expected|forecasts?|estimates?|consensus|predictions?)\s+(?:(?:of|for|at|was|were|is|are|a|an|had been|been)\s+)+$"
)
_WAS_EXPECTED = regex.compile(
    r"\s*(?:[a-z]+\s+){0,2}(?:forecast|expected|predicted|estimated|projected|anticipated)\s+(?:by|in|from|among|earlier)\b"
)
"""Behind a value: the 6.1% drop forecast by economists."""
_BY_ESTIMATES = regex.compile(r"[^,.;]{0,40}?\b(?:estimates|forecasts|consensus|expectations)\b")
"""Behind a value: the 236.6 billion yuan average of 14 analyst estimates."""
_PART = regex.compile(r"\b(?:including|of which|among them|with)\s+(?:(?:about|around|some|just)\s+)*$")
_PART_IN = regex.compile(r"\s(?:[a-z]+\s)?(?:in|from|at|on)\s+(?:the\s+)?")
_EARLIER = regex.compile(
    r"\s*(?:(?:growth|rise|increase|gain|drop|decline|fall)\s+)?(?:(?:a|one)\s+(?P<ago>year|quarter|month)\s+(?:earlier|ago|before|prior)|(?:in\s+)?the\s+(?:same|year[- ]earlier|prior[- ]year|previous)\s+(?P<same>period|quarter|month|year)|(?:in\s+)?the\s+(?:previous|prior|preceding)\s+(?P<previous>year|quarter|month))"
)


def told_twice(clue: Clue) -> Reading | None:
    """One change told in two ways: fell 326.63 points, or 1.02%."""
    last = clue.last
    if last is None or last.kind not in _CHANGES or last.quantity.form is clue.quantity.form:
        return None
    if _TWICE.fullmatch(clue.ctx.folded, last.quantity.end, clue.quantity.start) is None:
        return None
    sign = -1 if last.quantity.value and clue.quantity.value and _falls(clue, last.quantity.start) else 1
    return Reading("told_twice", _change(clue), EMPTY, sign, carries=True)


def changed_to(clue: Clue) -> Reading | None:
    """A level after a change: fell 28% to 5.6 billion yuan, inflation will ease to 3.1%."""
    to = clue.before(_TO)
    if to is None:
        return None
    verb = _change_word(clue, to.start())
    if verb is not None:
        phrase = clue.phrase(verb.start)
        return Reading("changed_to", clue.level_kind(phrase.metric), phrase, carries=phrase is EMPTY)
    last = clue.last
    if last is None or (
        last.kind not in _CHANGES
        and _FROM.search(
            clue.ctx.folded, max(clue.sentence.start, last.quantity.start - 24), last.quantity.start
        )
        is None
    ):
        return None
    return Reading("changed_to", clue.level_kind(last.metric), carries=True)


def changed_from(clue: Clue) -> Reading | None:
    """The level before a change: rose to 5.2% from 4.9%."""
    back = clue.before(_FROM)
    if back is None:
        return None
    earlier = _earlier(clue)
    verb = _change_word(clue, back.start())
    if verb is not None:
        phrase = clue.phrase(verb.start)
        return Reading(
            "changed_from", clue.level_kind(phrase.metric), phrase, carries=phrase is EMPTY, earlier=earlier
        )
    last = clue.last
    if last is None or last.quantity.form is not clue.quantity.form:
        return None
    kind = last.kind if last.kind in (Kind.LEVEL, Kind.SHARE, Kind.GROWTH_RATE) else clue.rate_kind()
    return Reading("changed_from", kind, carries=True, earlier=earlier)


def compared(clue: Clue) -> Reading | None:
    """A value that the one before is held against: compared with 38% a year earlier, below expectations of 317,000."""
    last = clue.last
    if last is None:
        return None
    folded, start = clue.ctx.folded, max(last.quantity.end, clue.quantity.start - 120)
    # a word that also bounds a number (above 5%) belongs to the quantity
    texts = (folded[start : clue.quantity.start], folded[start : clue.quantity.core[0]])
    held = _COMPARED.search(texts[0]) or ((m := _COMPARED.search(texts[1])) and m["whose"] and m) or None
    expected = (
        (held is not None and (held["whose"] or _BY_ESTIMATES.match(folded, clue.quantity.end)))
        or any(map(_EXPECTATION.search, texts))
        or _WAS_EXPECTED.match(folded, clue.quantity.end)
    )
    if held is None and not expected:
        return None
    if (
        clue.earlier is not None
        and last.metric is not None
        and last.metric.id == EPS
        and not of_a_share(clue)
    ):
        last = clue.earlier  # $2.1 billion, or 67 cents per share, compared with $1.9 billion
    elif (
        clue.earlier is not None
        and last.quantity.form is not clue.quantity.form is clue.earlier.quantity.form
    ):
        last = clue.earlier  # grew 18% to $6.2 billion, compared with 31% growth
    like = last.quantity.form is clue.quantity.form or {last.quantity.form, clue.quantity.form} <= {
        Form.COUNT,
        Form.BARE,
    }
    kind = last.kind if like else clue.rate_kind()
    sign = -1 if like and kind in _CHANGES and not expected and _falls(clue, clue.sentence.start) else 1
    return Reading(
        "compared",
        kind,
        EMPTY,
        sign,
        carries=True,
        modality=Modality.FORECAST if expected else None,
        like=last,
        earlier=_earlier(clue),
    )


def included(clue: Clue) -> Reading | None:
    """A part of the figure before it: 1.31 billion consumers, including more than 1 billion in China."""
    last, ctx = clue.last, clue.ctx
    if (
        last is None
        or last.kind is not Kind.LEVEL
        or clue.quantity.form not in (last.quantity.form, Form.BARE, Form.COUNT)
    ):
        return None
    if (
        _PART.search(ctx.folded, last.quantity.end, clue.quantity.start) is None
        and _PART.search(ctx.folded, last.quantity.end, clue.quantity.core[0]) is None
    ):
        return None
    where = _PART_IN.match(ctx.folded, clue.quantity.end, clue.sentence.end)
    named = ctx.entities.starting_at(where.end()) if where is not None else None
    scope = (named.ref,) if named is not None else ()
    return Reading("included", Kind.LEVEL, NounPhrase(scope=scope, start=clue.quantity.start), carries=True)


def changed(clue: Clue) -> Reading | None:
    """A change by the verb before it: GMV rose 46%, up 68% from a year ago, exports have fallen by $3 billion."""
    verb = clue.word("change-words")
    if verb is None or "to-words" in verb.entry.schemes:
        return None
    sign = int(verb.entry.get("sign") or 1)
    aside = clue.last is not None and clue.ctx.folded[verb.start - 2 : verb.start] == ", "
    phrase = EMPTY if aside else clue.phrase(verb.start)  # …, up 68% from a year ago
    return Reading("changed", _change(clue), phrase, sign or 1, carries=phrase is EMPTY)


def acted(clue: Clue) -> Reading | None:
    """A change that somebody makes: raised its benchmark rate by 0.5 percentage points, cut emissions by 45%."""
    ctx, by = clue.ctx, clue.before(_BY)
    if by is None:
        return None
    end = by.start()
    verbs = ctx.words("acting-words").within(max(clue.floor, end - _OBJECT), end - 2)
    if not verbs:
        return None
    verb = verbs[-1]
    what, who = parse(ctx, verb.end, end), clue.phrase(verb.start)
    if what.metric is None:
        return None
    subject = who.subject or what.subject or (thing_of(who.metric) if who.metric else None)
    sign = int(verb.entry.get("sign") or 1)
    phrase = NounPhrase(
        what.metric, subject, what.scope, what.listed, what.elsewhere, what.place, who.start or verb.start
    )
    if by["to"] is not None:
        return Reading("acted", clue.level_kind(what.metric), phrase)
    return Reading("acted", _change(clue), phrase, sign)


def change_behind(clue: Clue) -> Reading | None:
    """A change with its noun behind it: a 46% rise in GMV, 5% growth."""
    if clue.quantity.form not in (*RATES, Form.POINTS, Form.MONEY, Form.COUNT, Form.BARE):
        return None
    ctx = clue.ctx
    lead = _ADJECTIVE.match(ctx.folded, clue.quantity.end, clue.ceil)
    at = lead.end() if lead is not None else clue.quantity.end
    at += ctx.folded.startswith("-", at)
    noun = ctx.words("change-words").starting_at(at)
    if noun is None or noun.end > clue.ceil or "to-words" in noun.entry.schemes:
        return None
    if (
        ctx.folded[noun.start : noun.end] in ("up", "down", "higher", "lower", "flat")
        and clue.last is None
        and not ctx.folded[clue.floor : clue.quantity.start].strip()
    ):
        return None
    sign = int(noun.entry.get("sign") or 1)
    of = _OF_WHAT.match(ctx.folded, noun.end, clue.sentence.end)
    phrase = parse(ctx, of.start("what"), of.end("what")) if of is not None else EMPTY
    if phrase is EMPTY:
        # exports 5% higher; the company saw a 20% increase
        before = clue.level_verb()
        phrase = parse(ctx, clue.floor, before[0] if before is not None else clue.quantity.start)
        phrase = phrase if phrase.listed or (before is not None and phrase.metric is not None) else EMPTY
    return Reading("change_behind", _change(clue), phrase, sign or 1, carries=phrase is EMPTY)


def _change(clue: Clue) -> Kind:
    """What kind of change a quantity of a form is."""
    if clue.quantity.form is Form.POINTS:
        return Kind.POINT_CHANGE
    return Kind.GROWTH_RATE if clue.quantity.form in RATES else Kind.ABSOLUTE_CHANGE


def _change_word(clue: Clue, end: int) -> Hit | None:
    """The last verb of change before an offset, with no figure and at most adverbs between."""
    for hit in reversed(clue.ctx.words("change-words").within(clue.floor, end + 4)):
        until = min(hit.end, end)
        return hit if clue.filled(until, end) or hit.end > end else None
    return None


def _falls(clue: Clue, start: int) -> bool:
    """Whether the last word of change before the value, from an offset on, is one of a fall."""
    start = max(clue.sentence.start, start - 60)
    words = clue.ctx.words("change-words").within(start, clue.quantity.start)
    return bool(words) and words[-1].entry.get("sign") == "-1"


def _earlier(clue: Clue) -> str | None:
    found = _EARLIER.match(clue.ctx.folded, clue.quantity.end, clue.sentence.end)
    if found is None:
        return None
    if found["same"] is not None:
        return "year"
    return str(found["ago"] or found["previous"])
