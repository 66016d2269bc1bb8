"""Ranks against values: who ranks higher has no less."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from kg.check.figures import Figure, Page
from kg.check.periods import key
from kg.check.proposal import Proposal
from kg.check.words import Cues
from kg.lexicon import Lexicon
from kg.model import Bound, Identity, Kind


def ranks_and_values(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """Two that are ranked by one metric, and the value of each: 甲以12亿元居第一，乙以10亿元居第二."""
    values: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in page.figures:
        if figure.kind is Kind.LEVEL and figure.subject is not None and figure.metric is not None:
            values[figure.subject, figure.metric, key(figure.period)].append(figure)
    ranked: dict[tuple[object, ...], list[tuple[Figure, Figure]]] = defaultdict(list)
    for rank in page.figures:
        if rank.kind is not Kind.RANK or rank.quantity.bound is not Bound.EXACT or rank.subject is None:
            continue
        found = values.get((rank.subject, rank.metric, key(rank.period)), [])
        if len({figure.mention.claim for figure in found}) == 1:
            among = rank.scope - {rank.subject}
            ranked[rank.metric, among, key(rank.period), found[0].unit].append((rank, found[0]))
    for group in ranked.values():
        group.sort(key=lambda pair: (pair[0].quantity.value, pair[0].start))
        for (rank, value), (lower_rank, lower_value) in itertools.pairwise(group):
            if rank.quantity.value < lower_rank.quantity.value and rank.subject != lower_rank.subject:
                yield Proposal(
                    Identity.RANK,
                    (lower_value, value, lower_rank, rank),
                    ("lower value", "higher value", "lower rank", "higher rank"),
                    "a <= b",
                    "ranks_and_values",
                    0.9,
                )
