"""What the endpoint says of itself (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.namespaces import RDF, Namespace
from kg.serve.sparql.formats import FORMS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}


def description(endpoint: str, graphs: Iterable[str], *, writable: bool) -> list[ox.Triple]:
    """The service at the address `endpoint` with its named graphs; `writable` says that it takes updates."""
    service, dataset, union = (ox.NamedNode(endpoint + part) for part in ("", "#dataset", "#union"))

    def about(subject: ox.NamedNode, predicate: ox.NamedNode, *objects: ox.NamedNode) -> list[ox.Triple]:
        return [ox.Triple(subject, predicate, one) for one in objects]

    languages = [SD.SPARQL11Query, *([SD.SPARQL11Update] if writable else [])]
    formats = [ox.NamedNode(_FORMATS + _FORMAT_NAMES[form.name]) for form in FORMS]
    triples = [
        *about(service, RDF.type, SD.Service),
        *about(service, SD.endpoint, service),
        *about(service, SD.supportedLanguage, *languages),
        *about(service, SD.resultFormat, *formats),
        *about(service, SD.feature, SD.UnionDefaultGraph),
        *about(service, SD.defaultDataset, dataset),
        *about(dataset, RDF.type, SD.Dataset),
        *about(dataset, SD.defaultGraph, union),
        *about(union, RDF.type, SD.Graph),
    ]
    for number, graph in enumerate(sorted(graphs)):
        named = ox.NamedNode(f"{endpoint}#graph-{number}")
        triples += about(dataset, SD.namedGraph, named)
        triples += about(named, RDF.type, SD.NamedGraph)
        triples += about(named, SD.name, ox.NamedNode(graph))
    return triples
