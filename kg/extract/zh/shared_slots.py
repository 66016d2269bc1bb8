"""What a figure shares with those before it in its sentence: the level that it is the change of, those it was done for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.zh.clues import Clue, Reading
from kg.extract.zh.dating import CARRIES, CHANGES
from kg.extract.zh.in_turn import place_in_row
from kg.extract.zh.slots import Frame
from kg.model import Ref


def level_of(ctx: Context, clue: Clue, reading: Reading, levels: Sequence[Frame]) -> Frame | None:
    """The level whose change a value is: the n-th of 营收10亿元，净利润2亿元，同比分别增长5%和8%."""
    if reading.kind not in CHANGES or len(levels) < 2 or levels[-1].sentence is not clue.sentence:
        return None
    place = place_in_row(ctx, clue, len(levels))
    return levels[place] if place is not None else None


def served(ctx: Context, clue: Clue, previous: Frame | None) -> tuple[Ref, ...]:
    """为6.2万家外贸中小企业贷款融资近240亿: those for whom something is done narrow its figure."""
    if previous is None or previous.reading.rule != "counted" or previous.metric is None:
        return ()
    at = previous.quantity.start
    if at < clue.clause.start or ctx.folded[at - 1 : at] not in ("为", "向", "给", "对"):
        return ()
    return (replace(previous.metric, id=None, type="Group"),)


def within(ctx: Context, clue: Clue, previous: Frame | None) -> tuple[Ref, ...]:
    """其中 goes on within what narrowed the figure before."""
    starts = (clue.clause.start, clue.sentence.clauses[0].start)
    if previous is None or not any(CARRIES.match(ctx.folded, start) for start in starts):
        return ()
    return previous.scope
