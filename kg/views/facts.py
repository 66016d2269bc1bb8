"""What the store says of some nodes, fetched in few queries: the texts in `queries/*.rq` with IRIs put in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import islice

import pyoxigraph as ox

from kg.store import Store

_PLACEHOLDER = "#nodes"
_CHUNK = 400
"""IRIs in one query: long enough that few queries are sent, short enough for any endpoint's limit."""

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

Node = ox.NamedNode | ox.Literal


class Facts:
    """Statements about nodes: `facts.values(iri, property)` and shorter ways to ask for one value, its text or its labels."""

    def __init__(self) -> None:
        self._about: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))

    def add(self, store: Store, iris: Iterable[str]) -> None:
        """Fetch what the store says of these nodes; nodes that were fetched before are not fetched again."""
        new = sorted(set(iris) - self._about.keys())
        for iri in new:
            self._about[iri] = defaultdict(list)
        for subject, predicate, value in rows(store, "describe", new):
            if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
                self._about[subject.value][predicate.value].append(value)
        for iri in new:
            for values in self._about[iri].values():
                values.sort(key=str)

    def values(self, iri: str, *properties: str) -> list[Node]:
        """All values of a node's properties, in the order of the properties and then of the values' spelling."""
        about = self._about.get(iri, {})
        return [value for name in properties for value in about.get(name, ())]

    def value(self, iri: str, *properties: str) -> str | None:
        """The text of the first value, or None."""
        found = self.values(iri, *properties)
        return found[0].value if found else None

    def nodes(self, iri: str, *properties: str) -> list[str]:
        """The IRIs among the values, each once."""
        return list(
            dict.fromkeys(v.value for v in self.values(iri, *properties) if isinstance(v, ox.NamedNode))
        )

    def node(self, iri: str, *properties: str) -> str | None:
        """The first IRI among the values, or None."""
        found = self.nodes(iri, *properties)
        return found[0] if found else None

    def labels(self, iri: str) -> dict[str, str]:
        """Language tag to preferred label; the tag is "" for a plain one. What has no label is called by the end of its IRI."""
        found: dict[str, str] = {}
        for name in (SKOS + "prefLabel", SCHEMA + "headline", RDFS_LABEL, SCHEMA + "name"):
            for value in self.values(iri, name):
                if isinstance(value, ox.Literal) and value.value.strip():
                    found.setdefault(value.language or "", value.value)
            if found:
                return found
        return {"": local_name(iri)}


def rows(store: Store, name: str, iris: Iterable[str], **terms: Node) -> Iterator[tuple[Node, ...]]:
    """The rows of a query of this package over these nodes, without those that have an unbound variable.

    Other `terms` take the place of the comments of their names.
    """
    remaining = iter(iris)
    while chunk := list(islice(remaining, _CHUNK)):
        # a NamedNode refuses what is no IRI, so nothing in it can end the <…> that it is written as
        nodes = " ".join(str(ox.NamedNode(iri)) for iri in chunk)
        yield from plain_rows(store, bound(name, **terms).replace(_PLACEHOLDER, nodes))


def bound(name: str, **terms: Node) -> str:
    """The text of a query of this package with these terms in the place of the comments of their names."""
    # each line once, so that no text of a term can be taken for a comment to be replaced
    lines = query_text(name).split("\n")
    found = {f"#{key}": str(term) for key, term in terms.items()}
    return "\n".join(found.get(line.strip(), line) for line in lines)


def plain_rows(store: Store, sparql: str) -> Iterator[tuple[Node, ...]]:
    """The rows of any query that consist of IRIs and literals."""
    for row in store.select(sparql).rows:
        terms = tuple(term for term in row if isinstance(term, ox.NamedNode | ox.Literal))
        if len(terms) == len(row):
            yield terms


@lru_cache
def query_text(name: str) -> str:
    """The text of `queries/<name>.rq`."""
    return (files(__package__) / "queries" / f"{name}.rq").read_text("utf-8")


def local_name(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
