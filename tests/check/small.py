"""Pages of figures from one line for each: the value as written, what it is worth, and the slots that matter.

>>> figures("甲公司收入12亿元。", ["12亿元 = 1200000000 CNY metric:revenue subject:甲公司 2025"])
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kg.lexicon import Lexicon
from kg.model import Bound, Document, Kind, Mention, Period, Quantity, Quote, Ref, mention
from tests.builders import build_document

LEXICON = Lexicon.load()
METRIC = "https://w3id.org/claim-kg/metric/"
_CLAUSE = re.compile(r"[，。；,;\n]|\. ")
_KINDS = {kind.value: kind for kind in Kind}
_BOUNDS = {bound.value: bound for bound in Bound}


def figures(text: str, lines: Sequence[str], *, language: str = "zh", name: str = "a.txt") -> list[Mention]:
    """The mentions of a text; each line is looked for after the one before it."""
    document = build_document(text, language=language, path=name, published=date(2026, 1, 1))
    found: list[Mention] = []
    after = 0
    for line in lines:
        written, about = line.split(" = ", 1)
        start = text.index(written, after)
        after = start + len(written)
        found.append(_mention(document, start, written, about.split()))
    return found


def _mention(document: Document, start: int, written: str, words: Sequence[str]) -> Mention:
    value, unit, *rest = words
    slots: dict[str, Any] = {"subject": Ref(None, "甲公司", "甲公司")}
    quantity: dict[str, Any] = {"kind": Kind.LEVEL, "bound": Bound.EXACT}
    confidence = 0.8
    for word in rest:
        key, _, said = word.partition(":")
        if word in _KINDS:
            quantity["kind"] = _KINDS[word]
        elif word in _BOUNDS:
            quantity["bound"] = _BOUNDS[word]
        elif key == "metric":
            slots["metric"] = Ref(METRIC + said, said, said)
        elif key == "called":
            slots["metric"] = Ref(None, said.replace("_", " "), said.replace("_", " "))
        elif key == "subject":
            slots["subject"] = Ref(None, said, said) if said else None
        elif key == "scope":
            slots["scope"] = (Ref(None, said, said),)
        elif key == "step":
            quantity["step"] = Decimal(said)
        elif key in ("lower", "upper"):
            quantity[key] = Decimal(said)
        elif key == "counted":
            quantity["counted"] = said
        elif key == "sure":
            confidence = float(said)
        elif word in ("yoy", "mom", "qoq"):
            slots["baseline"] = word
        else:
            slots["period"] = period(word)
    text = document.text
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    quote = Quote.of(text, begin, start + len(written))
    made = Quantity(Decimal(value), written, unit, **quantity)
    return mention(document.source, quote, rule="test", confidence=confidence, quantity=made, **slots)


def period(word: str) -> Period:
    """`2025`, `2025-03`, `2025-01/2025-06`."""
    first, _, last = word.partition("/")
    return Period(_first(first), _last(last or first), word)


def _first(word: str) -> date:
    year, *month = map(int, word.split("-"))
    return date(year, month[0] if month else 1, 1)


def _last(word: str) -> date:
    year, *month = map(int, word.split("-"))
    following = (year, month[0] + 1) if month and month[0] < 12 else (year + 1, 1)
    return date(*following, 1) - timedelta(days=1)
