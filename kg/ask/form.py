"""A form of question as a record: which words ask for it, what it takes, which named query answers it; and how one fits.

A form fits where its words are there, what it needs is there, and nothing of the question is left over. So a word that
nobody knows, or a name that a form has no use for, is never dropped in silence: the question is refused instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from kg.ask.bind import Value
from kg.ask.pieces import SCOPE, Piece, Reading, Role, Words
from kg.model import ids

SOFT = frozenset({"about", "aside", "and", "between", "by", "passive", "sources", "toward", "who"})
"""Words that place a name or say nothing: one that a form does not use is no harm."""
_MEASURED = frozenset({Role.FIGURE, Role.METRIC, Role.CHANGE})
_KIND = ids.VOCABULARY + "kind/"
_CHANGES = ("growth_rate", "absolute_change", "point_change")


class Place(StrEnum):
    """Where the words of a slot stand."""

    ANYWHERE = "anywhere"
    BEFORE = "before"
    """Before the word that `Slot.mark` names."""
    AFTER = "after"
    """After it, the nearest first."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a role as the value of a parameter of the query.

    `spare` takes them only where another piece of the role is left for a slot that follows, or a metric is named; `prefers` names a class of
    things that comes before others, `only` the one that is taken, `never` one that is not; `close` lets nothing that is measured stand between it and the mark, unless something
    else (about, towards) brings it in, `adjacent` nothing that means something at all. `most` is how many values it takes, `least` how many it needs once it takes any.
    """

    parameter: str
    role: Role
    place: Place = Place.ANYWHERE
    mark: str = ""
    spare: bool = False
    prefers: str = ""
    only: str = ""
    never: str = ""
    close: bool = False
    adjacent: bool = False
    most: int = 1
    least: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that ask choose the values of a parameter: `forecast` the modalities forecast and possible."""

    parameter: str
    prefix: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of question.

    `asks`: of each of these sets a word must be there, by what the vocabulary says that it asks for (`kg:asks`); `takes` may
    be there too, `without` may not. `slots` are filled in their order. `needs`: of each of these sets one parameter must have a value.
    """

    name: str
    query: str
    title: Words
    examples: Words
    asks: tuple[frozenset[str], ...] = ()
    takes: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    slots: tuple[Slot, ...] = ()
    choices: tuple[Choice, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    fixed: Mapping[str, Value | tuple[Value, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def words(self) -> frozenset[str]:
        """All words that may stand in a question of this form, by what they ask for."""
        chosen = {word for choice in self.choices for word in choice.values}
        return frozenset().union(*self.asks, self.takes, chosen)


class Fit(NamedTuple):
    """A form with the values that a question gives; `used` are the pieces that they came from, `left` those that it has no use for."""

    form: Form
    parameters: Mapping[str, Value | tuple[Value, ...]]
    used: tuple[Piece, ...]
    left: tuple[Piece, ...]


def fit(form: Form, reading: Reading) -> Fit | None:
    """The form as this question fills it; None where it lacks a word that asks for it, or what it needs."""
    asked = {piece.value for piece in reading.pieces if piece.role is Role.ASKS}
    if form.without & asked or any(not group & asked for group in form.asks):
        return None
    filling = _Filling(form, reading)
    for slot in form.slots:
        filling.fill(slot)
    for choice in form.choices:
        filling.choose(choice)
    if any(not set(group) & filling.parameters.keys() for group in form.needs):
        return None
    return Fit(form, {**form.fixed, **filling.parameters}, tuple(sorted(filling.used)), filling.left())


class _Filling:
    """The values and the pieces used so far."""

    def __init__(self, form: Form, reading: Reading) -> None:
        self.parameters: dict[str, Value | tuple[Value, ...]] = {}
        self.used = [p for p in reading.pieces if p.role is Role.ASKS and p.value in form.words]
        self._form, self._reading = form, reading
        self._taken = {(piece.start, piece.end) for piece in self.used}

    def left(self) -> tuple[Piece, ...]:
        """The pieces that mean something and have no use here."""
        known = {(piece.role, piece.value) for piece in self.used if piece.value}
        return tuple(
            piece
            for piece in self._reading.pieces
            if (piece.start, piece.end) not in self._taken
            and (piece.role, piece.value) not in known  # the same named twice: GMV交易额
            and piece.role is not Role.NOTHING
            and not (piece.role is Role.ASKS and piece.value in SOFT)
        )

    def fill(self, slot: Slot) -> None:
        """Take what stands where the slot wants it."""
        if slot.role is Role.CHANGE:
            self._change(slot)
            return
        free = [
            piece
            for one in self._reading.pieces
            if (one.start, one.end) not in self._taken and (piece := one.as_role(slot.role))
        ]
        found = [
            piece
            for piece in self._placed(free, slot)
            if (not slot.never or piece.type != slot.never) and (not slot.only or piece.type == slot.only)
        ]
        if slot.spare and len(free) <= len(found[: slot.most]) and not self._measures():
            return
        # what only ever narrows a measure is named for itself last: 甲公司海外收入 is about 甲公司
        found.sort(key=lambda piece: piece.type == SCOPE)
        if slot.prefers:
            found.sort(key=lambda piece: piece.type != slot.prefers)
        chosen = found[: slot.most]
        if len(chosen) < slot.least:
            return
        if slot.role is Role.PERIOD:
            chosen = [piece for piece in chosen if piece.days]
        for piece in chosen:
            self._take(piece)
        self._give(slot, chosen)

    def choose(self, choice: Choice) -> None:
        """The values that the words in the question choose."""
        asked = [p.value for p in self._reading.pieces if p.role is Role.ASKS and p.value in choice.values]
        chosen = tuple(
            dict.fromkeys(choice.prefix + value for word in asked for value in choice.values[word])
        )
        if chosen:
            self.parameters[choice.parameter] = chosen

    def _placed(self, free: list[Piece], slot: Slot) -> list[Piece]:
        if slot.place is Place.ANYWHERE:
            return free
        marks = [p for p in self._reading.pieces if p.role is Role.ASKS and p.value == slot.mark]
        if not marks:
            return []
        if slot.place is Place.BEFORE:
            placed = [piece for piece in free if piece.start < marks[-1].start][::-1]
        else:
            placed = [piece for piece in free if piece.start >= marks[0].end]
        if slot.adjacent:
            return [piece for piece in placed if any(self._adjacent(mark, piece) for mark in marks)]
        return [p for p in placed if self._close(p, marks[-1])] if slot.close else placed

    def _adjacent(self, mark: Piece, piece: Piece) -> bool:
        first, second = sorted((mark, piece))
        between = (p for p in self._reading.pieces if first.end <= p.start < second.start)
        return all(p.role is Role.NOTHING for p in between)

    def _measures(self) -> bool:
        return any(piece.role is Role.METRIC for piece in self._reading.pieces)

    def _close(self, piece: Piece, mark: Piece) -> bool:
        between = [p for p in self._reading.pieces if piece.end <= p.start < mark.start]
        brought = any(p.role is Role.ASKS and p.value in ("about", "toward") for p in between)
        return brought or not any(p.role in _MEASURED for p in between)

    def _give(self, slot: Slot, chosen: list[Piece]) -> None:
        if not chosen:
            return
        first = chosen[0]
        if first.figure is not None:
            figure = first.figure
            self.parameters |= {"value": figure.value, "low": figure.low, "high": figure.high}
            if figure.unit:
                self.parameters["unit"] = figure.unit
        elif first.days is not None:
            given = {"from": first.days[0], "to": first.days[1]}
            self.parameters |= {name: day for name, day in given.items() if day is not None}
        elif slot.most > 1:
            self.parameters[slot.parameter] = tuple(piece.value for piece in chosen)
        elif first.more:
            self.parameters[slot.parameter] = (first.value, *first.more)
        else:
            self.parameters[slot.parameter] = first.value
        if first.growth and any(one.parameter == "kind" for one in self._form.slots):
            self.parameters["kind"] = tuple(_KIND + kind for kind in _CHANGES)

    def _change(self, slot: Slot) -> None:
        """Words of a change: a figure beside them is a rate or a difference, and below zero where they tell of a fall."""
        changes = [p for p in self._reading.pieces if p.role is Role.CHANGE]
        if not changes:
            return
        for piece in changes:
            self._take(piece)
        figure = next((p.figure for p in self.used if p.figure is not None), None)
        kinds = _CHANGES if figure is None else _CHANGES[:1] if figure.fraction else _CHANGES[1:]
        self.parameters[slot.parameter] = tuple(_KIND + kind for kind in kinds)
        if figure is not None and figure.value > 0 and any(piece.sign < 0 for piece in changes):
            below = figure.negative
            self.parameters |= {"value": below.value, "low": below.low, "high": below.high}

    def _take(self, piece: Piece) -> None:
        self.used.append(piece)
        self._taken.add((piece.start, piece.end))
