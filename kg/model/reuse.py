"""The reuse record: passages that one source shares with an earlier one, and what became of the claims in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kg.model import ids
from kg.model.mention import Mention, Quote
from kg.model.source import Block, Source, Span


@dataclass(frozen=True, slots=True)
class Text:
    """A source with its plain text and its mentions: what alignment needs.

    `blocks` tell what is furniture (credit lines, boilerplate) where the reader found any; they may be left out.
    """

    source: Source
    text: str
    mentions: Sequence[Mention] = ()
    blocks: Sequence[Block] = ()


class EditKind(StrEnum):
    """What happened to words between the earlier and the later text."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a passage that differ. Spans are offsets into each source's plain text; one is empty where nothing stands."""

    kind: EditKind
    earlier: Span
    later: Span
    before: str
    after: str

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "earlier": list(self.earlier),
            "later": list(self.later),
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of each text that is the same but for `edits`, which are in the order of the later text.

    `length` counts the characters that are the same, as they are compared: folded, without punctuation and space.
    """

    earlier: Quote
    later: Quote
    edits: tuple[Edit, ...]
    length: int

    def to_json(self) -> dict[str, Any]:
        return {
            "earlier": self.earlier.to_json(),
            "later": self.later.to_json(),
            "length": self.length,
            "edits": [edit.to_json() for edit in self.edits],
        }


class Direction(StrEnum):
    """How it was decided which source took from which."""

    CREDIT = "credit"
    """The later names the earlier's publisher as where it took the text from."""
    DATE = "date"
    """The later was published later, and nothing says that both took the text from a third."""
    FAMILY = "family"
    """Both are of one publisher or group; the later was published later."""
    JUDGEMENT = "judgement"
    """A person said which of the two is the copy."""
    UNKNOWN = "unknown"
    """Nothing decides, or both may have taken the text from a third; `why` says which."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """What one source shares with another. Build one with `reuse()`, which derives the id.

    `later` is the one that took the passages, as far as `direction` is known; else the later by order only, and neither
    is known to have taken anything from the other. `share` is the part of the later text, and `earlier_share` that of the earlier one, that
    is the same, from 0 to 1.
    """

    id: str
    later: Source
    earlier: Source
    passages: tuple[Passage, ...]
    share: Decimal
    earlier_share: Decimal
    direction: Direction
    why: str
    why_zh: str
    origin: str | None = None
    """The outlet or document that both name as where they took the text from, where they name one."""

    @property
    def known(self) -> bool:
        """Whether it is known who took from whom."""
        return self.direction is not Direction.UNKNOWN

    def to_json(self) -> dict[str, Any]:
        """The printed record."""
        return {
            "id": self.id,
            "later": self.later.id,
            "earlier": self.earlier.id,
            "share": float(self.share),
            "earlier_share": float(self.earlier_share),
            "direction": self.direction.value,
            "why": self.why,
            "why_zh": self.why_zh,
            "origin": self.origin,
            "passages": [passage.to_json() for passage in self.passages],
        }


def reuse(
    later: Source,
    earlier: Source,
    passages: Sequence[Passage],
    *,
    share: Decimal,
    earlier_share: Decimal,
    direction: Direction,
    why: str,
    why_zh: str,
    origin: str | None = None,
    base: str = ids.DEFAULT_BASE,
) -> Reuse:
    """A reuse with its id, which is that of the two sources, whoever took from whom."""
    key = ids.digest(*sorted((later.id, earlier.id)))
    return Reuse(
        f"{base}reuse/{key}",
        later,
        earlier,
        tuple(passages),
        share,
        earlier_share,
        direction,
        why,
        why_zh,
        origin,
    )


class Change(StrEnum):
    """What became of a claim between two texts that share its passage."""

    FIGURE = "figure"
    """Another value, and neither rounding nor scale explains it."""
    DIGIT = "digit"
    """The same digits, moved or swapped, or one of them wrong: a slip."""
    UNIT = "unit"
    """The same number in another unit or of another order of magnitude: 亿 became 万."""
    PERIOD = "period"
    """Another period, or none any more."""
    BOUND = "bound"
    """近46% became 46%: a word that says about, at least, at most was dropped or added."""
    SPEAKER = "speaker"
    """Somebody else says it, or nobody any more."""
    CONDITION = "condition"
    """A forecast, plan or possibility told as fact, or the other way round."""
    SCOPE = "scope"
    """Part of what is measured was dropped or changed: 对东盟出口 became 出口."""
    ROUNDED = "rounded"
    """The same value told with fewer or more digits; no change of meaning."""
    RESCALED = "rescaled"
    """The same value written in another scale: 19226亿元 and 1.9226万亿元; no change of meaning."""

    @property
    def harmless(self) -> bool:
        """Whether the meaning stays: rounding and rescaling are told, and are no mutation."""
        return self in (Change.ROUNDED, Change.RESCALED)


@dataclass(frozen=True, slots=True)
class Mutation:
    """What became of one claim on its way from the earlier to the later source of a reuse. Build one with `mutation()`.

    `before` and `after` are the words of the slot that changed, empty where nothing stands any more.
    """

    id: str
    reuse: str
    kind: Change
    earlier: Mention | None
    later: Mention | None
    before: str
    after: str
    why: str
    why_zh: str

    def to_json(self) -> dict[str, Any]:
        """The printed record."""
        return {
            "id": self.id,
            "reuse": self.reuse,
            "kind": self.kind.value,
            "harmless": self.kind.harmless,
            "earlier": self.earlier.id if self.earlier else None,
            "later": self.later.id if self.later else None,
            "before": self.before,
            "after": self.after,
            "why": self.why,
            "why_zh": self.why_zh,
        }


def mutation(
    within: Reuse,
    kind: Change,
    earlier: Mention | None,
    later: Mention | None,
    *,
    before: str,
    after: str,
    why: str,
    why_zh: str,
    base: str = ids.DEFAULT_BASE,
) -> Mutation:
    """A mutation with its id: the reuse, what changed, and the mentions between which it did."""
    key = ids.digest(
        within.id, kind.value, earlier.id if earlier else None, later.id if later else None, before, after
    )
    return Mutation(f"{base}mutation/{key}", within.id, kind, earlier, later, before, after, why, why_zh)
