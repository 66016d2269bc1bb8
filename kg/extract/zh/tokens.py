"""Numbers with their units: what one match of the pattern is worth before the words around it are looked at."""

from __future__ import annotations

from decimal import Decimal

import regex

from kg.extract.annotations import Form
from kg.extract.units import Tables, Unit
from kg.extract.zh import numbers
from kg.extract.zh.numbers import Number
from kg.model import Bound

_ONE = Decimal(1)
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")
FRACTION_STEP = Decimal("1e-12")
"""Fractions have no last written digit; this is where they are cut."""
TEN_THOUSAND = Decimal(10_000)
_MAGNITUDE = Unit(Form.INDEX, "{index}")
_PERCENT = Unit(Form.PERCENT, "1")
_FRACTION = Unit(Form.FRACTION, "1")
_LONE_BEFORE = ("至", "到", "~", "-", "以上", "以下")
"""Before them a numeral of one character may be a number without a unit."""
_LAST_DIGIT = {f"{digit}{end}": digit for digit in range(1, 10) for end in ("", *"，。；、）的人")}
"""The hundredths of 7成3."""
_RATIO_UNIT = Unit(Form.MULTIPLE, "{fold}")
_RATIO = regex.compile(r"(?:比例|比率|比重|配比|占比|之比|比值|杠杆率?|杠杆比)[^，。；、\d]{0,6}$")
_RATIO_BEFORE = 12
_NOT_MINUS = frozenset("0123456789）)")
_MOVES = "涨跌升降挫扬报收至于达逾超破"
_POINTS_APART = regex.compile(r"个 ?百 ?分 ?点")
_LEVEL_WORDS = frozenset("大关点")
_CELSIUS = Unit(Form.MEASURE, "Cel")
_WARMTH = regex.compile(r"(?:[气体水室高低升降]温|温度|零下)[^，。；\d]{0,6}$")
_DOSED = frozenset({"g", "mg", "ug", "mL"})
_DOSE = regex.compile(
    r"(?:[\p{Han}]{2}片|胶囊|颗粒|注射液|口服液|滴眼液|滴剂|乳膏|规格(?:分别)?(?:为|是|包括|有)?[:：]?"
    r"(?:\d[\d.]*[a-z]{1,2}(?:[:：/]\d[\d.]*[a-z]{1,2})?[、和/:：])*)[（(]?$"
)
"""What comes before the size of a package or of a pill, which names it and measures nothing."""
_DOSE_BEFORE = 36
_NEEDED_WITHIN = 16
_FITTED = frozenset({"装载", "装机", "装置", "装卸", "装备", "装修", "装配"})
_PLACES = ("北纬", "南纬", "东经", "西经")
_GLOSSED = frozenset("兆亿万")
_WEEKDAYS = frozenset("一二三四五六")
_WEEK = ("周", "星期", "礼拜")
_SPACES = 4
_DECIMAL_UNITS = frozenset("米块毛")
"""Units behind which one Chinese digit alone is the tenths: 三块五, 一米八."""
_DECIMAL_ENDS = frozenset("，。；、）)！？…的左以之和与 ")
_FEN = "分"
_OVER_FEN = ("小时", "元", "块", "角", "毛")
"""Units whose smaller part 分 is, and no score."""
_NO_HALF = frozenset("径成数导决圆")
"""How many may stand between a number and its unit."""


class Token:
    """A number with its unit, while it may still become one side of a range."""

    __slots__ = (
        "bound",
        "chinese",
        "core",
        "doubt",
        "end",
        "high",
        "number",
        "precise",
        "shares",
        "start",
        "step",
        "unit",
        "value",
        "weak",
    )

    def __init__(self, start: int, end: int, number: Number, unit: Unit | None) -> None:
        self.start, self.end, self.core = start, end, (start, end)
        self.number, self.unit = number, unit
        self.value, self.step, self.high = number.value, number.step, number.high
        self.bound, self.precise = number.bound, number.precise
        self.chinese = False
        self.weak = False
        self.doubt = 0.0
        self.shares = False
        """Whether its unit stands behind the number, so that a list before it may share it."""


