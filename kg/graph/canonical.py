"""Canonical N-Quads, and the other forms in which the graph leaves the program.

Without blank nodes the canonical form of a dataset (RDFC-1.0) is its lines, each once, in code point order.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES
from kg.graph.sorting import sorted_lines

if TYPE_CHECKING:
    from typing_extensions import Buffer

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
    return sorted(set(map(_line, quads)))


def write(quads: Iterable[ox.Quad], output: BinaryIO, name: str) -> None:
    """Write statements in one of `FORMATS`, in canonical order and with the usual prefixes.

    They may come in any order and be more than memory holds. Raises `ValueError` for another name, and for a blank node.
    """
    if name not in FORMATS:
        raise ValueError(f"no format {name!r}; there are: {', '.join(FORMATS)}")
    if name == "nquads":
        for line in sorted_lines(map(_line, quads)):
            output.write(line.encode() + b"\n")
        return
    prefixes = dict(PREFIXES)
    if name == "turtle":
        triples = sorted_lines(_line(ox.Quad(q.subject, q.predicate, q.object)) for q in quads)
        ordered = _fed(triples)
        ox.serialize((quad.triple for quad in ordered), output, FORMATS[name], prefixes=prefixes)
        return
    # graph by graph, so that each is one block
    keyed = sorted_lines(f"{quad.graph_name}{_AFTER_KEY}{_line(quad)}" for quad in quads)
    lines = (line.partition(_AFTER_KEY)[2] for line in keyed)
    ox.serialize(_fed(lines), output, FORMATS[name], prefixes=prefixes)


_AFTER_KEY = "\0"
"""What no IRI has."""


def _line(quad: ox.Quad) -> str:
    if any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
        raise ValueError(f"a blank node has no canonical name: {quad}")
    return f"{quad} ."


class _Feed(io.RawIOBase):
    """Lines as the file that a parser reads."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Buffer) -> int:
        """Fill the buffer as far as one line goes; 0 at the end."""
        view = memoryview(into)
        if not self._rest:
            line = next(self._lines, None)
            self._rest = b"" if line is None else line.encode() + b"\n"
        part, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(part)] = part
        return len(part)


def _fed(lines: Iterable[str]) -> Iterator[ox.Quad]:
    return ox.parse(io.BufferedReader(_Feed(lines), 1 << 16), ox.RdfFormat.N_QUADS)
