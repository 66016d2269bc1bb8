"""What the label of a cited document says of it: `WTO，世界贸易统计数据，2016年8月` is publisher, title and date.

>>> read_citation("WTO，世界贸易统计数据，2016年8月")
Citation(title='世界贸易统计数据', publisher='WTO', issued='2016-08')
>>> read_citation("KPMG: Macro-trends in 2017, and what to expect, 2017-2-8")
Citation(title='Macro-trends in 2017, and what to expect', publisher='KPMG', issued='2017-02-08')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.folding import fold

_PARTS = re.compile(r"[，,;；]\s*(?![^《]*》)")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:\s*[年./-]\s*(?P<month>1[0-2]|0?[1-9])(?:\s*[月./-]\s*(?P<day>3[01]|[12]\d|0?[1-9])日?)?)?[年月]?"
)
# KPMG: Macro-trends driving trade; the publisher's name holds no comma
_NAMED = re.compile(r"(?P<publisher>[^:：，,;；《]{2,60}?)\s*(?:：|:\s)\s*(?P<title>\S.+)")


class Citation(NamedTuple):
    """The parts of a cited document's label; `issued` is an ISO year, month or day."""

    title: str
    publisher: str | None = None
    issued: str | None = None


def read_citation(label: str) -> Citation:
    """The parts of a label; one that has no such form is a title as a whole."""
    parts = [part.strip() for part in _PARTS.split(label) if part.strip()]
    issued = _issued(parts[-1]) if len(parts) > 1 else None
    words = label
    if issued:
        words = label[: label.rindex(parts.pop())].rstrip(" ，,;；")
    named = _NAMED.match(words)
    if named is not None:
        return Citation(_bare(named["title"]), _bare(named["publisher"]), issued)
    # a title may hold commas of its own: with more than two parts left nobody can say where it begins
    if len(parts) == 2:
        return Citation(_bare(parts[1]), _bare(parts[0]) if "《" in parts[1] else parts[0], issued)
    return Citation(_bare(words), None, issued)


def _bare(words: str) -> str:
    """Without the quotation marks around the whole: 《公报》, but “大进大出”转向“优进优出” keeps its own."""
    words = words.strip()
    for opening, closing in ("《》", "〈〉", "“”", "‘’", '""', "''"):
        inner = words[1:-1]
        if (
            words.startswith(opening)
            and words.endswith(closing)
            and opening not in inner
            and closing not in inner
        ):
            return inner.strip()
    return words


def _issued(words: str) -> str | None:
    match = _DATE.fullmatch(fold(words))
    if match is None:
        return None
    parts = [match["year"], *(f"{int(part):02}" for part in (match["month"], match["day"]) if part)]
    return "-".join(parts)
