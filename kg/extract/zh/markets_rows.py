"""Moves and prices that 分别 hands out: 沪指、深成指分别涨0.5%、0.8%，分别报3210点、9800点."""

from __future__ import annotations

import regex

from kg.extract.annotations import QuantitySpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh.in_turn import pieces_of, row_of
from kg.extract.zh.markets_names import Traded, traded
from kg.extract.zh.markets_talk import Talk
from kg.extract.zh.rows import IN_TURN

_TOGETHER = regex.compile(r"等?[两二三四五六][大只家]?(?:主要)?(?:股指|指数|股|公司|银行)?$")
"""沪指、深成指|两大股指."""


class Rows:
    """Reads the rows of one sentence after another."""

    def __init__(self, ctx: Context, talk: Talk) -> None:
        self.ctx = ctx
        self.talk = talk
        self.sentence: Sentence | None = None
        self.names: list[Traded] = []
        """What was handed out last in the sentence."""

    def begin(
        self, sentence: Sentence, clause: Clause, quantity: QuantitySpan, *, moved: bool
    ) -> dict[int, Traded]:
        """What each value of the row that begins with this one belongs to, by where the value starts; {} for no row."""
        ctx = self.ctx
        if sentence is not self.sentence:
            self.sentence, self.names = sentence, []
        word = IN_TURN.search(ctx.folded, clause.start, quantity.start)
        if word is None:
            return {}
        row = row_of(ctx, word.end(), sentence.end, quantity)
        if len(row) < 2 or row[0] is not quantity:
            return {}
        if self.talk.bare(clause.start, word.start()):
            names = self.names
        else:
            quoted = "price" if self.talk.of_futures(sentence) else "share-price"
            together = _TOGETHER.search(ctx.folded, clause.start, word.start())
            end = together.start() if together is not None else word.start()
            found = [
                traded(ctx, *piece, market=self.talk.of_trading(sentence), moved=moved, quoted=quoted)
                for piece in pieces_of(ctx, clause.start, end)
            ]
            names = [thing for thing in found if thing is not None]
            names = names if len(names) == len(found) else []
        if len(names) != len(row):
            return {}
        self.names = names
        return {value.start: thing for value, thing in zip(row, names, strict=True)}
