"""Which derived graphs a store should have, and what each is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import ids
from kg.pipeline.judged import Judged
from kg.pipeline.relating import family_graphs, source_graphs
from kg.pipeline.stock import Stocked
from kg.reuse import Index


@dataclass(frozen=True, slots=True)
class Job:
    """Graphs to be made: `key` is the source or family that they are of, `digest` is of everything they are made from."""

    key: str
    graphs: tuple[str, ...]
    digest: str
    sources: tuple[str, ...] = field(repr=False)
    """The sources that they are made from: of a source itself first, then earlier ones that share much with it."""


def source_jobs(sources: Sequence[Stocked], judged: Judged, *, version: str, base: str) -> Iterator[Job]:
    """For each source its own sums and what it shares with earlier ones. Of those with one date the lesser IRI is earlier."""
    index = Index()
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for (copy, original), decision in judged.copies.items():
        said[copy][original] = said[original][copy] = decision.id
    by_id = {one.source: one for one in sources}
    for one in sources:
        if one.sketch:
            index.add(one.source, one.sketch)
    for one in sources:
        alike = {
            *(index.candidates(one.source) if one.sketch else ()),
            *(said[one.source].keys() & by_id.keys()),
        }
        earlier = sorted(other for other in alike if _place(by_id[other]) < _place(one))
        decisions = (said[one.source][other] for other in earlier if other in said[one.source])
        yield Job(
            one.source,
            source_graphs(one.source, base=base),
            ids.digest(
                version, one.fingerprint, *(by_id[other].fingerprint for other in earlier), *decisions
            ),
            (one.source, *earlier),
        )


def _place(one: Stocked) -> tuple[str, str]:
    return one.published, one.source


def family_jobs(
    sources: Sequence[Stocked], alone: Iterable[Job], judged: Judged, *, version: str, base: str
) -> Iterator[Job]:
    """For each family its comparisons, origins and the sums across its sources."""
    shared = {job.key: job.digest for job in alone}
    members: dict[str, list[Stocked]] = defaultdict(list)
    for one in sources:
        for family in one.families:
            members[family].append(one)
    for family in sorted(members):
        own = members[family]
        decisions = (one.id for one in judged.about_pairs(one.source for one in own))
        yield Job(
            family,
            family_graphs(family, base=base),
            ids.digest(version, *(shared[one.source] for one in own), *decisions),
            tuple(one.source for one in own),
        )
