"""Changes over time: which source took the place of which, which was taken back, which is removed altogether."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import QuestionError
from kg.folding import fold
from kg.graph import graph_id, history_graph, history_graph_id
from kg.graph.history import history
from kg.graph.namespaces import KG
from kg.model.history import History, Retraction, Revision
from kg.pipeline.originals import originals, sketch_in
from kg.reuse import alike
from kg.store import Store

_SOURCES = """
PREFIX kg: <https://w3id.org/claim-kg/ontology#>
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?source ?file ?title ?url ?published WHERE {
  ?source a kg:Source ; kg:fileName ?file .
  OPTIONAL { ?source schema:headline ?title }
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?source schema:datePublished ?published }
}
ORDER BY ?source
"""
_ALIKE = 0.7
"""How much of the shorter of two texts stands in the other where they are versions of one document under another title."""
_HOUR = 3600.0
"""Seconds that a walk through all sources may take."""


class Listed(NamedTuple):
    """What tells one source version from another, as the store says it; `published` is ISO text or empty."""

    source: str
    file: str
    title: str
    url: str
    published: str


def listed(store: Store) -> list[Listed]:
    """All source versions of the store, sorted by their IRIs."""
    rows = store.select(_SOURCES, timeout=_HOUR).rows
    found: dict[str, Listed] = {}
    for row in rows:
        one = Listed(*("" if term is None else str(getattr(term, "value", term)) for term in row))
        found.setdefault(one.source, one)
    return list(found.values())


def note_revisions(store: Store, seen: Collection[str]) -> list[Revision]:
    """Let versions that a build has just seen (`seen`, by IRI) take the place of earlier versions of the same document.

    Two versions are one document where they have one address, or, where neither has one, one file name and one
    title or most of their words. The later date of publication makes the newer version, and among equals the one that was seen now; two
    versions that were both seen now with the same date are left alone: nobody can say which is newer.
    """
    before = history(store)
    kept = {r for r in before.revisions if not {r.newer, r.older} & set(seen)}
    for versions in _documents(store, seen):
        if len(versions) > 1 and any(one.source in seen for one in versions):
            names = {one.source for one in versions}
            kept = {r for r in kept if r.newer not in names}
            kept |= set(_chain(versions, seen, before))
    after = History(frozenset(kept), before.retractions)
    if after != before:
        _write(store, after)
    return sorted(after.revisions - before.revisions, key=lambda r: (r.newer, r.older))


def retract(store: Store, source: str, *, reason: str, author: str, at: datetime) -> Retraction:
    """Take a source back: its claims stay findable and no longer count. Raises `QuestionError` where it is so already."""
    before = history(store)
    if any(r.source == source for r in before.retractions):
        raise QuestionError("is retracted already", where=source)
    taken = Retraction(source, reason, author, at)
    _write(store, History(before.revisions, before.retractions | {taken}))
    return taken


def reinstate(store: Store, source: str) -> None:
    """Let a retracted source count again. Raises `QuestionError` where it is not retracted."""
    before = history(store)
    kept = frozenset(r for r in before.retractions if r.source != source)
    if kept == before.retractions:
        raise QuestionError("is not retracted", where=source)
    _write(store, History(before.revisions, kept))


def remove(store: Store, source: str) -> None:
    """Take a source out of the graph as if it had never been read. What it had taken the place of counts again."""
    before = history(store)
    after = History(
        frozenset(r for r in before.revisions if source not in (r.newer, r.older)),
        frozenset(r for r in before.retractions if r.source != source),
    )
    if after != before:
        _write(store, after)
    graph = graph_id(source, base=store.base)
    for quad in list(store.quads(graph)):
        if quad.predicate == KG.sha256 and isinstance(quad.object, ox.Literal):
            # first, so that a removal that is cut short leaves nothing that a build takes for done
            store.blobs.forget(quad.object.value)
    store.drop(graph)


def _write(store: Store, after: History) -> None:
    store.replace(history_graph_id(base=store.base), history_graph(after, base=store.base))


def _documents(store: Store, seen: Collection[str]) -> Iterable[list[Listed]]:
    """The versions of each document."""
    addressed: dict[str, list[Listed]] = defaultdict(list)
    named: dict[str, dict[str, list[Listed]]] = defaultdict(lambda: defaultdict(list))
    for one in listed(store):
        if one.url:
            addressed[one.url].append(one)
        else:
            named[one.file]["".join(fold(one.title).split())].append(one)
    yield from addressed.values()
    sketches: dict[str, bytes] | None = None
    for by_title in named.values():
        documents = list(by_title.values())
        if len(documents) > 1 and any(one.source in seen for own in documents for one in own):
            if sketches is None:
                sketches = {kept.source: sketch_in(kept.how) for kept in originals(store)}
            documents = _joined(documents, sketches)
        yield from documents


def _joined(documents: list[list[Listed]], sketches: Mapping[str, bytes]) -> list[list[Listed]]:
    """Documents under one name, those put together that have most of their words in common: a title may be corrected too."""
    found: list[list[Listed]] = []
    for own in documents:
        like = [
            other
            for other in found
            if any(
                alike(sketches.get(a.source, b""), sketches.get(b.source, b"")) >= _ALIKE
                for a in own
                for b in other
            )
        ]
        found = [other for other in found if other not in like]
        found.append([one for other in (*like, own) for one in other])
    return found


def _chain(versions: Iterable[Listed], seen: Collection[str], before: History) -> Iterable[Revision]:
    """From each version to the one that it took the place of."""
    age = _ages(before)
    ordered = sorted(
        versions, key=lambda one: (one.published, one.source in seen, age.get(one.source, 0), one.source)
    )
    for older, newer in pairwise(ordered):
        told = older.published != newer.published or (older.source in seen) != (newer.source in seen)
        if told or Revision(newer.source, older.source) in before.revisions:
            yield Revision(newer.source, older.source)


def _ages(before: History) -> dict[str, int]:
    """How many versions each one stands after."""
    older = {r.newer: r.older for r in before.revisions}
    ages: dict[str, int] = {}
    for source in older:
        count, at = 0, source
        while at in older and count <= len(older):
            count, at = count + 1, older[at]
        ages[source] = count
    return ages
