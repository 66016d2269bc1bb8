"""One sum of money in two currencies, at a rate that is plausible."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from kg.check.figures import Page
from kg.check.proposal import Proposal
from kg.check.wording import spelt
from kg.check.words import CONVERSIONS, Cues
from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import Identity, Interval, Kind

_BETWEEN = " （(，,约、about"


@lru_cache(maxsize=4)
def rates(lexicon: Lexicon) -> dict[str, Interval]:
    """Units of a currency for one US dollar: the lowest and the highest rate that counts as plausible."""
    found = {"USD": Interval.exactly(1)}
    for entry in lexicon.of_scheme("units"):
        low, high, code = (entry.get(name) for name in ("perDollarLow", "perDollarHigh", "code"))
        if low and high and code:
            found[code] = Interval(Decimal(low), Decimal(high))
    return found


def one_sum_in_two_currencies(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """1.2亿美元（约合人民币8.1亿元）: what one dollar is worth lies within what it was in this century."""
    known = rates(lexicon)
    for sentence in page.sentences:
        for one, other in itertools.pairwise(sentence):
            if one.unit == other.unit or one.unit not in known or other.unit not in known:
                continue
            if one.kind is not other.kind or one.kind not in (Kind.LEVEL, Kind.ABSOLUTE_CHANGE):
                continue
            gap = page.gap(one, other)
            if gap is None or cues.without(CONVERSIONS, gap).strip(_BETWEEN):
                continue  # 按汇率1美元兑6.34元折合: what stands between says that one is a rate
            if cues.first(CONVERSIONS, gap + fold(other.quantity.text)[:4]) is None:
                continue
            rate = known[other.unit] / known[one.unit]
            yield Proposal(
                Identity.CURRENCY,
                (one, other),
                ("sum", "same sum"),
                "b / a = rate",
                "one_sum_in_two_currencies",
                0.9,
                only_if_told=True,
                given=(("rate", rate, f"{spelt(rate, percent=False)} {other.unit}/{one.unit}"),),
            )
