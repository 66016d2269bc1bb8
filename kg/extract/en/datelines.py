"""Where and by whom an English wire was written, at the head of its first paragraph: no part of what it says."""

from __future__ import annotations

import regex

from kg.extract.clauses import Sentence
from kg.extract.context import Context

_DATELINE = regex.compile(
    r"[A-Z][\p{L}./]*(?:[ ,]+[\p{L}./]+){0,4}?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([^()\n]{2,24}\)\s*)?(?:--|[-–—])\s"
)
"""Where and by whom a wire was written: HONG KONG, June 9 (Reuters) - …."""


def past_dateline(ctx: Context, sentence: Sentence) -> int:
    """Where a sentence begins behind its dateline, its own start where it has none."""
    if sentence.index:
        return sentence.start
    found = _DATELINE.match(ctx.text, sentence.start, sentence.end)
    return sentence.start if found is None else found.end()
