"""Stretches of time in Chinese text, resolved to days.

    find_periods("今年1-4月", fold("今年1-4月"), [], today=date(2022, 6, 12))
    # one span: 2022-01-01 to 2022-04-30

One pass of a compiled pattern finds pieces (`periods_grammar`), pieces that stand together are understood as groups
(`periods_parts`, `periods_groups`), and the resolver that all languages share (`kg.extract.periods`) decides which days
they are: against the source's date, against the period named before (同期, 当月, 4月 after 2022年), or by a company's
fiscal year; the words that it watches for are in `periods_wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import regex

from kg.extract.annotations import PeriodRole, PeriodSpan
from kg.extract.periods import calendar as cal
from kg.extract.periods.dateline import day_of_writing
from kg.extract.periods.fiscal import FiscalCalendar, FiscalYearEnd
from kg.extract.periods.found import Found
from kg.extract.periods.parts import Group
from kg.extract.periods.resolve import Resolver
from kg.extract.stories import stories
from kg.extract.zh.periods_grammar import pieces
from kg.extract.zh.periods_groups import (
    AFTER_TOGETHER,
    AND,
    BEFORE_AS_OF,
    BEFORE_BASELINE,
    BEFORE_SINCE,
    BEFORE_TOGETHER,
    BETWEEN,
    CONNECT,
    ENDING,
    groups,
)
from kg.extract.zh.periods_parts import number
from kg.extract.zh.periods_wording import WORDING
from kg.lexicon import Hit
from kg.model import Block

_WEEK = regex.compile(r"当周|当星期|的?(?:一|这一)周(?!年|岁|边|围)")
_RECORD = regex.compile(r"的?(?:最|首|新[高低]|第[一二三四五]|次[高低]|单[日周月季年]|[高低][位点])")
"""2000年来|首见, 2015年以来|最高: a year that only says how rare something is dates nothing behind it."""
_LAST_BEFORE = frozenset(
    word[-1] for words in (BEFORE_AS_OF, BEFORE_BASELINE, BEFORE_SINCE, BEFORE_TOGETHER) for word in words
)
"""How the words that change a period to their right end: a quick test."""


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
    """Every stretch of time in a plain text, in order, none overlapping another.

    `folded` is `kg.folding.fold(text)` and `hits` the vocabulary's words in it. `today` is the source's date; without
    it only what needs none is found. `fiscal_year_end` is the month and day on which the fiscal years of the text's
    topic end, or a function of an offset; by default it comes from the company of the vocabulary that the text names
    most. `fiscal` says whether a results release is spoken of; by default the text's own words decide.
    """
    published = None if today is None else date(today.year, today.month, today.day)
    day = day_of_writing(folded, published, WORDING)
    calendar = FiscalCalendar(
        folded, hits, fiscal_year_end, wording=WORDING, fiscal=fiscal, stories=stories(folded, blocks)
    )
    resolver = Resolver(folded, day, calendar, wording=WORDING)
    spans: list[PeriodSpan] = []
    waiting = list(groups(folded, pieces(folded)))
    index, end = 0, 0
    while index < len(waiting):
        group = waiting[index]
        index += 1
        if group.start < end:
            continue
        following = waiting[index] if index < len(waiting) else None
        if following is not None and _is_range(folded, group, following):
            span = _range(folded, group, following, resolver)
            if span is not None:
                index += 1
                spans.append(span)
                end = span.end
                continue
        shared = _shared_tail(folded, group, following)
        span = _single(folded, shared or group, resolver, end)
        if span is not None:
            spans.append(span)
            end = span.end
    return spans


def _is_range(folded: str, group: Group, following: Group) -> bool:
    if not group.parts[0].level or not following.parts[0].level or group.since or group.same:
        return False
    connect = CONNECT.match(folded, group.end)
    if connect is not None and connect.end() == following.start:
        return True
    both = AND.match(folded, group.end)
    return (
        both is not None
        and both.end() == following.start
        and BETWEEN.match(folded, following.end) is not None
    )


def _range(folded: str, group: Group, following: Group, resolver: Resolver) -> PeriodSpan | None:
    found = resolver.range(group, following)
    if found is None:
        return None
    start, end = group.start, following.end
    if between := BETWEEN.match(folded, end):
        end = between.end()
    resolver.remember(found, start, end)
    if (before := _before(folded, start, BEFORE_SINCE)) and not _part_of_word(
        folded, start - len(before), before
    ):
        start -= len(before)
    role, baseline = PeriodRole.PERIOD, None
    before = _before(folded, start, BEFORE_BASELINE)
    if before and not _part_of_word(folded, start - len(before), before):
        start -= len(before)
        role = PeriodRole.BASELINE
    return PeriodSpan(start, end, role, found.first, found.last, found.at, baseline, found.how, found.grain)


def _shared_tail(folded: str, group: Group, following: Group | None) -> Group | None:
    """2017年 of 2017年和2016年双11 means 2017年双11."""
    if following is None or len(group.parts) != 1 or group.parts[0].kind not in ("year", "relative"):
        return None
    both = AND.match(folded, group.end)
    if both is None or both.end() != following.start or len(following.parts) != 2:
        return None
    tail = following.parts[1]
    if tail.kind != "special" or following.parts[0].level != 1 or group.parts[0].level != 1:
        return None
    return group._replace(parts=(*group.parts, tail))


def _single(folded: str, group: Group, resolver: Resolver, floor: int) -> PeriodSpan | None:
    first = group.parts[0]
    start, end = group.start, group.end
    if first.kind == "baseline":
        said = resolver.previous() if first.unit == "previous" else first.unit
        return PeriodSpan(
            start, end, PeriodRole.BASELINE, None, None, None, said, f"{first.text} = {said}", "span"
        )
    if first.kind == "duration":
        return PeriodSpan(start, end, PeriodRole.DURATION, None, None, None, None, "anchored nowhere", "span")
    if first.kind == "ago" and first.b and _narrated(folded, start):
        how = "after something told, not after the source's date"
        return PeriodSpan(start, end, PeriodRole.DURATION, None, None, None, None, how, "span")
    found = resolver.resolve(group)
    if found is None:
        return None
    as_of = _before(folded, start, BEFORE_AS_OF)
    if found.grain == "day" and (week := _WEEK.match(folded, end)) is not None:
        # 截至5月23日当周: the week that ends then, as statistics of weeks are dated
        end = week.end()
        return _week_to(found, start - len(as_of), end, resolver)
    if (ending := _ending(folded, end, bool(as_of))) is not None:
        end, months = ending
        since = cal.add_months(found.last + cal.DAY, -months)
        how = f"{months} months to the last day; {found.how}"
        found = Found(since, found.last, "span", how, year=found.last.year)
    baseline = _baseline(folded, group, start, end, floor)
    if baseline is not None:
        begin, stop = baseline
        said_by = _said_baseline(group)
        return PeriodSpan(
            begin,
            stop,
            PeriodRole.BASELINE,
            found.first,
            found.last,
            found.at,
            said_by,
            found.how,
            found.grain,
        )
    begin = start
    if as_of and start - len(as_of) >= floor:
        begin = start - len(as_of)
        if ending is None:
            found = found._replace(first=found.last, how=f"as of the last day; {found.how}")
    elif (
        (before := _before(folded, start, BEFORE_SINCE))
        and start - len(before) >= floor
        and (group.since or before.strip() != "从")
        and not _part_of_word(folded, start - len(before), before)
    ):
        begin = start - len(before)
        found = found if group.since else resolver.since(found)
    if not (group.since and _RECORD.match(folded, end)):
        resolver.remember(found, begin, end)
    return PeriodSpan(
        begin, end, PeriodRole.PERIOD, found.first, found.last, found.at, None, found.how, found.grain
    )


def _week_to(found: Found, start: int, end: int, resolver: Resolver) -> PeriodSpan:
    week = Found(
        found.last - 6 * cal.DAY,
        found.last,
        "span",
        f"the week to that day; {found.how}",
        year=found.last.year,
    )
    resolver.remember(week, start, end)
    return PeriodSpan(start, end, PeriodRole.PERIOD, week.first, week.last, None, None, week.how, "span")


def _ending(folded: str, end: int, as_of: bool) -> tuple[int, int] | None:
    """Where a stretch that ends on the period before it ends in the text, and its months: 止六个月 of 截至3月31日止六个月."""
    match = ENDING.match(folded, end)
    if match is None or not (as_of or match["stop"]):
        return None
    if match["months"]:
        months = number(match["months"])
    else:
        months = 6 if match["half"] else 3 if match["quarter"] else 12
    return (match.end(), months) if 0 < months <= 60 else None


def _narrated(folded: str, start: int) -> bool:
    """Whether what comes so much later does so in what is told: 失联四天后, not 两周后 at the start of a clause."""
    before = folded[start - 1] if start else ""
    return before.isalpha() and before not in "在于将约到了且并"


def _before(folded: str, start: int, words: tuple[str, ...]) -> str:
    """The longest of these words that ends where a period starts, with the space between, or nothing."""
    space = ""
    if start and folded[start - 1] == " ":
        start, space = start - 1, " "
    if not start or folded[start - 1] not in _LAST_BEFORE:
        return ""
    place = folded[max(0, start - 4) : start]
    word = max((word for word in words if place.endswith(word)), key=len, default="")
    return word and word + space


def _part_of_word(folded: str, at: int, word: str) -> bool:
    """比 of 占比 and 环比, 较 of 比较, 从 of 自从, 自 of 来自 are no words of their own."""
    before = folded[at - 1] if at else ""
    return bool(before) and before in {
        "比": "占环同类对相正反成百好",
        "较": "比",
        "自": "来各独亲",
        "同": "合共相",
    }.get(word.strip(), "")


def _baseline(folded: str, group: Group, start: int, end: int, floor: int) -> tuple[int, int] | None:
    before = _before(folded, start, BEFORE_BASELINE)
    if before and start - len(before) >= floor and not _part_of_word(folded, start - len(before), before):
        return start - len(before), end
    together = _before(folded, start, BEFORE_TOGETHER)
    if together and start - len(together) >= floor:
        for after in AFTER_TOGETHER:
            if folded.startswith(after, end):
                return start - len(together), end + len(after)
    for after in ("相比", "相较"):
        if folded.startswith(after, end):
            return start, end + len(after)
    return None


def _said_baseline(group: Group) -> str | None:
    """yoy, mom, qoq or dod where the words themselves say so: 比上年, 较上月, 较前一日."""
    head = group.parts[0]
    if head.kind != "relative" or head.a != -1 or group.edge:
        return None
    if head.unit == "year" and (len(group.parts) == 1 or group.same):
        return "yoy"
    if len(group.parts) > 1 and group.parts[1].kind != "moment":
        return None
    return {"month": "mom", "quarter": "qoq", "day": "dod", "trading-day": "dod"}.get(head.unit)


__all__ = ["Found", "find_periods"]
