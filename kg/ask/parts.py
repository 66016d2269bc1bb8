"""Parts of a store's graphs: some mentions with all that they refer to, some origins with the links that lead to them.

A source may have thousands of mentions and a family of claims thousands of origins; a page about one figure reads few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.graph import read_mentions
from kg.graph.from_rdf import read_sources
from kg.graph.namespaces import KG, OA, PROV, graph_id
from kg.graph.origin import read_origins
from kg.model import Mention, Origin, Source
from kg.store import Store

_KG = "PREFIX kg: <https://w3id.org/claim-kg/ontology#>\n"
_PLACES = _KG + "SELECT DISTINCT ?mention ?source WHERE { VALUES ?mention { %s } ?mention kg:source ?source }"
_ABOUT = "SELECT ?graph ?node ?property ?value WHERE { VALUES (?graph ?node) { %s } GRAPH ?graph { ?node ?property ?value } }"
_ORIGINS = (
    _KG
    + "SELECT ?graph ?mention ?origin WHERE { VALUES ?mention { %s } GRAPH ?graph { ?mention kg:origin ?origin } }"
)
_LINKS = (
    _KG
    + """SELECT ?graph ?origin ?link ?to WHERE {
  VALUES ?start { %s } GRAPH ?graph { ?link kg:linkFrom ?start ; kg:linkTo ?to . ?origin kg:link ?link }
}"""
)
_FOLLOWED = frozenset(
    {
        KG.claim,
        KG.source,
        KG.series,
        KG.period,
        KG.unit,
        KG.subject,
        KG.metric,
        KG.speaker,
        KG.baseline,
        KG.scopeReference,
        KG.citationReference,
        KG.refersTo,
        OA.hasTarget,
        OA.hasSelector,
        PROV.qualifiedAttribution,
    }
)
"""What leads from a mention to all that its record is read from."""
_CHUNK = 400
"""IRIs in one query."""

_Place = tuple[str, str]
"""A named graph and a node of it."""


def records(store: Store, wanted: Iterable[str]) -> dict[str, Mention]:
    """These mentions by IRI, as far as the store has them, in the order of the graphs and texts that they stand in."""
    iris = frozenset(wanted)
    by_graph: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in mention_quads(store, iris):
        by_graph[_value(quad.graph_name)].append(quad)
    found = (m for graph in sorted(by_graph) for m in read_mentions(by_graph[graph], base=store.base))
    return {m.id: m for m in found if m.id in iris}


def mention_quads(store: Store, wanted: Iterable[str]) -> Iterator[ox.Quad]:
    """What the graphs of their sources say of these mentions (IRIs), and of all that they refer to."""
    return _closure(store, _in_graphs(store, wanted))


def source_records(store: Store, wanted: Iterable[str]) -> dict[str, Source]:
    """These source versions by IRI, as far as the store has them."""
    places = [(graph_id(source, base=store.base), source) for source in sorted(set(wanted))]
    return {one.id: one for one in read_sources(_describe(store, places), base=store.base)}


def stated_origins(store: Store, known: dict[str, Mention]) -> list[Origin]:
    """What the store's graphs of origins say of these mentions, by IRI; what several graphs state is put together.

    Origins have those of their mentions that are known, and the links that lead from these, over copies, to the end.
    """
    quads: list[ox.Quad] = []
    nodes: set[_Place] = set()
    for graph, mention, origin in _rows(store, _ORIGINS, known):
        nodes.add((graph, origin))
        quads.append(ox.Quad(ox.NamedNode(mention), KG.origin, ox.NamedNode(origin), ox.NamedNode(graph)))
    seen = set(known)
    new = set(known) if nodes else set()
    while new:
        rows = [row for row in _rows(store, _LINKS, new) if (row[0], row[1]) in nodes]
        for graph, origin, link, _ in rows:
            nodes.add((graph, link))
            quads.append(ox.Quad(ox.NamedNode(origin), KG.link, ox.NamedNode(link), ox.NamedNode(graph)))
        new = {to for *_, to in rows} - seen
        seen |= new
    quads += (quad for quad in _describe(store, nodes) if quad.predicate != KG.link)
    read_in = {_value(quad.object) for quad in quads if quad.predicate == KG.readIn}
    known_sources = {m.source.id: m.source for m in known.values()}
    texts = known_sources | source_records(store, read_in - known_sources.keys())
    return read_origins(quads, known, texts)


def _in_graphs(store: Store, mentions: Iterable[str]) -> list[_Place]:
    return [
        (graph_id(source, base=store.base), mention) for mention, source in _rows(store, _PLACES, mentions)
    ]


def _closure(store: Store, places: Iterable[_Place]) -> Iterator[ox.Quad]:
    """What graphs say of these nodes, and of those that they refer to."""
    new = set(places)
    seen: set[_Place] = set()
    while new:
        seen |= new
        found = list(_describe(store, new))
        yield from found
        new = {
            (_value(quad.graph_name), quad.object.value)
            for quad in found
            if quad.predicate in _FOLLOWED and isinstance(quad.object, ox.NamedNode)
        } - seen


def _describe(store: Store, places: Iterable[_Place]) -> Iterator[ox.Quad]:
    """What each graph says of its node."""
    ordered = sorted(places)
    for start in range(0, len(ordered), _CHUNK):
        pairs = " ".join(
            f"({ox.NamedNode(graph)} {ox.NamedNode(node)})" for graph, node in ordered[start : start + _CHUNK]
        )
        for graph, node, name, value in store.select(_ABOUT % pairs).rows:
            assert isinstance(graph, ox.NamedNode)
            assert isinstance(node, ox.NamedNode)
            assert isinstance(name, ox.NamedNode)
            if isinstance(value, ox.NamedNode | ox.Literal):
                yield ox.Quad(node, name, value, graph)


def _rows(store: Store, sparql: str, iris: Iterable[str]) -> list[tuple[str, ...]]:
    """The rows of a query over these IRIs, each once, sorted."""
    ordered: Sequence[str] = sorted(iris)
    found: set[tuple[str, ...]] = set()
    for start in range(0, len(ordered), _CHUNK):
        nodes = " ".join(str(ox.NamedNode(iri)) for iri in ordered[start : start + _CHUNK])
        found.update(tuple(map(_value, row)) for row in store.select(sparql % nodes).rows)
    return sorted(found)


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
