"""Months that add up to a quarter, quarters to a year, and what is left in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kg.check.figures import Figure, Page
from kg.check.periods import days, key, months
from kg.check.proposal import Proposal
from kg.check.verdict import LETTERS
from kg.check.words import Cues
from kg.lexicon import Lexicon
from kg.model import Identity, Kind

_SOME = 12
"""Periods of a whole at most: the months of a year."""
_MOST = 200
"""Figures of one series; with more of them nobody knows which belong together."""
_STATE = ("it is not certain that this metric adds up over time", "该指标未必可按时间累加")


def periods_add_up(
    figures: Iterable[Figure], lexicon: Lexicon, cues: Cues, page: Page | None
) -> Iterator[Proposal]:
    """The parts of a period and the whole of it, of one series: two quarters and the half year."""
    series: dict[tuple[object, ...], dict[tuple[object, ...], Figure]] = defaultdict(dict)
    for figure in figures:
        if figure.kind is Kind.LEVEL and figure.metric is not None and _adds_up(figure):
            series[figure.thing, figure.unit].setdefault((key(figure.period), figure.mention.claim), figure)
    for found in series.values():
        if len(found) > _MOST:
            continue
        known = sorted(found.values(), key=lambda f: (f.period.start if f.period else date.min, f.start))
        for whole in known:
            parts = _tiling(whole, known)
            if parts:
                sure = (
                    _flows(whole, lexicon)
                    and whole.subject is not None
                    and len(found) == len({days_of for days_of, _ in found})
                )
                letters = LETTERS[: len(parts)]
                yield Proposal(
                    Identity.CUMULATIVE,
                    (*parts, whole),
                    (*("part",) * len(parts), "whole"),
                    f"{' + '.join(letters)} = {LETTERS[len(parts)]}",
                    "periods_add_up",
                    0.9,
                    sure=sure,
                    doubt=_STATE[0],
                    doubt_zh=_STATE[1],
                    only_if_holds=not _flows(whole, lexicon),
                )


def _adds_up(figure: Figure) -> bool:
    """Whether the period is made of whole months: the value of a day is a state."""
    return figure.period is not None and months(figure.period) is not None and figure.settled


def _tiling(whole: Figure, known: Sequence[Figure]) -> list[Figure]:
    """The fewest figures whose periods fill that of the whole; longer ones first. Empty where there are none."""
    assert whole.period is not None
    by_start: dict[object, list[Figure]] = defaultdict(list)
    for figure in known:
        assert figure.period is not None
        if figure is not whole and days(figure.period) < days(whole.period):
            by_start[figure.period.start.toordinal()].append(figure)
    at = whole.period.start.toordinal()
    end = whole.period.end.toordinal()
    parts: list[Figure] = []
    while at <= end and len(parts) < _SOME:
        fitting = [f for f in by_start[at] if f.period is not None and f.period.end.toordinal() <= end]
        if not fitting:
            return []
        longest = max(fitting, key=lambda f: (days(f.period) if f.period else 0, -f.start))
        parts.append(longest)
        assert longest.period is not None
        at = longest.period.end.toordinal() + 1
    return parts if at == end + 1 and len(parts) > 1 else []


def _flows(figure: Figure, lexicon: Lexicon) -> bool:
    """Whether the vocabulary says of the metric that it adds up over time."""
    metric = figure.mention.metric
    entry = lexicon.entries.get(metric.id) if metric and metric.id else None
    return entry is not None and entry.get("flow") == "true"
