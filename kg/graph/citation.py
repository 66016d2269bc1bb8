"""What the label of a cited document says of it: `WTO，世界贸易统计数据，2016年8月` is publisher, title and date.

>>> read_citation("WTO，世界贸易统计数据，2016年8月")
Citation(title='世界贸易统计数据', publisher='WTO', issued='2016-08')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.folding import fold

_PARTS = re.compile(r"[，,;；]\s*(?![^《]*》)")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:\s*[年./-]\s*(?P<month>1[0-2]|0?[1-9])(?:\s*[月./-]\s*(?P<day>3[01]|[12]\d|0?[1-9])日?)?)?[年月]?"
)
_QUOTES = "《》〈〉“”\"' "


class Citation(NamedTuple):
    """The parts of a cited document's label; `issued` is an ISO year, month or day."""

    title: str
    publisher: str | None = None
    issued: str | None = None


def read_citation(label: str) -> Citation:
    """The parts of a label; one that has no such form is a title as a whole."""
    parts = [part.strip() for part in _PARTS.split(label) if part.strip()]
    issued = _issued(parts[-1]) if len(parts) > 1 else None
    if issued:
        parts.pop()
    # a title may hold commas of its own: with more than two parts left nobody can say where it begins
    if len(parts) == 2:
        return Citation(parts[1].strip(_QUOTES), parts[0], issued)
    if len(parts) == 1:
        return Citation(parts[0].strip(_QUOTES), None, issued)
    return Citation(label.strip(_QUOTES))


def _issued(words: str) -> str | None:
    match = _DATE.fullmatch(fold(words))
    if match is None:
        return None
    parts = [match["year"], *(f"{int(part):02}" for part in (match["month"], match["day"]) if part)]
    return "-".join(parts)
