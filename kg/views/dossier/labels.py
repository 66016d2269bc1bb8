"""Where the marks and labels of the timeline find room: nothing stands on something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.views.dossier.axes import Box
from kg.views.words import columns

RADIUS = 9
"""Of a mark, which has its number in it."""
_LATIN, _CHINESE = 8, 13
"""Widths of a letter and of a Chinese character of text of 13 units, a little more than they are."""
_LINE = 15
_SHIFTS = 12


def width_of(words: str) -> int:
    """How wide a line of text of 13 units is, at most."""
    chinese = columns(words) - len(words)
    return chinese * _CHINESE + (len(words) - chinese) * _LATIN


class Label(NamedTuple):
    """Where words begin, end or are centred (`anchor`), and their base line."""

    x: int
    y: int
    anchor: str


class _Taken(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: _Taken) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Room:
    """What is taken of a picture."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._taken: list[_Taken] = []

    def mark(self, x: int, y: int) -> int:
        """Where beside `x` a mark at this height finds room, as near as can be; it is taken then."""
        for number in range(2 * _SHIFTS + 1):
            # to the right and to the left by turns
            at = x + (number + 1) // 2 * (2 * RADIUS + 1) * (1 if number % 2 else -1)
            spot = _Taken(at - RADIUS, y - RADIUS, at + RADIUS, y + RADIUS)
            if self._inside(spot) and not self._meets(spot):
                break
        else:
            at, spot = x, _Taken(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
        self._taken.append(spot)
        return at

    def label(self, words: str, x: int, y: int) -> Label | None:
        """Where beside a mark these words find room, None where nowhere; it is taken then."""
        for label, spot in _beside(width_of(words), x, y):
            if self._inside(spot) and not self._meets(spot):
                self._taken.append(spot)
                return label
        return None

    def _inside(self, spot: _Taken) -> bool:
        box = self._box
        return (
            box.left <= spot.left
            and spot.right <= box.right
            and box.top <= spot.top
            and spot.bottom <= box.bottom
        )

    def _meets(self, spot: _Taken) -> bool:
        return any(spot.meets(one) for one in self._taken)


def _beside(width: int, x: int, y: int) -> Iterator[tuple[Label, _Taken]]:
    """Above a mark, in its middle or from it to a side, then below, then beside it, on its line."""
    away, half = RADIUS + 5, _LINE // 2
    for base in (y - away, y + away + _LINE - 4):
        for anchor, left in (("middle", x - width // 2), ("start", x - RADIUS), ("end", x + RADIUS - width)):
            at = {"middle": x, "start": x - RADIUS, "end": x + RADIUS}[anchor]
            yield Label(at, base, anchor), _Taken(left, base - _LINE + 3, left + width, base + 3)
    yield Label(x + away, y + 4, "start"), _Taken(x + away, y - half, x + away + width, y + half)
    yield Label(x - away, y + 4, "end"), _Taken(x - away - width, y - half, x - away, y + half)
