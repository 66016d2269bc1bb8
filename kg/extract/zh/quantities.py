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
from kg.extract.zh.nouns import noun_pattern
from kg.extract.zh.numbers import Number
from kg.extract.zh.numerals import find_numbers
from kg.extract.zh.ranges import bounded_both, connected, join, said_again
from kg.extract.zh.ranks import read_rank
from kg.extract.zh.scan import number_pattern
from kg.extract.zh.tokens import TEN_THOUSAND, Token, TokenReader
from kg.lexicon import Hit, Lexicon
from kg.model import Bound

_CLOSING = frozenset("，。；！？）升降跌涨较比")
_LEVELS = frozenset("为是达至到报于得录约")
_SELF_COUNTED = frozenset("人股")
_WORDS_APART = 12
"""How many characters back the parts of an approximator may stand apart."""
_SMALL = 20
"""Below it a number may only name or list things (13条政策, 三个阶段)."""
_ROLES = frozenset({"entities", "publishers", "number-names", "amount-words"})
_NUMERAL = regex.compile(r"[\d一二三四五六七八九十百千万]")


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
    reader = _Reader(text, folded, hits, lexicon, region, every=every)
    found = reader.run()
    return find_numbers(folded, reader.names, found) if every else found


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
        self.local = self.tables.currency(region)
        self.names, self.amounts = _words(hits, folded)
        self.tokens = TokenReader(folded, self.tables, self.names)
        self.out: list[QuantitySpan] = []
        self.pending: Token | None = None

    def run(self) -> list[QuantitySpan]:
        names, tokens = self.names, self.tokens
        rates = {"part": tokens.per, "above": tokens.fraction, "slash": tokens.slash}
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
            self._flush()
            if kind is None or kind == "skip" or match.end() <= names.get(start, 0):
                continue
            if kind == "rank":
                rank = read_rank(self.folded, match)
                if rank is not None:
                    self.out.append(rank)
            else:
                self.pending = rates[kind](match)
        while amount is not None:
            self._amount(amount)
            amount = next(amounts, None)
        self._flush()
        return self.out

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
        """Finishes the pending number: currency sign, approximators, what is counted."""
        token, self.pending = self.pending, None
        if token is None:
            return
        folded, unit = self.folded, token.unit
        start, end = token.start, token.end
        code = unit.code if unit else "1"
        form = unit.form if unit else Form.BARE
        if form in (Form.BARE, Form.COUNT):
            symbol = self._symbol(start)
            if symbol is not None and (form is Form.BARE or not token.chinese):
                start, code, form, token.weak, unit = symbol[0], symbol[1], Form.MONEY, False, None
                end = token.core[1]
        elif form is Form.MONEY:
            symbol = self._symbol(start)
            if symbol is not None:
                start = symbol[0]
                code = symbol[1] if code == LOCAL_MONEY else code
        if code == LOCAL_MONEY:
            code = self.local
        before, start = self._before(start)
        after, end = self._after(end, token)
        if before is None and after is None and (than := self._than(start, end)) is not None:
            before, start, end = than
        if before is None and token.core[1] - token.core[0] == 1 and folded[token.core[0]] in "百千万亿兆":
            return  # (亿美元) heads a table
        if token.weak and before is None and not self._means(token, start, end, after is not None):
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
                elif not folded.startswith("的", end):
                    counted_at = self._noun(end)
            elif token.number.value >= TEN_THOUSAND and (counted_at := self._noun(end)):
                form, code = Form.COUNT, "{count}"
            elif token.chinese and token.core[1] - token.core[0] < 2 and not modified:
                return
            listed = counted_at and before is None and token.value < _SMALL
            if listed and counted_at and self.tables.abstract.starting(folded, counted_at[0]):
                return  # 三个阶段
        elif unit is not None and unit.time and not modified and token.chinese and token.value == 1:
            return  # 一年
        self._emit(token, start, end, form, code, before, after, counted_at)

    def _means(self, token: Token, start: int, end: int, modified: bool) -> bool:
        """Whether a number without unit and scale is a quantity: 指数报3345.2, PMI为50.2, 85+."""
        if _like_a_year(token):
            return False
        if modified or token.high is not None:
            return True
        whole = token.value == token.value.to_integral_value()
        if not whole and (self.folded[end : end + 1] or "。") in _CLOSING:
            return True
        level = self.folded[start - 1 : start] in _LEVELS
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

    def _symbol(self, start: int) -> tuple[int, str] | None:
        found = self.tables.symbols.ending(self.folded, _back(self.folded, start))
        return found if found is not None and found[0] >= self._floor() else None

    def _before(self, start: int) -> tuple[Approximator | None, int]:
        folded, at = self.folded, _back(self.folded, start)
        found = self.tables.before.ending(folded, at)
        if found is None or found[0] < self._floor():
            return None, start
        if folded[found[0] - 1 : found[0]] == " ":
            found = self._apart(at, found)
        if found[1].not_after and folded[found[0] - 1 : found[0]] in found[1].not_after and found[0]:
            return None, start
        # 达到或超过, 已接近约: the word next to the number decides, the one before it belongs to the text
        return found[1], found[0]

    def _apart(self, at: int, found: tuple[int, Approximator]) -> tuple[int, Approximator]:
        """小于 或 等于: the longer word that the words before the spaces make, else the one found."""
        floor = max(self._floor(), at - _WORDS_APART)
        closed = self.folded[floor:at].replace(" ", "")
        longer = self.tables.before.ending(closed, len(closed))
        if longer is None or len(closed) - longer[0] <= at - found[0]:
            return found
        left, place = len(closed) - longer[0], at
        while left:
            place -= 1
            left -= self.folded[place] != " "
        return place, longer[1]

    def _than(self, start: int, end: int) -> tuple[Approximator, int, int] | None:
        """比三十大, 比170低: a bound in two words."""
        folded, at = self.folded, _back(self.folded, start)
        if not at or folded[at - 1] != "比" or at - 1 < self._floor():
            return None
        found = self.tables.than.starting(folded, end + 1 if folded[end : end + 1] == " " else end)
        return (found[1], at - 1, found[0]) if found is not None else None

    def _after(self, end: int, token: Token) -> tuple[Approximator | None, int]:
        folded = self.folded
        at = end + 1 if folded[end : end + 1] == " " else end
        found = self.tables.after.starting(folded, at)
        if found is None:
            return None, end
        word = found[1]
        if word.not_before and folded[found[0] : found[0] + 1] in word.not_before and found[0] < len(folded):
            return None, end
        if folded[at] in "级量数" and token.number.scale < 1000:
            return None, end
        return word, found[0]

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
            )
        )

    def _add(self, span: QuantitySpan) -> None:
        self.out.append(span)
        if len(self.out) > 1:
            merged = said_again(self.folded, *self.out[-2:]) or bounded_both(self.folded, *self.out[-2:])
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
        before, start = self._before(hit.start)
        after, end = self._after(hit.end, token)
        if before is None and after is None and (than := self._than(start, end)) is not None:
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


