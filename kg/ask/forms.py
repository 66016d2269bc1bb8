"""Which named query a question asks for: one function for each form, tried in the order of `FORMS`.

A form returns the query's name with its parameters and the pieces that it used, or None when the question is not of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.ask.bind import Value
from kg.ask.reading import Piece, Reading, Role
from kg.model import ids

_KIND = ids.VOCABULARY + "kind/"


class Asked(NamedTuple):
    """A named query, its parameters, and the pieces of the question that they came from."""

    query: str
    parameters: dict[str, Value]
    used: tuple[Piece, ...]


class _Pieces:
    """The pieces of a question by their role; `take` marks one as used."""

    def __init__(self, reading: Reading) -> None:
        self.all = reading.pieces
        self.left = reading.left
        self.used: list[Piece] = []
        self.parameters: dict[str, Value] = {}

    def of(self, role: Role) -> list[Piece]:
        return [piece for piece in self.all if piece.role is role]

    def asks(self, *forms: str) -> Piece | None:
        return next((piece for piece in self.of(Role.ASKS) if piece.value in forms), None)

    def take(self, parameter: str | None, piece: Piece | None) -> bool:
        """Use this piece, as the value of a parameter if one is named."""
        if piece is None:
            return False
        if piece not in self.used:
            self.used.append(piece)
        if parameter:
            self.parameters[parameter] = piece.value
        return True

    def take_first(self, parameter: str, role: Role) -> bool:
        """Use the first piece of this role that is not used yet."""
        return self.take(parameter, next((p for p in self.of(role) if p not in self.used), None))

    def take_period(self) -> None:
        for piece in self.of(Role.PERIOD)[:1]:
            if piece.days and self.take(None, piece):
                self.parameters["from"], self.parameters["to"] = piece.days

    def take_asks(self, *forms: str) -> bool:
        """Use all words that ask for these forms."""
        found = [piece for piece in self.of(Role.ASKS) if piece.value in forms]
        for piece in found:
            self.take(None, piece)
        return bool(found)

    def all_used(self) -> bool:
        """Whether every word that means something is used and none is unknown."""
        return not self.left and all(p in self.used or p.role is Role.NOTHING for p in self.all)

    def asked(self, query: str) -> Asked:
        return Asked(query, self.parameters, tuple(self.used))


Form = Callable[[Reading], Asked | None]


def figure(reading: Reading) -> Asked | None:
    """46% GMV; which sources repeat the 46% GMV figure; 谁最早说交易额增长46%."""
    pieces = _Pieces(reading)
    figures = pieces.of(Role.FIGURE)
    if len(figures) != 1 or figures[0].figure is None:
        return None
    meant = figures[0].figure
    pieces.take(None, figures[0])
    pieces.parameters |= {"value": meant.value, "low": meant.low, "high": meant.high}
    if meant.unit:
        pieces.parameters["unit"] = meant.unit
    named = pieces.take_first("metric", Role.METRIC) | pieces.take_first("subject", Role.ENTITY)
    if not named and reading.left:
        # the words left over say of what: without them the answer would be about every figure of this value
        return None
    change = pieces.of(Role.CHANGE)
    if change and meant.fraction:
        pieces.parameters["kind"] = _KIND + change[0].value
        for piece in change:
            pieces.take(None, piece)
    pieces.take_period()
    first = pieces.take(None, pieces.asks("first"))
    for piece in pieces.of(Role.ASKS):
        if piece.value in ("repeat", "say", "about", "origins"):
            pieces.take(None, piece)
    return pieces.asked("first-appearance" if first else "repeats-of-figure")


def differ(reading: Reading) -> Asked | None:
    """do sources disagree about GMV; 各来源的交易额有没有矛盾; which figures differ."""
    pieces = _Pieces(reading)
    if not pieces.take_asks("differ"):
        return None
    named = pieces.take_first("metric", Role.METRIC) | pieces.take_first("subject", Role.ENTITY)
    pieces.take(None, pieces.asks("about"))
    return pieces.asked("differing-figures") if named or pieces.all_used() else None


def cite(reading: Reading) -> Asked | None:
    """which figures cite 海关总署; 哪些数字引用了财报."""
    pieces = _Pieces(reading)
    if not pieces.take(None, pieces.asks("cite")):
        return None
    words = pieces.take_first("words", Role.CITED)
    named = pieces.take_first("document", Role.ENTITY)
    return pieces.asked("claims-citing-document") if words or named else None


def plan(reading: Reading) -> Asked | None:
    """plans of Alibaba.com; 阿里巴巴国际站有什么计划; plans and forecasts."""
    pieces = _Pieces(reading)
    if not pieces.take_asks("plan"):
        return None
    named = pieces.take_first("entity", Role.ENTITY)
    pieces.take_period()
    pieces.take(None, pieces.asks("about"))
    return pieces.asked("plans-and-forecasts") if named or pieces.all_used() else None


def most(reading: Reading) -> Asked | None:
    """most repeated figures; 哪些数字重复最多."""
    pieces = _Pieces(reading)
    asked = pieces.take_asks("most")
    return pieces.asked("most-repeated-figures") if asked and pieces.all_used() else None


def origin(reading: Reading) -> Asked | None:
    """figures without origin; 阿里巴巴国际站的哪些数字没有出处."""
    pieces = _Pieces(reading)
    asked = pieces.take_asks("origin")
    pieces.take_first("entity", Role.ENTITY)
    return pieces.asked("figures-without-origin") if asked and pieces.all_used() else None


def outlet(reading: Reading) -> Asked | None:
    """sources by 界面新闻; 哪些来源来自界面新闻."""
    pieces = _Pieces(reading)
    asked = pieces.take_asks("outlet") and pieces.take_first("publisher", Role.PUBLISHER)
    return pieces.asked("sources-by-publisher") if asked and pieces.all_used() else None


def change(reading: Reading) -> Asked | None:
    """how did GMV of Alibaba.com change; 阿里巴巴国际站的交易额如何变化."""
    pieces = _Pieces(reading)
    if not pieces.take(None, pieces.asks("change")) or not pieces.take_first("metric", Role.METRIC):
        return None
    pieces.take_first("subject", Role.ENTITY)
    pieces.take(None, pieces.asks("about"))
    return pieces.asked("series-over-time")


def say(reading: Reading) -> Asked | None:
    """what did 张阔 say about Vietnam; 张阔关于越南说了什么; what does 界面新闻 report."""
    pieces = _Pieces(reading)
    verb, about = pieces.asks("say"), pieces.asks("about")
    if verb is None:
        return None
    names = pieces.of(Role.ENTITY)
    subject = next((n for n in names if about and n.start >= about.end), None)
    # the speaker stands before the verb and is not what 关于 or "about" introduces; a person before a body
    speakers = [n for n in names if n is not subject and n.start < verb.start]
    speaker = next((n for n in speakers if n.type == "Person"), speakers[-1] if speakers else None)
    outlet = next((p for p in pieces.of(Role.PUBLISHER) if p.start < verb.start), None)
    if speaker is None and outlet is None:
        return None
    pieces.take(None, verb)
    if speaker is None:
        pieces.take("publisher", outlet)
        return pieces.asked("claims-of-source")
    pieces.take("speaker", speaker)
    pieces.take_period()
    subject = subject or next((n for n in names if n is not speaker), None)
    pieces.take(None, about)
    if pieces.take("entity", subject):
        return pieces.asked("speaker-about-entity")
    return pieces.asked("claims-by-speaker")


def about(reading: Reading) -> Asked | None:
    """claims about Vietnam in 2021; 关于越南的说法; Alibaba.com GMV; 界面新闻."""
    pieces = _Pieces(reading)
    if pieces.of(Role.FIGURE) or pieces.asks(
        "differ", "cite", "plan", "change", "first", "repeat", "most", "origin", "origins", "outlet"
    ):
        # a form of its own that lacks something: a list of claims would be no answer to it
        return None
    asked = pieces.take(None, pieces.asks("about")) | pieces.take(None, pieces.asks("say"))
    if reading.left and not asked:
        return None
    if pieces.take_first("entity", Role.ENTITY):
        pieces.take_first("metric", Role.METRIC)
        pieces.take_period()
        return pieces.asked("claims-about-entity")
    if pieces.take_first("metric", Role.METRIC):
        pieces.take_period()
        return pieces.asked("claims-of-metric")
    if pieces.take_first("publisher", Role.PUBLISHER):
        return pieces.asked("claims-of-source")
    return None


FORMS: tuple[Form, ...] = (figure, differ, cite, plan, most, origin, outlet, change, say, about)
"""All forms; the first that fits is the answer."""