class TokenReader:
    """Reads the matches of `number_pattern` in one text. `names` maps each place inside a name to where it ends."""

    def __init__(self, text: str, folded: str, tables: Tables, names: dict[int, int]) -> None:
        self.text, self.folded, self.tables, self.names = text, folded, tables, names

    def number(self, match: regex.Match[str]) -> Token | None:
        """A number with the unit behind it; None when the two are no quantity together."""
        folded, (start, end) = self.folded, match.span("num")
        first = folded[start]
        unit_end, unit = self._unit(end)
        plus = False
        if unit is None and folded[end : end + 1] == "+":  # 100+个城市
            stop, unit = self._unit(end + 1)
            if unit is not None:
                unit_end, plus = stop, True
        lone = unit is None and end - start == 1 and first > "9" and not match["sign"]
        if lone and not folded.startswith(_LONE_BEFORE, end):
            return None
        number = numbers.read(folded[start:end])
        if number is None or (first == "0" and number.step == 1 and number.value and end - start > 1):
            return None  # 08组
        if first in _WEEKDAYS and end - start == 1 and folded.endswith(_WEEK, 0, start):
            return None  # 周四对
        named = self.names.get(start, 0)
        if unit_end <= named or (end == named and unit is not None and unit.form is Form.COUNT):
            return None
        if unit is not None:
            if unit.names == "always" or unit.itself:
                always = unit.names == "always"
                if number.value >= TEN_THOUSAND or (always and folded[start - 1 : start] == "比"):
                    unit, unit_end = None, end  # 3亿大关, 十亿级, 比三十大
                elif always and number.step < 1:
                    unit = _MAGNITUDE  # 7.9级地震
            elif unit.code == "deg":
                if folded.startswith(_PLACES, max(0, start - 2)):
                    return None  # 北纬5.55度
                if _WARMTH.search(folded, max(0, start - 12), start):
                    unit = _CELSIUS
            elif unit.code in _DOSED and _DOSE.search(folded, max(0, start - _DOSE_BEFORE), start):
                return None  # 某某片0.2g, 规格：30mg、60mg
            if unit is not None and unit.form is not Form.MONEY and folded[start - 1 : start] == "每":
                return None  # 每10股派2.5元
        elif first in "万千百" and end - start == 2 and folded[end : end + 1] not in _LEVEL_WORDS:
            return None  # 佣金万三, 失守万六, but 万六大关
        token = Token(start, unit_end, number, unit)
        token.core = (start, end)
        if plus:
            token.bound = Bound.MIN
        token.chinese = first > "9"
        if match["sign"]:
            self._sign(token, match)
        if unit is not None:
            token.shares = True
            return token if self._scaled(token, match.start()) else None
        token.weak = number.value < TEN_THOUSAND or (not token.chinese and number.scale == 1)
        after = folded[end : end + 1]
        return None if after.isascii() and after.isalpha() else token

    def per_unit(self, end: int) -> int:
        """The end of what a price is for: 80美元/桶, 400元每平方米; `end` where nothing is named."""
        folded = self.folded
        at = end + 1 if folded[end : end + 1] in ("/", "每") else 0
        if not at:
            return end
        found = self.tables.units.all_starting(folded, at)
        for stop, unit in found:
            if unit.form in (Form.MEASURE, Form.COUNT) and folded[stop : stop + 1] not in unit.not_before:
                return stop
        return found[-1][0] if found and found[-1][1].form is Form.MEASURE else end

    def _sign(self, token: Token, match: regex.Match[str]) -> None:
        sign, at = match["sign"].strip(), match.start("sign")
        if sign == "±":
            token.start = at
        elif sign != "+" and self.folded[at - 1 : at] not in _NOT_MINUS:
            token.start, token.value = at, -token.value

    def _unit(self, end: int) -> tuple[int, Unit | None]:
        """The unit behind a number and where it ends; the number's own end without one."""
        folded = self.folded
        at = end
        while at < end + _SPACES and folded[at : at + 1] == " ":
            at += 1
        if (
            folded[at : at + 1] == "（"
            and folded[at + 1 : at + 2] in _GLOSSED
            and folded[at + 2 : at + 3] == "）"
        ):
            at += 3  # 687万亿（兆）元
        if folded[at : at + 1] == "个" and (apart := _POINTS_APART.match(folded, at)):
            points = self.tables.units.starting("个百分点", 0)
            return apart.end(), points[1] if points else None
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
            if (at > end and unit.itself) or (unit.written and self.text[at:stop] != unit.written):
                continue
            if unit.needs and unit.needs not in folded[max(0, end - _NEEDED_WITHIN) : end]:
                continue
            if unit.form is Form.MEASURE and after == "装" and folded[stop : stop + 2] not in _FITTED:
                continue  # 5公斤装
            return stop, unit
        return end, None

    def _scaled(self, token: Token, start: int) -> bool:
        """Multiplies the unit out; False when number and unit make no quantity together."""
        unit = token.unit
        assert unit is not None
        folded = self.folded
        if unit.names == "always" or (unit.code == "deg" and token.chinese):
            return False  # 第三届, 两度停工
        if unit.form is Form.INDEX:
            before = folded[start - 1 : start]
            whole = token.value == token.value.to_integral_value() and token.step == 1
            small = whole and token.value <= 24 and before not in _MOVES
            part = folded[token.end - 1] == _FEN and folded.endswith(_OVER_FEN, 0, start)
            if (token.chinese or small) and not part:
                return False
        if unit.factor is not None:
            if unit.factor == _TENTH and token.value >= 10 and folded[token.end - 1] == "折":
                token.value, token.step = token.value / 10, token.step / 10
            token.value, token.step = token.value * unit.factor, token.step * unit.factor
            if token.high is not None:
                token.high *= unit.factor
            if unit.factor == _TENTH:
                at = token.end + (folded[token.end : token.end + 1] == " ")
                digit = numbers.DIGITS.get(folded[at : at + 1] or "-") or _LAST_DIGIT.get(folded[at : at + 2])
                if digit and self._unit(at + 1)[1] is None and folded[at] not in "几数两":
                    token.value, token.step, token.end = token.value + digit * _HUNDREDTH, _HUNDREDTH, at + 1
        if unit.time and folded.startswith("个半", token.core[1]):
            token.value, token.step = token.value + (unit.factor or _ONE) / 2, (unit.factor or _ONE) / 2
        elif unit.half and self._half(token.end):
            half = (unit.factor or _ONE) / 2
            token.value, token.step, token.end = token.value + half, half, token.end + 1
        elif token.chinese and folded[token.end - 1] in _DECIMAL_UNITS:
            self._tenths(token, unit)
        return True

    def _half(self, at: int) -> bool:
        return self.folded[at : at + 1] == "半" and self.folded[at + 1 : at + 2] not in _NO_HALF

    def _tenths(self, token: Token, unit: Unit) -> None:
        """一米八, 三块五: the digit behind the unit stands for tenths where nothing else follows it."""
        digit = numbers.DIGITS.get(self.folded[token.end : token.end + 1])
        after = self.folded[token.end + 1 : token.end + 2]
        if digit and token.step == (unit.factor or _ONE) and (not after or after in _DECIMAL_ENDS):
            tenth = (unit.factor or _ONE) / 10
            token.value, token.step, token.end = token.value + digit * tenth, tenth, token.end + 1

    def per(self, match: regex.Match[str]) -> Token | None:
        """百分之十二, 千分之三."""
        base, part = numbers.read(match["base"]), numbers.read(match["part"])
        if base is None or part is None:
            return None
        token = Token(match.start(), match.end(), part, _PERCENT)
        if match["base"][0] not in "一壹":  # 一百分之二 is a fraction
            token.core = match.span("part")
        token.value, token.step = part.value / base.value, part.step / base.value
        if (match["sign"] is None) is not (match["under"] is None):
            token.value = -token.value
        if part.high is not None:
            token.high = part.high / base.value
        return token

    def fraction(self, match: regex.Match[str]) -> Token | None:
        """四分之三, 一又二分之一."""
        below, above = numbers.read(match["below"].strip()), numbers.read(match["above"].strip())
        if below is None or above is None or not below.value:
            return None
        value = _ratio(above.value, below.value)
        if match["whole"] and (whole := numbers.read(match["whole"].strip())):
            value += whole.value
        token = Token(match.start(), match.end(), Number(value, FRACTION_STEP), _FRACTION)
        if (match["sign"] is None) is not (match["minus"] is None):
            token.value = -token.value
        return token

    def short_fraction(self, match: regex.Match[str]) -> Token | None:
        """三分二: two thirds, as Hong Kong writes it."""
        below, above = (numbers.DIGITS[match["short"][place]] for place in (0, 2))
        if above >= below:
            return None
        value = _ratio(Decimal(above), Decimal(below))
        return Token(match.start(), match.end(), Number(value, FRACTION_STEP), _FRACTION)

    def ratio(self, match: regex.Match[str]) -> Token | None:
        """3:1 and 1比3 of a clause that speaks of a ratio; scores of a match are none."""
        said = _RATIO.search(self.folded, max(0, match.start() - _RATIO_BEFORE), match.start())
        first, second = numbers.read(match["left"]), numbers.read(match["right"])
        if said is None or first is None or second is None or not second.value:
            return None
        value = _ratio(first.value, second.value)
        return Token(match.start(), match.end(), Number(value.normalize(), first.step), _RATIO_UNIT)

    def slash(self, match: regex.Match[str]) -> Token | None:
        """1/4."""
        written, below = match["slash"].split("/")
        whole, _, above = written.replace("又", " ").rpartition(" ")
        if not int(below) or int(above) >= int(below) or int(below) > 10:
            return None
        value = _ratio(Decimal(above), Decimal(below)) + int(whole or 0)
        return Token(match.start(), match.end(), Number(value, FRACTION_STEP), _FRACTION)


def _ratio(above: Decimal, below: Decimal) -> Decimal:
    value = above / below
    return value.quantize(FRACTION_STEP) if value < TEN_THOUSAND else value
