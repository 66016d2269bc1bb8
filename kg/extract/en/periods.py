"""Stretches of time in English text, resolved to days by the rules that all languages share.

find_periods("in the first five months of 2022", ..., today=date(2022, 6, 12))
# one span: 2022-01-01 to 2022-05-31
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import regex

from kg.extract.annotations import PeriodRole, PeriodSpan
from kg.extract.periods.fiscal import FiscalCalendar, FiscalYearEnd
from kg.extract.periods.found import Found
from kg.extract.periods.parts import Group, Part
from kg.extract.periods.resolve import Resolver
from kg.extract.periods.wording import Wording
from kg.folding import fold
from kg.lexicon import Entry, Hit, Lexicon, ontology_dir
from kg.model import Block

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_COUNTS = {
    w: i
    for i, w in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        1,
    )
} | {
    "a": 1,
    "an": 1,
    "the": 1,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_COUNT = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)"
)
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_YEAR = r"(?:(?:19|20)\d\d)(?![\d%]|[.,]\d|[- ]?(?:people|companies|units|million|billion|yuan|dollars))"
_OF_YEAR = rf"(?:,? (?:of |in )?(?P<{{0}}>{_YEAR}|this year|last year|next year))?"
_FISCAL = r"(?:fiscal(?: year)?|financial year|fy) ?"


def _of_year(name: str) -> str:
    return _OF_YEAR.replace("{0}", name)


_PATTERN = "|".join(
    (
        r"(?P<iso>(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-]))",
        rf"(?P<same>(?:the )?same (?:period|month|quarter) (?:of |in )?(?P<y0>last year|a year (?:earlier|ago)|{_YEAR}))",
        rf"(?P<fiscal>\b{_FISCAL}(?P<y1>20\d\d|\d\d)(?!\d))",
        rf"(?P<quarter>\b(?:the )?(?P<q>{_ORDINAL}) (?:fiscal )?quarter{_of_year('y2')}|\bq(?P<qn>[1-4])\b{_of_year('y3')}|\b[1-4]q ?\d\d\b)",
        rf"(?P<half>\b(?:the )?(?P<h>first|second) half(?: year)?(?: of the year)?{_of_year('y4')}|\bh(?P<hn>[12])\b{_of_year('y5')})",
        rf"(?P<firstn>\b(?:the )?first (?P<n>{_COUNT}) (?P<unit>month|quarter)s?(?: of the year)?{_of_year('y6')})",
        rf"(?P<rolling>\b(?:the )?(?P<way>past|last|previous|recent|next|coming) (?P<c>{_COUNT} )?(?P<u>(?<=\d |[a-z] )(?:decade|year|quarter|month|week|day)s(?!\w)|(?<=past )(?:year|decade|month|week)))",
        rf"(?P<months>\b(?P<m1>{_MONTH})(?: ?[-–] ?| to | through )(?P<m2>{_MONTH}){_of_year('y7')})",
        rf"(?P<dmy>\b(?P<d1>[0-3]?\d)(?:st|nd|rd|th)? (?P<m3>{_MONTH}){_of_year('y8')}|\b(?P<m4>{_MONTH}) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,]\d){_of_year('y9')})",
        rf"(?P<month>\b(?P<m5>{_MONTH}){_of_year('y10')})",
        rf"(?P<years>(?<![\d.,])(?P<y11>(?:19|20)\d\d)(?: ?[-–] ?| to | and )(?P<y12>{_YEAR})(?<!and (?:19|20)\d\d)|between (?P<y13>(?:19|20)\d\d) and (?P<y14>{_YEAR}))",
        rf"(?P<year>(?<![\d.,$€£-]){_YEAR}(?![-/]))",
        rf"(?P<dur>\b(?P<dc>{_COUNT})(?:-| )(?:consecutive )?(?:year|quarter|month|week|day)s?\b(?! (?:earlier|ago|old)))",
        rf"(?P<ago>\b(?P<ac>{_COUNT}|a) (?P<au>year|month|week|day)s? (?:ago|earlier)\b)",
        r"(?P<word>\b\L<words>\b)",
    )
)
_BEFORE_AS_OF = regex.compile(
    r"(?:\bas (?:of|at)|\bat the end of|\bby the end of|\bby end-?|\buntil the end of) (?:the )?$"
)
_BEFORE_END = regex.compile(r"\b(?:the )?(?:end of|late) (?:the )?$")
_BEFORE_START = regex.compile(r"\b(?:the )?(?:start of|beginning of|early) (?:the )?$")
_BEFORE_SINCE = regex.compile(r"\bsince (?:the )?$")
_BEFORE_BASELINE = regex.compile(
    r"(?:compared (?:with|to)|than(?: in)?|versus|vs\.?|relative to|up from|down from|over|from) (?:that (?:in|of) |the )?$"
)
_WORDING = Wording(
    # English texts about Chinese companies have Chinese words in them, as Chinese texts have English ones
    results=regex.compile(
        r"\bfiscal\b|\bearnings\b|\bquarterly results\b|\bfy ?20\d\d|财年|财报|财季|财政年度|业绩|季报|年报"
    ),
    future_before=regex.compile(
        "(?:将|拟|计划|预计|定于|有望|可望|料)[^，。；！？、\\n]{0,6}$|(?<!截)至$|明年$"
    ),
    future_after=regex.compile(
        "[^，。；！？\\n]{0,8}?(?:将|拟(?!合)|计划|预计|有望|即将)|起(?:施行|实施|执行)"
    ),
    past_before=("截至", "截止", "较", "比", "截至到"),
)


@lru_cache(maxsize=1)
def _grammar() -> tuple[regex.Pattern[str], dict[str, Entry]]:
    lexicon = Lexicon.read([ontology_dir() / "words" / "periods.ttl"])
    words = {fold(n): entry for entry in lexicon.entries.values() for n in entry.names if n.isascii()}
    words |= (
        {"currently": words["now"], "at present": words["now"], "so far": words["now"]}
        if "now" in words
        else {}
    )
    return regex.compile(_PATTERN, words=list(words)), words


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
    day = None if today is None else date(today.year, today.month, today.day)
    calendar = FiscalCalendar(folded, hits, fiscal_year_end, wording=_WORDING, fiscal=fiscal)
    resolver = Resolver(folded, day, calendar, wording=_WORDING)
    pattern, words = _grammar()
    spans: list[PeriodSpan] = []
    for match in pattern.finditer(folded):
        span = _span(text, folded, match, resolver, words)
        if span is not None:
            spans.append(span)
    return spans


def _span(
    text: str, folded: str, match: regex.Match[str], resolver: Resolver, words: dict[str, Entry]
) -> PeriodSpan | None:
    start, end = match.span()
    kind = _kind(match)
    if kind in ("month", "months") and not text[start].isupper():
        return None
    if kind == "dur":
        return PeriodSpan(start, end, PeriodRole.DURATION, None, None, how="anchored nowhere", grain="span")
    entry = words.get(match[0]) if kind == "word" else None
    if entry is not None and "baseline-words" in entry.schemes:
        said = entry.get("baseline")
        return PeriodSpan(
            start, end, PeriodRole.BASELINE, None, None, None, said, f"{match[0]} = {said}", "span"
        )
    year_ago = kind == "ago" and match["ac"] in ("a", "one") and match["au"] == "year"
    if year_ago or (kind == "same" and ("last year" in match[0] or "a year" in match[0])):
        return PeriodSpan(start, end, PeriodRole.BASELINE, None, None, None, "yoy", "a year before", "span")
    parts = _parts(match, kind, entry)
    if not parts:
        return None
    found = resolver.resolve(Group(start, end, parts))
    if found is None:
        return None
    lead = folded[max(0, start - 24) : start]
    if _BEFORE_BASELINE.search(lead) and not lead.endswith(("over the ", "from the ")):
        before = _BEFORE_BASELINE.search(lead)
        assert before is not None
        if not before[0].startswith(("over", "from")) or kind in ("year", "same"):
            begin = start - (len(lead) - before.start())
            said = "yoy" if match[0] in ("last year", "a year ago") else None
            return PeriodSpan(
                begin, end, PeriodRole.BASELINE, found.first, found.last, None, said, found.how, found.grain
            )
    start, found = _lead(lead, start, found, resolver)
    resolver.remember(found, start, end)
    return PeriodSpan(
        start, end, PeriodRole.PERIOD, found.first, found.last, found.at, None, found.how, found.grain
    )


def _lead(lead: str, start: int, found: Found, resolver: Resolver) -> tuple[int, Found]:
    """What stands before a period and narrows it: as of, since, the end of."""
    if before := _BEFORE_AS_OF.search(lead):
        return start - len(lead) + before.start(), found._replace(
            first=found.last, how=f"as of the last day; {found.how}"
        )
    if before := _BEFORE_SINCE.search(lead):
        return start - len(lead) + before.start(), resolver.since(found)
    if before := _BEFORE_END.search(lead):
        first = found.last.replace(day=1) if found.grain == "year" else found.last
        return start - len(lead) + before.start(), found._replace(first=first, how=f"end of {found.how}")
    if before := _BEFORE_START.search(lead):
        return start - len(lead) + before.start(), found._replace(
            last=found.first, how=f"start of {found.how}"
        )
    return start, found


def _kind(match: regex.Match[str]) -> str:
    for kind in (
        "iso",
        "same",
        "fiscal",
        "quarter",
        "half",
        "firstn",
        "rolling",
        "months",
        "dmy",
        "month",
        "years",
        "year",
        "dur",
        "ago",
    ):
        if match[kind] is not None:
            return kind
    return "word"


def _parts(match: regex.Match[str], kind: str, entry: Entry | None) -> tuple[Part, ...]:
    year = next((match[f"y{i}"] for i in (*range(11),) if match[f"y{i}"] is not None), None)
    head = _year_part(year)
    match kind:
        case "iso":
            y, m, d = (int(n) for n in match[0].split("-"))
            return (Part(4, "date", y, m * 100 + d, text=match[0]),)
        case "same" | "year":
            return head or _year_part(match[0])
        case "fiscal":
            value = int(match["y1"])
            return (Part(1, "fyear", value if value > 99 else 2000 + value, text=match[0]),)
        case "quarter":
            if match["q"] is None and match["qn"] is None:
                return (Part(2, "yquarter", int(match[0][0]), 2000 + int(match[0][-2:]), text=match[0]),)
            value = _COUNTS[match["q"]] if match["q"] else int(match["qn"])
            fiscal = "fiscal" if "fiscal" in match[0] else ""
            return (*head, Part(2, "quarters", value, value, fiscal, text=match[0]))
        case "half":
            value = _COUNTS[match["h"]] if match["h"] else int(match["hn"])
            return (*head, Part(2, "half", value, text=match[0]))
        case "firstn":
            return (*head, Part(2, "firstn", _count(match["n"]), unit=match["unit"], text=match[0]))
        case "rolling":
            unit, count = match["u"].rstrip("s"), _count(match["c"] or "1")
            if unit == "decade":
                unit, count = "year", 10 * count
            return (Part(0, "rolling", count, int(match["way"] in ("next", "coming")), unit, text=match[0]),)
        case "months":
            return (*head, Part(3, "months", _month(match["m1"]), _month(match["m2"]), text=match[0]))
        case "month":
            value = _month(match["m5"])
            return (*head, Part(3, "months", value, value, text=match[0]))
        case "dmy":
            day = match["d1"] or match["d2"]
            return (*head, Part(4, "md", _month(match["m3"] or match["m4"]), int(day), text=match[0]))
        case "years":
            first, last = match["y11"] or match["y13"], match["y12"] or match["y14"]
            return (Part(1, "years", int(first), int(last), text=match[0]),)
        case "ago":
            return (Part(0, "ago", _count(match["ac"]), 0, match["au"], text=match[0]),)
    if entry is None or "period-words" not in entry.schemes:
        return ()
    grain, shift = entry.get("grain") or "", entry.get("shift")
    if grain == "moment":
        return (Part(5, "moment", unit=entry.get("at") or "", text=match[0]),)
    level = {"year": 1, "half": 2, "quarter": 2, "month": 3}.get(grain, 4)
    if shift is None:
        level = 2 if grain in ("year", "quarter") else level
        return (Part(level, "part", unit=grain, anchor=entry.get("part") or "", text=match[0]),)
    return (
        Part(
            level, "relative", int(shift), unit=grain, anchor=entry.get("anchor") or "source", text=match[0]
        ),
    )


def _year_part(year: str | None) -> tuple[Part, ...]:
    if year is None:
        return ()
    if year.isdigit():
        return (Part(1, "year", int(year), text=year),)
    shift = {"last": -1, "next": 1}.get(year.split()[0], 0)
    return (Part(1, "relative", shift, unit="year", anchor="source", text=year),)


def _count(word: str) -> int:
    word = word.strip()
    return int(word) if word.isdigit() else _COUNTS.get(word, 1)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1
