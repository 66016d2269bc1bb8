"""What figures are called, where several are meant and a reader has to choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.store import Store
from kg.views.claims import read_claims
from kg.views.dossier.finding import Claims
from kg.views.facts import Facts, local_name, rows
from kg.views.figures import figure_text, period_text
from kg.views.records import ClaimRecord
from kg.views.words import in_languages, wrap


def figure_names(store: Store, figures: Sequence[Claims], *, language: str) -> list[str]:
    """Each figure in a few words, by its first claim: `Alibaba.com · GMV +46%, 2021-04 – 2022-03, Foreign-trade SMEs`."""
    first = [claims[0] for claims in figures]
    names = claim_names(store, first, language=language)
    return [names.get(claim, local_name(claim)) for claim in first]


def figure_sources(store: Store, figures: Sequence[Claims]) -> list[int]:
    """In how many sources each figure stands."""
    of: dict[str, set[str]] = defaultdict(set)
    for row in rows(store, "figure-places", [claim for claims in figures for claim in claims]):
        of[row[0].value].add(row[2].value)
    return [len(set().union(*(of[claim] for claim in claims))) for claims in figures]


def claim_names(store: Store, claims: Sequence[str], *, language: str) -> dict[str, str]:
    """Claims (IRIs) of the store, each in a few words."""
    facts = Facts()
    return {one.iri: _name(facts, one, language) for one in read_claims(store, facts, claims)}


def _name(facts: Facts, claim: ClaimRecord, language: str) -> str:
    def named(iri: str) -> str:
        return in_languages(facts.labels(iri))[language]

    facts_of_it = [period_text(claim.period) if claim.period else "", *map(named, claim.scope)]
    rest = ", ".join(part for part in facts_of_it if part)
    if claim.value is None:
        return wrap(claim.text or "", lines=1, line=60)
    metric = named(claim.metric) if claim.metric else claim.counted or ""
    start = " / ".join(map(named, claim.subjects))
    line = f"{start} · {metric} {figure_text(claim)}".removeprefix(" · ").strip()
    return f"{line}, {rest}" if rest else line
