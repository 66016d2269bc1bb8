"""Figures where they stand: mentions with the place of their value, in the words that are known around them.

A mention knows its quote and a little on each side. Laid side by side these stretches give nearly the whole text around
the figures, and where they do not, nothing is said to stand there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.folding import fold
from kg.model import Kind, Mention, Modality, Period, Quantity, Ref, ids

SENTENCE_END = re.compile(r"[。！？!?\n]|(?<=[a-z)\]”\"])\.(?=\s|$)|(?<=\d)\.(?=\s+[a-z]|$)")
"""On folded text."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a mention and where its words stand in the source (code points, end exclusive)."""

    mention: Mention
    quantity: Quantity
    start: int
    end: int

    @property
    def kind(self) -> Kind:
        return self.quantity.kind

    @property
    def unit(self) -> str:
        return self.quantity.unit

    @property
    def subject(self) -> str | None:
        """What makes two subjects the same."""
        return _key(self.mention.subject)

    @property
    def metric(self) -> str | None:
        """What makes two metrics the same; of a count without one, what is counted."""
        return _key(self.mention.metric) or (fold(self.quantity.counted) if self.quantity.counted else None)

    @property
    def scope(self) -> frozenset[str]:
        return frozenset(ref.key() for ref in self.mention.scope)

    @property
    def period(self) -> Period | None:
        return self.mention.period

    @property
    def settled(self) -> bool:
        """Whether its period was over when its source came out: the year so far is no whole year yet."""
        published, period = self.mention.source.published, self.period
        return published is None or period is None or ids.day(period.end) <= ids.day(published)  # type: ignore[operator]

    @property
    def thing(self) -> tuple[str | None, frozenset[str], str | None]:
        """Subject, scope and metric."""
        return self.subject, self.scope, self.metric

    @property
    def source(self) -> str:
        return self.mention.source.id


def _key(ref: Ref | None) -> str | None:
    return ref.key() if ref else None


def figure_of(mention: Mention) -> Figure | None:
    """The figure of a mention that says what is or was; None for statements, plans and forecasts."""
    quantity = mention.quantity
    if quantity is None or mention.modality not in (Modality.ASSERTED, Modality.PLANNED):
        return None
    quote = mention.quote
    place = _place(quote.exact, quantity.text)
    end = place + len(quantity.text) if place >= 0 else len(quote.exact)
    start = place if place >= 0 else len(quote.exact)
    return Figure(mention, quantity, quote.start + start, quote.start + end)


def _place(words: str, written: str) -> int:
    """The last place where a value stands and is no part of a longer number."""
    place = words.rfind(written) if written else -1
    while place > 0 and written[0].isdigit() and (words[place - 1].isdigit() or words[place - 1] in ".,"):
        place = words.rfind(written, 0, place + len(written) - 1)
    return place


@dataclass(frozen=True, eq=False)
class Page:
    """The figures of one source in the order of the text, and the words that are known around them."""

    figures: tuple[Figure, ...]
    _starts: list[int] = field(repr=False)
    _stretches: list[str] = field(repr=False)

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Page:
        """Of the mentions of one source, statements too."""
        known = sorted(mentions, key=lambda m: (m.quote.start, m.quote.end, m.id))
        starts, stretches = _stretches(known)
        figures = [figure for mention in known if (figure := figure_of(mention))]
        figures.sort(key=lambda figure: (figure.start, figure.end, figure.mention.id))
        return cls(tuple(figures), starts, stretches)

    def words(self, start: int, end: int) -> str | None:
        """The folded text between two offsets, None where it is not known in full."""
        if end <= start:
            return "" if end == start else None
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        offset = start - self._starts[index]
        found = self._stretches[index][offset : offset + end - start]
        return found if len(found) == end - start else None

    def before(self, figure: Figure, *, most: int = 48) -> str:
        """What is known right before a figure, within its sentence, from the figure before it on."""
        start = max(figure.start - most, self._ends_before(figure))
        index = bisect_right(self._starts, figure.start - 1) - 1
        if index >= 0:
            start = max(start, self._starts[index])
        words = self.words(start, figure.start) or ""
        stops = list(SENTENCE_END.finditer(words))
        return words[stops[-1].end() :] if stops else words

    def _ends_before(self, figure: Figure) -> int:
        index = self._places[figure.mention.id]
        while index > 0:
            index -= 1
            if self.figures[index].end <= figure.start:
                return self.figures[index].end
        return 0

    def after(self, figure: Figure, *, most: int = 12) -> str:
        """What is known right behind a figure."""
        index = bisect_right(self._starts, figure.end) - 1
        if index < 0:
            return ""
        offset = figure.end - self._starts[index]
        return self._stretches[index][offset : offset + most]

    def gap(self, first: Figure, second: Figure) -> str | None:
        """What stands between two figures, None where it is not known."""
        return self.words(first.end, second.start)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {figure.mention.id: index for index, figure in enumerate(self.figures)}

    @cached_property
    def sentences(self) -> list[tuple[Figure, ...]]:
        """The figures by sentence; a row of a table is one as well."""
        groups: list[list[Figure]] = []
        for figure in self.figures:
            last = groups[-1][-1] if groups else None
            gap = self.gap(last, figure) if last else None
            if gap is not None and not SENTENCE_END.search(gap):
                groups[-1].append(figure)
            else:
                groups.append([figure])
        return [tuple(group) for group in groups]

    def sentence_of(self, figure: Figure) -> int:
        """The number of the sentence that a figure stands in."""
        return self._numbers[figure.mention.id]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {
            figure.mention.id: number for number, sentence in enumerate(self.sentences) for figure in sentence
        }


def _stretches(mentions: list[Mention]) -> tuple[list[int], list[str]]:
    """Where each stretch of known text starts, and the text; stretches that touch are one."""
    windows = sorted(
        (m.quote.start - len(m.quote.prefix), m.quote.prefix + m.quote.exact + m.quote.suffix)
        for m in mentions
    )
    starts: list[int] = []
    parts: list[list[str]] = []
    end = -1
    for start, text in windows:
        if not parts or start > end:
            starts.append(start)
            parts.append([text])
            end = start + len(text)
        elif start + len(text) > end:
            parts[-1].append(text[end - start :])
            end = start + len(text)
    return starts, [fold("".join(part)) for part in parts]


def pages(mentions: Iterable[Mention]) -> Iterator[Page]:
    """A page for each source, in the order of their ids."""
    by_source: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_source[mention.source.id].append(mention)
    for source in sorted(by_source):
        yield Page.of(by_source[source])
