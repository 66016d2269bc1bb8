"""Did you mean: names of the vocabulary and the store that come near words that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from kg.ask.known import Known
from kg.ask.pieces import Reading, Role
from kg.folding import fold
from kg.lexicon import Lexicon

_SCHEMES = ("metrics", "entities", "publishers")
_ROLES = frozenset({Role.ENTITY, Role.METRIC, Role.PUBLISHER, Role.SOURCE})
_SHOWN = 3
_WORDS = 5
"""Unknown words that names are looked for; what comes near a longer question is of no help."""
_LONGEST = 40
_CONTAINS = 0.8
"""How near a name is that has the words among its own."""
_NEAR = 0.65
"""How much of two names must be the same, from 0 to 1 (`difflib.SequenceMatcher.ratio`)."""
_NEAR_LATIN = 0.75
"""The same of names in letters, which have more in common by chance."""
_SHORT = 5
"""Letters below which a name is near only by the same letters in another order (GVM, GMV) or by `_NEAR_SHORT`."""
_NEAR_SHORT = 0.8


def near(reading: Reading, lexicon: Lexicon, known: Known | None = None) -> list[str]:
    """Up to three names that come near the words that nobody knows, the nearest first.

    A slip in the end of a longer name leaves its beginning known (阿里巴巴国际展), so the words beside are tried as well.
    """
    names = dict(_names(lexicon))
    if known is not None:
        names = {name: things[0].name for name, things in known.names.items()} | names
    folded = fold(reading.text)
    for piece in reading.pieces:
        names.pop(folded[piece.start : piece.end], None)
    by_length = _by_length(names)
    found: dict[str, float] = {}
    for words in dict.fromkeys(_windows(reading)):
        for name in _close(words, by_length):
            ratio = SequenceMatcher(None, words, name).ratio()
            if not _enough(words, name, ratio):
                continue
            found[names[name]] = max(ratio, found.get(names[name], 0.0))
        for name in _containing(words, names):
            found.setdefault(names[name], _CONTAINS)
    return sorted(found, key=lambda shown: (-found[shown], shown))[:_SHOWN]


def _enough(words: str, name: str, ratio: float) -> bool:
    if not words.isascii():
        return True
    return sorted(words) == sorted(name) or ratio >= (_NEAR_SHORT if len(words) < _SHORT else _NEAR_LATIN)


def _containing(words: str, names: Iterable[str]) -> list[str]:
    """Names that have these words among theirs, the shortest first: customs leads to General Administration of Customs."""
    if not words.isascii() and len(words) < 2:
        return []
    having = (name for name in names if words in name and (not words.isascii() or words in name.split()))
    return sorted(having, key=lambda name: (len(name), name))[:1]


def _close(words: str, by_length: Mapping[int, list[str]]) -> list[str]:
    """Names near these words; those whose length alone makes that impossible are not looked at."""
    least, most = len(words) * _NEAR / (2 - _NEAR), len(words) * (2 - _NEAR) / _NEAR
    candidates = [
        name
        for length in range(max(2, int(least)), int(most) + 1)
        for name in by_length.get(length, ())
        if set(words) & set(name)
    ]
    return get_close_matches(words, candidates, n=3 * _SHOWN, cutoff=_NEAR)


def _windows(reading: Reading) -> Iterator[str]:
    """The unknown words, those that follow each other together, and with the names that touch them."""
    folded = fold(reading.text)
    named = [p for p in reading.pieces if p.role in _ROLES]
    for start, end in [*_runs(folded, reading.unknown), *reading.unknown][: 2 * _WORDS]:
        if end - start > _LONGEST:
            continue
        yield folded[start:end]
        before = next((p.start for p in named if _touch(folded, p.end, start)), start)
        after = next((p.end for p in named if _touch(folded, end, p.start)), end)
        if (before, after) != (start, end) and after - before <= _LONGEST:
            yield folded[before:after]


def _runs(text: str, unknown: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Unknown words with nothing but space between them: Zhang Kou."""
    runs: list[tuple[int, int]] = []
    for start, end in unknown:
        if runs and _touch(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _touch(text: str, end: int, start: int) -> bool:
    return end <= start and not text[end:start].strip()


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for scheme in _SCHEMES:
        for entry in sorted(lexicon.of_scheme(scheme), key=lambda entry: entry.iri):
            for name in entry.names:
                found.setdefault(fold(name), name)
    return tuple(found.items())


def _by_length(names: Iterable[str]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name in names:
        found.setdefault(len(name), []).append(name)
    return found
