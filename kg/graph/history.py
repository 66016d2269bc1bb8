"""The history of sources as a named graph of its own, and back: PROV-O's revision and invalidation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import pyoxigraph as ox

from kg.errors import InvalidGraph
from kg.graph import terms
from kg.graph.from_rdf import Graphs
from kg.graph.namespaces import KG, PROV, TYPE
from kg.graph.sink import Sink
from kg.model import ids
from kg.model.history import History, Retraction, Revision

HISTORY_GRAPH = "graph/history"
"""The named graph of revisions and retractions, under the base of the data."""


def history_graph_id(*, base: str = ids.DEFAULT_BASE) -> str:
    """The named graph of the history."""
    return base + HISTORY_GRAPH


def history_graph(history: History, *, base: str = ids.DEFAULT_BASE) -> list[ox.Quad]:
    """The history as quads of `history_graph_id(base=base)`, sorted."""
    sink = Sink(history_graph_id(base=base))
    for revision in history.revisions:
        newer, older, act = (
            ox.NamedNode(iri) for iri in (revision.newer, revision.older, revision.id(base=base))
        )
        sink.add(newer, PROV.wasRevisionOf, older)
        sink.add(older, PROV.wasInvalidatedBy, act)
        sink.add(act, TYPE, PROV.Activity)
        sink.add(act, TYPE, KG.Revision)
    for retraction in history.retractions:
        source, act = ox.NamedNode(retraction.source), ox.NamedNode(retraction.id(base=base))
        sink.add(source, PROV.wasInvalidatedBy, act)
        sink.add(act, TYPE, PROV.Activity)
        sink.add(act, TYPE, KG.Retraction)
        sink.add(act, KG.reason, terms.text(retraction.reason))
        sink.add(act, KG.decidedBy, terms.text(retraction.author))
        sink.add(act, PROV.endedAtTime, terms.moment(retraction.at))
    return sorted(sink.quads(), key=str)


def history(store: Graphs) -> History:
    """The revisions and retractions that a store keeps."""
    return read_history(store.quads(history_graph_id(base=store.base)))


def read_history(quads: Iterable[ox.Quad]) -> History:
    """The history in these quads. Raises `InvalidGraph` where a retraction lacks what each has."""
    about: dict[str, dict[str, str]] = defaultdict(dict)
    revisions: set[Revision] = set()
    invalidated: list[tuple[str, str]] = []
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(
            quad.object, ox.NamedNode | ox.Literal
        ):
            continue
        subject, value = quad.subject.value, quad.object.value
        if quad.predicate == PROV.wasRevisionOf:
            revisions.add(Revision(newer=subject, older=value))
        elif quad.predicate == PROV.wasInvalidatedBy:
            invalidated.append((subject, value))
        about[subject][quad.predicate.value] = value
    return History(
        frozenset(revisions),
        frozenset(
            _retraction(source, act, about[act])
            for source, act in invalidated
            if KG.reason.value in about[act]
        ),
    )


def _retraction(source: str, act: str, facts: dict[str, str]) -> Retraction:
    try:
        return Retraction(
            source=source,
            reason=facts[KG.reason.value],
            author=facts[KG.decidedBy.value],
            at=datetime.fromisoformat(facts[PROV.endedAtTime.value]),
        )
    except (KeyError, ValueError) as error:
        raise InvalidGraph(f"cannot be read as a retraction: {error}", where=act) from error
