"""What a single piece of a period says, and how pieces add up."""

from __future__ import annotations

from functools import lru_cache

import regex

from kg.extract.periods.parts import Part
from kg.extract.zh.periods_grammar import Piece, grammar

_UNITS = {
    "年": "year",
    "财": "year",
    "季": "quarter",
    "月": "month",
    "周": "week",
    "星": "week",
    "礼": "week",
    "天": "day",
    "日": "day",
    "交": "day",
}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "元": 1}
_NUMBER = regex.compile(r"\d+|[一二三四五六七八九十两〇零元半百]+")
_REPUBLIC = 1912
"""The first year of the Republic of China: 111年5月 in a Taiwan text is of 2022."""
_WEEKDAYS = (
    {c: i for i, c in enumerate("一二三四五六")} | {"日": 6, "天": 6} | {c: i for i, c in enumerate("123456")}
)


def number(text: str) -> int:
    """A whole number below 1,000 in digits or Chinese numerals; 0 when it is none.

    >>> number("二十三"), number("百二"), number("12")
    (23, 102, 12)
    """
    if text.isascii():
        return int(text) if text.isdigit() else 0
    total, digit = 0, 0
    for character in text:
        if character == "百":
            total += (digit or 1) * 100
            digit = 0
        elif character == "十":
            total += (digit or 1) * 10
            digit = 0
        else:
            digit = _DIGITS.get(character, 0)
    return total + digit


def numbers(text: str) -> list[int]:
    """All numbers in a piece, in order."""
    return [number(found) for found in _NUMBER.findall(text)]


def part(piece: Piece) -> Part | None:
    """What a piece says, None for a word that names no period."""
    if piece.entry is not None:
        return _of_word(piece)
    return _of_text(piece.kind, piece.text)


def _of_word(piece: Piece) -> Part | None:
    entry = piece.entry
    assert entry is not None
    if "baseline-words" in entry.schemes:
        return Part(0, "baseline", unit=entry.get("baseline") or "", text=piece.text)
    if "period-words" not in entry.schemes:
        return None
    grain, shift = entry.get("grain") or "", entry.get("shift")
    if grain == "moment":
        return Part(5, "moment", unit=entry.get("at") or "", text=piece.text)
    if shift is None:
        level = {"year": 2, "quarter": 2, "month": 3}.get(grain, 4)
        return Part(level, "part", unit=grain, anchor=entry.get("part") or "", text=piece.text)
    level = {"year": 1, "half": 2, "quarter": 2, "month": 3, "week": 4, "day": 4}.get(grain, 4)
    return Part(
        level, "relative", int(shift), unit=grain, anchor=entry.get("anchor") or "source", text=piece.text
    )


@lru_cache(maxsize=8192)
def _of_text(kind: str, text: str) -> Part | None:
    found = numbers(text)
    match kind:
        case "year":
            return _year(text)
        case "years":
            return Part(1, "years", found[0], found[1], text=text)
        case "fyear":
            return _fiscal_year(text, found)
        case "yq":
            return _year_quarter(text)
        case "quarter" | "quarters":
            return _quarter(text, found)
        case "half":
            second = text[0] in "下后" or text.startswith(("h2", "2h"))
            if text in ("半年度", "半年") or not text:
                return Part(2, "half", 1, text=text)
            return Part(2, "half", 2 if second else 1, unit="fiscal" if "财" in text else "", text=text)
        case "whole":
            return Part(2, "whole", unit="fiscal" if "财" in text else "", text=text)
        case "months":
            return (
                Part(3, "months", found[0], found[1], text=text)
                if found[0] < found[1] or "、" not in text
                else None
            )
        case "month":
            return Part(3, "months", found[0], found[0], text=text)
        case "md":
            return Part(4, "md", found[0], found[1], text=text)
        case "day" | "days":
            return Part(4, "days", found[0], found[-1], text=text)
        case "iso":
            return _iso(text, found)
        case "weekday":
            return _weekday(text)
        case "seasons":
            return _season(text, found)
        case "twomonths":
            return Part(3, "months", _DIGITS[text[0]], number(text[1]), text=text)
        case "nthday":
            which = -1 if text[0] == "最" else number(text[1])
            return Part(4, "nthday", which, _WEEKDAYS[text[-1]], text=text)
        case "halfweek":
            return Part(4, "halfweek", int(text[0] in "下后"), text=text)
        case "firstn":
            return _first(text, found)
        case "weekn":
            return Part(3, "nth", found[0], unit=_unit(text), text=text)
        case "rolling":
            return _rolling(text, found)
        case "ago":
            return _ago(text, found)
        case "decade":
            return _decade(text)
        case "plan":
            return _plan(text)
        case "special":
            days = {"618": (6, 18), "双12": (12, 12), "双十二": (12, 12)}
            month, day = days.get(text, (11, 11))
            return Part(4, "special", month, day, text=text)
        case "time":
            return _time(text)
        case "dur":
            return Part(0, "duration", unit=_unit(text), text=text)
    return None


