"""A question cut into the pieces that mean something: figures, metrics, names, periods, words that ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import regex

from kg.errors import QuestionError
from kg.extract import recognise
from kg.extract.annotations import Analysis, Form, PeriodRole, QuantitySpan
from kg.folding import fold
from kg.graph.names import node_of, unit_node
from kg.lexicon import Lexicon, longest
from kg.model import Bound

_HAN = regex.compile(r"\p{Han}")
_LATIN = regex.compile(r"(?i)\b[a-z]{2,}\b")
_LEFT = regex.compile(r"\p{Han}+|[^\s\p{Han}\p{P}\p{S}]+(?:['.-][^\s\p{Han}\p{P}\p{S}]+)*")
_DIGITS = 25
"""Digits that a number may have; far below what decimals compute exactly, far above any figure in the news."""
_DIGIT = regex.compile(r"\d")
_LONG = regex.compile(rf"(?:\d[.,，]?){{{_DIGITS + 1}}}")
_MONTH = regex.compile(r"(?<![\d年])(?:1[0-2]|0?[1-9])月份?")
_GROWTH = frozenset({"rate", "net"})


class Role(StrEnum):
    """What a piece of a question is, in the order of precedence between pieces of the same length at one place."""

    FIGURE = "figure"
    ENTITY = "entity"
    PUBLISHER = "publisher"
    METRIC = "metric"
    PERIOD = "period"
    CHANGE = "change"
    ASKS = "asks"
    NOTHING = "nothing"
    CITED = "cited"


class Piece(NamedTuple):
    """`start` to `end` of the question. `meaning` is for a person, `value` the IRI, the form asked for or the words."""

    start: int
    end: int
    role: Role
    meaning: str
    value: str = ""
    type: str = ""
    figure: Figure | None = None
    days: tuple[date, date] | None = None


class Figure(NamedTuple):
    """A quantity as a question means it: the value and the interval that its written digits imply."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None
    fraction: bool


class Reading(NamedTuple):
    """The pieces in order, none overlapping, and the words that no piece covers."""

    pieces: tuple[Piece, ...]
    left: tuple[str, ...]
    language: str


def read(question: str, *, lexicon: Lexicon, today: date | None, base: str) -> Reading:
    """The pieces of a question, the leftmost longest of all that could be read at each place.

    Raises `QuestionError` for a number of more digits than any figure has.
    """
    if _LONG.search(question):
        raise _too_long()
    language = "zh" if _HAN.search(question) else "en"
    analysis = recognise(question, lexicon=lexicon, language=language, today=today)
    if language == "en" and not analysis.quantities:
        # digits and percent signs are read alike in both
        analysis.quantities = recognise(question, lexicon=lexicon, language="zh", today=today).quantities
    if language == "zh" and not analysis.periods and _LATIN.search(question):
        # a Chinese name in an English question: what did 张阔 say in 2022
        analysis.periods = recognise(question, lexicon=lexicon, language="en", today=today).periods
    order = list(Role)
    found = sorted(
        _candidates(analysis, base), key=lambda piece: (piece.start, -piece.end, order.index(piece.role))
    )
    pieces: list[Piece] = []
    end = 0
    for piece in found:
        if piece.start >= end:
            pieces.append(piece)
            end = piece.end
    # the words that ask decide: "which figures cite 海关总署" is English
    asking = "".join(question[p.start : p.end] for p in pieces if p.role in (Role.ASKS, Role.NOTHING))
    if asking.isascii() and asking:
        language = "en"
    return Reading(tuple(pieces), tuple(_left(question, pieces)), language)


def _candidates(analysis: Analysis, base: str) -> Iterator[Piece]:
    lexicon, hits = analysis.lexicon, analysis.hits
    for quantity in analysis.quantities:
        if quantity.precise and quantity.form is not Form.RANK:
            figure = _figure(quantity, lexicon, base)
            yield figure
            # in 说过46% the 过 belongs to 说; the figure without it stands in where that word is taken
            digit = _DIGIT.search(analysis.text, figure.start, figure.end)
            if digit and digit.start() > figure.start:
                yield figure._replace(start=digit.start())
    yield from _names(analysis, base)
    for hit in longest(hits, "metrics"):
        yield Piece(hit.start, hit.end, Role.METRIC, f"metric {hit.entry.label}", hit.entry.iri)
    for hit in longest(hits, "change-words"):
        if hit.entry.get("nature") in _GROWTH:
            yield Piece(hit.start, hit.end, Role.CHANGE, "a change", "growth_rate")
    for hit in longest(hits, "cited-nouns"):
        yield Piece(hit.start, hit.end, Role.CITED, "a document", analysis.text[hit.start : hit.end])
    for span in analysis.periods:
        if span.role is PeriodRole.BASELINE:
            yield Piece(span.start, span.end, Role.CHANGE, "a change", "growth_rate")
        elif span.first is not None and span.last is not None:
            meaning = f"{span.first.isoformat()} to {span.last.isoformat()}"
            yield Piece(span.start, span.end, Role.PERIOD, meaning, days=(span.first, span.last))
    for match in _MONTH.finditer(analysis.text):
        # a month of no known year narrows nothing, but it is no unknown word either
        yield Piece(match.start(), match.end(), Role.PERIOD, "a month without a year")
    pattern, asks = _question_words(lexicon)
    for match in pattern.finditer(analysis.folded, overlapped=True):
        asked = asks[match[0]]
        role = Role.NOTHING if asked == "nothing" else Role.ASKS
        yield Piece(match.start(), match.end(), role, _ASKED.get(asked, asked), asked)


