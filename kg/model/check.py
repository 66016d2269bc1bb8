"""The check record: an identity that ties figures together, and whether the printed figures keep it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.model import ids
from kg.model.interval import Interval
from kg.model.mention import Mention


class Identity(StrEnum):
    """What ties figures together."""

    GROWTH = "growth"
    """new / old − 1 is the growth."""
    CHANGE = "change"
    """new − old is the change."""
    SHARE = "share"
    """part / whole is the share."""
    COMPLEMENT = "complement"
    """Shares of one whole that leave nothing over add to one."""
    PARTS = "parts"
    """Parts add to the whole."""
    POINT_DIFFERENCE = "point-difference"
    """The difference of two rates is so many percentage points."""
    PRODUCT = "product"
    """Number times average is the total."""
    AVERAGE = "average"
    """So much a day, week or month for the whole time is the total."""
    PER_HEAD = "per-head"
    """The total over the number of heads is so much for each."""
    RANK = "rank"
    """Who ranks higher has more."""
    CUMULATIVE = "cumulative"
    """The months add to the year so far."""
    CURRENCY = "currency"
    """One amount in two currencies, at a rate that is plausible."""
    PART_OF = "part-of"
    """A part is no more than its whole."""


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Role:
    """A figure of a check: the letter that stands for it in the formula, what it is there (`part`, `whole`), and its mention."""

    letter: str
    name: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Check:
    """One identity between the figures of a source, or of several, and what its intervals say.

    `formula` has the letters of the roles (`a / b - 1 = c`), `shown` the figures as they are written. `computed` is what
    the figures on the left imply, `printed` what is written on the right. Build one with `check()`, which derives the id.
    """

    id: str
    identity: Identity
    roles: tuple[Role, ...]
    formula: str
    shown: str
    computed: Interval
    printed: Interval
    verdict: Verdict
    why: str
    why_zh: str
    rule: str
    """Name of what proposed it."""
    confidence: float
    """How sure it is that these figures are tied together so, from 0 to 1."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The figures in their roles' order."""
        return tuple(role.mention for role in self.roles)

    @property
    def sources(self) -> tuple[str, ...]:
        """The source versions that the figures stand in, each once."""
        return tuple(sorted({mention.source.id for mention in self.mentions}))

    def to_json(self) -> dict[str, Any]:
        """The printed record."""
        return {
            "id": self.id,
            "identity": self.identity.value,
            "roles": [
                {
                    "letter": role.letter,
                    "name": role.name,
                    "mention": role.mention.id,
                    "figure": role.mention.quantity.text if role.mention.quantity else None,
                    "quote": role.mention.quote.exact,
                    "source": role.mention.source.path,
                }
                for role in self.roles
            ],
            "formula": self.formula,
            "shown": self.shown,
            "computed": self.computed.to_json(),
            "printed": self.printed.to_json(),
            "verdict": self.verdict.value,
            "why": self.why,
            "why_zh": self.why_zh,
            "rule": self.rule,
            "confidence": self.confidence,
        }


def check(
    identity: Identity,
    roles: tuple[Role, ...],
    *,
    formula: str,
    shown: str,
    computed: Interval,
    printed: Interval,
    verdict: Verdict,
    why: str,
    why_zh: str,
    rule: str,
    confidence: float,
    base: str = ids.DEFAULT_BASE,
) -> Check:
    """A check with its id: what ties which mentions in which roles. The verdict is what it says, never what it is."""
    key = ids.digest(
        identity.value,
        formula,
        *(part for role in roles for part in (role.letter, role.name, role.mention.id)),
    )
    return Check(
        f"{base}check/{key}",
        identity,
        roles,
        formula,
        shown,
        computed,
        printed,
        verdict,
        why,
        why_zh,
        rule,
        confidence,
    )
