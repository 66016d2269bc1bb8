"""Differences of rates in percentage points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.check.figures import Figure, Page
from kg.check.periods import compared_with, key
from kg.check.proposal import Proposal
from kg.check.words import CHANGES, ORIGINS, Cues
from kg.lexicon import Lexicon
from kg.model import Identity, Kind

_RATES = (Kind.SHARE, Kind.LEVEL, Kind.GROWTH_RATE, Kind.RATIO)
_FORMULA = "(a - b) * 100 = c"
_UNSURE = ("several figures could be meant", "可能所指的数字不止一个")


def points_by_series(
    figures: Iterable[Figure], lexicon: Lexicon, cues: Cues, page: Page | None
) -> Iterator[Proposal]:
    """A rate, the rate of its baseline and the points between them, of one series."""
    listed = list(figures)
    rates: dict[tuple[object, ...], dict[str, Figure]] = defaultdict(dict)
    for figure in listed:
        if _is_rate(figure) and figure.metric is not None:
            rates[figure.thing, figure.kind, key(figure.period)].setdefault(figure.mention.claim, figure)
    for change in listed:
        if change.kind is not Kind.POINT_CHANGE or change.period is None or change.metric is None:
            continue
        before = compared_with(change.period, change.mention.baseline)
        if before is None:
            continue
        for kind in _RATES:
            new = list(rates.get((change.thing, kind, key(change.period)), {}).values())
            old = list(rates.get((change.thing, kind, before), {}).values())
            if new and old:
                sure = len(new) == len(old) == 1 and change.subject is not None
                yield _points(new[0], old[0], change, "points_by_series", sure)


def points_from_to(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """From what rate to what rate, and by how many points: 由52.1%升至53.3%，提高1.2个百分点."""
    for sentence in page.sentences:
        for old, new, change in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if change.kind is not Kind.POINT_CHANGE or not (_is_rate(old) and _is_rate(new)):
                continue
            gap, rest = page.gap(old, new), page.gap(new, change)
            if gap is None or rest is None or len(gap) > 24 or len(rest) > 20:
                continue
            if cues.last(CHANGES, gap) is None and not gap.strip().endswith(("至", "到", "to")):
                continue
            if cues.last(ORIGINS, page.before(old)) is not None:
                yield _points(new, old, change, "points_from_to", old.metric == new.metric)


def _points(new: Figure, old: Figure, change: Figure, rule: str, sure: bool) -> Proposal:
    return Proposal(
        Identity.POINT_DIFFERENCE,
        (new, old, change),
        ("new", "old", "points"),
        _FORMULA,
        rule,
        sure=sure,
        doubt=_UNSURE[0],
        doubt_zh=_UNSURE[1],
    )


def _is_rate(figure: Figure) -> bool:
    return figure.kind in _RATES and figure.unit == "1"
