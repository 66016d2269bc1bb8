"""Which days a group of pieces is, against the source's date and what was named before."""

from __future__ import annotations

from datetime import date

from kg.extract.zh import periods_calendar as cal
from kg.extract.zh.periods_groups import Group
from kg.extract.zh.periods_memory import Found, at_edge, part_of_month
from kg.extract.zh.periods_parts import Part
from kg.extract.zh.periods_years import Years


class Resolver(Years):
    """Resolves the groups of a text from its start to its end; see `kg.extract.zh.periods_memory.Memory` for what it keeps."""

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
            shared = tuple(p for p in head if p.level < tail[0].level)
            tail = (*shared, *tail)
        first = self.resolve(group._replace(parts=head))
        if first is None:
            return None
        if head[0].level > 1:
            self.remember(first, group.start, group.end)
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
            else:
                moved = cal.shift_years((last.first, last.last), 1)
                fixed = head[0].level == 1 or head[0].kind in ("relative", "weekday", "date")
                if (
                    not fixed
                    and self._today is not None
                    and moved[0] > self._today
                    and not self._future(group.start, following.end)
                ):
                    back = cal.shift_years((first.first, first.last), -1)
                    first = first._replace(first=back[0], last=back[1])
                else:
                    last = last._replace(first=moved[0], last=moved[1])
        return Found(
            first.first, last.last, last.grain, f"{first.how}; to {last.how}", last.at, last.year, last.fiscal
        )

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
            found = self._same(found, parts)
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
                return Found(
                    first, last, "year", f"{head.text} in a results story = fiscal {year}", fiscal=True
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
            return Found(date(head.a, 1, 1), date(head.b, 12, 31), "year", "named years", year=head.b)
        if head.kind in ("fyear", "rfyear"):
            year = head.a if head.kind == "fyear" else self._named_fiscal_year(head, start)
            if year is None:
                return None
            self._fiscal_year = year
            first, last = cal.fiscal_year(year, self._fiscal.last_month(start))
            how = f"fiscal {year}, {first} to {last}"
            if rest and rest[0].kind in ("quarters", "half"):
                a, b = _quarters(rest[0])
                first, last = cal.fiscal_quarters(year, self._fiscal.last_month(start), a, b)
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
                fiscal = self._fiscal_quarters(head, a, b, year, start)
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
            return Found(end - cal.DAY * (days - 1), end, "day", how, year=year)
        if head.kind == "nth":
            return self._nth(year, head, how)
        if head.kind == "part":
            return self._part(year, head, group, how)
        return None

    def _part(self, year: int | None, head: Part, group: Group, how: str) -> Found | None:
        if head.anchor == "now":
            if self._today is None:
                return None
            return Found(self._today, self._today, "day", f"{head.text} = the source's date")
        today = self._today
        if head.unit == "year":
            if year is None:
                year = self._named_year(group.start)
                if year is None and today is not None:
                    year = self._edge_year(head, group, today)
                    how = f"of {year}, from the source's date"
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
                {"end": "底", "start": "初"}.get(head.anchor, "中"),
            )
        if head.unit == "month":
            base = (
                self._span
                if self._span is not None and self._span.grain == "month" and self._same_sentence(group.start)
                else None
            )
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
        return found

    def _in_year(self, year: int | None, a: int, b: int, group: Group, grain: str, how: str) -> Found | None:
        """Months a to b of a year; without one, of the year named before or the nearest one past."""
        if not 1 <= a <= 12 or not 1 <= b <= 12:
            return None
        named = year
        if year is None:
            year = named = self._named_year(group.start)
            how = f"of {year}, named before"
        if year is None:
            today = self._today
            if today is None:
                return None
            year = today.year
            how = f"of {year}, the nearest before the source's date"
            if date(year, a, 1) > today:
                if not self._future(group.start, group.end):
                    year -= 1
                    how = f"of {year}, the nearest before the source's date"
            elif a == 1 and b == 12 and today.month < 11:
                year -= 1
        first = cal.month_of(year, a)[0]
        last = cal.month_of(year + (b < a), b)[1]
        return Found(first, last, grain, how, year=named)

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
            for candidate in (today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4):
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
            if head.unit == "week":
                return Found(*cal.week_of(base, head.a), "span", f"{head.text}, Monday to Sunday")
            day = base + cal.DAY * head.a
            return Found(day, day, "day", f"{head.text} from {base}")
        if today is None:
            return None
        if head.kind == "part":
            return self._part(year, head, group, how)
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

    def _same(self, found: Found, parts: list[Part]) -> Found:
        """同期: the stretch named last, in the year that this one names."""
        span = self._span
        if len(parts) > 1 or parts[0].level > 1 or parts[0].kind in ("fyear", "rfyear"):
            return found
        if span is None:
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
            first, last, span.grain, f"{found.how}; the stretch of the period named before", year=found.year
        )


def _quarters(part: Part) -> tuple[int, int]:
    return (part.a, part.b) if part.kind == "quarters" else (2 * part.a - 1, 2 * part.a)
