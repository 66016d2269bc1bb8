"""Periods as a question names them: open on one side, from one to another, years without a unit, months without a year."""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Iterator
from datetime import date, timedelta

import regex

from kg.ask.pieces import Piece, Role, Words
from kg.extract.annotations import Form, PeriodSpan, QuantitySpan

BOUNDS = frozenset({"since", "after", "until", "before"})
"""What the words ask for that open one side of a period."""
_YEARS = range(1900, 2100)
_MONTHS = "|".join(
    f"{name}|{name.lower()}" if name != "May" else name  # "may" is another word
    for names in (month_name, month_abbr)
    for name in names
    if name
)
_UNDATED = regex.compile(
    rf"(?<![\d年.])(?:1[0-2]|0?[1-9])月(?:份|\d{{1,2}}[日号])?|\b(?:{_MONTHS})\b\.?(?: \d{{1,2}}\b(?!%))?(?![ ,]*\d)"
)
"""A month of no year. Even where it is known what day it is: whoever asks about May may mean that of the sources."""


def period_piece(span: PeriodSpan, text: str, marks: list[str]) -> Piece | None:
    """A period that was recognised; `marks` are the bounds (see `BOUNDS`) whose words stand in it."""
    if _UNDATED.fullmatch(text, span.start, span.end):
        return _undated(span.start, span.end)
    if span.first is None or span.last is None:
        return None
    period = _period(span.start, span.end, span.first, span.last)
    return _open(period, marks[0]) if marks else period


def undated(text: str) -> Iterator[Piece]:
    """The months that no year stands by."""
    return (_undated(match.start(), match.end()) for match in _UNDATED.finditer(text))


def years(quantity: QuantitySpan) -> Piece | None:
    """2019 to 2021, or 2021 without a unit, is no figure but a period."""
    first, last = quantity.lower or quantity.value, quantity.upper or quantity.value
    if quantity.form is not Form.BARE or not (first in _YEARS and last in _YEARS and first <= last):
        return None
    return _period(quantity.start, quantity.end, date(int(first), 1, 1), date(int(last), 12, 31))


def joined_periods(question: str, pieces: list[Piece]) -> list[Piece]:
    """Periods with the words around them: since 2020, 2020年以来, before May, between 2019 and 2021."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if piece.role is Role.PERIOD and last is not None and last.role is Role.ASKS and last.value in BOUNDS:
            found[-1] = _bounded(piece, last.value, last.start, piece.end)
        elif piece.role is Role.ASKS and piece.value in BOUNDS and last is not None and last.days:
            found[-1] = _bounded(last, piece.value, last.start, piece.end)
        elif piece.role is Role.PERIOD and len(found) > 1 and _joined(question, found[-2], found[-1], piece):
            first = found[-2].days[0] if found[-2].days else None
            start = found[-2].start
            del found[-2:]
            if found and found[-1].value == "between":
                start = found.pop().start
            found.append(_period(start, piece.end, first, piece.days[1] if piece.days else None))
        else:
            found.append(piece)
    return found


def _joined(question: str, first: Piece, between: Piece, second: Piece) -> bool:
    """Whether one period leads to the next: from 2019 to 2021, 2019至2021年; "2019 and 2021" are two."""
    if not (first.role is Role.PERIOD and first.days and second.days):
        return False
    gap = question[first.end : between.start] + question[between.end : second.start]
    return not gap.strip() and between.value in ("toward", "and") and first.days < second.days


def _bounded(period: Piece, mark: str, start: int, end: int) -> Piece:
    """A period with a word before or after it that opens one of its sides."""
    first, last = period.days or (None, None)
    day = timedelta(days=1)
    match mark:
        case "since":
            return _period(start, end, first, None)
        case "after":
            return _period(start, end, last and last + day, None)
        case "until":
            return _period(start, end, None, last)
    return _period(start, end, None, first and first - day)


def _open(period: Piece, mark: str) -> Piece:
    """The same where the word is part of what was recognised (2020年以前), so that the days are those of its bound already."""
    first, last = period.days or (None, None)
    later = mark in ("since", "after")
    return _period(period.start, period.end, first if later else None, None if later else last)


def _period(start: int, end: int, first: date | None, last: date | None) -> Piece:
    if first and last:
        words = Words(f"{first} to {last}", f"{first}至{last}")
    elif first:
        words = Words(f"{first} or later", f"{first}及以后")
    else:
        words = Words(f"{last} or earlier", f"{last}及以前")
    return Piece(start, end, Role.PERIOD, words, days=(first, last))


def _undated(start: int, end: int) -> Piece:
    return Piece(start, end, Role.UNDATED, Words("a month of no known year", "未知年份的月份"))
