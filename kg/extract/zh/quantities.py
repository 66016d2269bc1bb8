"""Quantities in Chinese text: one pass of one pattern, units and signal words from the vocabulary.

The pattern finds numbers, fractions and ranks, and steps over what only looks like one (dates, times, codes, names).
What stands before and behind a number decides the rest: 超过 130 % 以上, 近240亿人民币.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.units import LOCAL_MONEY, Approximator, Tables, Unit, amount_of, tables
from kg.extract.zh.compounds import compound
from kg.extract.zh.lists import goes_on, links, lists, share_unit
from kg.extract.zh.local_money import NAMED, Amounts, LocalMoney
from kg.extract.zh.nouns import noun_pattern
from kg.extract.zh.numbers import Number, grouped
from kg.extract.zh.numeral_names import names_and_amounts
from kg.extract.zh.numerals import find_numbers
from kg.extract.zh.ranges import bounded_both, connected, exchanged, join, said_again
from kg.extract.zh.ranks import read_rank
from kg.extract.zh.scan import number_pattern
from kg.extract.zh.surroundings import Surroundings
from kg.extract.zh.tokens import TEN_THOUSAND, Token, TokenReader
from kg.lexicon import Hit, Lexicon
from kg.model import Bound

_CLOSING = frozenset("，。；！？）升降跌涨较比")
_LEVELS = frozenset("为是达至到报于得录约")
_NO_LEVEL = ("非得", "值得", "使得", "获得", "显得", "变得")
_SELF_COUNTED = frozenset("人股")
_SMALL = 20
"""Below it a number may only name or list things (13条政策, 三个阶段)."""


def find_quantities(
    text: str,
    folded: str,
    hits: Sequence[Hit],
    lexicon: Lexicon,
    *,
    region: str | None = None,
    every: bool = False,
) -> list[QuantitySpan]:
    """The quantities of a text, in order, none overlapping another.

    `folded` is `kg.folding.fold(text)`, `hits` what the lexicon found in it (names with digits in them are no
    quantities), `region` the ISO 3166 code of the source's country, which says what 元 is. With `every`, numbers that
    measure nothing (dates, lists) come too, as bare ones.
    """
    folded = grouped(text, folded)
    reader = _Reader(text, folded, hits, lexicon, region, every=every)
    found = reader.run()
    return find_numbers(text, folded, reader.names, found) if every else found


class _Reader:
    def __init__(
        self,
        text: str,
        folded: str,
        hits: Sequence[Hit],
        lexicon: Lexicon,
        region: str | None,
        *,
        every: bool = False,
    ) -> None:
        self.text, self.folded, self.every = text, folded, every
        self.tables: Tables = tables(lexicon)
        self.scan = number_pattern(lexicon)
        self.noun = noun_pattern(lexicon)
        self.moneyed = Amounts(folded, hits)
        self.money = LocalMoney(folded, hits, self.tables, region)
        self.names, self.amounts = names_and_amounts(hits, folded)
        self.around = Surroundings(folded, self.tables)
        self.tokens = TokenReader(text, folded, self.tables, self.names)
        self.out: list[QuantitySpan] = []
        self.pending: Token | None = None
        self.listed: list[Token] = []
        """Numbers of a list that wait for the unit of its last one: 46、38和7%."""

    def run(self) -> list[QuantitySpan]:
        names, tokens = self.names, self.tokens
        rates = {
            "part": tokens.per,
            "above": tokens.fraction,
            "slash": tokens.slash,
            "short": tokens.short_fraction,
            "right": tokens.ratio,
        }
        amounts = iter(self.amounts)
        amount = next(amounts, None)
        for match in self.scan.finditer(self.folded):
            start = match.start()
            while amount is not None and amount.start < start:
                self._amount(amount)
                amount = next(amounts, None)
            if start < (self.pending.end if self.pending is not None else self._floor()):
                continue  # inside a unit: 两 of 三十两
            kind = match.lastgroup
            if kind == "num":
                self._number(match)
                continue
            if kind is None or kind not in rates:
                self._flush()
            if kind is None or kind == "skip" or match.end() <= names.get(start, 0):
                continue
            if kind == "rank":
                rank = read_rank(self.folded, match)
                if rank is not None:
                    self.out.append(rank)
            else:
                self._rate(rates[kind](match))
        while amount is not None:
            self._amount(amount)
            amount = next(amounts, None)
        self._flush()
        return self.out

    def _rate(self, token: Token | None) -> None:
        """A fraction, which may end a range that another one begins: 百分之五至百分之八, 1/4到1/2."""
        first = self.pending
        whole = (
            token is not None
            and first is not None
            and first.unit is not None
            and connected(self.folded, self.tables, first, token)
            and join(self.folded, first, token)
        )
        if not whole:
            self._flush()
        self.pending = token

    def _number(self, match: regex.Match[str]) -> None:
        """A number, which may end a range that the pending one begins."""
        token = self.tokens.number(match)
        first = self.pending
        if token is None and first is not None and match.group() == "零" and first.end == match.start():
            return  # 3年零6个月
        if token is not None and first is not None:
            dash = match["sign"] == "-" and first.end == match.start()  # the minus of 40%-50%
            if dash:
                token.start, token.value = token.core[0], abs(token.value)
            if compound(self.folded, first, token) or (
                (dash or connected(self.folded, self.tables, first, token))
                and join(self.folded, first, token)
            ):
                self.pending = token
                return
        self._flush()
        self.pending = token

    def _flush(self) -> None:
        """Finishes the pending number, and the list that it ends or goes on."""
        token, self.pending = self.pending, None
        if self.listed and (token is None or not links(self.folded, self.listed[-1], token)):
            self._finish_list()
        if token is None:
            return
        pieces = token.unit is not None and self.folded[token.core[1] : token.end] == "个"
        if (token.unit is None or pieces) and lists(self.folded, token.end):
            self.listed.append(token)
            return
        if self.listed:
            for earlier in self.listed:
                share_unit(earlier, token)
            self._finish_list()
        self._finish(token)

    def _finish_list(self) -> None:
        for token in self.listed:
            self._finish(token)
        self.listed.clear()

    def _finish(self, token: Token) -> None:
        """Currency sign, approximators, what is counted: all that makes a quantity of a number, or none."""
        folded, unit = self.folded, token.unit
        start, end = token.start, token.end
        code = unit.code if unit else "1"
        form = unit.form if unit else Form.BARE
        if form in (Form.BARE, Form.COUNT):
            symbol = self.around.symbol(start, self._floor())
            if symbol is not None and (form is Form.BARE or not token.chinese):
                start, code, form, token.weak, unit = symbol[0], symbol[1], Form.MONEY, False, None
                end = token.core[1]
        elif form is Form.MONEY:
            symbol = self.around.symbol(start, self._floor())
            if symbol is not None:
                start = symbol[0]
                code = symbol[1] if code == LOCAL_MONEY else code
        if code == LOCAL_MONEY:
            code, token.doubt = self.money.at(start)
        if form is Form.MONEY:
            end = self.tokens.per_unit(end)
        before, start = self.around.before(start, self._floor())
        after, after_end = self.around.after(end, token)
        if before is not None and after is not None and {before.bound, after.bound} == {Bound.MIN, Bound.MAX}:
            after = None  # 超过10不到20: the word behind belongs to the next number
        else:
            end = after_end
        if (
            before is None
            and after is None
            and (than := self.around.than(start, end, self._floor())) is not None
        ):
            before, start, end = than
        if before is None and token.core[1] - token.core[0] == 1 and folded[token.core[0]] in "百千万亿兆":
            return  # (亿美元) heads a table
        listed_noun = self._listed_noun(token, end) if form is Form.BARE and before is None else None
        if (
            token.weak
            and before is None
            and listed_noun is None
            and not self._means(token, start, end, after is not None)
        ):
            return
        modified = before is not None or after is not None
        counted_at: tuple[int, int] | None = None
        if form in (Form.COUNT, Form.BARE):
            if form is Form.COUNT and unit is not None:
                if (
                    before is None
                    and token.bound is Bound.EXACT
                    and self._idle(token, unit, after is not None)
                ):
                    return
                if unit.itself:
                    counted_at = (token.core[1], token.end)
                elif (
                    not folded.startswith("的", end)
                    and folded[token.core[1] : token.end] not in _SELF_COUNTED
                ):
                    counted_at = self._noun(end)
            elif counted_at := listed_noun or (
                self._noun(end) if token.number.value >= TEN_THOUSAND else None
            ):
                form, code = Form.COUNT, "{count}"
            elif token.number.scale >= TEN_THOUSAND and self.moneyed.before(start):
                form, (code, token.doubt) = Form.MONEY, self.money.at(start)
                token.doubt = max(token.doubt, NAMED)
            elif token.chinese and token.core[1] - token.core[0] < 2 and not modified:
                return
            listed = counted_at and before is None and token.value < _SMALL
            if listed and counted_at and self.tables.abstract.starting(folded, counted_at[0]):
                return  # 三个阶段
        elif unit is not None and unit.time and not modified and token.chinese and token.value == 1:
            return  # 一年
        self._emit(token, start, end, form, code, before, after, counted_at)

    def _listed_noun(self, token: Token, end: int) -> tuple[int, int] | None:
        """What a number without a unit counts where it goes on a list of things counted."""
        noun = self._noun(end) if self.out else None
        return noun if noun and goes_on(self.folded, self.out[-1], token.start, noun) else None

    def _means(self, token: Token, start: int, end: int, modified: bool) -> bool:
        """Whether a number without unit and scale is a quantity: 指数报3345.2, PMI为50.2, 85+."""
        if _like_a_year(token):
            return False
        if modified or token.high is not None:
            return True
        whole = token.value == token.value.to_integral_value()
        if not whole and (self.folded[end : end + 1] or "。") in _CLOSING:
            return True
        level = self.folded[start - 1 : start] in _LEVELS and not self.folded.endswith(_NO_LEVEL, 0, start)
        return level and (token.step != 1 or abs(token.value) >= 100)

    def _idle(self, token: Token, unit: Unit, modified: bool) -> bool:
        """一个, 两家: a number that measures nothing; 13条政策, 2026款: one that only names a thing."""
        if self.every:
            return False
        if token.chinese and token.number.value <= 2:
            return True
        if modified or unit.names != "small":
            return False
        named = token.chinese or self._noun(token.end) is not None  # 13条政策措施, but 航线10条
        return (named and token.value < _SMALL) or _like_a_year(token)

    def _floor(self) -> int:
        """Where the last quantity ended: what stands before a number may not reach into it."""
        return self.out[-1].end if self.out else 0

    def _noun(self, at: int) -> tuple[int, int] | None:
        match = self.noun.match(self.folded, at)
        return match.span("noun") if match else None

    def _emit(
        self,
        token: Token,
        start: int,
        end: int,
        form: Form,
        code: str,
        before: Approximator | None,
        after: Approximator | None,
        counted_at: tuple[int, int] | None,
    ) -> None:
        value, lower, upper, bound = token.value, None, None, token.bound
        if token.high is not None:
            lower, upper, value, bound = token.value, token.high, (token.value + token.high) / 2, Bound.RANGE
        else:
            word = before if before is not None and before.bound is not Bound.EXACT else after
            if word is not None and word.bound is not Bound.EXACT:
                # 大概五百多: what the number itself says is clearer than a word for about
                clearer = bound is Bound.MIN and word.bound is Bound.APPROX and not word.upper
                bound = bound if clearer else word.bound
            if bound is Bound.MIN:
                lower = value
            elif bound is Bound.MAX or (bound is Bound.APPROX and word is not None and word.upper):
                upper = value
        counted = None
        if counted_at is not None:
            counted = self.text[counted_at[0] : counted_at[1]]
        elif form is Form.COUNT and token.unit is not None:
            label = self.text[token.core[1] : token.end].strip()
            counted = label if label in _SELF_COUNTED else None
        self._add(
            QuantitySpan(
                start,
                end,
                form,
                value,
                code,
                bound,
                lower,
                upper,
                counted,
                counted_at,
                token.step,
                token.core,
                token.precise,
                token.doubt,
            )
        )

    def _add(self, span: QuantitySpan) -> None:
        if self.out and span.start < self.out[-1].end:
            # 0以上万: both want 上
            span = span._replace(start=min(self.out[-1].end, span.core[0]))
            if span.start < self.out[-1].end:
                return
        self.out.append(span)
        if len(self.out) > 1:
            merged = said_again(self.folded, *self.out[-2:]) or bounded_both(self.folded, *self.out[-2:])
            if merged is None and not self.every:
                merged = exchanged(self.folded, *self.out[-2:])
            if merged is not None:
                self.out[-2:] = [merged]

    def _amount(self, hit: Hit) -> None:
        self._flush()
        if hit.start < self._floor():
            return
        word = amount_of(hit.entry)
        token = Token(
            hit.start,
            hit.end,
            Number(word.value, word.step or Decimal(1), word.bound, None, word.precise),
            None,
        )
        before, start = self.around.before(hit.start, self._floor())
        after, end = self.around.after(hit.end, token)
        if (
            before is None
            and after is None
            and (than := self.around.than(start, end, self._floor())) is not None
        ):
            before, start, end = than
        if start < self._floor():
            before, start = None, hit.start
        bound = next(
            (a.bound for a in (before, after) if a is not None and a.bound is not Bound.EXACT), word.bound
        )
        lower = word.value if bound is Bound.MIN else None
        near = (before is not None and before.upper) or word.upper is not None
        upper = word.value if bound is Bound.MAX or (bound is Bound.APPROX and near) else None
        span = QuantitySpan(
            start,
            end,
            word.form,
            word.value,
            word.code,
            bound,
            lower,
            upper,
            None,
            None,
            word.step,
            (hit.start, hit.end),
            word.precise,
        )
        self._add(span)


def _like_a_year(token: Token) -> bool:
    return token.step == 1 and 1900 <= token.value <= 2100 and token.core[1] - token.core[0] == 4
