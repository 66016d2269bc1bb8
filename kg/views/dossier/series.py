"""The series of a figure: what is claimed of the same thing for other periods, and otherwise for the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from kg.graph.namespaces import KG
from kg.model import Relation
from kg.store import Store
from kg.views.account import Account
from kg.views.claims import read_claims
from kg.views.dossier.model import Point
from kg.views.facts import Facts, local_name, rows
from kg.views.records import ClaimRecord, PeriodSlot

MOST_POINTS = 80
"""Points that a timeline has: the figure itself, and those whose period begins nearest to its own."""
_MOST_WHO = 4
"""Publishers that are named beside a point."""
_LINE = (Relation.UPDATE, Relation.CONTRADICTS, Relation.REVISED, Relation.SPREAD)
"""Relations that put a claim on the timeline, also one whose series goes by another name."""


def points_of(
    store: Store,
    facts: Facts,
    lead: ClaimRecord,
    claims: Sequence[str],
    found: Account,
    dead: Collection[str],
) -> tuple[tuple[Point, ...], int]:
    """The points in the order of their periods, and how many more there are. A statement has none.

    Sources (IRIs) that are `dead` do not count, nor do mentions of which a person said that they were read wrongly.
    """
    if lead.value is None:
        return (), 0
    related = {m.claim for c in found.comparisons if c.relation in _LINE for m in (c.a, c.b)}
    against = _against(found, claims)
    series = {iri for claim in claims for iri in facts.nodes(claim, KG.series.value)}
    starts = {claim.value: start.value for claim, start in rows(store, "series-claims", sorted(series))}
    rest = sorted(
        (set(starts) | related) - set(claims) - against, key=lambda iri: _far(starts.get(iri, ""), lead, iri)
    )
    near = [*claims, *sorted(against), *rest][:MOST_POINTS]
    records = [one for one in read_claims(store, facts, near, quotes=False) if one.unit == lead.unit]
    listed = [one.iri for one in records]
    wrong = {mention.value for _, mention, _ in rows(store, "wrong-readings", listed)}
    said: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for claim, mention, source, day, _, written, _, by in rows(store, "figure-places", listed):
        if source.value not in dead and (by.value or mention.value not in wrong):
            said[claim.value].append((day.value or "9999", source.value, written.value))
    first = {iri: sorted(of) for iri, of in said.items()}
    who = _who(store, facts, {iri: [source for _, source, _ in of] for iri, of in first.items()})
    points = [
        Point(
            claim=one.iri,
            written=first[one.iri][0][2],
            value=one.value,
            low=one.interval[0],
            high=one.interval[1],
            unit=one.unit_code or "",
            period=one.period,
            scope=one.scope,
            modality=local_name(one.modality or "asserted"),
            sources=len({source for _, source, _ in first[one.iri]}),
            who=who[one.iri],
            own=one.iri in claims,
            conflict=one.iri in against,
        )
        for one in records
        if one.iri in first and one.value is not None
    ]
    return tuple(sorted(points, key=_order)), len(claims) + len(against) + len(rest) - len(near)


def _against(found: Account, claims: Sequence[str]) -> set[str]:
    """The claims that cannot be right beside the figure."""
    pairs = ((c.a.claim, c.b.claim) for c in found.comparisons if c.relation is Relation.CONTRADICTS)
    return {claim for pair in pairs for claim in pair if not set(pair) <= set(claims)} - set(claims)


def _far(start: str, lead: ClaimRecord, iri: str) -> tuple[int, str]:
    """How many days lie between a beginning and that of the figure's period; who has none comes last."""
    if not start or lead.period is None:
        return (10**9, iri)
    try:
        return abs((date.fromisoformat(start) - date.fromisoformat(lead.period.start)).days), iri
    except ValueError:
        return (10**9, iri)


def _who(store: Store, facts: Facts, sources: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The publishers of the first sources of each claim."""
    first = {claim: list(dict.fromkeys(of))[: 3 * _MOST_WHO] for claim, of in sources.items()}
    listed = sorted({source for of in first.values() for source in of})
    publisher = {
        source.value: outlet.value for source, outlet in rows(store, "publishers-of-sources", listed)
    }
    facts.add(store, publisher.values())
    return {
        claim: tuple(dict.fromkeys(publisher[source] for source in of if source in publisher))[:_MOST_WHO]
        for claim, of in first.items()
    }


def _order(point: Point) -> tuple[bool, str, str, str, bool, object, str]:
    period = point.period or PeriodSlot("", "")
    return (
        point.period is None,
        period.start,
        period.end,
        period.at or "",
        not point.own,
        point.value,
        point.claim,
    )
