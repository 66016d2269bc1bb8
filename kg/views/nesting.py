"""Marks over a text, which may nest and cross, as properly nested runs: what HTML and brackets can show."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text. Of two with the same stretch the one of lower `rank` is outside."""

    start: int
    end: int
    name: str
    rank: int = 0
    number: int = 0
    """Of the mention that it belongs to."""
    again: bool = False
    """Whether this goes on with a mark that was cut."""


M = TypeVar("M", bound=Mark)
Event = tuple[Literal["open", "close"], M] | tuple[Literal["text"], str]


def nest(text: str, start: int, end: int, marks: Iterable[M]) -> Iterator[Event[M]]:
    """The text between two offsets with its marks opened and closed in order.

    >>> marks = [Mark(0, 3, "a"), Mark(2, 4, "b")]
    >>> "".join({"open": "[", "close": "]"}.get(kind, what) for kind, what in nest("wxyz", 0, 4, marks))
    '[wx[y]][z]'

    A mark that crosses the end of the one around it is cut there and opened again behind it; what sticks out of the
    text is cut off. Marks without a character show nowhere.
    """
    waiting: list[tuple[int, int, int, int, M]] = []
    count = 0
    for mark in marks:
        cut = replace(
            mark,
            start=max(start, mark.start),
            end=min(end, mark.end),
            again=mark.again or mark.start < start,
        )
        if cut.start < cut.end:
            heapq.heappush(waiting, (cut.start, -cut.end, cut.rank, count, cut))
            count += 1
    at = start
    opened: list[M] = []
    while waiting or opened:
        if waiting and (not opened or waiting[0][0] < opened[-1].end):
            mark = heapq.heappop(waiting)[-1]
            if opened and mark.end > opened[-1].end:
                rest = replace(mark, start=opened[-1].end, again=True)
                heapq.heappush(waiting, (rest.start, -rest.end, rest.rank, count, rest))
                count += 1
                mark = replace(mark, end=opened[-1].end)
            if at < mark.start:
                yield "text", text[at : mark.start]
                at = mark.start
            opened.append(mark)
            yield "open", mark
        else:
            mark = opened.pop()
            if at < mark.end:
                yield "text", text[at : mark.end]
                at = mark.end
            yield "close", mark
    if at < end:
        yield "text", text[at:end]
