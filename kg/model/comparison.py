"""The comparison record: a typed, explained relation between two claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.model import ids
from kg.model.mention import Mention


class Relation(StrEnum):
    """How two claims stand to each other."""

    SAME = "same"
    """One series and period, and values that agree."""
    ROUNDED = "rounded"
    """The same, and the coarser of the two says less: 87% of 86.7%, 近10倍 of 9.8倍."""
    UPDATE = "update"
    """One series, another period: two points of one timeline."""
    REVISED = "revised"
    """A later source gives another value for the same period, and says that it does: 上修, 更正."""
    OTHER_SCOPE = "other-scope"
    """Of another scope, subject or metric, near enough that the two are easily taken for each other."""
    OTHER_BASIS = "other-basis"
    """Measured otherwise: in another currency, year on year against month on month, nominal against real."""
    SPREAD = "spread"
    """Forecasts of one figure by different people."""
    CONTRADICTS = "contradicts"
    """One series and period, and values that cannot both be right."""
    RESTATES = "restates"
    """One proposition in two wordings, by one speaker or with one side that names none."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one rule says of two claims. Build one with `comparison()`, which orders the mentions and derives the id.

    `a` and `b` are the mentions that show the relation first, `a` the earlier; it holds between their claims.
    `slots` are the two slots that decided.
    """

    id: str
    a: Mention
    b: Mention
    relation: Relation
    slots: tuple[str, str]
    why: str
    why_zh: str
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        """The printed record, the fields of the design first."""
        return {
            "a": self.a.id,
            "b": self.b.id,
            "relation": self.relation.value,
            "why": self.why,
            "why_zh": self.why_zh,
            "slots": list(self.slots),
            "rule": self.rule,
            "confidence": self.confidence,
        }


def comparison(
    one: Mention,
    other: Mention,
    relation: Relation,
    *,
    slots: tuple[str, str],
    why: str,
    why_zh: str,
    rule: str,
    confidence: float,
    base: str = ids.DEFAULT_BASE,
) -> Comparison:
    """A comparison of two mentions given in any order.

    The id is that of the two claims and the relation, so that no source which repeats them makes another comparison.
    """
    a, b = sorted((one, other), key=order)
    key = ids.digest(*sorted((a.claim, b.claim)), relation.value)
    return Comparison(
        f"{base}comparison/{key}", a, b, relation, slots, why, why_zh, rule, round(confidence, 2)
    )


def order(mention: Mention) -> tuple[str, str, int, str]:
    """Earlier first: by the day and moment of publishing (unknown ones first), the source, the place in it."""
    published = mention.source.published
    return (
        published.isoformat() if published else "",
        mention.source.id,
        mention.quote.start,
        mention.id,
    )
