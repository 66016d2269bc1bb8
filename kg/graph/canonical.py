"""Canonical N-Quads, and the other forms in which the graph leaves the program.

Without blank nodes the canonical form of a dataset (RDFC-1.0) is its lines, each once, in code point order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""Names of the export formats. Turtle has no named graphs: it holds the union of all."""


def canonical_lines(quads: Iterable[ox.Quad]) -> list[str]:
    """The lines of canonical N-Quads, sorted, each once, without line ends.

    Raises `ValueError` for a blank node: the graph has none.
    """
    lines: set[str] = set()
    for quad in quads:
        if any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
            raise ValueError(f"a blank node has no canonical name: {quad}")
        lines.add(f"{quad} .")
    return sorted(lines)


def write(quads: Iterable[ox.Quad], output: BinaryIO, name: str) -> None:
    """Write statements in one of `FORMATS`, in canonical order and with the usual prefixes.

    Raises `ValueError` for another name.
    """
    if name not in FORMATS:
        raise ValueError(f"no format {name!r}; there are: {', '.join(FORMATS)}")
    if name == "nquads":
        for line in canonical_lines(quads):
            output.write(line.encode() + b"\n")
        return
    if name == "turtle":
        triples = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
        ox.serialize(sorted(triples, key=str), output, FORMATS[name], prefixes=dict(PREFIXES))
        return
    # graph by graph, so that each is one block
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    ox.serialize(ordered, output, FORMATS[name], prefixes=dict(PREFIXES))
