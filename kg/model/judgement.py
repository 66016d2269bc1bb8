"""The judgement record: what a person decided about what the machine read, replayed on every build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kg.model import ids
from kg.model.mention import Mention
from kg.model.source import Source


class Decision(StrEnum):
    SAME = "same"
    """Two claims say the same."""
    NOT_SAME = "not-same"
    WRONG = "wrong"
    """A mention was read wrongly: `slots` holds what is right, or nothing where there is no claim at all."""
    ALIAS = "alias"
    """A name is that entity."""
    COPY_OF = "copy-of"
    """A source copies another."""


@dataclass(frozen=True, slots=True)
class SourceAnchor:
    """How a source is found again: by its id, else its address, else its title, else its file's name."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    name: str | None = None

    @classmethod
    def of(cls, source: Source) -> SourceAnchor:
        """What a source is known by now."""
        return cls(source.id, source.url, source.title, source.name)


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a mention is found again in a text that was extracted anew, or in a new version of it.

    The quote finds the place; `figure` (the quantity as it was written) tells mentions of one quote apart, and `claim` is
    what was read there when the decision was made: a decision about two claims holds wherever the same claims are.
    """

    source: SourceAnchor
    exact: str
    prefix: str = ""
    suffix: str = ""
    figure: str | None = None
    claim: str | None = None

    @classmethod
    def of(cls, mention: Mention) -> Anchor:
        """What a mention is known by now."""
        quote = mention.quote
        return cls(
            SourceAnchor.of(mention.source),
            quote.exact,
            quote.prefix,
            quote.suffix,
            mention.quantity.text if mention.quantity else None,
            mention.claim,
        )


@dataclass(frozen=True, slots=True)
class Named:
    """What a name is said to be: an entity or metric of the vocabulary by its IRI, or one that only has a name."""

    name: str
    id: str | None
    label: str
    type: str | None = None
    """Local name of its class (`Organization`, `Metric`), where it is known."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, with who made it, when and why. Build one with `judgement()`, which derives the id.

    `targets` are the mentions that it is about: two for `same` and `not-same`, one for `wrong`. `sources` are the copy and
    then the original for `copy-of`; of an `alias` the one source that it holds in, or none where it holds in all. `slots`
    are pairs of a slot's name and the value as a person writes it; "" is an empty slot. `where` is the file and line that
    it was read from; it is no part of its identity.
    """

    id: str
    decision: Decision
    author: str
    time: datetime
    reason: str
    targets: tuple[Anchor, ...] = ()
    sources: tuple[SourceAnchor, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    named: Named | None = None
    where: str | None = None


def judgement(
    decision: Decision,
    *,
    author: str,
    time: datetime,
    reason: str,
    targets: tuple[Anchor, ...] = (),
    sources: tuple[SourceAnchor, ...] = (),
    slots: tuple[tuple[str, str], ...] = (),
    named: Named | None = None,
    where: str | None = None,
    base: str = ids.DEFAULT_BASE,
) -> Judgement:
    """A judgement with its id: who decided what about what, and when. Which file holds it makes no difference."""
    slots = tuple(sorted(slots))
    key = ids.digest(
        decision.value,
        author,
        time.isoformat(),
        reason,
        *(field for target in targets for field in _anchor_fields(target)),
        *(field for source in sources for field in _source_fields(source)),
        *(field for slot in slots for field in slot),
        *((named.name, named.id, named.label) if named else ()),
    )
    return Judgement(
        f"{base}judgement/{key}",
        decision,
        author,
        time,
        reason,
        targets,
        sources,
        slots,
        named,
        where,
    )


def _source_fields(anchor: SourceAnchor) -> tuple[str | None, ...]:
    return anchor.id, anchor.url, anchor.title, anchor.name


def _anchor_fields(anchor: Anchor) -> tuple[str | None, ...]:
    return (*_source_fields(anchor.source), anchor.exact, anchor.prefix, anchor.suffix, anchor.figure)
