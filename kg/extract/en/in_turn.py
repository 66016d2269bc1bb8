"""Values that `respectively` hands out: Exports and imports rose 5% and 3%, respectively."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import regex

from kg.extract.annotations import EntitySpan, QuantitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.metrics import as_metric
from kg.lexicon import Hit
from kg.model import Ref

_Span = TypeVar("_Span", EntitySpan, Hit)
_WORD = regex.compile(r",?\s*respectively")
_LINK = regex.compile(r"\s*(?:,|and|&|,\s*and)\s*(?:the\s+)?")
_LONGEST = 6
"""Values of a row at most."""


class Turn(NamedTuple):
    """The place of a value in its row, and what stands at that place in the list of names or metrics before it."""

    place: int
    metric: Ref | None = None
    subject: Ref | None = None


def in_turn(ctx: Context, sentence: Sentence, quantity: QuantitySpan) -> Turn | None:
    """What `respectively` hands a value; None where it hands out nothing."""
    word = ctx.folded.find("respectively", quantity.end, sentence.end)
    if word < 0:
        return None
    values = ctx.quantities.within(sentence.start, word)[-_LONGEST:]
    row = [value for value in values if value.form is quantity.form]
    if len(row) < 2 or quantity not in row or not _linked(ctx, row):
        return None
    if _WORD.match(ctx.folded, row[-1].end) is None:
        return None
    place, start = row.index(quantity), row[0].start
    names = [e for e in ctx.entities.within(sentence.start, start) if e.ref.type != "Publisher"]
    metrics = ctx.metrics.within(sentence.start, start)
    measured, named = _run(ctx, metrics, len(row)), _run(ctx, names, len(row))
    if measured:
        hit = measured[place]
        return Turn(place, metric=as_metric(hit.entry, ctx.text[hit.start : hit.end]))
    return Turn(place, subject=named[place].ref if named else None)


def _linked(ctx: Context, spans: Sequence[QuantitySpan | EntitySpan | Hit]) -> bool:
    """Whether nothing but commas and `and` stands between spans."""
    return all(_LINK.fullmatch(ctx.folded, a.end, b.start) is not None for a, b in itertools.pairwise(spans))


def _run(ctx: Context, spans: list[_Span], count: int) -> list[_Span]:
    """The last `count` spans that stand in a row."""
    for first in range(len(spans) - count, -1, -1):
        run = spans[first : first + count]
        if _linked(ctx, run):
            return run
    return []
