"""Which derived graphs a store should have, and what each is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import ids
from kg.pipeline.judged import Judged
from kg.pipeline.relating import family_graphs, source_graphs
from kg.pipeline.stock import Stocked


@dataclass(frozen=True, slots=True)
class Job:
    """Graphs to be made: `key` is the source or family that they are of, `digest` is of everything they are made from."""

    key: str
    graphs: tuple[str, ...]
    digest: str
    sources: tuple[str, ...] = field(repr=False)
    """The sources that they are made from."""


def source_jobs(sources: Sequence[Stocked], *, version: str, base: str) -> Iterator[Job]:
    """For each source its own sums."""
    for one in sources:
        digest = ids.digest(version, one.fingerprint)
        yield Job(one.source, source_graphs(one.source, base=base), digest, (one.source,))


def family_jobs(sources: Sequence[Stocked], judged: Judged, *, version: str, base: str) -> Iterator[Job]:
    """For each family its comparisons, origins and the sums across its sources."""
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
            ids.digest(version, *(one.fingerprint for one in own), *decisions),
            tuple(one.source for one in own),
        )
