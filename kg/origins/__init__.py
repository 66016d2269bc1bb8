"""Origins: what the mentions of a claim go back to, and the network that the links make. Records in, records out.

>>> origins(mentions, comparisons, reuse, lexicon=lexicon)    # doctest: +SKIP
"""

from __future__ import annotations

from kg.origins.network import feeding, network, network_of, originality
from kg.origins.show import Branch, branches, source_line, summary, tree
from kg.origins.trails import of_mentions, origins

__all__ = [
    "Branch",
    "branches",
    "feeding",
    "network",
    "network_of",
    "of_mentions",
    "originality",
    "origins",
    "source_line",
    "summary",
    "tree",
]
