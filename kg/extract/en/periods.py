"""Stretches of time in English text, resolved to days by the rules that all languages share.

    find_periods("in the first five months of 2022", ..., today=date(2022, 6, 12))
    # one span: 2022-01-01 to 2022-05-31

The pattern is in `periods_grammar`, what its matches say in `periods_parts`, the words around them in
`periods_wording`; which days they are, `kg.extract.periods` decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import regex

from kg.extract.annotations import PeriodRole, PeriodSpan
from kg.extract.en.periods_grammar import grammar, kind_of
from kg.extract.en.periods_parts import count, parts
from kg.extract.en.periods_wording import (
    BEFORE_AS_OF,
    BEFORE_BASELINE,
    BEFORE_EARLY,
    BEFORE_END,
    BEFORE_LATE,
    BEFORE_MIDDLE,
    BEFORE_OTHER_FIGURE,
    BEFORE_SINCE,
    BEFORE_START,
    CONNECT,
    ENDED,
    WORDING,
)
from kg.extract.periods import calendar as cal
from kg.extract.periods.dateline import day_of_writing
from kg.extract.periods.fiscal import FiscalCalendar, FiscalYearEnd
from kg.extract.periods.found import Found, at_edge, part_of_month
from kg.extract.periods.parts import Group, Part
from kg.extract.periods.resolve import Resolver
from kg.extract.stories import stories
from kg.lexicon import Entry, Hit
from kg.model import Block

_LEAD = 64
"""Characters before a period in which the words that change it stand."""
_RANGED = frozenset({"dmy", "month", "iso", "slashes", "year", "quarter"})
_CASED = frozenset({"month", "months", "days", "monthquarter"})
"""Kinds that begin with the name of a month, which is an ordinary word (may, march) in small letters."""


def find_periods(
    text: str,
    folded: str,
    hits: Sequence[Hit],
    *,
    today: date | None,
    blocks: Sequence[Block] = (),
    fiscal_year_end: FiscalYearEnd = None,
    fiscal: bool | None = None,
) -> list[PeriodSpan]:
    """Every stretch of time in a plain text, in order, none overlapping another; see `kg.extract.zh.periods`."""
    published = None if today is None else date(today.year, today.month, today.day)
    day = day_of_writing(folded, published, WORDING)
    calendar = FiscalCalendar(
        folded, hits, fiscal_year_end, wording=WORDING, fiscal=fiscal, stories=stories(folded, blocks)
    )
    resolver = Resolver(folded, day, calendar, wording=WORDING)
    pattern, words = grammar()
    spans: list[PeriodSpan] = []
    waiting: tuple[regex.Match[str], Group] | None = None
    for match in pattern.finditer(folded):
        kind = kind_of(match)
        entry = words.get(match[0]) if kind == "word" else None
        if kind in _CASED and not text[match.start("m1")].isupper():
            continue
        group = Group(match.start(), match.end(), parts(match, kind, entry))
        span = None
        if kind in _RANGED and waiting is not None and _joined(folded, waiting[1], group):
            span = _range(waiting[1], group, spans[-1], resolver)
        if span is None:
            span = _span(folded, match, kind, entry, group, resolver)
        if span is not None:
            while spans and spans[-1].end > span.start:
                spans.pop()
            spans.append(span)
        waiting = (match, group) if kind in _RANGED and span is not None else None
    return spans


def _joined(folded: str, group: Group, following: Group) -> bool:
    connect = CONNECT.match(folded, group.end)
    return connect is not None and connect.end() == following.start


def _range(group: Group, following: Group, before: PeriodSpan, resolver: Resolver) -> PeriodSpan | None:
    """1 April 2021 to 31 March 2022."""
    if before.role is not PeriodRole.PERIOD or before.end != group.end:
        return None
    found = resolver.range(group, following)
    if found is None:
        return None
    resolver.remember(found, group.start, following.end)
    return PeriodSpan(
        before.start, following.end, PeriodRole.PERIOD, found.first, found.last, None, None, found.how, "span"
    )


def _span(
    folded: str,
    match: regex.Match[str],
    kind: str,
    entry: Entry | None,
    group: Group,
    resolver: Resolver,
) -> PeriodSpan | None:
    start, end = match.span()
    if kind == "dur":
        return PeriodSpan(start, end, PeriodRole.DURATION, None, None, how="anchored nowhere", grain="span")
    if entry is not None and "baseline-words" in entry.schemes:
        said = entry.get("baseline")
        return PeriodSpan(
            start, end, PeriodRole.BASELINE, None, None, None, said, f"{match[0]} = {said}", "span"
        )
    year_ago = kind == "ago" and match["ac"] in ("a", "one") and match["au"] == "year"
    if year_ago or (kind == "same" and "year" in match["y"]):
        return PeriodSpan(start, end, PeriodRole.BASELINE, None, None, None, "yoy", "a year before", "span")
    if not group.parts:
        return None
    found = resolver.resolve(group)
    if found is None:
        return None
    lead = folded[max(0, start - _LEAD) : start]
    if (begin := _baseline(lead, start, kind)) is not None:
        said = "yoy" if match[0] == "last year" else None
        return PeriodSpan(
            begin, end, PeriodRole.BASELINE, found.first, found.last, None, said, found.how, found.grain
        )
    start, found = _lead(lead, start, found, kind, resolver)
    resolver.remember(found, start, end)
    return PeriodSpan(
        start, end, PeriodRole.PERIOD, found.first, found.last, found.at, None, found.how, found.grain
    )


def _baseline(lead: str, start: int, kind: str) -> int | None:
    """Where a period begins that a change is compared with, None for any other."""
    if BEFORE_OTHER_FIGURE.search(lead):
        return start
    before = BEFORE_BASELINE.search(lead)
    if before is None or lead.endswith(("over the ", "from the ")):
        return None
    if before[0].startswith(("over", "from")) and kind not in ("year", "same"):
        return None
    return start - (len(lead) - before.start())


def _lead(lead: str, start: int, found: Found, kind: str, resolver: Resolver) -> tuple[int, Found]:
    """What stands before a period and changes it: the year to, as of, since, the end of."""
    if before := ENDED.search(lead):
        return start - len(lead) + before.start(), _ended(before, found)
    if before := BEFORE_AS_OF.search(lead):
        as_of = f"as of the last day; {found.how}"
        return start - len(lead) + before.start(), found._replace(first=found.last, how=as_of)
    if before := BEFORE_SINCE.search(lead):
        return start - len(lead) + before.start(), resolver.since(found)
    for words, edge, third in (
        (BEFORE_END, "end", "end"),
        (BEFORE_LATE, "end", "last-third"),
        (BEFORE_START, "start", "start"),
        (BEFORE_EARLY, "start", "first-third"),
        (BEFORE_MIDDLE, "middle", "middle-third"),
    ):
        if before := words.search(lead):
            begin = start - len(lead) + before.start()
            if kind in ("month", "months"):
                return begin, part_of_month(found, Part(3, "part", anchor=third, text=before[0].strip()))
            return begin, at_edge(found, edge)
    return start, found


def _ended(before: regex.Match[str], found: Found) -> Found:
    """The stretch of so many months or weeks that ends with a period."""
    if before["weeks"] or before["week"]:
        first = found.last - cal.DAY * (7 * count(before["weeks"] or "one") - 1)
    else:
        months = count(before["months"]) if before["months"] else 12 if before["year"] else 6
        months = 3 if before["quarter"] else 1 if before["month"] else months
        first = cal.add_months(found.last + cal.DAY, -months)
    how = f"{before[0].strip()} its last day; {found.how}"
    return Found(first, found.last, "span", how, year=found.last.year)
