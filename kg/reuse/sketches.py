"""Which sources may share a passage: winnowed fingerprints of runs of words (Schleimer, Wilkerson and Aiken 2003).

A sketch keeps of each `WINDOW` neighbouring runs of `RUN` tokens the one with the least hash, so that two texts which
share `RUN + WINDOW - 1` tokens in a row share a fingerprint, wherever in them it stands. MinHash, which estimates how
much two whole texts are alike, misses the one paragraph that a long text took; winnowing doesn't.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from kg.reuse.folded import Compared, compared

RUN = 8
"""Tokens of a fingerprint: Chinese characters, words of other scripts, numbers."""

WINDOW = 6
"""Neighbouring runs of which one is kept."""

_Hashes = npt.NDArray[np.uint64]
_FACTOR = 0x9E3779B97F4A7C15
_STEP = 0xD6E8FEB86659FD93


def sketch(text: str) -> bytes:
    """The fingerprints of a text: 32-bit numbers in order, little-endian. Kept beside the original, it never goes stale."""
    return fingerprints(compared(text)).astype("<u4").tobytes()


def fingerprints(text: Compared) -> npt.NDArray[np.uint32]:
    """The distinct fingerprints of a text, in order."""
    runs = _runs(_tokens(text))
    if not len(runs):
        return np.empty(0, np.uint32)
    if len(runs) > WINDOW:
        runs = _window_minima(runs, WINDOW)
    return np.unique((runs >> np.uint64(32)).astype(np.uint32))


def _tokens(text: Compared) -> _Hashes:
    """A hash for each token, which depends on its characters and their order."""
    heads = np.flatnonzero(np.frombuffer(text.heads, np.uint8))
    if not len(heads):
        return np.empty(0, np.uint64)
    codes = np.frombuffer(text.units.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    sizes = np.diff(heads, append=len(codes))
    if len(heads) == len(codes):
        return _mixed(codes)
    within = (np.arange(len(codes)) - np.repeat(heads, sizes)).astype(np.uint64)
    return np.add.reduceat(_mixed(codes + within * np.uint64(_STEP)), heads)


def _runs(tokens: _Hashes) -> _Hashes:
    """A hash for each run of `RUN` tokens."""
    size = len(tokens) - RUN + 1
    if size <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(size, np.uint64)
    for place in range(RUN):
        total = total * np.uint64(_FACTOR) + tokens[place : place + size]
    return _mixed(total)


def _mixed(numbers: _Hashes) -> _Hashes:
    """Every bit of the number in every bit of the result (the finaliser of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _window_minima(runs: _Hashes, width: int) -> _Hashes:
    """The least of each `width` neighbours, by doubling."""
    have = 1
    while have < width:
        step = min(have, width - have)
        runs = np.minimum(runs[:-step], runs[step:])
        have += step
    return runs


class Index:
    """Sketches in memory: what shares enough fingerprints with a source to be worth aligning.

    Who is a candidate of whom depends on their two sketches alone, so that adding or removing a third changes nothing.
    """

    def __init__(self) -> None:
        self._sketches: dict[str, npt.NDArray[np.uint32]] = {}
        self._ids: list[str] = []
        self._places: dict[int, int | list[int]] = {}

    def __len__(self) -> int:
        return len(self._sketches)

    def add(self, source_id: str, sketch: bytes) -> None:
        """Make a source findable; one that is there already stays as it is."""
        if source_id in self._sketches:
            return
        prints = np.frombuffer(sketch, "<u4")
        self._sketches[source_id] = prints
        number = len(self._ids)
        self._ids.append(source_id)
        places = self._places
        for value in prints.tolist():
            there = places.get(value)
            # most fingerprints are one source's; a list for each would take more room than all the rest
            if there is None:
                places[value] = number
            elif isinstance(there, int):
                places[value] = [there, number]
            else:
                there.append(number)

    def candidates(self, source_id: str) -> list[str]:
        """The sources that may share a passage with this one, in the order of their ids. Raises `KeyError` where it was never added."""
        prints = self._sketches[source_id]
        shared: Counter[int] = Counter()
        for value in prints.tolist():
            there = self._places[value]
            if not isinstance(there, int):
                shared.update(there)
        return sorted(
            other
            for number, count in shared.items()
            if (other := self._ids[number]) != source_id
            and is_enough(count, len(prints), len(self._sketches[other]))
        )


def alike(one: bytes, other: bytes) -> float:
    """How much of the smaller of two sketches stands in the other, from 0 to 1; 0 where one of them is empty."""
    a, b = (np.frombuffer(sketch, "<u4") for sketch in (one, other))
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b)) / smaller if smaller else 0.0


def is_enough(shared: int, one: int, other: int) -> bool:
    """Whether so many shared fingerprints of two sketches of these sizes may be a passage: three, or two where a text is short."""
    return shared >= 3 or (shared == 2 and min(one, other) <= 8)
