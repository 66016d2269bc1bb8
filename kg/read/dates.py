"""Dates as documents write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from kg.folding import fold

_WRITTEN = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:(?:[t,\s]|星期.|\(.\))*(?P<h>\d{1,2})\s*[:时点]\s*(?P<min>\d{1,2})(?:\s*[:分]\s*(?P<s>\d{1,2})(?:[.,]\d+)?)?\s*[秒分]?)?"
    r"\s*(?P<zone>z\b|utc|gmt|cst|[+-]\d{2}:?\d{2}|[+-]\d{1,2}\b)?"
)
_COMPACT = re.compile(
    r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?)?"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_ENGLISH = re.compile(
    r"(?:(?P<m>[a-z]{3})[a-z]*\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m2>[a-z]{3})[a-z]*\.?),?\s+(?P<y>\d{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CHINA = timezone(timedelta(hours=8))


def parse_date(written: object) -> date | None:
    """The day, or the moment where the text gives one, of a date as written; None when it is none.

    ISO 8601 with or without zone, RFC 2822, 2022年6月10日 14:01, 2022/06/10, 20220610, seconds or milliseconds since 1970,
    June 10, 2022. A moment without a zone is in China's (UTC+8); CST is China's too.

    >>> parse_date("Fri, 10 Jun 2022 14:01:35 GMT")
    datetime.datetime(2022, 6, 10, 14, 1, 35, tzinfo=datetime.timezone.utc)
    """
    if isinstance(written, datetime):
        return written if written.tzinfo else written.replace(tzinfo=CHINA)
    if isinstance(written, date):
        return written
    if isinstance(written, int | float) and not isinstance(written, bool):
        written = format(written, ".3f").removesuffix(".000")
    if not isinstance(written, str) or not written.strip() or len(written) > 100:
        return None
    text = fold(written).strip()
    try:
        return _parse(text, written.strip())
    except (ValueError, OverflowError, OSError):
        return None


def _parse(text: str, written: str) -> date | None:
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC)
    match = _COMPACT.fullmatch(text) or _WRITTEN.search(text)
    if match is not None:
        parts = match.groupdict()
        day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
        if parts["h"] is None:
            return day
        second = int(parts["s"] or 0)
        return datetime(
            day.year,
            day.month,
            day.day,
            int(parts["h"]),
            int(parts["min"]),
            second,
            tzinfo=_zone(parts.get("zone")),
        )
    if re.match(r"[a-z]{3},? \d{1,2} [a-z]{3} \d{4} \d|\d{1,2} [a-z]{3} \d{4} \d", text):
        moment = parsedate_to_datetime(written)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    match = _ENGLISH.search(text)
    if match is not None and (match["m"] or match["m2"]) in _MONTHS:
        month = _MONTHS.index(match["m"] or match["m2"]) + 1
        return date(int(match["y"]), month, int(match["d"] or match["d2"]))
    return None


def _zone(written: str | None) -> timezone:
    if written is None or written == "cst":
        return CHINA
    if written in ("z", "utc", "gmt"):
        return UTC
    digits = written[1:].replace(":", "")
    hours, minutes = (int(digits[:2]), int(digits[2:])) if len(digits) == 4 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)
