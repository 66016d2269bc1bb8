"""Years and their parts where the text does not say which: the fiscal year of a results story, the last quarter, the
first five months."""

from __future__ import annotations

from datetime import date

from kg.extract.periods import calendar as cal
from kg.extract.periods.found import Found
from kg.extract.periods.memory import Memory
from kg.extract.periods.parts import Group, Part


class Years(Memory):
    """What a year, or a part of one, means at a place of the text."""

    def _anchor_year(self, head: Part) -> tuple[int, str] | None:
        if head.anchor == "named" and self._last is not None:
            base = self._last.year or self._last.last.year
            return base + head.a, f"{head.text} = {base + head.a}, after the year named before"
        if self._today is None:
            return None
        year = self._today.year + head.a
        return year, f"{head.text} = {year}, from the source's date"

    def _named_fiscal_year(self, head: Part, group: Group) -> int | None:
        start = group.start
        named = self._named_fiscal(start)
        if named is not None:
            return named + head.a
        if self._today is None:
            return None
        if head.unit == "shift" and head.a < 0:
            return self._completed(start)
        running = head.anchor == "source" and not self._fiscal.told(start)
        if running or (not head.a and self._future(start, group.end)):
            return self._completed(start) + 1 + head.a
        return self._completed(start) + head.a

    def _completed(self, start: int) -> int:
        """The fiscal year named last, else the last one that had ended on the source's date."""
        named = self._named_fiscal(start)
        if named is not None:
            return named
        assert self._today is not None
        month = self._fiscal.last_month(start)
        year = self._today.year + 1
        while cal.fiscal_year(year, month)[1] > self._today:
            year -= 1
        return year

    def _fiscal_quarters(self, head: Part, a: int, b: int, year: int | None, group: Group) -> Found | None:
        start = group.start
        month, whose = self._fiscal.last_month(start), self._fiscal.whose(start)
        if year is not None and head.unit == "fiscal":
            first, last = cal.fiscal_quarters(self._fiscal.ends_in(year, start), month, a, b)
            return Found(first, last, "quarter", f"fiscal {year}{whose}", fiscal=True)
        if not (head.unit == "fiscal" or self._fiscal.told(start)):
            return None
        future = self._future(start, group.end)
        named = self._named_fiscal(start)
        if named is not None:
            first, last = cal.fiscal_quarters(named, month, a, b)
            if self._today is None or last <= self._today or future:
                how = f"of fiscal {named}{whose}, named before"
                return Found(first, last, "quarter", how, fiscal=True)
        if self._today is None:
            return None
        fiscal = self._today.year + 2
        while cal.fiscal_quarters(fiscal, month, a, b)[1] > self._today:
            fiscal -= 1
        first, last = cal.fiscal_quarters(fiscal + 1, month, a, b)
        if future or self._goes_on(first):
            how = f"of fiscal {fiscal + 1}{whose}, the next one to end"
            return Found(first, last, "quarter", how, fiscal=True)
        first, last = cal.fiscal_quarters(fiscal, month, a, b)
        return Found(
            first, last, "quarter", f"of fiscal {fiscal}{whose}, the last one completed", fiscal=True
        )

    def _goes_on(self, first: date) -> bool:
        """Whether a fiscal quarter follows on the one named before it: an outlook after results."""
        span = self._span
        return span is not None and span.fiscal and span.grain == "quarter" and span.last + cal.DAY == first

    def _whole(self, year: int | None, head: Part, start: int, how: str) -> Found | None:
        if year is not None:
            return Found(*cal.year_of(year), "year", how, year=year)
        if (head.unit == "fiscal" or self._fiscal.told(start)) and (self._today or self._named_fiscal(start)):
            fiscal = self._completed(start)
            first, last = cal.fiscal_year(fiscal, self._fiscal.last_month(start))
            return Found(first, last, "year", f"fiscal {fiscal}{self._fiscal.whose(start)}", fiscal=True)
        named = self._named_year(start)
        if named is not None:
            return Found(*cal.year_of(named), "year", f"of {named}, named before", year=named)
        if self._today is None:
            return None
        return Found(*cal.year_of(self._today.year), "year", "of the source's year", year=self._today.year)

    def _relative_quarter(self, head: Part, group: Group) -> Found | None:
        base = self._today
        if head.anchor == "named" and self._span is not None:
            base = self._span.last
        elif self._fiscal.told(group.start) and self._today is not None:
            # a quarter of results that are out is the last one that has ended, or the one named
            if self._span is not None and self._span.grain == "quarter":
                base = self._span.last
            else:
                base = cal.add_months(self._today, -3)
        if base is None:
            return None
        months = (base.month - 1) // 3 * 3 + 1 + 3 * head.a
        first, last = cal.month_of(base.year, months)[0], cal.month_of(base.year, months + 2)[1]
        return Found(first, last, "quarter", f"{head.text} from {base}", year=first.year)

    def _first_months(self, year: int | None, count: int, group: Group, how: str) -> Found | None:
        if year is None:
            year = self._named_year(group.start)
            how = "of the year named before"
        if year is None:
            if self._today is None:
                return None
            last = cal.month_of(self._today.year, count)[1]
            year = (
                self._today.year
                if last <= self._today or count <= self._today.month
                else self._today.year - 1
            )
            how = f"of {year}, the nearest completed before the source's date"
        return Found(*cal.months_of(year, 1, count), "month", how, year=year)

    def _first_days(self, year: int | None, head: Part, group: Group, how: str) -> Found | None:
        days = head.a * (7 if head.unit == "week" else 1)
        if not days:
            return None
        if year is None:
            if self._today is None or head.anchor != "source":
                return None
            end = self._today - cal.DAY
            return Found(end - cal.DAY * (days - 1), end, "day", f"{head.text}, before the source's date")
        first = cal.week_of(date(year, 1, 4))[0] if head.unit == "week" else date(year, 1, 1)
        return Found(first, first + cal.DAY * (days - 1), "day", how, year=year)

    def _nth(self, year: int | None, head: Part, how: str) -> Found | None:
        if year is None or not head.a:
            return None
        if head.unit == "month" and head.a <= 12:
            return Found(*cal.month_of(year, head.a), "month", how, year=year)
        if head.unit == "quarter" and head.a <= 4:
            return Found(*cal.months_of(year, head.a * 3 - 2, head.a * 3), "quarter", how, year=year)
        if head.unit == "week" and head.a <= 53:
            return Found(*cal.week_of(date(year, 1, 4), head.a - 1), "day", how, year=year)
        return None

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
                if self._soon(date(year, a, 1), group.start, 62):
                    how = f"of {year}, soon after the source's date"
                elif not self._future(group.start, group.end):
                    year -= 1
                    how = f"of {year}, the nearest before the source's date"
            elif a == 1 and b == 12 and today.month < 11:
                year -= 1
        first = cal.month_of(year, a)[0]
        last = cal.month_of(year + (b < a), b)[1]
        return Found(first, last, grain, how, year=named)

    def _edge_year(self, head: Part, group: Group, today: date) -> int:
        if head.anchor != "end" or today.month >= 10 or self._future(group.start, group.end):
            return today.year
        before = self._folded[max(0, group.start - 4) : group.start]
        return today.year - 1 if before.endswith(self._wording.past_before) else today.year
