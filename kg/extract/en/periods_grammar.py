"""How stretches of time are written in English: one pattern over folded text, compiled once.

What is a word of its own (last month, so far this year, year-on-year) comes from `ontology/words/periods.ttl`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from kg.folding import fold
from kg.lexicon import Entry, Lexicon, ontology_dir

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty)"
_ORDINAL = r"(?:first|second|third|fourth|final|1st|2nd|3rd|4th)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NO_YEAR = r"(?![\d%]|[.,]\d|[- ]?(?:people|companies|units|million|billion|yuan|dollars|points?|basis)\b)"
_YEAR = rf"(?:(?:19|20)\d\d{_NO_YEAR})"
_FISCAL = r"(?:fiscal(?: year)?|financial year|fy)"
_OF_YEAR = (
    r"(?:,? ?(?:of |in |from )?(?:the )?(?:"
    rf"(?P<fy>{_FISCAL}) ?(?P<y>(?:20)?\d\d(?!\d))|(?P<y>{_YEAR}|this year|last year|next year|'\d\d(?!\d))))?"
)
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"

_PIECES = (
    r"(?P<iso>(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-]))",
    r"(?P<slashes>(?<![\d/.])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\d/]))",
    rf"(?P<same>\b(?:the )?(?:same|corresponding|comparable) (?:period|month|quarter|week|time) (?:a |of |in )?(?P<y>(?:the )?(?:last|previous|prior) year|year (?:earlier|ago|before)|{_YEAR}))",
    r"(?P<season>(?<![\d./-])20\d\d[/-](?:20)?\d\d(?: (?P<fy>fiscal year|financial year))?(?![\d/%-]|\.\d))",
    rf"(?P<fiscal>\b{_FISCAL} ?(?P<y>20\d\d|\d\d)(?!\d|%))",
    rf"(?P<quarter>\b(?:the )?(?P<fq>fiscal )?(?P<q>{_ORDINAL})[- ](?P<fq>fiscal )?quarter{_OF_YEAR}|\b(?P<fq>fiscal )?q(?P<qn>[1-4])\b{_OF_YEAR}|\b(?P<qn>[1-4])q ?(?P<y>(?:20)?\d\d)\b)",
    rf"(?P<monthquarter>\b(?:the )?(?P<m1>{MONTH})(?: (?P<y>{_YEAR}))? quarter\b)",
    rf"(?P<half>\b(?:the )?(?P<h>first|second)[- ]half(?: year)?(?: of the year)?{_OF_YEAR}|\bh(?P<hn>[12])\b{_OF_YEAR}|\b(?P<hn>[12])h ?(?P<y>(?:20)?\d\d)\b)",
    rf"(?P<firstn>\b(?:the )?first (?P<n>{COUNT}) (?P<unit>month|quarter|week|day)s?(?: of the year)?{_OF_YEAR})",
    rf"(?P<lastn>\b(?:the )?(?:last|final|closing) (?P<n>{COUNT}) (?P<unit>month|quarter|week|day)s? of (?:the )?(?P<y>{_YEAR}|last year))",
    rf"(?P<rolling>\b(?:the )?(?P<way>past|last|previous|recent|next|coming) (?:(?P<c>{COUNT}) (?P<u>decade|year|quarter|month|week|day)s?|(?P<u>(?<=past |coming )(?:decade|year|quarter|month|week)|(?<=last |next )decade))\b)",
    r"(?P<decade>\b(?:the )?(?:early |mid-?|late )?(?P<tens>(?:19|20)\d0)s\b)",
    r"(?P<plan>\b(?:the )?(?P<nth>\d\d?)(?:st|nd|rd|th) five-year plan(?: period)?\b)",
    rf"(?P<months>\b(?P<m1>{MONTH})(?: ?[-–] ?| to | through )(?P<m2>{MONTH})(?! \d{{1,2}}\b){_OF_YEAR})",
    rf"(?P<days>\b(?P<m1>{MONTH}) (?P<d1>{_DAY}) ?(?:-|–|to|through) ?(?P<d2>{_DAY})(?!\d|[.,]\d){_OF_YEAR}|\b(?P<d1>{_DAY}) ?(?:-|–|to) ?(?P<d2>{_DAY}) (?P<m1>{MONTH}){_OF_YEAR})",
    rf"(?P<dmy>\b(?P<d1>{_DAY})(?:st|nd|rd|th)? (?P<m1>{MONTH}){_OF_YEAR}|\b(?P<m1>{MONTH}) (?P<d1>{_DAY})(?:st|nd|rd|th)?(?!\d|[.,]\d){_OF_YEAR})",
    rf"(?P<month>\b(?P<m1>{MONTH}){_OF_YEAR})",
    rf"(?P<years>(?<![\d.,])(?P<y1>(?:19|20)\d\d)(?: ?[-–] ?| to | through )(?P<y2>{_YEAR})|\bbetween (?P<y1>(?:19|20)\d\d) and (?P<y2>{_YEAR}))",
    rf"(?P<year>(?<![\d.,$€£/])(?<!(?<!mid|end)-){_YEAR}(?![-/]))",
    rf"(?P<weekday>\b(?:(?P<way>last|next|this) )?(?P<wd>{_WEEKDAY})\b)",
    rf"(?P<ago>\b(?P<ac>{COUNT}|a|an) (?P<au>decade|year|quarter|month|week|day)s? (?:ago|earlier|before)\b)",
    rf"(?P<dur>\b(?P<dc>{COUNT})(?:-| )(?:consecutive |straight )?(?:year|quarter|month|week|day)s?\b(?! (?:earlier|ago|old|later)|[ -](?:plan|bond|note|treasur|high|low|yield)))",
    r"(?P<word>\b\L<words>\b)",
)
_KINDS = tuple(piece[4 : piece.index(">")] for piece in _PIECES)
_NOT_WITH_DIGIT = frozenset(
    ["same", "fiscal", "monthquarter", "firstn", "lastn", "rolling", "months", "month", "weekday", "word"]
)
_NOT_WITH_LETTER = frozenset(["iso", "slashes", "season", "year"])


def _pattern() -> str:
    """All pieces, tried only where a word or number begins, and only those that can begin so."""
    pieces = dict(zip(_KINDS, _PIECES, strict=True))
    digits = "|".join(piece for kind, piece in pieces.items() if kind not in _NOT_WITH_DIGIT)
    letters = "|".join(piece for kind, piece in pieces.items() if kind not in _NOT_WITH_LETTER)
    return rf"(?<![a-z\d])(?:(?=\d)(?:{digits})|(?=[a-z])(?:{letters}))"


def kind_of(match: regex.Match[str]) -> str:
    """The name of the alternative that has matched."""
    return next((kind for kind in _KINDS if match[kind] is not None), "word")


class Grammar(NamedTuple):
    """The compiled pattern and the words of the vocabulary by their folded label."""

    pattern: regex.Pattern[str]
    words: dict[str, Entry]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The pattern with the English words of `ontology/words/periods.ttl` in it."""
    lexicon = Lexicon.read([ontology_dir() / "words" / "periods.ttl"])
    words = {
        fold(name): entry for entry in lexicon.entries.values() for name in entry.names if name.isascii()
    }
    return Grammar(regex.compile(_pattern(), words=list(words)), words)
