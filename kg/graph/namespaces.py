"""The namespaces of the graph and the terms that the code names.

>>> KG.claim
<NamedNode value=https://w3id.org/claim-kg/ontology#claim>
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from kg.model import ids


class Namespace:
    """IRIs that begin alike: `KG.claim`, or `KG["claim"]` where the name is no identifier of Python's."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self._terms: dict[str, ox.NamedNode] = {}

    def __getitem__(self, name: str) -> ox.NamedNode:
        found = self._terms.get(name)
        if found is None:
            found = self._terms[name] = ox.NamedNode(self.iri + name)
        return found

    def __getattr__(self, name: str) -> ox.NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]


KG = Namespace(ids.ONTOLOGY)
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
TIME = Namespace("http://www.w3.org/2006/time#")
CITO = Namespace("http://purl.org/spar/cito/")
SH = Namespace("http://www.w3.org/ns/shacl#")

KIND = Namespace(ids.VOCABULARY + "kind/")
BOUND = Namespace(ids.VOCABULARY + "bound/")
MODALITY = Namespace(ids.VOCABULARY + "modality/")
BASELINE = Namespace(ids.VOCABULARY + "baseline/")
RELATION = Namespace(ids.VOCABULARY + "relation/")
IDENTITY = Namespace(ids.VOCABULARY + "identity/")
VERDICT = Namespace(ids.VOCABULARY + "verdict/")
DECISION = Namespace(ids.VOCABULARY + "decision/")

TYPE = RDF.type

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": KG.iri,
        "entity": ids.VOCABULARY + "entity/",
        "metric": ids.VOCABULARY + "metric/",
        "unit": ids.VOCABULARY + "unit/",
        "publisher": ids.VOCABULARY + "publisher/",
        "kind": KIND.iri,
        "bound": BOUND.iri,
        "modality": MODALITY.iri,
        "baseline": BASELINE.iri,
        "relation": RELATION.iri,
        "identity": IDENTITY.iri,
        "verdict": VERDICT.iri,
        "decision": DECISION.iri,
        "scheme": ids.VOCABULARY + "scheme/",
        "cito": CITO.iri,
        "dcterms": DCTERMS.iri,
        "oa": OA.iri,
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": PROV.iri,
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": RDF.iri,
        "rdfs": RDFS.iri,
        "schema": SCHEMA.iri,
        "sh": SH.iri,
        "skos": SKOS.iri,
        "time": TIME.iri,
        "xsd": XSD.iri,
    }
)
"""Prefix to namespace, as exports and printed queries use them."""


def used_prefixes(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Those of `PREFIXES` that these statements need."""
    terms = {term for t in triples for term in (t.subject, t.predicate, t.object)}
    iris = {
        iri
        for term in terms
        if isinstance(iri := getattr(getattr(term, "datatype", term), "value", None), str)
    }
    return {prefix: start for prefix, start in PREFIXES.items() if any(iri.startswith(start) for iri in iris)}


VOCABULARY_GRAPH = "graph/vocabulary"
"""The named graph of the vocabulary, under the base of the data."""


def graph_id(source_id: str, *, base: str = ids.DEFAULT_BASE) -> str:
    """The named graph of a source version: `{base}graph/source/H` for `{base}source/H`."""
    return f"{base}graph/source/{source_id.rsplit('/', 1)[-1]}"


def vocabulary_graph_id(*, base: str = ids.DEFAULT_BASE) -> str:
    """The named graph of the vocabulary."""
    return base + VOCABULARY_GRAPH
