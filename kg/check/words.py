"""The words that tie figures together, as `ontology/words/sums.ttl` lists them, looked for between two figures."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from kg.check.figures import Figure
from kg.folding import fold
from kg.lexicon import Entry, Lexicon

PARTS = "part-words"
TOTALS = "total-words"
REST = "rest-words"
TIME_RATES = "time-rate-words"
HEAD_RATES = "head-rate-words"
CONVERSIONS = "conversion-words"
ORIGINS = "origin-words"
BASIS = "basis-words"
NET = "net-words"
EXTREMES = "extreme-words"
SHARES = "share-words"
CHANGES = "change-words"


class Cue(NamedTuple):
    """A word of a role in a stretch of text."""

    start: int
    end: int
    entry: Entry


class Cues:
    """The words of one vocabulary by role. Texts that are searched are folded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._roles = {
            role: _Role(list(lexicon.of_scheme(role)))
            for role in (
                PARTS,
                TOTALS,
                REST,
                TIME_RATES,
                HEAD_RATES,
                CONVERSIONS,
                ORIGINS,
                BASIS,
                NET,
                EXTREMES,
                SHARES,
            )
        }
        self._roles[CHANGES] = _Role(
            [entry for entry in lexicon.of_scheme(CHANGES) if entry.get("nature") == "to"]
        )

    def first(self, role: str, text: str) -> Cue | None:
        """The first word of this role."""
        return self._roles[role].first(text)

    def last(self, role: str, text: str) -> Cue | None:
        """The last word of this role."""
        return self._roles[role].last(text)

    def without(self, role: str, text: str) -> str:
        """A text without the words of this role."""
        return self._roles[role].pattern.sub("", text)

    def names(self, role: str, text: str) -> bool:
        """Whether a text is nothing but a word of this role: the label of a row."""
        return text in self._roles[role].words


@lru_cache(maxsize=4)
def cues(lexicon: Lexicon) -> Cues:
    """The words of a vocabulary, compiled once."""
    return Cues(lexicon)


def is_net(figure: Figure, cues: Cues) -> bool:
    """Whether a metric may be negative, so that a part can be more than the whole: profits, flows, balances."""
    metric = figure.mention.metric
    return metric is not None and cues.first(NET, fold(f"{metric.text} {metric.label}")) is not None


class _Role:
    def __init__(self, entries: list[Entry]) -> None:
        self.words = {fold(name): entry for entry in entries for name in entry.names}
        longest = sorted(self.words, key=lambda word: (-len(word), word))
        self.pattern = regex.compile("|".join(map(_bounded, longest)) or r"(?!)")

    def first(self, text: str) -> Cue | None:
        found = self.pattern.search(text)
        return found and Cue(found.start(), found.end(), self.words[found[0]])

    def last(self, text: str) -> Cue | None:
        every = list(self.pattern.finditer(text))
        return Cue(every[-1].start(), every[-1].end(), self.words[every[-1][0]]) if every else None


def _bounded(word: str) -> str:
    """A word of letters stands alone; a Chinese word stands anywhere."""
    before = r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else ""
    after = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return before + regex.escape(word) + after
