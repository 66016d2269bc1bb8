"""Named graphs that are computed from what the sources say, and the ledger of what each was made from.

graph/comparisons/H  graph/origins/H  graph/checks/H    of a family, or of one source: H is a digest of its name
graph/reuse/H                                           of the source that copies
graph/ledger                                            <graph> kg:madeFrom "digest", for each of them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.namespaces import KG
from kg.graph.sink import Sink
from kg.model import ids

PARTS = ("comparisons", "origins", "checks", "reuse")
"""The sorts of derived graphs."""


def derived_graph_id(part: str, name: str, *, base: str = ids.DEFAULT_BASE) -> str:
    """The graph of a family (a key) or of a source (its IRI), for one of `PARTS`."""
    return f"{base}graph/{part}/{ids.digest(name)}"


def is_derived(graph: str, *, base: str = ids.DEFAULT_BASE) -> bool:
    """Whether a named graph was computed from others."""
    return any(graph.startswith(f"{base}graph/{part}/") for part in PARTS)


def ledger_graph_id(*, base: str = ids.DEFAULT_BASE) -> str:
    """The named graph of the ledger."""
    return f"{base}graph/ledger"


def ledger_graph(made: Mapping[str, str], *, base: str = ids.DEFAULT_BASE) -> list[ox.Quad]:
    """From derived graphs to the digests of what they were made from."""
    sink = Sink(ledger_graph_id(base=base))
    for graph in sorted(made):
        sink.add(ox.NamedNode(graph), KG.madeFrom, terms.text(made[graph]))
    return sink.quads()


def read_ledger(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """What `ledger_graph` wrote."""
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate == KG.madeFrom
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
    }