def _back(text: str, at: int) -> int:
    """Before the one space that may stand here."""
    return at - 1 if at and text[at - 1] == " " else at


def _words(hits: Sequence[Hit], folded: str) -> tuple[dict[int, int], list[Hit]]:
    """Each place inside a name that contains a numeral (第一财经, 一带一路) with the name's end; the amounts (一半)."""
    inside: dict[int, int] = {}
    amounts: list[Hit] = []
    for hit in hits:
        schemes = hit.entry.schemes
        if schemes.isdisjoint(_ROLES):
            continue
        if "amount-words" in schemes:
            if folded[hit.start].isascii():
                continue  # English words belong to English text
            follows = folded[hit.end : hit.end + 1]
            other = follows != "" and follows in amount_of(hit.entry).not_before  # 近半 in 近半成
            named = inside.get(hit.start, 0) > hit.end  # 半成 in 半成品
            if not other and not named and (not amounts or hit.start >= amounts[-1].end):
                amounts.append(hit)
                _cover(inside, hit)
        elif "number-names" in schemes or _NUMERAL.search(folded, hit.start, hit.end):
            _cover(inside, hit)
    return inside, amounts


def _cover(inside: dict[int, int], hit: Hit) -> None:
    for place in range(hit.start, hit.end):
        inside[place] = max(hit.end, inside.get(place, 0))
