"""What an explanation says, in words: shared by the terminal and the page. Names and colours are in `explain.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from kg.extract.explain import Evidence, Explanation, Where
from kg.model import Bound, How, Quantity, Span
from kg.views.figures import number_text
from kg.views.style import Colours

Words = Mapping[str, str]
"""A language (`en`, `zh`) to words in it."""

CONTEXT = 12
"""Characters shown to each side of words that stand outside of the sentence."""


@dataclass(frozen=True, slots=True)
class SlotStyle:
    """How a slot is named and coloured."""

    names: Words
    tag: Words
    terminal: str
    light: Colours
    dark: Colours


@dataclass(frozen=True, slots=True)
class ExplainStyle:
    """Everything in `explain.toml`."""

    slots: Mapping[str, SlotStyle]
    how: Mapping[str, Words]
    where: Mapping[str, Words]
    words: Mapping[str, Words]


@lru_cache(maxsize=1)
def explain_style() -> ExplainStyle:
    """The names and colours that ship with the program."""
    raw = tomllib.loads((files(__package__) / "explain.toml").read_text("utf-8"))
    slots = {
        slot: SlotStyle(
            {"en": style["en"], "zh": style["zh"]},
            style["tag"],
            style["terminal"],
            Colours(**style["light"]),
            Colours(**style["dark"]),
        )
        for slot, style in raw["slot"].items()
    }
    return ExplainStyle(slots, raw["how"], raw["where"], raw["words"])


def ways(evidence: Evidence) -> Iterator[Words]:
    """How a slot was found and where its words stand; nothing of what goes without saying."""
    style = explain_style()
    how, where = evidence.how, evidence.where
    if how is not None and not (evidence.slot == "value" and how is How.HERE):
        yield style.how[how]
    if where is Where.QUOTE or how in (How.IMPLIED, How.MISSING):
        return
    if how is None or where is Where.NOWHERE or (how in _ANYWHERE and where is not Where.SENTENCE):
        yield style.where[where]


_ANYWHERE = frozenset({How.SAID, How.QUOTED, How.TOPIC, How.LIST, How.FIGURE, How.EARLIER_FIGURE})
"""Ways that do not say where the words stand."""


def context(text: str, evidence: Evidence, sentence: Span) -> tuple[str, str, str] | None:
    """Words that stand outside of the sentence with a little of what is around them, None for others."""
    at = evidence.at
    if at is None or (sentence.start <= at.start and at.end <= sentence.end):
        return None
    before = text[max(0, at.start - CONTEXT) : at.start].rpartition("\n")[2]
    after = text[at.end : at.end + CONTEXT].partition("\n")[0]
    return before, text[at.start : at.end], after


def doubts(explanation: Explanation) -> list[tuple[str, float]]:
    """The slots that took from the confidence, and how much."""
    return [(evidence.slot, evidence.cost) for evidence in explanation.evidence if evidence.cost]


def interval_text(quantity: Quantity) -> str:
    """What a quantity can stand for: `≥ 130%`, `45.5% … 46.5%`; empty where it is just its value, as a rank is."""
    low, high = quantity.interval()
    if quantity.unit == "{rank}" and quantity.bound is Bound.EXACT:
        return ""
    if low is None or high is None:
        bound, sign = (high, "≤ ") if low is None else (low, "≥ ")
        return "" if bound is None else sign + value_text(bound, quantity.unit)
    if low == high:
        return ""
    return f"{value_text(low, quantity.unit)} … {value_text(high, quantity.unit)}"


def value_text(value: Decimal, unit: str) -> str:
    """A number with its unit; of ranks and counts the number alone."""
    return number_text(value, None if unit in ("{count}", "{rank}", "{index}", "{fold}") else unit)