def _names(analysis: Analysis, base: str) -> Iterator[Piece]:
    """Names of the vocabulary, and names of a regular form that swallow no metric and no word that asks."""
    lexicon, hits = analysis.lexicon, analysis.hits
    for hit in longest(hits, "publishers"):
        yield Piece(hit.start, hit.end, Role.PUBLISHER, f"publisher {hit.entry.label}", hit.entry.iri)
    for hit in longest(hits, "entities"):
        kind = next(iter(hit.entry.types), "")
        yield Piece(hit.start, hit.end, Role.ENTITY, hit.entry.label, hit.entry.iri, kind)
    pattern, _ = _question_words(lexicon)
    asking = [match.span() for match in pattern.finditer(analysis.folded) if match[0].isascii()]
    taken = [(hit.start, hit.end) for hit in longest(hits, "metrics")] + asking
    for name in analysis.entities:
        if name.ref.id or any(start < name.end and name.start < end for start, end in taken):
            continue
        iri = node_of(name.ref, kind="entity", base=base)
        yield Piece(name.start, name.end, Role.ENTITY, name.ref.label, iri, name.ref.type or "")


_ASKED = {
    "repeat": "who repeats a figure",
    "say": "what somebody says",
    "change": "how a figure moved",
    "origins": "how many origins a figure has",
    "first": "where a figure appears first",
    "about": "claims about something",
    "differ": "which figures differ",
    "cite": "what cites a document",
    "plan": "plans and forecasts",
    "most": "the figures with most sources",
    "outlet": "sources of a publisher",
    "origin": "figures without an origin",
    "not": "what is not said",
}
"""What a question asks for, in words."""


def _figure(quantity: QuantitySpan, lexicon: Lexicon, base: str) -> Piece:
    _check_size(quantity)
    step = quantity.step or Decimal(0)
    if quantity.bound is Bound.APPROX:
        step = min(step, abs(quantity.value) / 10)
    half = step / 2
    low, high = quantity.value - half, quantity.value + half
    if quantity.bound is Bound.RANGE and quantity.lower is not None and quantity.upper is not None:
        low, high = quantity.lower, quantity.upper
    unit = None if quantity.form is Form.BARE else unit_node(quantity.unit, lexicon=lexicon, base=base)
    figure = Figure(quantity.value, low, high, unit, fraction=quantity.unit == "1")
    end = quantity.counted_at[1] if quantity.counted_at else quantity.end
    meaning = f"the figure {quantity.value.normalize():f} ({low.normalize():f} to {high.normalize():f})"
    return Piece(quantity.start, max(end, quantity.end), Role.FIGURE, meaning, figure=figure)


def _check_size(quantity: QuantitySpan) -> None:
    for number in (quantity.value, quantity.step or Decimal(0)):
        exponent = number.normalize().as_tuple().exponent
        if max(number.adjusted() + 1, 1) + max(-int(exponent), 0) > _DIGITS:
            raise _too_long()


def _too_long() -> QuestionError:
    return QuestionError(f"a number in a question has at most {_DIGITS} digits; one here has more")


@lru_cache(maxsize=4)
def _question_words(lexicon: Lexicon) -> tuple[regex.Pattern[str], dict[str, str]]:
    """All words that ask, the longest first, and what each asks for."""
    asks: dict[str, str] = {}
    for entry in sorted(lexicon.of_scheme("question-words"), key=lambda entry: entry.iri):
        for word in entry.properties.get("word", ()):
            asks.setdefault(fold(word), entry.get("asks") or "nothing")
    words = sorted(asks, key=lambda word: (-len(word), word))
    return regex.compile("|".join(_whole(word) for word in words) or r"(?!)"), asks


def _whole(word: str) -> str:
    """A word of letters must stand alone; Chinese words stand anywhere."""
    before = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + regex.escape(word, special_only=True) + after


def _left(question: str, pieces: list[Piece]) -> Iterator[str]:
    rest = list(question)
    for piece in pieces:
        rest[piece.start : piece.end] = " " * (piece.end - piece.start)
    yield from _LEFT.findall("".join(rest))


def examples(lexicon: Lexicon, *, language: str) -> list[str]:
    """Example questions in this language, one of each form; those that people ask most come first."""
    found = [
        (order, example)
        for entry in lexicon.of_scheme("question-words")
        for example in entry.properties.get("example", ())
        if example[0].isascii() == (language == "en")
        for order in (list(_ASKED).index(entry.get("asks") or ""),)
    ]
    return [example for _, example in sorted(found)]
