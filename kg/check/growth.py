"""Growth and change: what is, what was, and what the text says of the difference."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kg.check.figures import Figure, Page
from kg.check.periods import compared_with, key
from kg.check.proposal import Proposal
from kg.check.spans import rounded
from kg.check.words import BASIS, CHANGES, ORIGINS, Cues
from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import Identity, Kind

_MOST = 100
"""Levels of one thing and period that are kept: with more of them nobody knows which is meant."""
_BEHIND = 24
"""Characters behind a figure that may still say on which basis it is: in constant currency."""
_NOT_PRINTED = (
    "growth of this metric is not counted from printed levels",
    "该指标的增速并非由所载数值直接算得",
)
_APART = Decimal(1_000_000)
"""Levels that are further apart are not of one thing, but one a total and the other for each; 万 and 亿 are 10,000 apart."""
_FAR = ("the two levels are too far apart to be of one thing", "两期数值相差过大，应非同一事物")
_ALIKE = ("the two levels are written alike", "两期数值所写相同")
_AMBIGUOUS = ("several figures could be meant", "可能所指的数字不止一个")

Series = tuple[str | None, frozenset[str], str | None, str, tuple[date, date]]


class Levels:
    """Levels by what they are of and when."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._found: dict[Series, list[Figure]] = defaultdict(list)
        for figure in figures:
            days = key(figure.period)
            if figure.kind in (Kind.LEVEL, Kind.SHARE) and days is not None:
                found = self._found[*figure.thing, figure.unit, days]
                if len(found) < _MOST:
                    found.append(figure)

    def of(self, like: Figure, unit: str, days: tuple[date, date] | None) -> list[Figure]:
        """Levels of the same thing as this figure in a unit, of these days; one for each claim, the nearest first."""
        if days is None:
            return []
        found = self._found.get((*like.thing, unit, days), [])
        nearest = sorted(
            found,
            key=lambda figure: (
                figure.source != like.source,
                abs(figure.start - like.start),
                figure.mention.id,
            ),
        )
        claims: dict[str, Figure] = {}
        for figure in nearest:
            claims.setdefault(figure.mention.claim, figure)
        return list(claims.values())


def growth_by_series(
    figures: Iterable[Figure], lexicon: Lexicon, cues: Cues, page: Page | None
) -> Iterator[Proposal]:
    """A growth rate with the level of its period and that of its baseline: 225亿美元 in 2016, 120亿美元 in 2015, 87.5%."""
    listed = list(figures)
    levels = Levels(listed)
    by_thing: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for figure in listed:
        if figure.kind is Kind.LEVEL:
            by_thing[figure.thing].add(figure.unit)
    for change in listed:
        if change.kind not in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE) or change.period is None:
            continue
        if change.metric is None:
            continue
        before = compared_with(change.period, change.mention.baseline)
        units = by_thing[change.thing] if change.kind is Kind.GROWTH_RATE else {change.unit}
        for unit in sorted(units):
            new = levels.of(change, unit, key(change.period))
            old = levels.of(change, unit, before)
            if (
                before == key(change.period)
                or not new
                or not old
                or not _positive(new[0])
                or not _positive(old[0])
            ):
                continue
            alone = len(new) == len(old) == 1
            sure = alone and change.subject is not None
            made = _proposal(
                change, new[0], old[0], sure, _AMBIGUOUS, lexicon, cues, page, "growth_by_series"
            )
            yield made if alone else replace(made, only_if_holds=True)


def growth_from_to(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """From what to what, and by how much, in one sentence: 由10亿元增至12亿元，增长20%."""
    for sentence in page.sentences:
        for place, (old, new) in enumerate(itertools.pairwise(sentence)):
            if not _alike(old, new):
                continue
            gap = page.gap(old, new) or ""
            if len(gap) > 24 or (
                cues.last(CHANGES, gap) is None and not gap.strip().endswith(("至", "到", "to"))
            ):
                continue
            if cues.last(ORIGINS, page.before(old)) is None:
                continue
            for change in sentence[place + 2 : place + 4]:
                if change.kind not in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE):
                    break
                if change.kind is Kind.ABSOLUTE_CHANGE and change.unit != new.unit:
                    continue
                between = page.gap(new, change)
                if between is None or len(between) > 24:
                    break
                yield _told(change, new, old, lexicon, cues, page, "growth_from_to")


