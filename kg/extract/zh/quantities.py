"""Quantities in Chinese text: one pass of one pattern, units and signal words from the vocabulary.

The pattern finds numbers, fractions, ranks and words that are amounts, and steps over what only looks like one (dates,
times, codes, names). What stands before and behind a number decides the rest: 超过 130 % 以上, 近240亿人民币.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.units import LOCAL_MONEY, Approximator, Tables, Unit, amount_of, tables
from kg.extract.zh import numbers
from kg.extract.zh.nouns import noun_pattern
from kg.extract.zh.numbers import Number
from kg.extract.zh.scan import number_pattern
from kg.lexicon import Hit, Lexicon
from kg.model import Bound

_ONE = Decimal(1)
_HUNDREDTH = Decimal("0.01")


def find_quantities(
    text: str, folded: str, hits: Sequence[Hit], lexicon: Lexicon, *, region: str | None = None
) -> list[QuantitySpan]:
    """The quantities of a text, in order, none overlapping another.

    `folded` is `kg.folding.fold(text)`, `hits` what the lexicon found in it (names with digits in them are no
    quantities), `region` the ISO 3166 code of the source's country, which says what 元 is.
    """
    return _Reader(text, folded, hits, lexicon, region).run()


class _Token:
    """A number with its unit, while it may still become one side of a range."""

    __slots__ = (
        "bound",
        "chinese",
        "core",
        "end",
        "high",
        "number",
        "precise",
        "start",
        "step",
        "symbol",
        "unit",
        "value",
        "weak",
    )

    def __init__(self, start: int, end: int, number: Number, unit: Unit | None) -> None:
        self.start, self.end, self.core = start, end, (start, end)
        self.number, self.unit = number, unit
        self.value, self.step, self.high = number.value, number.step, number.high
        self.bound, self.precise = number.bound, number.precise
        self.symbol = False
        self.chinese = False
        self.weak = False


class _Reader:
    def __init__(
        self, text: str, folded: str, hits: Sequence[Hit], lexicon: Lexicon, region: str | None
    ) -> None:
        self.text, self.folded = text, folded
        self.tables: Tables = tables(lexicon)
        self.scan = number_pattern(lexicon)
        self.noun = noun_pattern(lexicon)
        self.local = self.tables.currency(region)
        self.names, self.amounts = _words(hits, folded)
        self.out: list[QuantitySpan] = []
        self.pending: _Token | None = None

    def run(self) -> list[QuantitySpan]:
        read = {
            "num": self._number,
            "part": self._per,
            "above": self._fraction,
            "slash": self._slash,
            "rank": self._rank,
        }
        names = self.names
        amounts = iter(self.amounts)
        amount = next(amounts, None)
        for match in self.scan.finditer(self.folded):
            start = match.start()
            while amount is not None and amount.start < start:
                self._amount(amount)
                amount = next(amounts, None)
            kind = match.lastgroup
            if kind == "skip" or kind is None or (kind != "num" and match.end() <= names.get(start, 0)):
                self._flush()
                continue
            read[kind](match)
        while amount is not None:
            self._amount(amount)
            amount = next(amounts, None)
        self._flush()
        return self.out

    def _number(self, match: regex.Match[str]) -> None:
        folded, (start, end) = self.folded, match.span("num")
        first = folded[start]
        unit_end, unit = self._unit(end)
        if unit is None and end - start == 1 and first > "9" and folded[end : end + 1] not in _JOINTS:
            return
        number = numbers.read(folded[start:end])
        if number is None:
            return
        named = self.names.get(start, 0)
        if unit_end <= named or (end == named and unit is not None and unit.form is Form.COUNT):
            self._flush()
            return
        if unit is not None and (unit.names == "always" or unit.itself) and number.value >= _TEN_THOUSAND:
            unit, unit_end = None, end  # 3亿大关, 十亿级
        elif unit is not None and unit.names == "always" and number.step < 1:
            unit = _MAGNITUDE  # 7.9级地震
        sign = match["sign"]
        token = _Token(start, unit_end, number, unit)
        token.core = (start, end)
        token.chinese = first > "9"
        joined = False
        if sign:
            sign = sign.strip()
            if sign == "-" and self.pending is not None and self.pending.end == match.start("sign"):
                joined = True
            elif (
                sign in "-负零下" and folded[match.start("sign") - 1 : match.start("sign")] not in _NOT_MINUS
            ):
                token.start = match.start("sign")
                token.value = -token.value
            elif sign == "±":
                token.start = match.start("sign")
        if unit is not None and not self._scaled(token, match):
            self._flush()
            return
        if unit is None:
            token.weak = number.value < _TEN_THOUSAND or (not token.chinese and number.scale == 1)
            after = folded[end : end + 1]
            if after.isascii() and after.isalpha():
                self._flush()
                return
        if self.pending is not None:
            if (joined or self._connected(self.pending, token)) and self._join(token):
                return
            self._flush()
        self.pending = token

    def _unit(self, end: int) -> tuple[int, Unit | None]:
        """The unit behind a number and where it ends; the number's own end without one."""
        folded = self.folded
        at = end
        while at < end + 4 and folded[at : at + 1] == " ":
            at += 1
        if folded.startswith("个半", at):
            half = self.tables.units.starting("个" + folded[at + 2 : at + 6], 0)
            if half is not None and half[1].time:  # 一个半小时
                return at + 1 + half[0], half[1]
        for stop, unit in self.tables.units.all_starting(folded, at):
            after = folded[stop : stop + 1]
            if after:
                if after in unit.not_before:
                    continue
                if (
                    after.isascii()
                    and after.isalpha()
                    and folded[stop - 1].isascii()
                    and folded[stop - 1].isalpha()
                ):
                    continue
            if at > end and unit.itself:
                continue
            return stop, unit
        return end, None

    def _scaled(self, token: _Token, match: regex.Match[str]) -> bool:
        """Multiplies the unit out; False when number and unit make no quantity together."""
        unit = token.unit
        assert unit is not None
        folded = self.folded
        if unit.names == "always" or (unit.code == "deg" and token.chinese):
            return False  # 第三届, 两度停工
        if unit.form is Form.INDEX:
            before = folded[match.start() - 1 : match.start()] if match.start() else ""
            whole = token.value == token.value.to_integral_value() and token.step == 1
            if token.chinese or (whole and token.value <= 24 and before not in _MOVES):
                return False
        if unit.factor is not None:
            if unit.factor == _TENTH and token.value >= 10 and folded[token.end - 1] == "折":
                token.value, token.step = token.value / 10, token.step / 10
            token.value, token.step = token.value * unit.factor, token.step * unit.factor
            if token.high is not None:
                token.high *= unit.factor
            if unit.factor == _TENTH:
                digit = numbers.DIGITS.get(folded[token.end : token.end + 1].strip() or "-")
                if digit and self._unit(token.end + 1)[1] is None and folded[token.end] not in "几数两":
                    token.value, token.step, token.end = (
                        token.value + digit * _HUNDREDTH,
                        _HUNDREDTH,
                        token.end + 1,
                    )
        if unit.time and folded.startswith("个半", token.core[1]):
            token.value, token.step = token.value + (unit.factor or _ONE) / 2, (unit.factor or _ONE) / 2
        elif unit.half and folded[token.end : token.end + 1] == "半":
            half = (unit.factor or _ONE) / 2
            token.value, token.step, token.end = token.value + half, half, token.end + 1
        return True

    def _connected(self, first: _Token, second: _Token) -> bool:
        gap = self.folded[first.end : second.start].strip()
        if not gap or len(gap) > 3:
            return False
        found = self.tables.connectors.starting(gap, 0)
        if found is None or found[0] != len(gap):
            return False
        if found[1]:
            end = second.core[1]
            if self.folded.startswith("间", end):
                second.unit, second.end, first.weak, second.weak = None, end + 1, False, False
                return True
            return self.folded.startswith(("之间", "间"), second.end)
        opener = self.tables.openers.ending(self.folded, first.start)
        return gap not in ("到", "至") or opener is None or opener[1] != "change"

    def _join(self, second: _Token) -> bool:
        """Makes one range of the pending number and this one."""
        first = self.pending
        assert first is not None
        if first.high is not None:
            return False
        low, high = first.value, second.value
        if first.unit is None:
            if second.unit is not None and second.unit.factor is not None:
                low *= second.unit.factor
            if (
                first.number.scale == 1
                and second.number.scale > 1
                and abs(first.number.value) < second.number.digits
            ):
                low *= second.number.scale
        elif second.unit is None or first.unit.code != second.unit.code:
            if not (first.unit.form is Form.MONEY and second.unit is None):
                return False
            second.unit = first.unit
        if low >= high:
            return False
        second.start, second.core = first.start, (first.core[0], second.core[1])
        second.value, second.high = low, high
        second.bound = Bound.RANGE
        second.weak = first.weak and second.weak
        second.chinese = False
        if self.folded.startswith("之间", second.end):
            second.end += 2
            second.weak = False
        self.pending = second
        return True

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
        if before is None and token.core[1] - token.core[0] == 1 and folded[token.core[0]] in "百千万亿兆":
            return  # (亿美元) heads a table
        if (
            token.weak
            and before is None
            and (
                (
                    after is None
                    and (
                        (folded[start - 1 : start] not in _LEVELS or _small(token))
                        and not _reading(token, folded[end : end + 1])
                    )
                )
                or self._like_a_year(token)
            )
        ):
            return
        counted_at: tuple[int, int] | None = None
        if form in (Form.COUNT, Form.BARE):
            if form is Form.COUNT and unit is not None:
                if (
                    before is None
                    and after is None
                    and token.bound is Bound.EXACT
                    and self._idle(token, unit)
                ):
                    return
                counted_at = (token.core[1], token.end) if unit.itself else self._noun(end)
            else:
                counted_at = self._noun(end) if token.number.value >= _TEN_THOUSAND else None
                if counted_at is not None:
                    form, code = Form.COUNT, "{count}"
                elif token.chinese and token.core[1] - token.core[0] < 2:
                    return
            small = before is None and token.value < 20
            if counted_at and small and self.tables.abstract.starting(folded, counted_at[0]) is not None:
                return
        elif (
            unit is not None
            and unit.time
            and before is None
            and after is None
            and token.chinese
            and token.value == 1
        ):
            return
        self._emit(token, start, end, form, code, before, after, counted_at)

    def _like_a_year(self, token: _Token) -> bool:
        return token.step == 1 and 1900 <= token.value <= 2100 and token.core[1] - token.core[0] == 4

    def _idle(self, token: _Token, unit: Unit) -> bool:
        """一个, 两家: a number that measures nothing; 13条政策: one that only names a thing."""
        if token.chinese and token.value <= 2:
            return True
        named = self._noun(token.end) is not None or token.chinese  # 13条政策措施, but 航线10条
        return unit.names == "small" and named and token.value < 20

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
        if found[1].not_after and folded[found[0] - 1 : found[0]] in found[1].not_after and found[0]:
            return None, start
        # 达到或超过, 已接近约: the word next to the number decides, the one before it belongs to the text
        return found[1], found[0]

    def _after(self, end: int, token: _Token) -> tuple[Approximator | None, int]:
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
        token: _Token,
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
                bound = word.bound
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
        self.out.append(
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
        self._say_again()
        self._bound_both()

    def _bound_both(self) -> None:
        """大于10且小于20 is one range."""
        if len(self.out) < 2:
            return
        low, high = self.out[-2], self.out[-1]
        if (
            low.bound is Bound.MIN
            and high.bound is Bound.MAX
            and (low.unit == high.unit or low.form is Form.BARE)
            and low.value < high.value
            and self.folded[low.end : high.start].strip("的 ") in _AND
        ):
            middle = (low.value + high.value) / 2
            both = high._replace(
                start=low.start,
                value=middle,
                bound=Bound.RANGE,
                lower=low.value,
                core=(low.core[0], high.core[1]),
            )
            self.out[-2:] = [both]

    def _say_again(self) -> None:
        """超过一半（55%） is one quantity at the precise value."""
        if len(self.out) < 2:
            return
        rough, exact = self.out[-2], self.out[-1]
        rates = (Form.FRACTION, Form.PERCENT)
        if (
            rough.form in rates
            and exact.form in rates
            and exact.start - rough.end == 1
            and self.folded[rough.end] in "（("
            and self.folded[exact.end : exact.end + 1] in ("）", ")")
            and abs(rough.value - exact.value) <= _TENTH
        ):
            self.out[-2:] = [exact._replace(start=rough.start, end=exact.end + 1)]

    def _amount(self, hit: Hit) -> None:
        self._flush()
        if hit.start < (self.out[-1].end if self.out else 0):
            return
        word = amount_of(hit.entry)
        token = _Token(
            hit.start,
            hit.end,
            Number(word.value, word.step or _ONE, word.bound, None, word.precise),
            None,
        )
        before, start = self._before(hit.start)
        after, end = self._after(hit.end, token)
        if start < (self.out[-1].end if self.out else 0):
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
        self.out.append(span)

    def _per(self, match: regex.Match[str]) -> None:
        self._flush()
        base, part = numbers.read(match["base"]), numbers.read(match["part"])
        if base is None or part is None:
            return
        unit = Unit(Form.PERCENT, "1")
        token = _Token(match.start(), match.end(), part, unit)
        token.value, token.step = part.value / base.value, part.step / base.value
        if match["sign"]:
            token.value = -token.value
        if part.high is not None:
            token.high = part.high / base.value
        self.pending = token

    def _fraction(self, match: regex.Match[str]) -> None:
        self._flush()
        below, above = numbers.read(match["below"].strip()), numbers.read(match["above"].strip())
        if below is None or above is None or not below.value:
            return
        value = (above.value / below.value).quantize(_FRACTION_STEP)
        if match["whole"] and (whole := numbers.read(match["whole"].strip())):
            value += whole.value
        token = _Token(match.start(), match.end(), Number(value, _FRACTION_STEP), Unit(Form.FRACTION, "1"))
        if match["sign"]:
            token.value = -token.value
        self.pending = token

    def _slash(self, match: regex.Match[str]) -> None:
        self._flush()
        above, below = match["slash"].split("/")
        if not int(below) or int(above) >= int(below) or int(below) > 10:
            return
        value = (Decimal(above) / Decimal(below)).quantize(_FRACTION_STEP)
        self.pending = _Token(
            match.start(), match.end(), Number(value, _FRACTION_STEP), Unit(Form.FRACTION, "1")
        )

    def _rank(self, match: regex.Match[str]) -> None:
        self._flush()
        folded = self.folded
        number = numbers.read(match["rank"][1:].strip())
        if number is None:
            return
        end = match.end()
        tail = _RANK_TAIL.match(folded, end)
        placed = _PLACED.search(folded, max(0, match.start() - 12), match.start()) is not None
        front = match["rank"][0] == "前"
        if front:
            close = _FRONT_END.match(folded, end)
            if not placed or close is None:
                return
            end = close.end()
        elif tail is not None and tail.group() in ("大", "高"):
            end = tail.end()
        elif placed and _WORD_END.match(folded, tail.end() if tail else end):
            end = tail.end() if tail else end
        else:
            return
        bound, upper = (Bound.MAX, number.value) if front else (Bound.EXACT, None)
        core = (match.start() + 1, match.end())
        self.out.append(
            QuantitySpan(
                match.start(),
                end,
                Form.RANK,
                number.value,
                "{rank}",
                bound,
                None,
                upper,
                None,
                None,
                _ONE,
                core,
            )
        )


_TENTH = Decimal("0.1")
_TEN_THOUSAND = Decimal(10_000)
_FRACTION_STEP = Decimal("1e-12")
_JOINTS = frozenset("至到~-")
_MAGNITUDE = Unit(Form.INDEX, "{index}")
_AND = frozenset(("", "且", "并", "并且", "而且", "同时", "但", "又"))
_NOT_MINUS = frozenset("0123456789）)")
_MOVES = "涨跌升降挫扬报收至于达逾超破"
_CLOSING = frozenset("，。；！？）升降跌涨较比")
_LEVELS = frozenset("为是达至到报于得录约")
_SELF_COUNTED = frozenset("人股")
_RANK_TAIL = regex.compile(r"(?:大|位|名|高)(?!会|学|师|厦|使|于|峰|管|级)")
_PLACED = regex.compile(
    r"(?:排|列|居|位|名|占|球|国|界|跻身|跃升|升至|攀升|进入|行业|市场|亚洲|欧洲|同业)[^，。；、]{0,4}$"
)
_FRONT_END = regex.compile(r"(?:名|位|强)?(?=[，。；、）\s”》!！?？之的]|$|[，。])")
_WORD_END = regex.compile(r"(?=[，。；、）\s”》!！?？的]|$|仅|之)")


def _small(token: _Token) -> bool:
    return token.step == 1 and abs(token.value) < 100


def _reading(token: _Token, after: str) -> bool:
    """指数为37.1，: a number with decimals at the end of its clause is a reading of something."""
    return (
        token.step < 1 and token.value != token.value.to_integral_value() and (not after or after in _CLOSING)
    )


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
            follows = folded[hit.end : hit.end + 1]
            other = follows != "" and follows in amount_of(hit.entry).not_before  # 近半 in 近半成
            if not other and (not amounts or hit.start >= amounts[-1].end):
                amounts.append(hit)
                _cover(inside, hit)
        elif "number-names" in schemes or _NUMERAL.search(folded, hit.start, hit.end):
            _cover(inside, hit)
    return inside, amounts


def _cover(inside: dict[int, int], hit: Hit) -> None:
    for place in range(hit.start, hit.end):
        inside[place] = max(hit.end, inside.get(place, 0))


_ROLES = frozenset({"entities", "publishers", "number-names", "amount-words"})
_NUMERAL = regex.compile(r"[\d一二三四五六七八九十百千万]")
