"""What `kg judge` shows of comparisons, mentions and judgements, and how it finds the mention that somebody means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from kg.cli.failure import printable

if TYPE_CHECKING:
    from kg.judge import Orphan
    from kg.model import Judgement, Mention
    from kg.model.comparison import Comparison

KEYS = {
    "s": "the same",
    "n": "not the same",
    "1": "the first is read wrongly: no claim",
    "2": "the second is read wrongly: no claim",
    "k": "skip",
    "q": "quit",
}
_SHORTEST = 6


def find_mention(mentions: Iterable[Mention], name: str) -> Mention:
    """The mention with this IRI, or whose IRI ends in these characters, or the first that makes the claim of this IRI.

    A name that is none or several is a usage error.
    """
    listed = list(mentions)
    exact = [one for one in listed if name in (one.id, one.claim)]
    if exact:
        return exact[0]
    if len(name) < _SHORTEST:
        raise click.UsageError(f"{name!r} is too short: give the IRI of a mention, or its last characters")
    found = {one.id: one for one in listed if one.id.endswith(name) or _begins(one, name)}
    if len(found) != 1:
        many = "several mentions are" if found else "no mention is"
        raise click.UsageError(f"{many} called {name!r}")
    return next(iter(found.values()))


def _begins(mention: Mention, name: str) -> bool:
    return mention.id.rsplit("/", 1)[-1].startswith(name)


def show_mention(mention: Mention) -> str:
    """Where it stands, its words in what surrounds them, and its slots."""
    source, quote = mention.source, mention.quote
    day = source.published.isoformat()[:10] if source.published else "no date"
    words = f"{quote.prefix}[{quote.exact}]{quote.suffix}"
    lines = [
        f"  {printable(source.title or source.name)} · {day}",
        f"  …{printable(words)}…",
        f"  {printable(_slots(mention))}",
        f"  {mention.id}",
    ]
    return "\n".join(lines)


def _slots(mention: Mention) -> str:
    quantity = mention.quantity
    parts = [
        quantity.text if quantity else None,
        mention.metric.label if mention.metric else None,
        mention.subject.label if mention.subject else None,
        *(ref.label for ref in mention.scope),
        mention.period.key() if mention.period else None,
        mention.baseline if isinstance(mention.baseline, str) else None,
    ]
    return " · ".join(part for part in parts if part)


def show_comparison(one: Comparison, number: int, total: int) -> str:
    """Both sides, the relation that the machine sees, and why."""
    head = f"{number}/{total}  {one.relation.value}, confidence {one.confidence:.2f}: {printable(one.why)}"
    return f"{head}\n{show_mention(one.a)}\n{show_mention(one.b)}"


def show_keys() -> str:
    """What each key does."""
    return "  ".join(f"[{key}] {what}" for key, what in KEYS.items())


def show_judgement(one: Judgement) -> str:
    """One line: when, who, what, why."""
    what = [anchor.exact for anchor in one.targets]
    what += [f"{name}={value}" for name, value in one.slots]
    if one.named:
        what.append(f"{one.named.name} = {one.named.label}")
    what += [source.title or source.name or source.url or source.id or "" for source in one.sources]
    return printable(
        f"{one.time.isoformat()[:16]}  {one.author}  {one.decision.value}: {' | '.join(what)} ({one.reason})"
    )


def show_orphans(orphans: Sequence[Orphan]) -> str:
    """Those that found no place, each with its file and line."""
    return "\n".join(
        printable(f"{one.judgement.where or one.judgement.id}: orphaned: {one.why}") for one in orphans
    )
