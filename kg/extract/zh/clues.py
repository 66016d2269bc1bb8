"""What a rule for figures gets and what it answers: a quantity in its clause, and what was made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import regex

from kg.extract.annotations import QuantitySpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh.comparatives import held_against
from kg.extract.zh.phrases import NounPhrase, parse
from kg.extract.zh.runs import Run, walk_back
from kg.lexicon import Hit
from kg.model import Kind

EMPTY = NounPhrase()
_AFTER = regex.compile(
    r"(?:的|之)?(?:比率|比例|速度|幅度|年均增速)?(?:同比|环比|年|月|季)?(?:快速|高速|稳步|持续|平稳|强劲|大幅)?"
)


@dataclass(frozen=True, slots=True)
class Clue:
    """A quantity with its surroundings: `floor` and `ceil` bound the text of its clause that belongs to it alone."""

    ctx: Context
    quantity: QuantitySpan
    sentence: Sentence
    clause: Clause
    floor: int
    ceil: int
    run: Run
    more: int = 0
    """1 or -1 where the figure tells by how much something is more or less than another: 比海棠汽车低12%."""
    more_at: int = 0
    """Where the word begins that says so."""

    @classmethod
    def of(cls, ctx: Context, quantity: QuantitySpan, sentence: Sentence, floor: int, ceil: int) -> Clue:
        clause = sentence.clause_at(quantity.start)
        floor = max(floor, clause.start)
        run = walk_back(ctx, quantity.start, floor)
        held = held_against(ctx, floor, run)
        if held is not None:
            run = replace(run, end=held.at)
            return cls(ctx, quantity, sentence, clause, floor, ceil, run, held.sign, held.until)
        return cls(ctx, quantity, sentence, clause, floor, ceil, run)

    def before(self) -> str:
        return self.ctx.folded[self.floor : self.quantity.start]

    def after(self) -> str:
        return self.ctx.folded[self.quantity.end : self.ceil]

    def phrase(self, end: int | None = None, *, share: bool = False) -> NounPhrase:
        return parse(self.ctx, self.floor, self.run.end if end is None else end, share=share)

    def _list_end(self) -> int:
        """Where the list that begins with this value ends: 由1月18.4%、3月11.2%的正增长."""
        ctx, end = self.ctx, self.quantity.end
        while ctx.folded[end : end + 1] in ("、", "和", "及"):
            following = ctx.quantities.within(end + 1, min(end + 14, self.clause.end))
            if not following or following[0].form is not self.quantity.form:
                break
            end = following[0].end
        return end

    def change_after(self) -> Hit | None:
        """A change word right behind the value: 46%的增长, 20%增长."""
        end = self._list_end()
        lead = _AFTER.match(self.ctx.folded, end, self.ceil if end == self.quantity.end else self.clause.end)
        at = lead.end() if lead else end
        words = self.ctx.words("change-words")
        word = words.starting_at(at) or words.starting_at(end)
        if (
            word is None
            or "to-words" in word.entry.schemes
            or self.ctx.folded[word.end : word.end + 1] in ("至", "到")
        ):
            return None  # 从8.33%跌至7.59%: the first value falls nowhere
        return word


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule made of a quantity. None in a slot means that the clause does not say; it is carried over later."""

    rule: str
    kind: Kind
    phrase: NounPhrase = EMPTY
    sign: int = 1
    unit: str | None = None
    confidence: float = 0.9


Rule = Callable[[Clue], Reading | None]
