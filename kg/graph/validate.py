"""Whether a graph keeps to the shapes in `ontology/shapes.ttl`: SHACL, judged by pySHACL.

A source's graph states again what it uses, so that each is judged alone: the time grows with the number of
statements (15,000 to 20,000 a second and core) and never with the size of the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.errors import InvalidGraph
from kg.graph.from_rdf import Graphs
from kg.graph.namespaces import PREFIXES, SH, XSD
from kg.graph.vocabulary import SHAPES
from kg.lexicon import ontology_dir

if TYPE_CHECKING:
    import rdflib


class Violation(NamedTuple):
    """One place where a graph breaks a shape. `path` and `value` are None where the shape is about the node itself."""

    focus: str
    path: str | None
    value: str | None
    message: str
    graph: str | None = None

    def __str__(self) -> str:
        place = f"{short(self.focus)} {short(self.path)}" if self.path else short(self.focus)
        found = f" (it has {short(self.value)[:200]})" if self.value else ""
        return f"{place}: {self.message}{found}"


class Report(NamedTuple):
    """What was judged and what is wrong with it, in a fixed order."""

    statements: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        return not self.violations

    def require(self) -> None:
        """Raises `InvalidGraph` with the first violation and the number of the others."""
        if self.violations:
            first, *others = self.violations
            more = f", and {len(others)} more" if others else ""
            raise InvalidGraph(f"{first}{more}", where=first.graph)


def validate(quads: Iterable[ox.Quad], *, graph: str | None = None) -> Report:
    """Judge these statements as one graph; `graph` is only named in the report."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    count = 0
    for quad in quads:
        data.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
        count += 1
    conforms, results, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    if conforms:
        return Report(count, ())
    if not isinstance(results, rdflib.Graph):
        raise InvalidGraph(f"cannot be judged: {results}", where=graph)
    return Report(count, tuple(sorted(_violations(results, graph), key=lambda v: tuple(map(str, v)))))


def validate_source(quads: Iterable[ox.Quad]) -> None:
    """Raises `InvalidGraph` where the graph of one source breaks a shape; what a build asks of each source."""
    found = list(quads)
    name = found[0].graph_name.value if found and isinstance(found[0].graph_name, ox.NamedNode) else None
    validate(found, graph=name).require()


def validate_store(store: Graphs, *, whole: bool = False) -> Report:
    """Judge each named graph of a store; with `whole` their union instead, which finds what graphs say against each other."""
    if whole:
        return validate(quad for graph in store.graphs() for quad in store.quads(graph))
    reports = [validate(store.quads(graph), graph=graph) for graph in store.graphs()]
    return Report(
        sum(report.statements for report in reports),
        tuple(violation for report in reports for violation in report.violations),
    )


def short(iri: str) -> str:
    """An IRI with its usual prefix, for a person."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


@lru_cache(maxsize=1)
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(ontology_dir() / SHAPES, format="turtle")


def _node(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Triple):
        raise InvalidGraph("states something about a statement, which no shape allows", where=str(term))
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    # rdflib tells "a" from "a"^^xsd:string, RDF 1.1 does not, and the shapes are parsed as the former
    datatype = None if term.datatype == XSD.string else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype)


def _violations(results: rdflib.Graph, graph: str | None) -> Iterable[Violation]:
    import rdflib

    def one(node: rdflib.term.Node, term: ox.NamedNode) -> str | None:
        value = results.value(node, rdflib.URIRef(term.value))
        return None if value is None else str(value)

    report = rdflib.URIRef(SH.ValidationReport.value)
    for top in results.subjects(rdflib.RDF.type, report):
        for node in results.objects(top, rdflib.URIRef(SH.result.value)):
            yield Violation(
                one(node, SH.focusNode) or "",
                one(node, SH.resultPath),
                one(node, SH.value),
                one(node, SH.resultMessage) or "breaks a shape",
                graph,
            )
