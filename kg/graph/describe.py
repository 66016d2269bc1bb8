"""What a source's graph says of the things that its claims name, so that the graph stands alone.

A thing of the vocabulary gets its classes and preferred labels from there. One that is minted from its name gets that
name; where a source spells it in several ways, the first in code point order is the preferred label, so that the order
in which mentions come does not matter.
"""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.names import key, node_of
from kg.graph.namespaces import DCTERMS, KG, PROV, SCHEMA, SKOS, TYPE
from kg.graph.sink import Sink
from kg.lexicon import Entry, Lexicon
from kg.model import Ref
from kg.model.citation import read_citation

_CONCEPTS = ("Metric", "Unit")
"""Classes whose members are concepts and no entities."""


class Describer:
    """Gathers the things that one source names; `write()` states what is known of them."""

    def __init__(self, sink: Sink, lexicon: Lexicon, *, base: str, language: str) -> None:
        self._sink = sink
        self._lexicon = lexicon
        self._base = base
        self._language = language
        self._types: dict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._nodes: dict[tuple[str | None, str, str | None, str], ox.NamedNode] = {}
        self._codes: dict[str, str] = {}
        self._entities: set[str] = set()
        self._later: list[tuple[ox.NamedNode, ox.NamedNode, str, str]] = []
        self._pronouns = {key(name) for entry in lexicon.of_scheme("pronouns") for name in entry.names}

    def thing(self, ref: Ref, *, kind: str) -> ox.NamedNode:
        """The node of what a slot names; `kind` is `entity` or `metric`."""
        known = (ref.id, ref.label, ref.type, kind)
        node = self._nodes.get(known)
        if node is None:
            node = self._nodes[known] = ox.NamedNode(node_of(ref, kind=kind, base=self._base))
            self._labels[node.value].add(ref.label)
            default = {"Metric"} if kind == "metric" else set()
            self._types[node.value] |= {ref.type} if ref.type else default
        self._words[node.value].add(ref.text)
        if kind == "entity":
            self._entities.add(node.value)
        return node

    def publisher(self, iri: str, name: str) -> None:
        """An outlet, under the name that the source uses."""
        self._types[iri].add("Publisher")
        self._labels[iri].add(name)

    def unit(self, iri: str, code: str) -> None:
        """A unit with its code."""
        self._types[iri].add("Unit")
        self._codes[iri] = code

    def later_label(self, node: ox.NamedNode, predicate: ox.NamedNode, iri: str, label: str) -> None:
        """State a slot's own label when everything is known, unless it is the thing's first name anyway."""
        self._later.append((node, predicate, iri, label))

    def write(self) -> None:
        """State classes and names of all things gathered."""
        for iri in sorted(self._types):
            entry = self._lexicon.entries.get(iri)
            node = ox.NamedNode(iri)
            self._write_types(node, entry)
            if entry is not None:
                for language, label in entry.labels.items():
                    self._label(node, SKOS.prefLabel, label, language)
            else:
                self._write_names(node)
            if iri in self._codes:
                self._sink.add(node, KG.code, terms.text(self._codes[iri]))
        for node, predicate, iri, label in self._later:
            if self.first_name(iri) != label:
                self._sink.add(node, predicate, terms.text(label))

    def first_name(self, iri: str) -> str | None:
        """The name by which a reader of this graph calls the thing."""
        entry = self._lexicon.entries.get(iri)
        return entry.label if entry else min(self._labels[iri], default=None)

    def _write_types(self, node: ox.NamedNode, entry: Entry | None) -> None:
        types = self._types[node.value] | set(entry.types if entry else ())
        if not types:
            types = {"Thing"}
        for name in sorted(types):
            self._sink.add(node, TYPE, KG[terms.path_part(name)])
        # a metric or unit that stands in the place of an entity is both
        if types.isdisjoint(_CONCEPTS) or node.value in self._entities:
            self._sink.add(node, TYPE, KG.Entity)
        if not types.isdisjoint(_CONCEPTS):
            self._sink.add(node, TYPE, SKOS.Concept)
        if "Publisher" in types:
            self._sink.add(node, TYPE, SCHEMA.Organization)
            self._sink.add(node, TYPE, PROV.Agent)
            for label in (entry.labels if entry else {}).items():
                self._label(node, SCHEMA.name, label[1], label[0])

    def _write_names(self, node: ox.NamedNode) -> None:
        label = self.first_name(node.value)
        if label is None:
            label = self._codes.get(node.value, node.value)
        self._label(node, SKOS.prefLabel, label, self._language)
        if "Publisher" in self._types[node.value]:
            self._label(node, SCHEMA.name, label, self._language)
        for other in sorted((self._labels[node.value] | self._words[node.value]) - {label}):
            # words such as 该公司 stand for the thing only here; they are no name of it
            if other.strip() and key(other) not in self._pronouns:
                self._label(node, SKOS.altLabel, other, self._language)
        if "Document" in self._types[node.value]:
            self._write_citation(node, label)

    def _write_citation(self, node: ox.NamedNode, label: str) -> None:
        citation = read_citation(label)
        self._sink.add(node, DCTERMS.title, terms.text(citation.title or label, self._language))
        if citation.publisher:
            self._sink.add(node, DCTERMS.publisher, terms.text(citation.publisher, self._language))
        if citation.issued:
            self._sink.add(node, DCTERMS.issued, terms.partial_date(citation.issued))

    def _label(self, node: ox.NamedNode, predicate: ox.NamedNode, label: str, language: str) -> None:
        self._sink.add(node, predicate, terms.text(label, language))
