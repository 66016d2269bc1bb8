"""The words around a period that change which days it is; each language has its own."""

from __future__ import annotations

from typing import NamedTuple

import regex

_NOTHING = regex.compile(r"(?!)")


class Wording(NamedTuple):
    """What the resolver looks for in folded text; by default nothing.

    >>> Wording(results=regex.compile("earnings")).results.search("quarterly earnings") is not None
    True
    """

    results: regex.Pattern[str] = _NOTHING
    """A results release is spoken of, so that years and quarters may be a company's own."""
    future_before: regex.Pattern[str] = _NOTHING
    """In the nine characters before a period: it is still to come."""
    future_after: regex.Pattern[str] = _NOTHING
    """Where a period ends: it is still to come."""
    dateline: regex.Pattern[str] = _NOTHING
    """Where and when a text was written, with the groups `day` and, where they may stand, `month` and `year`."""
    to_date_after: regex.Pattern[str] = _NOTHING
    """Where the running year ends: only the months of it that have passed are meant."""
    past_before: tuple[str, ...] = ()
    """Right before the end of a year that is not named, at most four characters each: the end that has passed."""
