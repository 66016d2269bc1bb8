"""Months, days and times of day, and the edges of stretches that the text does not name."""

from __future__ import annotations

from datetime import date

from kg.extract.periods import calendar as cal
from kg.extract.periods.found import Found, at_edge, part_of_month
from kg.extract.periods.parts import Group, Part
from kg.extract.periods.years import Years


class Days(Years):
    """What a month, a day or a time of day means at a place of the text."""

    def _months(self, year: int | None, parts: list[Part], group: Group, how: str) -> Found | None:
        head = parts[0]
        found: Found | None
        if head.kind == "relative":
            base = self._today
            if head.anchor == "named" and self._last is not None:
                base = self._last.last
            if base is None:
                return None
            found = Found(*cal.month_of(base.year, base.month + head.a), "month", f"{head.text} from {base}")
            found = found._replace(year=found.first.year)
        elif head.kind == "part":
            found = self._part(year, head, group, how)
            return found
        elif head.kind == "nth":
            return self._nth(year, head, how)
        else:
            found = self._in_year(year, head.a, head.b, group, "month", how)
        if found is None or len(parts) == 1:
            return found
        following = parts[1]
        if following.kind == "part":
            return part_of_month(found, following)
        if following.kind == "days":
            first = cal.day_of(found.first.year, found.first.month, following.a)
            last = cal.day_of(found.first.year, found.first.month, following.b)
            return (
                None if first is None or last is None else found._replace(first=first, last=last, grain="day")
            )
        if following.kind == "nth" and following.unit == "week":
            first, last = cal.week_of(found.first.replace(day=4), following.a - 1)
            return found._replace(first=first, last=last, grain="day")
        if following.kind == "nthday":
            nth = cal.nth_weekday(found.first, following.a, following.b)
            return None if nth is None else found._replace(first=nth, last=nth, grain="day")
        return found

    def _day(self, year: int | None, head: Part, group: Group, how: str) -> Found | None:
        today = self._today
        if head.kind == "date":
            day = cal.day_of(head.a, head.b // 100, head.b % 100)
            return None if day is None else Found(day, day, "day", "a full date", year=day.year)
        if head.kind == "special":
            day = cal.day_of(year, head.a, head.b) if year is not None else None
            return None if day is None else Found(day, day, "day", f"{head.text} of {year}", year=year)
        if head.kind == "md":
            named = year if year is not None else self._named_year(group.start)
            if named is not None:
                day = cal.day_of(named, head.a, head.b)
                return (
                    None
                    if day is None
                    else Found(day, day, "day", how or f"of {named}, named before", year=named)
                )
            if today is None:
                return None
            future = self._future(group.start, group.end)
            soon = cal.next_day(today, head.a, head.b)
            if soon is not None and self._soon(soon, group.start):
                return Found(soon, soon, "day", f"of {soon.year}, soon after the source's date")
            for candidate in range(today.year, today.year - 5, -1):
                day = cal.day_of(candidate, head.a, head.b)
                if day is not None and (day <= today or future):
                    return Found(day, day, "day", f"of {candidate}, the nearest before the source's date")
            return None
        if head.kind == "days":
            return self._bare_days(head, group)
        if head.kind == "relative":
            base = today
            if head.anchor == "named" and self._last is not None and self._last.first == self._last.last:
                base = self._last.last
            if base is None:
                return None
            if head.unit == "trading-day":
                day = cal.weekday_before(base)
                return Found(day, day, "day", f"{head.text} from {base}; holidays are not known")
            if head.unit == "week":
                return Found(*cal.week_of(base, head.a), "span", f"{head.text}, Monday to Sunday")
            day = base + cal.DAY * head.a
            return Found(day, day, "day", f"{head.text} from {base}")
        if today is None:
            return None
        if head.kind == "part":
            return self._part(year, head, group, how)
        if head.kind == "halfweek":
            monday, sunday = cal.week_of(today)
            middle = monday + cal.DAY * 3
            first, last = (middle, sunday) if head.a else (monday, middle - cal.DAY)
            return Found(first, last, "day", f"{head.text}, half of the source's week")
        if head.kind == "weekend":
            monday = cal.week_of(today, head.a)[0]
            return Found(monday + cal.DAY * 5, monday + cal.DAY * 6, "day", "Saturday and Sunday")
        if head.kind == "weekday":
            day = cal.week_of(today, head.a)[0] + cal.DAY * head.b
            if not head.anchor and day > today and not self._future(group.start, group.end):
                day -= cal.DAY * 7
            return Found(day, day, "day", f"{head.text}, the nearest before the source's date")
        return None

    def _bare_days(self, head: Part, group: Group) -> Found | None:
        base, how = self._today, "the nearest before the source's date"
        last = self._last
        if (
            last is not None
            and last.grain == "day"
            and last.first == last.last
            and self._same_sentence(group.start)
        ):
            base, how = last.last, "of the month named before"
        elif base is not None and head.a > base.day and not self._future(group.start, group.end):
            base = cal.add_months(base.replace(day=1), -1)
            if cal.day_of(base.year, base.month, head.b) is None:
                base = cal.add_months(base, -1)
        if base is None:
            return None
        first, end = cal.day_of(base.year, base.month, head.a), cal.day_of(base.year, base.month, head.b)
        return (
            None if first is None or end is None or end < first else Found(first, end, "day", how, year=None)
        )

    def _moment(self, head: Part, group: Group) -> Found | None:
        last = self._last
        if last is not None and last.first == last.last and self._same_sentence(group.start):
            day: date | None = last.last
        else:
            day = self._today
        return None if day is None else Found(day, day, "day", f"{head.text} of {day}", head.unit)

    def _part(self, year: int | None, head: Part, group: Group, how: str) -> Found | None:
        if head.anchor == "now":
            if self._today is None:
                return None
            return Found(self._today, self._today, "day", f"{head.text} = the source's date")
        today = self._today
        if head.unit == "year":
            if year is None:
                year = self._named_year(group.start)
                how = f"{year}, named before"
                if year is None and today is not None:
                    year = self._edge_year(head, group, today)
                    how = f"{year}, from the source's date"
            if year is None:
                return None
            if head.anchor == "to-date":
                if today is None or year != today.year:
                    return Found(*cal.year_of(year), "year", how, year=year)
                return Found(
                    date(year, 1, 1),
                    today,
                    "year",
                    f"{head.text} = from 1 January to the source's date",
                    year=year,
                )
            return at_edge(
                Found(*cal.year_of(year), "year", how, year=year),
                head.anchor if head.anchor in ("start", "end") else "middle",
            )
        if head.unit == "month":
            told = (
                [f for f in (self._last, self._span) if f is not None]
                if self._same_sentence(group.start)
                else []
            )
            base = next((f for f in told if f.grain == "month" or _within_month(f)), None)
            month = cal.month_of(base.last.year, base.last.month) if base else None
            if month is None and today is not None:
                month = cal.month_of(today.year, today.month)
                if (
                    head.anchor in ("end", "last-third")
                    and month[1] > today
                    and not self._future(group.start, group.end)
                ):
                    month = cal.month_of(today.year, today.month - 1)
            return (
                None
                if month is None
                else part_of_month(Found(*month, "month", how, year=month[0].year), head)
            )
        if head.unit == "quarter" and today is not None:
            base_day = self._span.last if self._span else today
            last = cal.month_of(base_day.year, (base_day.month - 1) // 3 * 3 + 3)[1]
            return Found(last, last, "day", "end of the quarter", year=last.year)
        return None


def _within_month(found: Found) -> bool:
    """Whether it is a part of a month, of which another one may follow: 5月上旬…，下旬…."""
    first, last = found.first, found.last
    return first < last and (first.year, first.month) == (last.year, last.month)
