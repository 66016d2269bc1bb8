"""Quantities in English text: one pass of one pattern, units and signal words from the vocabulary.

more than $3.4 billion, nearly a third, 40% to 50%, up 1.3 percentage points, the third-largest, doubled
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.en import numbers
from kg.extract.units import LOCAL_MONEY, Amount, Approximator, Tables, Unit, amount_of, tables
from kg.lexicon import Hit, Lexicon
from kg.model import Bound

_MONTHS = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
_SKIP = rf"""
  https?://\S++ | www\.\S++
| (?:19|20)\d\d-\d\d?-\d\d?(?!\d) | \d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d) | \d{{1,2}}:\d\d(?:\ ?[ap]\.?m\.?)? | \d{{1,2}}\ ?[ap]\.?m\b\.?
| {_MONTHS}\ \d{{1,2}}(?!\d|\.\d|,\d{{3}}|\ ?%|\ (?:percent|million|billion))(?:\ ?[-]\ ?\d{{1,2}})?(?:st|nd|rd|th)?(?:,?\ (?:19|20)\d\d)?
| \d{{1,2}}(?:st|nd|rd|th)?\ {_MONTHS}(?![a-z])(?:\ (?:19|20)\d\d)? | {_MONTHS}\ (?:19|20)\d\d
| (?:19|20)\d\d(?:[-/]\d{{2,4}})?(?![\d%,.]\d|\d|\ ?%|\ (?:million|billion|people|points|yuan|dollars|tons|tonnes))s?
| \d{{1,2}}(?:st|nd|rd|th)\b(?!-(?:largest|biggest))
| (?:q|h|fy|v|no\.?\ |g|figure\ |table\ |chapter\ |section\ |page\ |covid-|article\ )\d++(?:\.\d++)*+
| (?:aged|ages|age)\ \d{{1,3}}(?:\ ?(?:to|-|–|and)\ ?\d{{1,3}})?
| \d++(?:\.\d++){{2,}} | \d++(?:-\d++){{2,}} | (?<=^\s{{0,4}})\d{{1,2}}[.)]\s
"""
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_RANK = r"""
    (?:(?P<order>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))[- ](?:largest|biggest|highest|most|busiest|fastest)(?![a-z])
     | (?<=rank(?:s|ed|ing)?\ |placed\ |came\ |in\ )(?P<order>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))(?=\ (?:in|among|place|globally|worldwide)|[,.;]|$)
     | (?<=among\ the\ |in\ the\ |into\ the\ |ranked\ |ranks\ )top\ (?P<top>three|five|ten|\d{1,3})(?![\d-]))
