"""What was not checked, and why: where a reader has to look for himself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Mention, OriginKind, Verdict, Via
from kg.views.account import Account
from kg.views.dossier.model import Changed, Counts, Gap, Told

UNSURE = 0.6
"""Below this confidence a reading or comparison is told to be unsure; docs/extraction.md has how often such are right."""
_MOST_UNREAD = 12


def is_worked_out(mention: Mention) -> bool:
    """Whether the period's words do not say it themselves: 过去一年 of a company that closes its books in March."""
    period = mention.period
    return period is not None and bool(period.how) and (period.how or "") not in period.text


def gaps_of(
    told: Sequence[Told], found: Account, counts: Counts, changes: Sequence[Changed], more_points: int
) -> tuple[Gap, ...]:
    """The gaps, those that matter most first."""
    live = [one for one in told if one.gone is None]
    return (
        *_unread(found),
        *_of(
            "no-period", (one.mention for one in live if one.mention.quantity and one.mention.period is None)
        ),
        *_of("period-guessed", (one.mention for one in live if is_worked_out(one.mention))),
        *_of(
            "unsure", (one.mention for one in live if one.mention.confidence < UNSURE), bound=f"{UNSURE:.0%}"
        ),
        *_of("quote-moved", (one.mention for one in live if one.stored is False)),
        *_of("original", (one.mention for one in live if one.stored is None)),
        *_sources("undated", (one.mention for one in live if one.mention.source.published is None)),
        *_sources("unsigned", (one.mention for one in live if not one.mention.source.publisher)),
        *_links("shared", found, Via.SHARED),
        *_counted("direction", sum(not one.known for one in changes)),
        *_counted("unsure-comparisons", sum(c.confidence < UNSURE for c in found.comparisons)),
        *_counted("sums", sum(c.verdict is Verdict.CANNOT_TELL for c in found.checks)),
        *_counted("more-mentions", counts.mentions - len(live)),
        *_counted("more-points", more_points),
        *_counted("more-comparisons", sum(found.more.values())),
        *(() if found.rulings else (Gap("nobody"),)),
        Gap("truth"),
    )


def _unread(found: Account) -> Iterator[Gap]:
    """Documents, people and outlets that are named as origin and were not read; those that most lean on first."""
    number: Counter[tuple[str, str]] = Counter()
    about: dict[tuple[str, str], list[str]] = {}
    for origin in found.origins:
        if origin.read or origin.kind is OriginKind.UTTERANCE:
            continue
        if origin.kind is OriginKind.SOURCE and not any(k.how is Via.CREDITED for k in origin.links):
            continue
        key = (origin.label, origin.label_zh)
        number[key] += len({m.source.id for m in origin.mentions})
        about.setdefault(key, []).extend(m.id for m in origin.mentions)
    credited: dict[str, set[str]] = {}
    for origin in found.origins:
        for link in origin.links:
            if link.how is Via.CREDITED and not link.read and link.words:
                credited.setdefault(link.words, set()).add(link.start)
    names = {name for key in number for name in key}
    for name, starts in credited.items():
        if name not in names:
            number[name, name] += len(starts)
            about[name, name] = sorted(starts)
    ranked = sorted(number, key=lambda key: (-number[key], key))
    for en, zh in ranked[:_MOST_UNREAD]:
        yield Gap(
            "unread", {"name": en, "name_zh": zh, "count": number[en, zh]}, tuple(sorted(set(about[en, zh])))
        )
    yield from _counted("more-unread", len(ranked) - _MOST_UNREAD)


def _of(kind: str, mentions: Iterable[Mention], **values: str) -> Iterator[Gap]:
    about = tuple(m.id for m in mentions)
    if about:
        yield Gap(kind, {"count": len(about), **values}, about)


def _sources(kind: str, mentions: Iterable[Mention]) -> Iterator[Gap]:
    listed = list(mentions)
    if listed:
        yield Gap(kind, {"count": len({m.source.id for m in listed})}, tuple(m.id for m in listed))


def _links(kind: str, found: Account, how: Via) -> Iterator[Gap]:
    starts = tuple(sorted({link.start for one in found.origins for link in one.links if link.how is how}))
    if starts:
        yield Gap(kind, {"count": len(starts)}, starts)


def _counted(kind: str, count: int) -> Iterator[Gap]:
    if count > 0:
        yield Gap(kind, {"count": count})
