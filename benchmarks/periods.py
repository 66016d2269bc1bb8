"""How many dates and stretches of days are read right, and how fast, beside Recognizers-Text in the same run.

    python benchmarks/periods.py SUITES        # needs the extra `bench`
    python benchmarks/periods.py SUITES --misses

SUITES is a folder with `DateTimeModel.json`, `DatePeriodParser.json` and `DateParser.json`: Chinese cases of Microsoft's
Recognizers-Text (its `Specs/DateTime/Chinese`), which do not belong to this project. Cases with times of day, durations
or sets only are left out. A case is right when each of its dates and stretches of days is found with the right days and
nothing else is. Of a past and a future reading the past one counts: a figure is of a day that has been.

Both libraries are scored by the suite as it is written, and a second time with the conventions that this project has on
purpose (`CONVENTIONS`) allowed too; each case that we have right by one of them only is listed under it.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from kg.extract.annotations import PeriodRole
from kg.extract.zh.periods import find_periods
from kg.folding import fold

SEEDS = Path(__file__).parent.parent / "seeds"
FILES = ("DateTimeModel", "DatePeriodParser", "DateParser")
DAY = timedelta(days=1)

CONVENTIONS = {
    "last-included": "2016-2018 and 3月到5月 go to the end of what is named last, not to its first day",
    "rolling": "过去十年 ends on the source's date, not the day before it",
    "open": "before and after a day: the side that is not named is the source's date, or no longer than a day",
    "lunar": "正月初一 and 大年三十 are days of the lunar calendar, not of January",
    "season": "今年夏天 has no days of its own in the suite",
    "edge": "07年以后 begins when 2007 ends; the parser's cases read 07年 alone, the model's read 以后 too",
    "by then": "2018年以前 before 2018 is the year by whose end something will be, not the year before",
    "vague": "最近 is no day",
}
"""Why a case may be right here and wrong by the suite."""

_OTHER_WORDS = {
    "lunar": re.compile("正月|腊月|大年|初[一二三四五六七八九十]|除夕"),
    "season": re.compile("[春夏秋冬]天?$"),
    "vague": re.compile("^最近$"),
}
_TO = re.compile("[-–~至到和与](?!.*[至到])")
_DAY_WRITTEN = re.compile(r"[日号]$|月.*[\d一二三四五六七八九十]$|\d[/-]\d{1,2}[/-]|\d[/-]\d{4}$")


class Days(NamedTuple):
    """The days of a date or stretch, both included; None where a side is open."""

    start: int
    end: int
    first: date | None
    last: date | None


class Case(NamedTuple):
    """One case of a suite: `expected` as the suite says, `ours` with our conventions and the one that applies."""

    name: str
    text: str
    today: datetime
    expected: tuple[Days, ...]
    ours: tuple[Days, ...]
    convention: str


Reader = Callable[[str, datetime], list[Days]]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _resolution(kind: str, result: dict[str, Any]) -> dict[str, str]:
    """The past reading of an expected result, with the same keys for the models and for the parsers."""
    if "Resolution" in result:
        values = result["Resolution"]["values"]
        return dict(values[0]) if values else {}
    past = dict(result["Value"].get("PastResolution") or {})
    found = {"timex": result["Value"].get("Timex") or ""}
    for ours, theirs in (("value", "date"), ("start", "startDate"), ("end", "endDate")):
        if theirs in past:
            found[ours] = past[theirs]
    return found


def _days(at: tuple[int, int], values: dict[str, str]) -> Days:
    """The days as the suite says: its `end` is the day after the last one, but for `until`."""
    if "value" in values:
        day = _day(values["value"])
        return Days(*at, day, day)
    first, last = _day(values.get("start")), _day(values.get("end"))
    if values.get("Mod") == "until":
        return Days(*at, first, last)
    return Days(*at, first, None if last in (None, date.min) else last - DAY)


def _convention(text: str, days: Days, values: dict[str, str], today: date) -> tuple[str, Days]:
    """The days by our conventions, and which of them applies."""
    for convention, words in _OTHER_WORDS.items():
        if words.search(text):
            return convention, days._replace(first=None, last=None)
    if days.first is None or days.last is None or not values.get("timex", "").startswith("("):
        return "", days
    named = days.last + DAY
    if named == today:
        return "rolling", days._replace(first=days.first + DAY, last=named)
    ends = _TO.split(text)
    if len(ends) == 1:
        return "", days
    if _DAY_WRITTEN.search(ends[-1]):
        return "last-included", days._replace(last=named)
    if "月" in ends[-1]:
        return "last-included", days._replace(last=(named + 31 * DAY).replace(day=1) - DAY)
    return "last-included", days._replace(last=date(named.year, 12, 31))


def _beyond(days: Days, side: str) -> Days:
    """The days before or after a stretch."""
    assert days.first is not None
    assert days.last is not None
    if side == "前":
        return days._replace(first=None, last=days.first - DAY)
    return days._replace(first=days.last + DAY, last=None)


def _impossible(days: Days, values: dict[str, str], text: str) -> bool:
    """A day that no calendar has (2月30日) is not to be found."""
    unresolved = values.get("value") == "not resolved" and not _OTHER_WORDS["season"].search(text)
    return unresolved or days.first == date.min


def cases(path: Path) -> Iterable[Case]:
    """The cases of a file that have dates or stretches of days, or nothing at all, to be found."""
    for index, row in enumerate(json.loads(path.read_text("utf-8-sig"))):
        results = [(r.get("TypeName") or r["Type"], r) for r in row["Results"]]
        wanted = [(k, r) for k, r in results if k.rpartition(".")[2] in ("date", "daterange")]
        others = [k for k, _ in results if k.rpartition(".")[2] not in ("date", "daterange", "set")]
        if others or (results and not wanted):
            continue
        when = row.get("Context", {}).get("ReferenceDateTime") or "2019-01-01T00:00:00"
        today = datetime.fromisoformat(when[:19])
        expected, ours, applied = [], [], ""
        for kind, result in wanted:
            start = result["Start"]
            at = (start, start + result.get("Length", len(result["Text"])))
            values = _resolution(kind, result)
            days = _days(at, values)
            if _impossible(days, values, result["Text"]):
                continue
            expected.append(days)
            convention, days = _convention(result["Text"], days, values, today.date())
            if row["Input"].startswith(("以前", "以后"), at[1]) and not values.get("Mod"):
                convention, days = "edge", _beyond(days, row["Input"][at[1] + 1])
            if values.get("Mod") == "before" and days.last is not None and days.last > today.date():
                convention, days = "by then", days._replace(last=date(days.last.year + 1, 12, 31))
            applied = applied or convention
            ours.append(days)
        yield Case(f"{path.stem} {index}", row["Input"], today, tuple(expected), tuple(ours), applied)


def right(found: list[Days], expected: Iterable[Days]) -> bool:
    """Whether each expected stretch is found, and nothing beside them. An open side is not compared."""
    waiting = list(found)
    for days in expected:
        over = [f for f in waiting if f.start < days.end and days.start < f.end]
        if days.first is None and days.last is None and not over:
            continue
        if len(over) != 1:
            return False
        if days.first is not None and over[0].first != days.first:
            return False
        if days.last is not None and over[0].last != days.last:
            return False
        waiting.remove(over[0])
    return not waiting


def ours(text: str, today: datetime) -> list[Days]:
    return [
        Days(span.start, span.end, span.first, span.last)
        for span in find_periods(text, fold(text), [], today=today.date())
        if span.role in (PeriodRole.PERIOD, PeriodRole.BASELINE)
    ]


def recognizers() -> Reader:
    from recognizers_date_time import DateTimeRecognizer

    model = DateTimeRecognizer("zh-cn").get_datetime_model()

    def read(text: str, today: datetime) -> list[Days]:
        found = []
        for result in model.parse(text, today):
            values = (result.resolution or {}).get("values") or []
            if result.type_name.rpartition(".")[2] in ("date", "daterange") and values:
                found.append(_days((result.start, result.end + 1), values[0]))
        return found

    return read


def speed(read: Reader, text: str) -> float:
    """Characters a second on a text by paragraphs."""
    paragraphs = [part for part in text.split("\n") if part.strip()]
    today = datetime.combine(date(2022, 6, 12), datetime.min.time())
    read(paragraphs[0], today)
    begin = time.process_time()
    for part in paragraphs:
        read(part, today)
    return sum(map(len, paragraphs)) / (time.process_time() - begin)


def seed_text() -> str:
    return "\n".join(re.sub(r"<[^>]+>", "", path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt")))


def report(path: Path, peer: Reader | None, misses: bool) -> None:
    """One line of the table, and which cases are right by which convention."""
    shares: dict[str, list[bool]] = defaultdict(list)
    applied: dict[str, list[str]] = defaultdict(list)
    for case in cases(path):
        found = ours(case.text, case.today)
        strict, conventional = right(found, case.expected), right(found, case.ours)
        shares["as written"].append(strict)
        shares["with conventions"].append(strict or conventional)
        if peer is not None:
            theirs = peer(case.text, case.today)
            shares["Recognizers-Text"].append(right(theirs, case.expected))
            shares["it with conventions"].append(right(theirs, case.expected) or right(theirs, case.ours))
        if conventional and not strict:
            applied[case.convention].append(case.name.rpartition(" ")[2])
        if misses and not (strict or conventional):
            print("  ", case.name, case.text, [str(d) for f in found for d in f[2:]], case.ours)
    line = "".join(f"{name:>20} {sum(s) / len(s):6.1%}" for name, s in shares.items())
    print(f"{path.stem:<18}{len(shares['as written']):>5} cases{line}")
    for convention, names in applied.items():
        print(f"    {convention:<14} {', '.join(names)}: {CONVENTIONS[convention]}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suites", nargs="?", type=Path, help="folder with DateTimeModel.json and its like")
    parser.add_argument("--misses", action="store_true", help="print the cases that are wrong")
    arguments = parser.parse_args()
    peer: Reader | None = None
    try:
        peer = recognizers()
    except ImportError as missing:
        print(f"Recognizers-Text is not installed: {missing}")
    files = [] if arguments.suites is None else [arguments.suites / f"{name}.json" for name in FILES]
    if not files:
        print("no accuracy: name the folder of the suites (see the head of this file)")
    for path in files:
        if path.is_file():
            report(path, peer, arguments.misses)
        else:
            print(f"no accuracy: {path} is missing")
    text = seed_text()
    own = speed(ours, text)
    print(f"{'find_periods':<18}{own:>14,.0f} characters/s")
    if peer is not None:
        theirs = speed(peer, text[: len(text) // 4])
        print(
            f"{'Recognizers-Text':<18}{theirs:>14,.0f} characters/s, we are {own / theirs:.0f} times as fast"
        )


if __name__ == "__main__":
    main()