"""
_FRACTION_STEP = Decimal("1e-12")


@lru_cache(maxsize=8)
def _pattern(lexicon: Lexicon) -> regex.Pattern[str]:
    found = tables(lexicon)
    numerals = "|".join(sorted((regex.escape(w) for w in found.numerals), key=lambda w: (-len(w), w)))
    denominators = "|".join(sorted((regex.escape(w) for w in found.fractions), key=lambda w: (-len(w), w)))
    source = rf"""
    (?=[\d.+-]|(?<![a-z])[a-z])
    (?: (?<![a-z\d])(?P<skip>{_SKIP})
      | (?<![a-z\d.]){_RANK}
      | (?<![a-z\d-])(?P<parts>an?|one|{numerals})[\ -](?P<part>{denominators})(?![a-z])
      | (?<![a-z\d-])(?P<above>{numerals}|\d{{1,3}})\ (?:in|out\ of)\ (?:every\ )?(?P<below>{numerals}|\d{{1,3}})(?![a-z\d%])(?!\ (?:million|billion))
      | (?<![a-z\d.]|[a-z]-|\d[,:/])(?P<sign>[-+±]|minus\ )?+(?P<num>{numbers.number_source(lexicon)})
      | (?P<skip>\d++)
    )
    """
    return regex.compile(source, regex.VERBOSE | regex.MULTILINE)


_JOIN = regex.compile(r"\s?(?:-|–|to|~)\s?")
_NOUN = regex.compile(
    r"\s(?:of\s)?((?:(?!\b(?:of|in|and|or|to|for|from|by|at|on|as|than|per|is|are|was|were|the|this|last|its|their|that|which|with|has|had|have)\b)[a-z][a-z-]*\s){0,2}?(?:[a-z][a-z-]*(?<!s)s|people|women|men|children))(?![a-z-])"
)


_TOLL = regex.compile(
    r"\s(?:others?\s)?(?:(?:were|was|have been|had been|are)\s)?(?:killed|injured|wounded|dead|missing|arrested|hospitali[sz]ed|infected|displaced|rescued)\b"
)
"""Behind a number of people whom no noun names: 46 killed and 120 injured."""


def find_quantities(
    text: str, folded: str, hits: Sequence[Hit], lexicon: Lexicon, *, region: str | None = None
) -> list[QuantitySpan]:
    """The quantities of a text, in order, none overlapping another.

    `folded` is `kg.folding.fold(text)`, `hits` what the lexicon found in it, `region` the ISO 3166 code of the
    source's country.
    """
    return _Reader(text, folded, hits, lexicon, region).run()


class _Reader:
    def __init__(
        self, text: str, folded: str, hits: Sequence[Hit], lexicon: Lexicon, region: str | None
    ) -> None:
        self.text, self.folded, self.lexicon = text, folded, lexicon
        self.tables: Tables = tables(lexicon)
        self.local = self.tables.currency(region)
        self.amounts = [
            hit for hit in hits if "amount-words" in hit.entry.schemes and folded[hit.start].isascii()
        ]
        self.names = [
            (hit.start, hit.end)
            for hit in hits
            if not hit.entry.schemes.isdisjoint(_NAMES)
            and any(c.isdecimal() for c in folded[hit.start : hit.end])
        ]
        self.out: list[QuantitySpan] = []

    def run(self) -> list[QuantitySpan]:
        inside = {place for start, end in self.names for place in range(start, end)}
        for match in _pattern(self.lexicon).finditer(self.folded):
            if match["skip"] is not None or match.start() in inside:
                continue
            if match["num"] is not None:
                self._number(match)
            elif match["part"] is not None:
                self._fraction(match)
            elif match["below"] is not None:
                self._ratio(match)
            else:
                self._rank(match)
        for hit in self.amounts:
            self._amount(hit.start, hit.end, amount_of(hit.entry))
        return _without_overlaps(self.out)

    def _number(self, match: regex.Match[str]) -> None:
        folded, (core, end) = self.folded, match.span("num")
        number = numbers.read(match["num"], self.lexicon)
        if number is None:
            return
        value, step = number.value, number.step
        start = core
        sign = match["sign"]
        joined = bool(sign) and self._previous_ends(match.start("sign"))
        if sign and not joined:
            start = match.start("sign")
            value = -value if sign[0] in "-m" else value
        core_end = end
        end, unit = self._unit(end)
        after_letter = folded[end : end + 1]
        if unit is None and after_letter.isascii() and after_letter.isalpha():
            return
        code, form = (unit.code, unit.form) if unit else ("1", Form.BARE)
        if unit is not None and unit.factor is not None:
            value, step = value * unit.factor, step * unit.factor
        symbol = self.tables.symbols.ending(folded, start - 1 if folded[start - 1 : start] == " " else start)
        if symbol is not None and form in (Form.BARE, Form.MONEY) and self._whole_word(symbol[0]):
            start, code, form = symbol[0], symbol[1], Form.MONEY
        if code == LOCAL_MONEY:
            code = self.local
        if self._range(start, end, value, number, step, form, code, (core, core_end), joined):
            return
        before, start = self._before(start)
        after, end = self._after(end)
        counted_at = self._noun(end) if form is Form.BARE else None
        digits = folded[core].isdecimal()
        if form is Form.BARE:
            if counted_at is not None or _TOLL.match(folded, end):
                form, code = Form.COUNT, "{count}"
            elif (
                number.scale == 1
                and before is None
                and after is None
                and not (digits and step < 1)
                and value < 1000
            ):
                return
            if not digits and value <= 2 and before is None:
                return  # one year, two sides
        self._emit(
            start, end, form, code, value, step, before, after, counted_at, (core, core_end), number.vague
        )

    def _previous_ends(self, at: int) -> bool:
        return bool(self.out) and self.out[-1].end == at

    def _range(
        self,
        start: int,
        end: int,
        value: Decimal,
        number: numbers.Number,
        step: Decimal,
        form: Form,
        code: str,
        core: tuple[int, int],
        joined: bool,
    ) -> bool:
        """Makes one range of this number and the one before it: 40% to 50%, $2-3 billion."""
        first = _PREVIOUS.search(self.folded, max(0, start - 40), start)
        low: Decimal | None = None
        began = start
        if self.out and self.out[-1].core[0] < start and self.out[-1].bound in (Bound.EXACT, Bound.APPROX):
            last = self.out[-1]
            gap = self.folded[last.end : start]
            same = last.unit == code or last.form in (Form.BARE, Form.COUNT) or last.form is Form.MONEY
            same = same and (
                last.form is not Form.PERCENT or form is Form.PERCENT
            )  # 0.8% to 150.2 per dollar
            ends = gap.strip() == "and" and self.folded.endswith("between ", 0, last.start)
            if (joined and not gap.strip("-")) or ((_JOIN.fullmatch(gap) or ends) and same):
                change = self.folded[max(0, last.start - 5) : last.start] == "from "
                if change and "to" in gap:
                    return False
                low, began = last.value, last.start
                if last.form in (Form.BARE, Form.COUNT) and number.value:
                    low *= value / number.value  # the percent sign of 1,500 to 2,000%
                if number.scale > 1 and low < value / number.scale:
                    low *= number.scale
                if last.form is Form.MONEY and form is Form.BARE:
                    form, code = last.form, last.unit
                self.out.pop()
        elif first is not None:
            plain = Decimal(first[1].replace(",", ""))
            low = plain * (value / number.value * number.scale if number.value else 1)
            if low >= value:
                low = plain
            began = first.start(1)
            symbol = self.tables.symbols.ending(self.folded, began)
            if symbol is not None and self._whole_word(symbol[0]):
                began, code, form = symbol[0], symbol[1], Form.MONEY
            if _YEAR.fullmatch(first[1]):
                return False
        if low is None or low >= value:
            return False
        counted_at = self._noun(end) if form is Form.BARE else None
        if counted_at is not None:
            form, code = Form.COUNT, "{count}"
        counted = self.text[slice(*counted_at)] if counted_at else None
        _, began = self._before(began)
        middle = (low + value) / 2
        self.out.append(
            QuantitySpan(
                began, end, form, middle, code, Bound.RANGE, low, value, counted, counted_at, step, core
            )
        )
        return True

    def _unit(self, end: int) -> tuple[int, Unit | None]:
        folded = self.folded
        at = end + 1 if folded[end : end + 1] in (" ", "-") else end
        for stop, unit in self.tables.units.all_starting(folded, at):
            if unit.form is Form.COUNT or not self._ends_word(stop):
                continue
            return stop, unit
        return end, None

    def _ends_word(self, at: int) -> bool:
        after, last = self.folded[at : at + 1], self.folded[at - 1]
        return not (last.isalpha() and after.isalnum())

    def _whole_word(self, at: int) -> bool:
        return not (at and self.folded[at].isalpha() and self.folded[at - 1].isalnum())

    def _before(self, start: int) -> tuple[Approximator | None, int]:
        at = start - 1 if self.folded[start - 1 : start] == " " else start
        found = self.tables.before.ending(self.folded, at)
        if found is None or not self._whole_word(found[0]):
            return None, start
        return found[1], found[0]

    def _after(self, end: int) -> tuple[Approximator | None, int]:
        at = end + 1 if self.folded[end : end + 1] == " " else end
        found = self.tables.after.starting(self.folded, at)
        if found is None or not self._ends_word(found[0]):
            return None, end
        return found[1], found[0]

    def _noun(self, end: int) -> tuple[int, int] | None:
        match = _NOUN.match(self.folded, end)
        return match.span(1) if match else None

    def _emit(
        self,
        start: int,
        end: int,
        form: Form,
        code: str,
        value: Decimal,
        step: Decimal | None,
        before: Approximator | None,
        after: Approximator | None,
        counted_at: tuple[int, int] | None,
        core: tuple[int, int],
        vague: bool = False,
    ) -> None:
        word = before if before is not None and before.bound is not Bound.EXACT else after
        bound = word.bound if word is not None else Bound.MIN if vague else Bound.EXACT
        lower = value if bound is Bound.MIN else None
        near = word is not None and word.upper
        upper = value if bound is Bound.MAX or (bound is Bound.APPROX and near) else None
        counted = self.text[slice(*counted_at)] if counted_at else None
        self.out.append(
            QuantitySpan(
                start, end, form, value, code, bound, lower, upper, counted, counted_at, step, core, not vague
            )
        )

    def _fraction(self, match: regex.Match[str]) -> None:
        parts = self.tables.numerals.get(match["parts"], Decimal(1))
        value = (parts / self.tables.fractions[match["part"]]).quantize(_FRACTION_STEP)
        if value >= 1 or (
            match["part"] == "quarter" and match["parts"] in ("a", "one") and self._calendar(match)
        ):
            return
        self._rate(match, value)

    def _calendar(self, match: regex.Match[str]) -> bool:
        """A quarter that is three months: a quarter earlier."""
        return not self.folded.startswith(" of", match.end())

    def _ratio(self, match: regex.Match[str]) -> None:
        above, below = (
            Decimal(word) if word.isdecimal() else self.tables.numerals[word]
            for word in (match["above"], match["below"])
        )
        if 0 < above < below:
            self._rate(match, (above / below).quantize(_FRACTION_STEP))

    def _rate(self, match: regex.Match[str], value: Decimal) -> None:
        before, start = self._before(match.start())
        self._emit(
            start, match.end(), Form.FRACTION, "1", value, _FRACTION_STEP, before, None, None, match.span()
        )

    def _rank(self, match: regex.Match[str]) -> None:
        word = match["order"] or match["top"]
        digits = word.rstrip("stndrh")
        value = (
            Decimal(digits)
            if digits.isdecimal()
            else self.tables.numerals.get(word) or Decimal(_ORDINALS.get(word, 0))
        )
        if not value:
            return
        top = match["top"] is not None
        bound, upper = (Bound.MAX, value) if top else (Bound.EXACT, None)
        self.out.append(
            QuantitySpan(
                *match.span(),
                Form.RANK,
                value,
                "{rank}",
                bound,
                None,
                upper,
                None,
                None,
                Decimal(1),
                match.span(),
            )
        )

    def _amount(self, at: int, end: int, word: Amount) -> None:
        before, start = self._before(at)
        bound = before.bound if before is not None and before.bound is not Bound.EXACT else word.bound
        lower = word.value if bound is Bound.MIN else None
        near = (before is not None and before.upper) or word.upper is not None
        upper = word.value if bound is Bound.MAX or (bound is Bound.APPROX and near) else None
        self.out.append(
            QuantitySpan(
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
                (at, end),
                word.precise,
            )
        )


_NAMES = frozenset({"entities", "publishers"})
_PREVIOUS = regex.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?:\s?-\s?|\sto\s|\sand\s(?<=between.*))[$€£¥]?$")
_YEAR = regex.compile(r"(?:19|20)\d\d")


def _without_overlaps(found: list[QuantitySpan]) -> list[QuantitySpan]:
    """In order; of two that overlap the longer."""
    chosen: list[QuantitySpan] = []
    for span in sorted(found, key=lambda q: (q.start, -q.end)):
        if chosen and span.start < chosen[-1].end:
            if span.end - span.start > chosen[-1].end - chosen[-1].start:
                chosen[-1] = span
            continue
        chosen.append(span)
    return chosen