def _unit(text: str) -> str:
    for character in reversed(text):
        if character in _UNITS and character != "半":
            return _UNITS[character]
    return "day"


def _year(text: str) -> Part | None:
    body = text.rstrip("度").rstrip("年").strip()
    eras = grammar().eras
    if era := next((era for era in eras if body.startswith(era)), ""):
        return Part(1, "year", eras[era] - 1 + number(body[len(era) :].strip()), text=text)
    if body.isascii():
        value = int(body)
    elif body.startswith("两千"):
        value = 2000 + number(body[2:])
    else:
        value = int("".join(str(_DIGITS[c]) for c in body if c in _DIGITS))
    if 100 <= value < 120:
        value += _REPUBLIC - 1
    elif value < 100:
        value += 2000 if value < 50 else 1900
    return Part(1, "year", value, text=text)


def _fiscal_year(text: str, found: list[int]) -> Part:
    if any(character.isdigit() for character in text):
        digits = "".join(character for character in text if character.isdigit())
        value = int(digits)
        return Part(1, "fyear", value if value > 99 else 2000 + value, text=text)
    shift = -1 if text[0] in "上去" else 1 if text[0] == "下" else 0
    running = "source" if text[0] in "本今下当" else ""
    return Part(1, "rfyear", shift, unit="shift" if text[0] in "上去下" else "", anchor=running, text=text)


def _season(text: str, found: list[int]) -> Part | None:
    """2022/23年度 is one year that runs from one into the next, 23-25财年 are three fiscal years."""
    first, last = (year if year > 99 else 2000 + year for year in found[:2])
    fiscal = "财" in text or "会" in text
    if last == first + 1 and ("/" in text or not fiscal):
        return (
            Part(1, "fyear", last, text=text)
            if fiscal
            else Part(1, "years", first, last, "season", text=text)
        )
    if last <= first:
        return None
    return Part(1, "fyears" if fiscal else "years", first, last, text=text)


def _year_quarter(text: str) -> Part:
    body = text.replace(" ", "")
    if "h" in body:
        year, half = body.split("h")
        return Part(2, "yhalf", int(half), int(year) % 100 + 2000, text=text)
    left, right = body.split("q")
    if left and (len(left) > 1 or not right or len(right) == 1):
        year, quarter = left, right
    else:
        year, quarter = (right[1:], right[0]) if not left else (right, left)
    return Part(2, "yquarter", int(quarter), int(year) % 100 + 2000, text=text)


def _quarter(text: str, found: list[int]) -> Part | None:
    fiscal = "fiscal" if "财" in text else ""
    if not found and text[0] in "首末":
        value = 1 if text[0] == "首" else 4
        return Part(2, "quarters", value, value, fiscal, text=text)
    if text[0] == "首":
        found = [1, *found]
    if not found or not 1 <= found[0] <= 4 or not found[0] <= found[-1] <= 4:
        return None
    if "和" in text or "、" in text:
        found = [found[0], found[-1]] if found[-1] - found[0] == 1 else []
        if not found:
            return None
    return Part(2, "quarters", found[0], found[-1], fiscal, text=text)


