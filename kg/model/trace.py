"""How a mention came about, for a person who asks why: no part of its identity, its printed record or the graph."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kg.model.source import Span


class How(StrEnum):
    """Where a slot of a mention was taken from."""

    HERE = "here"
    """The figure's own clause, or the statement's own words."""
    LIST = "list"
    """Shared with the value before it in a list: 87%，75%和74%."""
    CLAUSE = "clause"
    """An earlier clause of the sentence."""
    FIGURE = "figure"
    """The figure before it in the same sentence."""
    EARLIER_FIGURE = "earlier-figure"
    """The figure before it in an earlier sentence."""
    SENTENCE = "sentence"
    """An earlier sentence of the paragraph."""
    TOPIC = "topic"
    """What the paragraph, or the document of a table, is about: nothing nearer says it."""
    IN_TURN = "in-turn"
    """分别: the n-th value belongs to the n-th name."""
    ROW = "row"
    """The name of the table's row."""
    HEAD = "head"
    """A column head of the table."""
    TITLE = "title"
    """The title of the table."""
    SAID = "said"
    """A verb of saying, whose frame reaches here."""
    QUOTED = "quoted"
    """A quotation without a verb: of the person quoted nearest or last."""
    MEANT = "meant"
    """Who is meant where the words do not say: by a pronoun, or because nobody but the speaker is in question."""
    IMPLIED = "implied"
    """No words: a change over a whole year is against the year before, a move of a market against the day before."""
    MISSING = "missing"
    """Nothing says it."""


class Step(NamedTuple):
    """How one slot was filled, and how much less sure that made the mention.

    `at` is the stretch of the plain text in which its words stand: just they, or the clause that holds them.
    """

    slot: str
    how: How
    cost: float = 0.0
    at: Span | None = None


class Trace(NamedTuple):
    """The way to a mention: `sure` is what its rule starts from, each step may take from it."""

    sure: float
    steps: tuple[Step, ...]
