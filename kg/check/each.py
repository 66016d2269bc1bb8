"""So much for each: number times average, total per head, price times shares, so much a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.check.figures import Figure, Page
from kg.check.periods import days, key, months
from kg.check.proposal import Proposal
from kg.check.spans import rounded
from kg.check.words import EXTREMES, HEAD_RATES, TIME_RATES, Cue, Cues, is_net
from kg.folding import fold
from kg.lexicon import Entry, Lexicon
from kg.model import Identity, Interval, Kind

_LOT = re.compile(r"每\s*(\d{1,4})\s*股")
_CLAUSE = re.compile(r"[，,；;：:、]")
_MOST = 60
"""Figures that are looked at for one rate."""
_UNSURE = ("what the average is of is not certain", "平均值所对应的范围并不确定")
_HEADS = ("per-head", "per-household")


def total_of_each(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """A number of things, so much for each, and the total, in one sentence or two that follow each other."""
    for nearby in page.sentences:
        if len(nearby) > _MOST:
            continue  # a list, not a sentence
        rates = [
            (each, cue)
            for each in nearby
            if each.kind is Kind.LEVEL and (cue := _cue(page, each, cues, HEAD_RATES)) is not None
        ]
        for each, cue in rates:
            if sum(other.entry is cue.entry for _, other in rates) > 1 or _extreme(page, each, cues):
                continue
            nouns = (cue.entry.get("words") or "").split()
            counts = [f for f in nearby if f is not each and _counts(f, nouns)]
            totals = [f for f in nearby if f is not each and _totals(page, f, each, cues)]
            if len(counts) != 1 or len(totals) != 1:
                continue
            count, total = counts[0], totals[0]
            yield _each(page, count, each, total, cue.entry, not is_net(total, cues))


def _each(page: Page, count: Figure, each: Figure, total: Figure, entry: Entry, gross: bool) -> Proposal:
    lot = _LOT.search(page.before(each))
    size = int(lot[1]) if lot else 1
    agree = key(count.period) == key(each.period) == key(total.period) and _subjects(count, each, total)
    agree &= count.start < max(
        each.start, total.start
    )  # what is told last is what is left, not what was sold
    head = entry.iri.rsplit("/", 1)[-1] in _HEADS
    formula = "b / a = c" if head else "a * b = c" if size == 1 else f"a * b / {size} = c"
    figures = (count, total, each) if head else (count, each, total)
    names = ("heads", "total", "each") if head else ("number", "each", "total")
    return Proposal(
        Identity.PER_HEAD if head else Identity.PRODUCT,
        figures,
        names,
        formula,
        "total_of_each",
        0.85,
        sure=agree and gross,
        doubt=_UNSURE[0],
        doubt_zh=_UNSURE[1],
    )


def _subjects(*figures: Figure) -> bool:
    return len({figure.subject for figure in figures}) == 1


def _extreme(page: Page, each: Figure, cues: Cues) -> bool:
    """Whether it is the highest or lowest of several: what one paid at most is not what all cost."""
    clause = _CLAUSE.split(page.before(each))[-1]
    return cues.first(EXTREMES, clause + fold(each.quantity.text)) is not None


def _cue(page: Page, figure: Figure, cues: Cues, role: str) -> Cue | None:
    """The word of a rate that belongs to this figure: in the clause before it or in its unit."""
    before = _LOT.sub("每股", _CLAUSE.split(page.before(figure))[-1])
    return cues.last(role, before) or cues.first(role, fold(figure.quantity.text))


def _counts(figure: Figure, nouns: Sequence[str]) -> bool:
    """Whether a figure counts what the rate is for: its classifier or its noun is one of these."""
    if figure.unit != "{count}" or figure.kind is not Kind.LEVEL:
        return False
    written = fold(figure.quantity.text).rstrip()
    counted = fold(figure.quantity.counted or "")
    return any(
        written.endswith(noun) or counted == noun or (len(noun) > 1 and counted.endswith(noun))
        for noun in nouns
    )


def _totals(page: Page, figure: Figure, each: Figure, cues: Cues) -> bool:
    """Whether a figure can be the total: of the unit of the average and its metric, and no rate itself."""
    if figure.kind is not Kind.LEVEL or figure.unit != each.unit or figure.quantity.value <= 0:
        return False
    if figure.quantity.value <= each.quantity.value:
        return False
    return not (_cue(page, figure, cues, HEAD_RATES) or _cue(page, figure, cues, TIME_RATES))


def total_of_days(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """So much a day, week or month, and the total of a period: 每天近十亿次, 全年约3000亿次."""
    rates = [
        (figure, cue)
        for figure in page.figures
        if figure.kind is Kind.LEVEL and (cue := _cue(page, figure, cues, TIME_RATES)) is not None
    ]
    rated = {figure.mention.id for figure, _ in rates}
    by_thing: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    for figure in page.figures:
        if figure.mention.id not in rated and figure.period is not None:
            by_thing[figure.unit, figure.subject].append(figure)
    for rate, cue in rates:
        totals = [
            figure
            for figure in by_thing[rate.unit, rate.subject][:_MOST]
            if _is_total_of(figure, rate, cue.entry)
        ]
        claims = {figure.mention.claim: figure for figure in totals}
        for total in claims.values():
            number = _number(total, cue.entry.get("code"))
            same = key(rate.period) is not None and key(rate.period) == key(total.period)
            average = cue.entry.get("nature") == "average"
            assert number is not None
            yield Proposal(
                Identity.AVERAGE,
                (rate, total),
                ("each", "total"),
                f"a * {number} = b",
                "total_of_days",
                0.8,
                sure=same and average and len(claims) == 1 and rate.subject == total.subject,
                doubt=_UNSURE[0],
                doubt_zh=_UNSURE[1],
                only_if_holds=len(claims) > 1 or key(rate.period) is None,
            )


def _is_total_of(total: Figure, rate: Figure, entry: Entry) -> bool:
    number = _number(total, entry.get("code"))
    return (
        total.kind is Kind.LEVEL
        and total.unit == rate.unit
        and total.subject == rate.subject
        and number is not None
        and number > 1
        and _same_measure(total, rate)
        and (key(rate.period) is None or key(rate.period) == key(total.period))
    )


def _number(total: Figure, unit: str | None) -> int | None:
    """How many days, weeks, months or years the period of a total has."""
    if total.period is None:
        return None
    whole = months(total.period)
    match unit:
        case "d":
            return days(total.period) if days(total.period) > 1 else None
        case "mo":
            return whole
        case "a":
            return whole // 12 if whole is not None and whole % 12 == 0 else None
    return None


def _same_measure(total: Figure, rate: Figure) -> bool:
    """Whether two metrics are one, but for the words of the rate: 机器翻译服务 and 每天在线翻译服务 end alike."""
    if total.metric is not None and total.metric == rate.metric:
        return True
    one, other = (_words(figure) for figure in (total, rate))
    alike = 0
    while alike < min(len(one), len(other)) and one[-1 - alike] == other[-1 - alike]:
        alike += 1
    return alike >= 4 or (alike >= 2 and alike == min(len(one), len(other)))


def _words(figure: Figure) -> str:
    counted = figure.quantity.counted
    metric = figure.mention.metric
    return fold(counted or (metric.text if metric else ""))


def price_times_shares(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """Shares bought between a lowest and a highest price, and the sum paid: it lies between both products."""
    for sentence in page.sentences:
        prices = [f for f in sentence if f.kind is Kind.LEVEL and fold(f.quantity.text).endswith("元/股")]
        counts = [
            f
            for f in sentence
            if f.unit == "{count}" and f.kind is Kind.LEVEL and fold(f.quantity.text).endswith("股")
        ]
        if len(prices) != 2 or len(counts) != 1:
            continue
        low, high = sorted(prices, key=lambda f: (f.quantity.value, f.start))
        paid = [
            f
            for f in sentence
            if f.unit == low.unit
            and f.kind is Kind.LEVEL
            and f not in prices
            and f.quantity.value > high.quantity.value
        ]
        if len(paid) != 1:
            continue
        between = Interval(rounded(low.quantity).lower, rounded(high.quantity).upper)
        yield Proposal(
            Identity.PRODUCT,
            (counts[0], low, high, paid[0]),
            ("number", "lowest price", "highest price", "total"),
            "a * price = d",
            "price_times_shares",
            0.9,
            given=(("price", between, f"{low.quantity.text}…{high.quantity.text}"),),
            sure=counts[0].start < min(low.start, high.start),
            doubt=_UNSURE[0],
            doubt_zh=_UNSURE[1],
        )
