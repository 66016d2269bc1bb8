"""Looking things up by where they stand: spans sorted by start, asked for ranges and neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Placed)


_BEYOND = 1 << 62
"""An offset behind every text, so that a search for a start always finds one."""


class Spans(Generic[T]):
    """Spans in order of their start. They may overlap; the longer one comes first where two start together."""

    __slots__ = ("_all_ends", "_ends", "_first", "_starts", "items")

    def __init__(self, items: Iterable[T], *, ordered: bool = False) -> None:
        """`ordered` tells that the items come in this order already."""
        self.items: list[T] = (
            list(items) if ordered else sorted(items, key=lambda span: (span.start, -span.end))
        )
        self._starts = [span.start for span in self.items]
        self._starts.append(_BEYOND)
        self._first: dict[int, T] | None = None
        self._ends: dict[int, T] | None = None
        self._all_ends: dict[int, list[T]] | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def within(self, start: int, end: int) -> list[T]:
        """The spans that lie wholly between two offsets."""
        starts = self._starts
        first = bisect_left(starts, start)
        if starts[first] >= end:
            return []  # so for most stretches that are asked for
        last = bisect_left(starts, end, first)
        return [span for span in self.items[first:last] if span.end <= end]

    def starting_at(self, offset: int) -> T | None:
        """The longest span that starts here."""
        if self._first is None:
            self._first = {span.start: span for span in reversed(self.items)}
        return self._first.get(offset)

    def ending_at(self, offset: int, *, floor: int = 0) -> T | None:
        """The longest span that ends here and starts at `floor` or later."""
        if self._ends is None:
            self._ends = {span.end: span for span in reversed(self.items)}
        longest = self._ends.get(offset)
        if longest is None or longest.start >= floor:
            return longest
        return self._shorter(offset, floor)

    def _shorter(self, offset: int, floor: int) -> T | None:
        """The same where the longest of all that end here starts before `floor`."""
        if self._ends is None or len(self._ends) == len(self.items):
            return None
        if self._all_ends is None:
            self._all_ends = {}
            for span in self.items:
                self._all_ends.setdefault(span.end, []).append(span)
        return next((span for span in self._all_ends.get(offset, ()) if span.start >= floor), None)

    def covering(self, start: int, end: int, reach: int = 64) -> T | None:
        """A span that covers this stretch and starts at most `reach` characters before it."""
        place, items = bisect_right(self._starts, start), self.items
        for at in range(place - 1, max(0, place - 12) - 1, -1):
            span = items[at]
            if span.start < start - reach:
                break
            if span.end >= end:
                return span
        return None
