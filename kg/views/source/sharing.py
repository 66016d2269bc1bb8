"""What a source has in common with others, each passage in both wordings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.model import Mutation, Quote, Reuse, Source, Span
from kg.views.source.model import MOST_SHOWN, Passage, Shared

MOST_PASSAGES = 60
"""Passages of one page."""


def shared_with(
    source: Source,
    reuses: Iterable[Reuse],
    mutations: Sequence[Mutation],
    window: Span,
    *,
    href: Callable[[str], str],
) -> list[Shared]:
    """The reuses seen from this source, with the passages that stand in a stretch of its text."""
    found: list[Shared] = []
    count = 0
    for one in reuses:
        later = one.later.id == source.id
        other = one.earlier if later else one.later
        passages: list[Passage] = []
        for passage in one.passages:
            own, theirs = (passage.later, passage.earlier) if later else (passage.earlier, passage.later)
            if own.start >= window.end or own.end <= window.start or count >= MOST_PASSAGES:
                continue
            count += 1
            edits = [
                (edit.later, edit.earlier) if later else (edit.earlier, edit.later) for edit in passage.edits
            ]
            passages.append(
                Passage(
                    count,
                    own,
                    theirs,
                    runs(own, [mine for mine, _ in edits]),
                    runs(theirs, [their for _, their in edits]),
                )
            )
        found.append(
            Shared(
                one,
                other,
                href(other.id),
                ("from" if later else "by") if one.known else "unknown",
                tuple(passages),
                tuple(m for m in mutations if m.reuse == one.id and not m.kind.harmless),
            )
        )
    return found


def runs(quote: Quote, edited: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """The words of a quote in runs, each with whether it was edited; what is too long to show is cut off."""
    text = quote.exact[:MOST_SHOWN]
    found: list[tuple[str, bool]] = []
    at = 0
    for span in sorted(edited):
        start, end = (min(max(offset - quote.start, at), len(text)) for offset in span)
        found += [(text[at:start], False), (text[start:end], True)]
        at = max(at, end)
    found.append((text[at:], False))
    return tuple((words, changed) for words, changed in found if words)
