"""Looking things up by where they stand: spans sorted by start, asked for ranges and neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Placed)


class Spans(Generic[T]):
    """Spans in order of their start. They may overlap; the longer one comes first where two start together."""

    __slots__ = ("_ends", "_starts", "items")

    def __init__(self, items: Iterable[T]) -> None:
        self.items: list[T] = sorted(items, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self.items]
        self._ends: dict[int, list[T]] | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def within(self, start: int, end: int) -> list[T]:
        """The spans that lie wholly between two offsets."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [span for span in self.items[first:last] if span.end <= end]

    def starting_at(self, offset: int) -> T | None:
        """The longest span that starts here."""
        place = bisect_left(self._starts, offset)
        return self.items[place] if place < len(self.items) and self._starts[place] == offset else None

    def ending_at(self, offset: int, *, floor: int = 0) -> T | None:
        """The longest span that ends here and starts at `floor` or later."""
        if self._ends is None:
            self._ends = {}
            for span in self.items:
                self._ends.setdefault(span.end, []).append(span)
        return next((span for span in self._ends.get(offset, ()) if span.start >= floor), None)

    def covering(self, start: int, end: int, reach: int = 64) -> T | None:
        """A span that covers this stretch and starts at most `reach` characters before it."""
        place = bisect_left(self._starts, start + 1)
        for span in reversed(self.items[max(0, place - 12) : place]):
            if span.start < start - reach:
                break
            if span.end >= end:
                return span
        return None
