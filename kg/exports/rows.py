"""The records of the tables out of a store, source by source: no more of them in memory at once than it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.ask.parts import records
from kg.exports.tables import ClaimRow, MentionRow, SourceRow
from kg.graph.check import read_checks
from kg.graph.comparison import read_comparisons
from kg.graph.from_rdf import readings, sources
from kg.graph.history import history
from kg.graph.namespaces import KG
from kg.graph.reuse import read_reuse
from kg.model import Check, Comparison, Mention, Reuse
from kg.store import Store

R = TypeVar("R")
D = TypeVar("D", Comparison, Check)

_BATCH = 2_000
"""Comparisons or sums whose mentions are fetched together."""


def source_rows(store: Store) -> Iterator[SourceRow]:
    """All source versions in the order of their IRIs."""
    gone = history(store).gone()
    for source, mentions in readings(store):
        yield SourceRow(source, source.id not in gone, len(mentions))


def mention_rows(store: Store) -> Iterator[MentionRow]:
    """All mentions, source by source in the order of their IRIs, those of a source in the order of its text."""
    gone = history(store).gone()
    for source, mentions in readings(store):
        for mention in mentions:
            yield MentionRow(mention, source.id not in gone)


def claim_rows(store: Store) -> Iterator[ClaimRow]:
    """All claims, each where its first mention comes in that order."""
    counted = _counted(store)
    for _, mentions in readings(store):
        for mention in mentions:
            count = counted.pop(mention.claim, None)
            if count is not None:
                yield ClaimRow(mention, count.mentions, count.sources, count.first)


def comparison_rows(store: Store) -> Iterator[Comparison]:
    """All comparisons that a build or `kg relate` has written, graph by graph, each once."""
    links = (KG.earlierMention, KG.laterMention)
    return _each_once(_batches(store, "comparisons", links, read_comparisons))


def sum_rows(store: Store) -> Iterator[Check]:
    """All sums that a build or `kg relate` has written, graph by graph, each once."""
    return _each_once(_batches(store, "checks", (KG.figure,), read_checks))


def copy_rows(store: Store) -> Iterator[Reuse]:
    """All pairs of sources that share text, as a build or `kg relate` has written them, graph by graph."""
    known = {source.id: source for source in sources(store)}
    for graph in store.graphs():
        if graph.startswith(f"{store.base}graph/reuse/"):
            yield from read_reuse(store.quads(graph), known)


def _each_once(found: Iterable[D]) -> Iterator[D]:
    """Without those that more than one graph states."""
    seen: set[str] = set()
    for one in found:
        if one.id not in seen:
            seen.add(one.id)
            yield one


class _Count:
    """How often a claim is made in sources that count."""

    __slots__ = ("_last", "first", "mentions", "sources")

    def __init__(self) -> None:
        self.mentions = self.sources = 0
        self.first: date | None = None
        self._last: str | None = None

    def add(self, mention: Mention) -> None:
        """One more; the mentions come source by source."""
        self.mentions += 1
        if mention.source.id != self._last:
            self.sources += 1
            self._last = mention.source.id
        day = mention.source.published
        if isinstance(day, datetime):
            day = day.date()
        if day is not None and (self.first is None or day < self.first):
            self.first = day


def _counted(store: Store) -> dict[str, _Count]:
    gone = history(store).gone()
    found: dict[str, _Count] = {}
    for source, mentions in readings(store):
        for mention in mentions:
            count = found.setdefault(mention.claim, _Count())
            if source.id not in gone:
                count.add(mention)
    return found


def _batches(
    store: Store,
    part: str,
    links: Iterable[ox.NamedNode],
    read: Callable[[list[ox.Quad], dict[str, Mention]], list[R]],
) -> Iterator[R]:
    """The records in the derived graphs of one sort, with the mentions that they name."""
    named = {link.value for link in links}
    quads: list[ox.Quad] = []
    mentions: set[str] = set()
    for graph in store.graphs():
        if not graph.startswith(f"{store.base}graph/{part}/"):
            continue
        for quad in store.quads(graph):
            quads.append(quad)
            if quad.predicate.value in named and isinstance(quad.object, ox.NamedNode):
                mentions.add(quad.object.value)
        if len(mentions) >= _BATCH:
            yield from read(quads, records(store, mentions))
            quads, mentions = [], set()
    yield from read(quads, records(store, mentions))


ROWS: Mapping[str, Callable[[Store], Iterator[Any]]] = MappingProxyType(
    {
        "sources": source_rows,
        "claims": claim_rows,
        "mentions": mention_rows,
        "comparisons": comparison_rows,
        "sums": sum_rows,
        "copies": copy_rows,
    }
)
"""By the name of a table, what gives its records."""
