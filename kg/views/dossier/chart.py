"""The timeline as a picture: days to the right, values upwards. Each claim is as wide as its period is long and as high as
the interval that its digits leave open, with a numbered mark at the value; the table below has the same numbers.

Two pictures of the same, for wide windows and for phones, so that words keep their size. All coordinates are whole
numbers or tenths.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from kg.views.dossier.axes import Box, TimeAxis, ValueAxis, days_of
from kg.views.dossier.labels import Label, Room, width_of
from kg.views.dossier.model import Dossier, Point
from kg.views.figures import period_text
from kg.views.interface import Interface
from kg.views.words import visible, wrap

_TENTH = Decimal("0.1")
_THIN = Decimal(3)
"""An interval is drawn no thinner than this, a period no narrower."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in the picture's own units, which are pixels at its natural size; text is 13 of them high."""

    name: str
    width: int
    height: int
    box: Box
    """Where the claims stand; further to the right where the names of values need more room."""
    ticks: int
    """Names of days or years that find room below."""
    who: bool
    """Whether there is room for who says so beside the values."""


WIDE = Layout("wide", 860, 340, Box(60, 8, 852, 310), ticks=8, who=True)
NARROW = Layout("narrow", 360, 300, Box(40, 8, 356, 270), ticks=4, who=False)


@dataclass(frozen=True, slots=True)
class Tick:
    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim: the rectangle of its period and interval, its mark, and its words where they find room."""

    number: int
    look: str
    """`own`, `conflict` or `other`; with `planned` where it is no fact yet."""
    left: str
    top: str
    width: str
    height: str
    open_low: bool
    open_high: bool
    bottom: str
    middle: str
    x: int
    y: int
    line: str
    """The height of the value."""
    right: str
    title: str
    words: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, ready to be drawn; `left_out` claims have no period, and stand in the table only."""

    layout: Layout
    marks: tuple[Mark, ...]
    values: tuple[Tick, ...]
    days: tuple[Tick, ...]
    magnitudes: bool
    zero: str | None
    left_out: int


def charts(found: Dossier, words: Interface, *, value: Callable[[Decimal, str], str]) -> tuple[Chart, ...]:
    """The pictures of a dossier's timeline; none where there are fewer than two points to compare.

    `value` writes a number with the unit of this code.
    """
    drawn = [number for number, point in enumerate(found.points, 1) if days_of(point)]
    if len(drawn) < 2:
        return ()
    return tuple(_chart(layout, found, words, value) for layout in (WIDE, NARROW))


def who(found: Dossier, point: Point, words: Interface) -> str:
    """Who published a claim, those that did so first."""
    names = words("dossier-comma").join(found.name(iri, words.language) for iri in point.who)
    if not names:
        return words("dossier-sources", count=point.sources)
    if point.sources > len(point.who):
        return words("dossier-and-more", names=names, count=point.sources)
    return names


def _chart(layout: Layout, found: Dossier, words: Interface, value: Callable[[Decimal, str], str]) -> Chart:
    numbered = [(n, p, span) for n, p in enumerate(found.points, 1) if (span := days_of(p)) is not None]
    points = [point for _, point, _ in numbered]
    unit = points[0].unit
    ticks = {one: value(one, unit) if one else "0" for one in ValueAxis(points, layout.box).ticks}
    box = replace(layout.box, left=max(layout.box.left, *(width_of(name) + 8 for name in ticks.values())))
    values, days = ValueAxis(points, box), TimeAxis([s for _, _, s in numbered], box, most=layout.ticks)
    room = Room(box)
    marks: dict[int, Mark] = {}
    # the figure first: where there is no room for all words, it has its own
    for number, point, (first, after) in sorted(numbered, key=lambda one: (_weight(one[1]), one[0])):
        left, right = days.place(first), max(days.place(after), days.place(first) + _THIN)
        top, bottom = values.end(point.high, upper=True), values.end(point.low, upper=False)
        if bottom - top < _THIN:
            middle = (top + bottom) / 2
            top, bottom = middle - _THIN / 2, middle + _THIN / 2
        line = values.place(point.value)
        y = int(line.to_integral_value())
        x = room.mark(int(((left + right) / 2).to_integral_value()), y)
        said = visible(who(found, point, words))
        period = visible(period_text(point.period)) if point.period else ""
        marks[number] = Mark(
            number=number,
            look=_look(point),
            left=_tenth(left),
            top=_tenth(top),
            width=_tenth(right - left),
            height=_tenth(bottom - top),
            open_low=point.low is None,
            open_high=point.high is None,
            bottom=_tenth(bottom),
            middle=_tenth((left + right) / 2),
            x=x,
            y=y,
            line=_tenth(line),
            right=_tenth(right),
            title=f"{number}. {period} · {visible(point.written)} · {said}",
            words=_words(point, said, layout),
            label=None,
        )
    labelled = [_labelled(mark, room) for mark in marks.values()]
    return Chart(
        replace(layout, box=box),
        tuple(sorted(labelled, key=lambda mark: mark.number)),
        tuple(Tick(_tenth(values.place(one)), name) for one, name in ticks.items()),
        tuple(_day_ticks(days, layout.width)),
        values.magnitudes,
        None if values.zero is None else _tenth(values.zero),
        len(found.points) - len(points),
    )


def _labelled(mark: Mark, room: Room) -> Mark:
    return replace(mark, label=room.label(mark.words, mark.x, mark.y))


def _weight(point: Point) -> int:
    return 0 if point.own else 1 if point.conflict else 2


def _look(point: Point) -> str:
    look = "own" if point.own else "conflict" if point.conflict else "other"
    return look if point.modality == "asserted" else f"{look} planned"


def _words(point: Point, said: str, layout: Layout) -> str:
    written = visible(wrap(point.written, lines=1, line=22))
    return f"{written} {wrap(said, lines=1, line=26)}" if layout.who else written


def _day_ticks(days: TimeAxis, width: int) -> Sequence[Tick]:
    """The names of days, less one whose words would reach out of the picture."""
    ticks = [Tick(_tenth(days.place(day)), name) for day, name in days.ticks]
    return [tick for tick in ticks if Decimal(tick.at) + width_of(tick.label) < width]


def _tenth(value: Decimal) -> str:
    return f"{value.quantize(_TENTH, rounding=ROUND_HALF_EVEN):f}"
