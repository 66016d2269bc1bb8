"""Which days a group of pieces is, against the source's date and what was named before."""

from __future__ import annotations

from datetime import date

from kg.extract.periods import calendar as cal
from kg.extract.periods.days import Days
from kg.extract.periods.found import Found, at_edge
from kg.extract.periods.parts import Group, Part

_MANY_YEARS = frozenset({"fyear", "fyears", "rfyear", "rolling", "years", "decade", "plan"})
"""Parts that name no calendar year of their own, so that 同期 behind them (近5年同期) moves nothing."""


class Resolver(Days):
    """Resolves the groups of a text from its start to its end; see `kg.extract.periods.memory.Memory` for what it keeps."""

    def resolve(self, group: Group) -> Found | None:
        """The days of one group, None when they cannot be known or no calendar has them."""
        try:
            found = self._resolve(group)
        except (ValueError, OverflowError):
            return None
        if found is None:
            return None
        if group.edge:
            found = at_edge(found, group.edge)
        if group.bound:
            found = self._bounded(found, group.bound)
        if group.since:
            found = self.since(found)
        return found

    def range(self, group: Group, following: Group) -> Found | None:
        """From the start of one group to the end of another; what the second leaves out it has from the first, and
        the other way round."""
        head, tail = group.parts, following.parts
        if head[0].level > tail[0].level and tail[0].level <= 2 and head[0].level > 1:
            if tail[0].kind == "year":
                head = (tail[0], *head)
        elif tail[0].kind == "days" and head[-1].kind == "md":
            # 2022年9月1日至10日: the second day is of the month of the first
            day = tail[0]
            tail = (*head[:-1], head[-1]._replace(b=day.b, text=day.text), *tail[1:])
        elif tail[0].level > head[0].level:
            named = 3 if tail[0].kind == "md" else tail[0].level
            shared = tuple(p for p in head if p.level < named)
            tail = (*shared, *tail)
        first = self.resolve(group._replace(parts=head))
        if first is None:
            return None
        if head[0].level > 1:
            self.remember(first, group.start, group.end)
        if tail[-1].kind == "moment" and tail[:-1] == tuple(p for p in head if p.kind != "moment"):
            return first._replace(at=tail[-1].unit)  # 6月20日7时至22时
        last = self.resolve(following._replace(parts=tail))
        if last is None:
            return None
        if last.last < first.first:
            if tail[0].level == 1:
                first, last = (
                    (first._replace(first=cal.add_months(first.first, -12)), last)
                    if group.parts != head
                    else (first, last)
                )
                if last.last < first.first:
                    return None
            elif tail[0].kind in ("weekday", "weekend"):  # 今天到周五: the Friday that comes
                weeks = cal.DAY * ((first.first - last.last).days // 7 + 1) * 7
                last = last._replace(first=last.first + weeks, last=last.last + weeks)
            else:
                moved = cal.shift_years((last.first, last.last), 1)
                last = last._replace(first=moved[0], last=moved[1])
        return Found(
            first.first, last.last, last.grain, f"{first.how}; to {last.how}", last.at, last.year, last.fiscal
        )

    def _bounded(self, found: Found, bound: str) -> Found:
        """Before or after a stretch: the side that is not said is the source's date, or no longer than the last day.

        A time to come (2030年前达到20%) stays as it is: by then.
        """
        if bound in ("before", "until"):
            edge = found.last if bound == "until" else found.first - cal.DAY
            if self._today is not None and edge > self._today:
                return found
            how = f"before the end of {edge}; no first day is said"
            return found._replace(first=edge, last=edge, grain="day", how=how, year=None)
        long = bound == "after" and found.first != found.last
        return self.since(found._replace(first=found.last + cal.DAY if long else found.first))

    # one group

    def _resolve(self, group: Group) -> Found | None:
        parts = list(group.parts)
        at: str | None = None
        if len(parts) > 1 and parts[-1].kind == "moment":
            at = parts.pop().unit
        if len(parts) > 1 and parts[-1].kind == "weekday":
            parts.pop()
        head = parts[0]
        if head.level == 0:
            found = self._free(head, group)
        elif head.level == 1:
            found = self._with_year(head, parts[1:], group)
        elif head.level == 2:
            found = self._part_of_year(None, parts, group, "")
        elif head.level == 3:
            found = self._months(None, parts, group, "")
        elif head.level == 4:
            found = self._day(None, head, group, "")
        else:
            found = self._moment(head, group)
        if found is None:
            return None
        if group.same:
            found = self._same(found, parts, group.start)
        return found._replace(at=at) if at and found.first == found.last else found

    def _free(self, head: Part, group: Group) -> Found | None:
        if head.kind == "decade":
            return Found(
                date(head.a, 1, 1), date(head.a + 9, 12, 31), "span", f"{head.text} = {head.a}–{head.a + 9}"
            )
        if head.kind == "plan":
            opening = head.a + 4 if head.anchor == "end" else head.a
            return Found(date(opening, 1, 1), date(head.a + 4, 12, 31), "span", "five-year plan")
        today = self._today
        if today is None:
            return None
        if head.kind == "rolling":
            if (
                (head.a, head.unit) in ((1, "year"), (12, "month"))
                and not head.b
                and self._fiscal.told(group.start)
            ):
                year = self._completed(group.start)
                first, last = cal.fiscal_year(year, self._fiscal.last_month(group.start))
                whose = self._fiscal.whose(group.start)
                return Found(
                    first, last, "year", f"{head.text} in a results story = fiscal {year}{whose}", fiscal=True
                )
            first, last = cal.rolling(today, head.a, head.unit, forward=bool(head.b))
            return Found(first, last, "span", f"{head.text}, {'from' if head.b else 'to'} the source's date")
        if head.kind == "ago":
            sign = 1 if head.b else -1
            if head.unit == "year":
                first, last = cal.year_of(today.year + sign * head.a)
            elif head.unit == "month":
                first, last = cal.month_of(today.year, today.month + sign * head.a)
            else:
                days = head.a * (7 if head.unit == "week" else 1)
                first = last = today + cal.DAY * days * sign
            return Found(first, last, head.unit, f"{head.text}, from the source's date")
        return None

    def _with_year(self, head: Part, rest: list[Part], group: Group) -> Found | None:
        start = group.start
        if head.kind == "years":
            how = "named years"
            if head.unit == "season":
                how = f"a year that begins in {head.a} and ends in {head.b}; its days are not said"
            return Found(date(head.a, 1, 1), date(head.b, 12, 31), "year", how, year=head.b)
        if head.kind == "fyears":
            month = self._fiscal.last_month(start)
            a, b = self._fiscal.ends_in(head.a, start), self._fiscal.ends_in(head.b, start)
            first, last = cal.fiscal_year(a, month)[0], cal.fiscal_year(b, month)[1]
            how = f"fiscal {head.a} to {head.b}{self._fiscal.whose(start)}"
            return Found(first, last, "year", how, fiscal=True)
        if head.kind in ("fyear", "rfyear"):
            written = head.kind == "fyear"
            ends = self._fiscal.ends_in(head.a, start) if written else self._named_fiscal_year(head, group)
            if ends is None:
                return None
            self._fiscal_year = ends, self._fiscal.end_of_year(start)
            first, last = cal.fiscal_year(ends, self._fiscal.last_month(start))
            how = f"fiscal {head.a if written else ends}, {first} to {last}{self._fiscal.whose(start)}"
            if rest and rest[0].kind in ("quarters", "half"):
                a, b = _quarters(rest[0])
                first, last = cal.fiscal_quarters(ends, self._fiscal.last_month(start), a, b)
                return Found(
                    first, last, "quarter" if rest[0].kind == "quarters" else "half", how, fiscal=True
                )
            return Found(first, last, "year", how, fiscal=True)
        if head.kind == "year":
            year, how = head.a, f"{head.a}"
        else:
            anchored = self._anchor_year(head)
            if anchored is None:
                return None
            year, how = anchored
            if not rest and not head.a and self._wording.to_date_after.match(self._folded, group.end):
                return self._to_date(year, how)
        if not rest:
            return Found(date(year, 1, 1), date(year, 12, 31), "year", how, year=year)
        following = rest[0]
        if following.level == 2:
            return self._part_of_year(year, rest, group, how)
        if following.level == 3:
            return self._months(year, rest, group, how)
        if following.level == 4:
            return self._day(year, following, group, how)
        return Found(date(year, 1, 1), date(year, 12, 31), "year", how, year=year)

    def _part_of_year(self, year: int | None, parts: list[Part], group: Group, how: str) -> Found | None:
        head, start = parts[0], group.start
        if head.kind == "relative":
            return self._relative_quarter(head, group)
        if head.kind in ("yquarter", "yhalf"):
            a, b = (head.a * 3 - 2, head.a * 3) if head.kind == "yquarter" else (head.a * 6 - 5, head.a * 6)
            grain = "quarter" if head.kind == "yquarter" else "half"
            return Found(*cal.months_of(head.b, a, b), grain, f"{head.b}", year=head.b)
        if head.kind in ("quarters", "half"):
            a, b = _quarters(head)
            grain = "quarter" if head.kind == "quarters" else "half"
            if year is None or head.unit == "fiscal":
                fiscal = self._fiscal_quarters(head, a, b, year, group)
                if fiscal is not None:
                    return fiscal._replace(grain=grain)
            return self._in_year(year, 3 * a - 2, 3 * b, group, grain, how)
        if head.kind == "whole":
            return self._whole(year, head, start, how)
        if head.kind == "firstn":
            if head.unit in ("month", "quarter"):
                factor = 3 if head.unit == "quarter" else 1
                if not 1 <= head.a * factor <= 12:
                    return None
                return self._first_months(year, head.a * factor, group, how)
            return self._first_days(year, head, group, how)
        if head.kind == "lastn":
            if year is None or head.unit == "quarter":
                return None
            end = date(year, 12, 31)
            if head.unit == "month":
                return Found(*cal.months_of(year, max(1, 13 - head.a), 12), "month", how, year=year)
            days = head.a * (7 if head.unit == "week" else 1)
            if head.unit == "week":
                end -= cal.DAY * ((end.weekday() + 1) % 7)  # the last week that the year has whole
            return Found(end - cal.DAY * (days - 1), end, "day", how, year=year)
        if head.kind == "nth":
            return self._nth(year, head, how)
        if head.kind == "part":
            return self._part(year, head, group, how)
        return None

    def _same(self, found: Found, parts: list[Part], start: int) -> Found:
        """同期, the same period: the stretch named last, or the day of its sentence, in the year that this one names."""
        span, near = self._span, self._last
        if len(parts) > 1 or parts[0].level > 1 or parts[0].kind in _MANY_YEARS:
            return found
        if near is not None and near.first == near.last and self._same_sentence(start):
            span = near  # 目前库存90万吨，去年同期200万吨
        if span is None or (span.last - span.first).days > 366:
            if self._today is None or found.first.year >= self._today.year:
                return found
            last = cal.shift_years((self._today, self._today), found.first.year - self._today.year)[1]
            return found._replace(last=last, grain="span", how=f"{found.how}, to the same day")
        years = found.first.year - span.first.year
        if span.fiscal:
            years = -1 if parts[0].a == -1 else years
        if years == 0 and parts[0].kind == "relative":
            years = parts[0].a
        first, last = cal.shift_years((span.first, span.last), years)
        return Found(
            first,
            last,
            span.grain,
            f"{found.how}; the stretch of the period named before",
            year=found.year,
            again=True,
        )


def _quarters(part: Part) -> tuple[int, int]:
    return (part.a, part.b) if part.kind == "quarters" else (2 * part.a - 1, 2 * part.a)
