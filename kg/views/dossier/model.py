"""What a dossier holds: one figure, and all that a store says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kg.model import Comparison, Mention, Mutation
from kg.model.mention import json_number
from kg.views.account import Account
from kg.views.interface import interface
from kg.views.records import ClaimRecord, PeriodSlot

Named = Mapping[str, str]
"""What something is called, by language of the page (`en`, `zh`)."""


@dataclass(frozen=True, slots=True)
class Form:
    """One claim of the figure: how it is written, and how much of what counts gives it so."""

    claim: ClaimRecord
    written: str
    mentions: int
    sources: int


@dataclass(frozen=True, slots=True)
class Told:
    """One mention with the words around it.

    `stored` says whether the quote was found at its place in the stored original; None where that was not read, and
    the words around it are those that the graph keeps. `gone` says why it no longer counts, by language; `put_right_by` who
    said that it belongs here, where the machine read another claim in it.
    """

    mention: Mention
    before: str
    after: str
    stored: bool | None
    gone: Named | None = None
    put_right_by: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A claim of the series: what it says for which period, and by whom. `low` and `high` None are open sides."""

    claim: str
    written: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    period: PeriodSlot | None
    scope: tuple[str, ...]
    modality: str
    sources: int
    who: tuple[str, ...]
    """Publishers (IRIs), those that published it first."""
    own: bool
    """Whether it is the figure of the dossier."""
    conflict: bool
    """Whether it cannot be right beside that."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not checked: the words of the page (`dossier-gap-KIND`) with their values, and whom it concerns.

    A value that is called otherwise in Chinese is there as `name_zh` too.
    """

    kind: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    about: tuple[str, ...] = ()

    def words(self, language: str) -> str:
        """What was not checked and why, in a language of the pages."""
        named = {name: self.values.get(f"{name}_{language}", value) for name, value in self.values.items()}
        return interface(language)(f"dossier-gap-{self.kind}", **named)


@dataclass(frozen=True, slots=True)
class Changed:
    """A mutation between two sources, and whether the reuse tells who took from whom."""

    mutation: Mutation
    known: bool
    why: Named


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, of what counts; `mentions` and the rest are of the whole store, whatever the page shows."""

    mentions: int
    sources: int
    publishers: int
    gone: int
    """Mentions that no longer count."""
    origins: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one figure. `names` has what things (IRIs) are called, by language."""

    id: str
    claims: tuple[str, ...]
    lead: ClaimRecord
    forms: tuple[Form, ...]
    counts: Counts
    told: tuple[Told, ...]
    points: tuple[Point, ...]
    more_points: int
    changes: tuple[Changed, ...]
    account: Account
    gaps: tuple[Gap, ...]
    names: Mapping[str, Named]
    base: str

    @property
    def origins_counted(self) -> bool:
        """Whether the origins shown are those of all mentions."""
        return self.counts.mentions <= self.shown

    @property
    def shown(self) -> int:
        """How many of the mentions that count are told."""
        return sum(1 for one in self.told if one.gone is None)

    def name(self, iri: str | None, language: str) -> str:
        """What a thing is called."""
        found = self.names.get(iri or "")
        return found[language] if found else (iri or "").rsplit("/", 1)[-1]

    def against(self, *relations: str) -> list[Comparison]:
        """The comparisons of these relations with claims outside of the figure, the surest first."""
        found = [
            one
            for one in self.account.comparisons
            if one.relation.value in relations and not {one.a.claim, one.b.claim} <= set(self.claims)
        ]
        return sorted(found, key=lambda one: (-one.confidence, one.id))

    def other(self, comparison: Comparison) -> Mention:
        """The mention of the other claim."""
        return comparison.a if comparison.b.claim in self.claims else comparison.b

    def harmful(self) -> list[Changed]:
        """The changes of meaning; rounding and another scale are none."""
        return [one for one in self.changes if not one.mutation.kind.harmless]

    def to_json(self) -> dict[str, Any]:
        """The printed record."""
        account = self.account.to_json()
        around = {one.mention.id: one for one in self.told}
        for record in account["mentions"]:
            one = around[record["id"]]
            record["context"] = {"before": one.before, "after": one.after, "in_original": one.stored}
            record["counts"] = one.gone is None
            record["put_right_by"] = one.put_right_by or None
            period = one.mention.period
            if record["period"] and period:
                record["period"]["how"] = period.how
        return {
            "id": self.id,
            "claims": list(self.claims),
            "forms": [
                {
                    "claim": form.claim.iri,
                    "written": form.written,
                    "mentions": form.mentions,
                    "sources": form.sources,
                }
                for form in self.forms
            ],
            "counts": {
                "mentions": self.counts.mentions,
                "sources": self.counts.sources,
                "publishers": self.counts.publishers,
                "origins": self.counts.origins,
                "no_longer_count": self.counts.gone,
            },
            **{name: account[name] for name in ("mentions", "origins", "comparisons")},
            "timeline": [self._point(one) for one in self.points],
            "mutations": [
                {**one.mutation.to_json(), "direction_known": one.known, "reuse_why": dict(one.why)}
                for one in self.changes
            ],
            "checks": account["checks"],
            "judgements": account["judgements"],
            "no_longer_count": account["no_longer_count"],
            "not_checked": [
                {
                    "kind": gap.kind,
                    "en": gap.words("en"),
                    "zh": gap.words("zh"),
                    **dict(gap.values),
                    "about": list(gap.about),
                }
                for gap in self.gaps
            ],
            "left_out": dict(self.account.more)
            | {"points": self.more_points, "mentions": self.counts.mentions - self.shown},
        }

    def _point(self, one: Point) -> dict[str, Any]:
        return {
            "claim": one.claim,
            "written": one.written,
            "value": json_number(one.value),
            "interval": [json_number(one.low), json_number(one.high)],
            "unit": one.unit,
            "period": {"start": one.period.start, "end": one.period.end, "at": one.period.at}
            if one.period
            else None,
            "scope": [self.name(iri, "en") for iri in one.scope],
            "modality": one.modality,
            "sources": one.sources,
            "publishers": [self.name(iri, "en") for iri in one.who],
            "of_the_figure": one.own,
            "conflict": one.conflict,
        }