def growth_over_what_was(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """A level, its growth and then what it was: $12 billion, up 20% from $10 billion."""
    for sentence in page.sentences:
        for new, change, old in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if change.kind not in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE) or not _alike(old, new):
                continue
            if change.kind is Kind.ABSOLUTE_CHANGE and change.unit != new.unit:
                continue
            gaps = page.gap(new, change), page.gap(change, old)
            if None in gaps or any(len(gap or "") > 32 for gap in gaps):
                continue
            cue = cues.first(ORIGINS, gaps[1] or "")
            if cue is None or cue.start > 4:
                continue
            yield _told(change, new, old, lexicon, cues, page, "growth_over_what_was")


def change_and_growth(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """A level, by how much it changed and by what rate: 31278亿美元，增加81亿美元，升幅0.26%."""
    for sentence in page.sentences:
        for new, change, rate in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if (new.kind, change.kind, rate.kind) != (Kind.LEVEL, Kind.ABSOLUTE_CHANGE, Kind.GROWTH_RATE):
                continue
            if (
                new.unit != change.unit
                or not _positive(new)
                or change.mention.baseline != rate.mention.baseline
            ):
                continue
            if new.subject != change.subject or change.thing != rate.thing:
                continue
            gaps = page.gap(new, change), page.gap(change, rate)
            if None in gaps or any(len(gap or "") > 16 for gap in gaps):
                continue
            doubt = _doubt(rate, (new, change), lexicon, cues, page)
            yield Proposal(
                Identity.GROWTH,
                (new, change, rate),
                ("new", "change", "growth"),
                "a / (a - b) - 1 = c",
                "change_and_growth",
                0.9,
                sure=not doubt,
                doubt=doubt[0] if doubt else "",
                doubt_zh=doubt[1] if doubt else "",
            )


def _told(
    change: Figure, new: Figure, old: Figure, lexicon: Lexicon, cues: Cues, page: Page, rule: str
) -> Proposal:
    """Of figures that stand side by side: where the change is of another thing, only what holds counts."""
    same = change.subject == new.subject and change.metric == new.metric
    made = _proposal(change, new, old, same, _AMBIGUOUS, lexicon, cues, page, rule)
    return made if same else replace(made, only_if_holds=True)


def _proposal(
    change: Figure,
    new: Figure,
    old: Figure,
    sure: bool,
    unsure: tuple[str, str],
    lexicon: Lexicon,
    cues: Cues,
    page: Page | None,
    rule: str,
) -> Proposal:
    doubt = _doubt(change, (new, old), lexicon, cues, page) or (None if sure else unsure)
    if max(new.quantity.value, old.quantity.value) > _APART * min(new.quantity.value, old.quantity.value):
        doubt = doubt or _FAR
    now, then = rounded(new.quantity), rounded(old.quantity)
    if now.bounded and then.bounded and now.overlaps(then):
        doubt = doubt or _ALIKE  # one figure, dated twice, is more likely than no change
    rate = change.kind is Kind.GROWTH_RATE
    return Proposal(
        Identity.GROWTH if rate else Identity.CHANGE,
        (new, old, change),
        ("new", "old", "growth" if rate else "change"),
        "a / b - 1 = c" if rate else "a - b = c",
        rule,
        sure=doubt is None,
        doubt=doubt[0] if doubt else "",
        doubt_zh=doubt[1] if doubt else "",
        otherwise="b / a - 1 = c" if rate else "b - a = c",
    )


def _doubt(
    change: Figure, levels: tuple[Figure, ...], lexicon: Lexicon, cues: Cues, page: Page | None
) -> tuple[str, str] | None:
    """Why a change need not follow from the printed levels: constant prices, a comparable base."""
    metric = change.mention.metric
    entry = lexicon.entries.get(metric.id) if metric and metric.id else None
    if entry is not None and entry.get("growthBasis"):
        return _NOT_PRINTED
    beside = (change, *levels) if page else (change,)
    words = " ".join(
        fold(figure.mention.quote.exact + figure.mention.quote.suffix[:_BEHIND]) for figure in beside
    )
    before = page.before(change) if page else ""
    return _NOT_PRINTED if cues.first(BASIS, words) or cues.first(BASIS, before) else None


def _alike(old: Figure, new: Figure) -> bool:
    """Whether two levels can be what one thing was and is."""
    return (
        old.kind in (Kind.LEVEL, Kind.SHARE)
        and new.kind in (Kind.LEVEL, Kind.SHARE)
        and old.unit == new.unit
        and _positive(old)
        and _positive(new)
        and old.subject == new.subject
        and old.metric == new.metric
    )


def _positive(figure: Figure) -> bool:
    return figure.quantity.value > 0
