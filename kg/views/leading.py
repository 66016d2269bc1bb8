"""The figures that most sources carry, each with the number of origins behind it: repeats count origins, not outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.store import Store
from kg.views.facts import local_name, plain_rows, query_text, rows
from kg.views.names import days_text


@dataclass(frozen=True, slots=True)
class LeadingFigure:
    """A figure in the words of one source. `claim` is the one of its claims that most sources make.

    `claims` are all that give it, roundings too; `subject` and `metric` are IRIs. `origins` is None where nothing was traced.
    """

    claim: str
    figure: str
    subject: str | None
    metric: str | None
    period: str
    sources: int
    origins: int | None
    claims: tuple[str, ...]


def leading_figures(store: Store, *, limit: int = 8) -> list[LeadingFigure]:
    """The figures that at least two sources carry, those of most sources first, then those of most origins."""
    sources: dict[str, set[str]] = defaultdict(set)
    for claim, source in plain_rows(store, query_text("claims-in-sources")):
        sources[claim.value].add(source.value)
    pairs = ((a.value, b.value) for a, b in plain_rows(store, query_text("agreeing-claims")))
    groups = _groups(sources, pairs)
    counted = [(len(set().union(*(sources[claim] for claim in group))), group) for group in groups]
    best = sorted((-count, group) for count, group in counted if count > 1)[:limit]
    about = {
        row[0].value: [term.value for term in row[1:]]
        for row in rows(store, "figures", [claim for _, group in best for claim in group])
    }
    found = [_figure(group, -count, sources, about) for count, group in best]
    return sorted(found, key=lambda one: (-one.sources, -(one.origins or 0), one.claim))


def _groups(sources: Mapping[str, set[str]], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Claims that agree, each in one group, sorted."""
    parent = {claim: claim for claim in sources}

    def root(claim: str) -> str:
        while parent[claim] != claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    for one, other in pairs:
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    members: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(parent):
        members[root(claim)].append(claim)
    return [tuple(group) for group in members.values()]


def _figure(
    group: tuple[str, ...], count: int, sources: Mapping[str, set[str]], about: Mapping[str, list[str]]
) -> LeadingFigure:
    claim = min(group, key=lambda one: (-len(sources[one]), one))
    figure, subject, metric, days, _ = about[claim]
    origins = {origin for one in group for origin in about[one][4].split()}
    return LeadingFigure(
        claim,
        figure,
        subject or None,
        metric or None,
        days_text(local_name(days)) if days else "",
        count,
        len(origins) or None,
        group,
    )
