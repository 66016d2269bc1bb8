"""Numbers as English text writes them: 3.4 million, 1,200, twenty-five, two and a half billion, dozens.

Everything here works on folded (lower-case) text; the words are in `ontology/words/quantities.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from kg.extract.units import tables
from kg.lexicon import Lexicon

_DIGITS = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++(?!\.\d))?|\.\d++"
_WORD = regex.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[a-z]+")


class Number(NamedTuple):
    """What a number says: `step` is the worth of its last digit, `scale` the scale word at its end, which a range
    shares (2 to 3 million); `vague` is a number without digits (dozens, millions)."""

    value: Decimal
    step: Decimal
    scale: Decimal = Decimal(1)
    vague: bool = False


@lru_cache(maxsize=8)
def number_source(lexicon: Lexicon) -> str:
    """Source of a pattern for one number without a sign, for `regex.VERBOSE`."""
    found = tables(lexicon)
    numerals, scales = _either(found.numerals), _either(found.scales)
    tens = rf"(?:{numerals})(?:[\ -](?:{numerals}))?(?![a-z])"
    return rf"""(?:
        (?:{_DIGITS}) (?:[\ -]?(?:{scales})(?![a-z0-9]))*+
      | (?<![a-z-]) (?:{tens}|an?(?=\ (?:{scales}|dozen)(?![a-z]))) (?:(?:\ and\ a\ half)?[\ -](?:{scales}|dozen)(?![a-z]))*+
      | (?<![a-z-]) (?:(?:tens|hundreds|dozens)\ of\ )?(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?=\ of\ )
    )"""


def read(text: str, lexicon: Lexicon) -> Number | None:
    """The number that a folded text is, or None."""
    found = tables(lexicon)
    value: Decimal | None = None
    step, scale, vague = Decimal(1), Decimal(1), False
    for word in _WORD.findall(text):
        if word[0].isdecimal() or word[0] == ".":
            value = Decimal(word.replace(",", ""))
            step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        elif word in ("tens", "dozens"):
            value, vague = (value or Decimal(1)) * (10 if word == "tens" else 12), True
        elif word in found.scales:
            vague = vague or (value is None and word.endswith("s"))
            value, step, scale = (
                (value or Decimal(1)) * found.scales[word],
                step * found.scales[word],
                scale * found.scales[word],
            )
        elif word in found.numerals:
            number = found.numerals[word]
            value = number if value is None else value * number if word == "dozen" else value + number
        elif word == "half":
            value, step = (value or Decimal(0)) + Decimal("0.5"), Decimal("0.5")
        elif word in ("a", "an") and value is None:
            value = Decimal(1)
    return None if value is None else Number(value, step, scale, vague)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(regex.escape, words), key=lambda w: (-len(w), w)))
