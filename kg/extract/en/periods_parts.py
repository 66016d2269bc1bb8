"""What a match of the English pattern says, as the parts that the shared resolver takes."""

from __future__ import annotations

from typing import Any

import regex

from kg.extract.periods.parts import Part
from kg.lexicon import Entry

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven"),
            *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
        )
    )
} | {"twenty": 20, "a": 1, "an": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


def count(word: str) -> int:
    """A small number in digits or words.

    >>> count("12"), count("five")
    (12, 5)
    """
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


def month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def parts(match: regex.Match[str], kind: str, entry: Entry | None) -> tuple[Part, ...]:
    """The parts of a match, coarser first; none where it names no time."""
    named, text = match.groupdict(), match[0]
    head = _year(named)
    match kind:
        case "iso":
            y, m, d = (int(n) for n in text.split("-"))
            return (Part(4, "date", y, m * 100 + d, text=text),)
        case "slashes":
            m, d, y = (int(n) for n in text.split("/"))
            m, d = (d, m) if m > 12 else (m, d)
            return (Part(4, "date", y, m * 100 + d, text=text),)
        case "same" | "fiscal":
            return head if kind == "same" else (Part(1, "fyear", _full(named["y"]), text=text),)
        case "year":
            return (Part(1, "year", int(text), text=text),)
        case "season":
            return _season(named, text)
        case "quarter":
            value = int(named["qn"]) if named["qn"] else _ORDINALS.get(named["q"]) or int(named["q"][0])
            fiscal = "fiscal" if named["fq"] or named["fy"] else ""
            return (*head, Part(2, "quarters", value, value, fiscal, text=text))
        case "monthquarter":
            last = month(named["m1"])
            return (*head, Part(3, "months", last - 2, last, text=text)) if last > 2 else ()
        case "half":
            second = named["h"] == "second" or named["hn"] == "2"
            return (*head, Part(2, "half", 2 if second else 1, text=text))
        case "firstn" | "lastn":
            return (*head, Part(2, kind, count(named["n"]), unit=named["unit"], text=text))
        case "rolling":
            return (_rolling(named, text),)
        case "decade":
            return (Part(0, "decade", int(named["tens"]), text=text),)
        case "plan":
            return (Part(0, "plan", 1951 + 5 * int(named["nth"]), text=text),)
        case "months" | "month":
            first = month(named["m1"])
            return (
                *head,
                Part(3, "months", first, month(named["m2"]) if kind == "months" else first, text=text),
            )
        case "days":
            whole = month(named["m1"])
            days = Part(4, "days", int(named["d1"]), int(named["d2"]), text=text)
            return (*head, Part(3, "months", whole, whole, text=text), days)
        case "dmy":
            return (*head, Part(4, "md", month(named["m1"]), int(named["d1"]), text=text))
        case "years":
            return (Part(1, "years", int(named["y1"]), int(named["y2"]), text=text),)
        case "weekday":
            shift = 1 if named["way"] == "next" else 0
            said = "said" if named["way"] in ("next", "this") else ""
            return (Part(4, "weekday", shift, _WEEKDAYS.index(named["wd"]), anchor=said, text=text),)
        case "ago":
            unit, number = named["au"], count(named["ac"])
            if unit in ("decade", "quarter"):
                unit, number = ("year", 10 * number) if unit == "decade" else ("month", 3 * number)
            return (Part(0, "ago", number, 0, unit, text=text),)
    return () if entry is None else _of_word(entry, text)


def _of_word(entry: Entry, text: str) -> tuple[Part, ...]:
    if "period-words" not in entry.schemes:
        return ()
    grain, shift = entry.get("grain") or "", entry.get("shift")
    if grain == "moment":
        return (Part(5, "moment", unit=entry.get("at") or "", text=text),)
    level = {"year": 1, "half": 2, "quarter": 2, "month": 3}.get(grain, 4)
    if shift is None:
        level = 2 if grain in ("year", "quarter") else level
        return (Part(level, "part", unit=grain, anchor=entry.get("part") or "", text=text),)
    anchor = entry.get("anchor") or "source"
    return (Part(level, "relative", int(shift), unit=grain, anchor=anchor, text=text),)


def _season(named: dict[str, Any], text: str) -> tuple[Part, ...]:
    """2021/22 is one year that runs from one into the next; 2021-22 fiscal year is named by its end."""
    first, last = (_full(year) for year in text.replace("/", "-").split()[0].split("-"))
    if last != first + 1:
        return ()
    return (
        (Part(1, "fyear", last, text=text),)
        if named["fy"]
        else (Part(1, "years", first, last, "season", text=text),)
    )


def _rolling(named: dict[str, Any], text: str) -> Part:
    unit, number = named["u"], count(named["c"] or "1")
    if unit == "decade":
        unit, number = "year", 10 * number
    return Part(0, "rolling", number, int(named["way"] in ("next", "coming")), unit, text=text)


def _year(named: dict[str, Any]) -> tuple[Part, ...]:
    """The year that a match names for its part, if any."""
    year = named["y"]
    if year is None:
        return ()
    if named["fy"]:
        return (Part(1, "fyear", _full(year), text=year),)
    if year.lstrip("'").isdigit():
        return (Part(1, "year", _full(year.lstrip("'")), text=year),)
    shift = 1 if year.startswith("next") else 0 if year.startswith("this") else -1
    return (Part(1, "relative", shift, unit="year", anchor="source", text=year),)


def _full(year: str) -> int:
    return int(year) if len(year) > 2 else 2000 + int(year)
