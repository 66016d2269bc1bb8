"""What English text cites: according to X, data from X showed, a report by X found, X figures show."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.model import Ref

_ACCORDING = regex.compile(r"\b(?:according to|based on|citing)\s+")
_SOURCE = regex.compile(
    r"(?:the|a|an|new|latest|recent|official|preliminary|annual|joint|\d{4}|data|figures|statistics|numbers|estimates|"
    r"report|survey|study|poll|research|analysis|statement|filing|results|released|published|issued|compiled|"
    r"conducted|prepared|made|from|by|of|in|on)(?:\s+|$)"
)
_DOCUMENT = regex.compile(
    r"(?:the|a|an|its|their|his|her|our)\s+(?:company['’]s\s+)?(?P<what>(?:[a-z][\w-]*\s+){0,3}(?:report|statement|filing|release|survey|study|results|prospectus|document|figures|data|paper))\b"
)
"""A document that names no author: according to its earnings report."""
_SHOWED = regex.compile(
    r"\s*(?:also\s+)?(?:shows?|showed|found|finds|suggests?|indicates?|said|says|revealed)\b"
)
_DATA = regex.compile(
    r"(?:['’]s?)?\s+(?:[a-z]+\s+){0,2}(?:data|figures|statistics|survey|report|study|poll|estimates)\b"
)
_LEAD = regex.compile(
    r"\b(?:data|figures|statistics|numbers|survey|report|study|poll|estimates)\s+(?:[a-z]+\s+){0,2}(?:from|by|of)\s+(?:the\s+)?$"
)


_THEIR_DATA = regex.compile(
    r"(?:^|(?<=[\s,(]))(?P<who>(?!The\b|This\b|That\b|These\b|Official\b|New\b|Government\b|Preliminary\b)[A-Z][\w&.]*(?: [A-Z][\w&.]*){0,3})"
    r"(?P<data>(?:['’]s?)? (?:[a-z]+ )?(?:data|figures|statistics|survey|report|study|poll|estimates)) (?:also )?(?:showed|shows?|found|finds|suggests?|indicates?|said|says|revealed)\b"
)
"""Data of somebody whom no rule for names knows: Kpler data showed."""


@dataclass(frozen=True, slots=True)
class Citation:
    """`ref` is named as origin of the sentence between `start` and `end`; its words stand from `at` to `words`."""

    start: int
    end: int
    at: int
    words: int
    ref: Ref


def find_citations(ctx: Context) -> list[Citation]:
    """Every citation, in order; each reaches its sentence."""
    found: list[Citation] = []
    for sentence in ctx.layout.sentences:
        cited = _according(ctx, sentence) or _showing(ctx, sentence)
        if cited is not None:
            found.append(cited)
    return found


def _according(ctx: Context, sentence: Sentence) -> Citation | None:
    """According to a report by X; (according to a person it is the person who speaks)."""
    lead = _ACCORDING.search(ctx.folded, sentence.start, sentence.end)
    if lead is None:
        return None
    at = _past_nouns(ctx, lead.end(), sentence.end)
    name = _name_from(ctx, at)
    if name is None:
        written = _DOCUMENT.match(ctx.folded, lead.end(), sentence.end)
        if written is None:
            return None
        words = ctx.text[slice(*written.span("what"))]
        return Citation(
            sentence.start, sentence.end, lead.start(), written.end(), Ref(None, words, words, "Document")
        )
    if name.ref.type == "Person":
        return None
    return Citation(sentence.start, sentence.end, lead.start(), name.end, name.ref)


def _past_nouns(ctx: Context, at: int, end: int) -> int:
    while (word := _SOURCE.match(ctx.folded, at, end)) is not None:
        if ctx.entities.starting_at(at) is not None:
            break
        at = word.end()
    return at


def _name_from(ctx: Context, at: int) -> EntitySpan | None:
    return ctx.entities.starting_at(at)


def _showing(ctx: Context, sentence: Sentence) -> Citation | None:
    """Data from X showed; X's figures show."""
    for name in ctx.entities.within(sentence.start, sentence.end):
        if name.ref.type not in ("Organization", "Publisher", "Platform", "Document"):
            continue
        data = _DATA.match(ctx.folded, name.end, sentence.end)
        lead = _LEAD.search(ctx.folded, sentence.start, name.start)
        after = data.end() if data is not None else name.end
        if (data is None and lead is None) or _SHOWED.match(ctx.folded, after, sentence.end) is None:
            continue
        return Citation(sentence.start, sentence.end, lead.start() if lead else name.start, after, name.ref)
    written = _THEIR_DATA.search(ctx.text, sentence.start, sentence.end)
    if written is None:
        return None
    words = written["who"]
    return Citation(
        sentence.start,
        sentence.end,
        written.start("who"),
        written.end("data"),
        Ref(None, words, words, "Organization"),
    )
