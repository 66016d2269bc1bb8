"""The words of the vocabulary that comparisons go by, compiled once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from kg.folding import fold
from kg.lexicon import Entry, Lexicon
from kg.reuse.moments import traded_metrics


@dataclass(frozen=True, eq=False)
class Affixes:
    """Words that may be left off the ends of a name."""

    heads: tuple[str, ...]
    tails: tuple[str, ...]

    def without(self, name: str, *, least: int = 2) -> str:
        """The name without them, as long as so many characters stay.

        >>> Affixes(("占", "公司"), ("比例",)).without("占公司总股本比例")
        '总股本'
        """
        while True:
            shorter = next(
                (name[len(h) :] for h in self.heads if name.startswith(h) and len(name) - len(h) >= least),
                name,
            )
            shorter = next(
                (
                    shorter[: -len(t)]
                    for t in self.tails
                    if shorter.endswith(t) and len(shorter) - len(t) >= least
                ),
                shorter,
            )
            if shorter == name:
                return name
            name = shorter


@dataclass(frozen=True, eq=False)
class Words:
    """All of them; build one with `words()`."""

    metric: Affixes
    subject: Affixes
    scope: Affixes
    qualifiers: dict[str, Entry]
    """Folded word to the difference that it makes."""
    qualifier: regex.Pattern[str]
    correction: regex.Pattern[str]
    """Words that say that a figure takes the place of another one."""
    new_forecast: regex.Pattern[str]
    """Words that say so of forecasts and targets; of other figures they tell of a change."""
    passage_from: regex.Pattern[str]
    passage_to: regex.Pattern[str]
    negation: regex.Pattern[str]
    no_negation: regex.Pattern[str]
    derived: tuple[str, ...]
    """Endings of subjects that stay on them."""
    unnamed: frozenset[str]
    """Subjects that stand for whoever a text is about."""
    unnamed_heads: tuple[str, ...]
    """How such subjects begin."""
    moving: tuple[str, ...]
    """How the names of metrics end that change from hour to hour as prices do."""
    odds: tuple[str, ...]
    """The same as they stand behind what they are the odds of."""
    traded: frozenset[str]
    """IRIs of metrics whose figures change from minute to minute."""
    fillers: frozenset[str]
    """Characters that say nothing of what a figure is of."""
    shared_out: tuple[str, ...]
    """Words that share a clause out among several."""
    event: frozenset[str]
    """Metrics of one event."""
    units: dict[str, tuple[str, Decimal]]
    """Folded name of a unit to the code that it is compared in and the factor."""
    codes: dict[str, tuple[str, Decimal]]
    """The same by the code of the unit."""


def plain(name: str) -> str:
    """A name as it is compared: folded, only its letters and digits."""
    return "".join(c for c in fold(name) if c.isalnum())


@lru_cache(maxsize=4)
def words(lexicon: Lexicon) -> Words:
    """The words of a vocabulary."""
    affixes = _names(lexicon, "metric-affixes")
    qualifiers = {fold(name): entry for entry in lexicon.of_scheme("qualifiers") for name in entry.names}
    units: dict[str, tuple[str, Decimal]] = {}
    codes: dict[str, tuple[str, Decimal]] = {}
    for entry in lexicon.of_scheme("units"):
        code = entry.get("code")
        if code is None or entry.get("form") not in ("measure", "count"):
            continue
        into = (entry.get("convertsTo") or code, Decimal(entry.get("multiplier") or 1))
        codes.setdefault(code, into)
        own = Decimal(entry.get("factor") or 1)
        for name in entry.names:
            units.setdefault(fold(name), (into[0] if code != "{count}" else fold(name), into[1] * own))
    return Words(
        Affixes(affixes, affixes),
        Affixes(_names(lexicon, "subject-heads"), _names(lexicon, "subject-tails")),
        Affixes((), _names(lexicon, "scope-tails")),
        qualifiers,
        pattern(qualifiers),
        pattern(_of(lexicon, "revision-words", "revision")),
        pattern(_of(lexicon, "revision-words", "revision-forecast")),
        pattern(_of(lexicon, "passage-words", "passage-from")),
        pattern(_of(lexicon, "passage-words", "passage-to")),
        pattern(_folded(lexicon, "negations")),
        pattern(_folded(lexicon, "no-negations")),
        _names(lexicon, "derived-tails"),
        *_unnamed(lexicon),
        _names(lexicon, "moving-metrics"),
        tuple(sorted(_folded(lexicon, "moving-metrics"))),
        traded_metrics(lexicon),
        frozenset("".join(_folded(lexicon, "filler-words"))),
        tuple(sorted(_folded(lexicon, "sharing-words"))),
        frozenset(_names(lexicon, "event-metrics")),
        units,
        codes,
    )


def _unnamed(lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    whole: set[str] = set()
    heads: set[str] = set()
    for entry in lexicon.of_scheme("unnamed-subjects"):
        if entry.get("position") == "before":
            heads.update(fold(name) + " " * name.isascii() for name in entry.names)
        else:
            whole.update(plain(name) for name in entry.names)
    return frozenset(whole), tuple(sorted(heads))


def pattern(names: Iterable[str]) -> regex.Pattern[str]:
    """Any of these folded words, the longest first; of ASCII ones only whole words."""
    longest = sorted(set(names), key=lambda name: (-len(name), name))
    parts = [rf"\b{regex.escape(name)}\b" if name.isascii() else regex.escape(name) for name in longest]
    return regex.compile("|".join(parts) or r"(?!)")


def _folded(lexicon: Lexicon, scheme: str) -> list[str]:
    return [fold(name) for entry in lexicon.of_scheme(scheme) for name in entry.names]


def _names(lexicon: Lexicon, scheme: str) -> tuple[str, ...]:
    """The words of a scheme as names are compared, the longest first."""
    return tuple(
        sorted({plain(name) for name in _folded(lexicon, scheme)}, key=lambda name: (-len(name), name))
    )


def _of(lexicon: Lexicon, scheme: str, word: str) -> list[str]:
    return [
        fold(name)
        for entry in lexicon.of_scheme(scheme)
        if entry.iri.endswith(f"/{word}")
        for name in entry.names
    ]