def _iso(text: str, found: list[int]) -> Part | None:
    if len(found) != 3:
        return None
    if found[0] > 31:
        year, month, day = found
    elif found[2] < 100 and len(text) == 8 and found[2] <= 31 and "-" in text:
        year, month, day = 2000 + found[0], found[1], found[2]
    else:
        day, month, year = found
        if year < 100:
            year += 2000 if year < 50 else 1900
        if month > 12:
            month, day = day, month
    return Part(4, "date", year, month * 100 + day, text=text) if month <= 12 else None


def _weekday(text: str) -> Part | None:
    if text[0] == "每":
        return None
    shift = text.count("下") - text.count("上") if text[0] in "上下" else 0
    said = "said" if text[0] in "上下本这" else ""
    if "末" in text:
        return Part(4, "weekend", shift, anchor=said, text=text)
    return Part(4, "weekday", shift, _WEEKDAYS[text[-1]], anchor=said, text=text)


def _first(text: str, found: list[int]) -> Part | None:
    unit = _unit(text.rstrip("内里"))
    last = text[0] == "后" or text.startswith("最后")
    # without a year, 前三天 may be the three days before the source's date; 最初三天 never is
    anchor = "source" if text[0] in "前首头" else ""
    return (
        Part(2, "lastn" if last else "firstn", found[0], unit=unit, anchor=anchor, text=text)
        if found
        else None
    )


def _rolling(text: str, found: list[int]) -> Part | None:
    forward = text[0] in "未今往后" or text.startswith(("接下来", "之后"))
    if "半年" in text and not any(n > 0 for n in found):
        return Part(0, "rolling", 6, int(forward), "month", text=text)
    if not found or found[0] < 1 or "几" in text:
        return None
    return Part(
        0, "rolling", min(found[0], 999), int(forward), _unit(text.rstrip("来以里间中内多时")), text=text
    )


def _ago(text: str, found: list[int]) -> Part | None:
    forward = text.endswith("后")
    if "半" in text:
        return Part(0, "ago", 6, int(forward), "month", text=text)
    return Part(0, "ago", min(found[0], 999), int(forward), _unit(text), text=text) if found else None


def _decade(text: str) -> Part | None:
    century, _, tail = text.rpartition("世纪")
    tens = numbers(tail.replace("年代", "").lstrip("的"))
    if not tens:
        return None
    if tens[0] > 99:  # 1990年代
        return Part(0, "decade", tens[0], text=text)
    named = {"上": 20, "本": 21, "这": 21, "这个": 21}.get(century) or (numbers(century) or [0])[0]
    base = (named - 1) * 100 if named else (1900 if tens[0] >= 30 else 2000)
    return Part(0, "decade", base + tens[0], text=text)


def _plan(text: str) -> Part | None:
    words = regex.search(r"\p{Han}+(?=五)", text)
    assert words is not None
    return Part(
        0, "plan", 1951 + 5 * number(words[0]), anchor="end" if text.endswith("末") else "", text=text
    )


_TIME = regex.compile(
    r"(?P<part>\D*?) ?(?P<hour>\d{1,2})[时时点:](?P<minute>\d{1,2})?(?P<word>半|一刻|三刻)?"
)


def _time(text: str) -> Part | None:
    match = _TIME.match(text)
    if match is None:
        return None
    hour = int(match["hour"])
    if match["part"].startswith(("下午", "晚", "傍晚", "夜", "午后")) and hour < 12:
        hour += 12
    minute = int(match["minute"] or 0) or {"半": 30, "一刻": 15, "三刻": 45}.get(match["word"] or "", 0)
    return (
        Part(5, "moment", unit=f"{hour:02d}:{minute:02d}", text=text) if hour <= 24 and minute < 60 else None
    )
