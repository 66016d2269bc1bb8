"""Nanopublications (http://nanopub.net/guidelines/working_draft/) of chosen claims, unsigned.

assertion     the claim with its slots, what is measured, and the names of what they refer to
provenance    the sources that the assertion was derived from, each mention with its words, its speaker and what it cites
pubinfo       what made the nanopublication, and who and when, if told

The IRI is a hash of the content: the same graph gives the same nanopublications. Signing, which turns it into a trusty URI, is
left to the tools for that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

import pyoxigraph as ox

from kg import __version__
from kg.exports.standing import Standing, standing
from kg.graph import graph_id, terms
from kg.graph.namespaces import DCTERMS, KG, OA, PREFIXES, PROV, RDFS, SCHEMA, SKOS, TYPE, Namespace
from kg.model import ids
from kg.store import Store

NP = Namespace("http://www.nanopub.org/nschema#")
NPX = Namespace("http://purl.org/nanopub/x/")
_PROGRAM = ox.NamedNode("https://w3id.org/claim-kg")
_OUTSIDE = (SKOS.prefLabel, KG.code, SCHEMA.name)
"""All that is said of things that are not the claim's or the mention's own: what they are called."""
_LINKS_ELSEWHERE = frozenset({KG.claim, OA.hasBody, SCHEMA.appearance, KG.origin})
"""What leads out of the part of the graph that is told here."""


def nanopublications(
    store: Store, claims: Iterable[str], *, creator: str | None = None, created: date | None = None
) -> Iterator[list[ox.Quad]]:
    """A nanopublication of each of these claims (IRIs), as quads: head, assertion, provenance, publication information.

    `creator` is the IRI (such as an ORCID) or the name of who publishes it, `created` when. Mentions in sources that no longer
    count, or that somebody judged to be read wrongly, are left out. Raises `QuestionError` where none remains.
    """
    for one in standing(store, claims):
        yield _nanopublication(store, one, creator, created)


def write_nanopublications(publications: Iterable[list[ox.Quad]], output: BinaryIO) -> int:
    """Write them one after the other as TriG; how many there were."""
    count = 0
    for quads in publications:
        space = quads[0].subject.value  # type: ignore[union-attr]
        every = dict(PREFIXES) | {"np": NP.iri, "npx": NPX.iri, "this": space, "sub": f"{space}/"}
        text = " ".join(map(str, quads))
        prefixes = {prefix: namespace for prefix, namespace in every.items() if f"<{namespace}" in text}
        if count:
            output.write(b"\n")
        ox.serialize(quads, output, ox.RdfFormat.TRIG, prefixes=prefixes)
        count += 1
    return count


def _nanopublication(store: Store, one: Standing, creator: str | None, created: date | None) -> list[ox.Quad]:
    said = _Said(store, one)
    assertion = said.about([one.claim])
    mentions = [m.id for m in one.mentions]
    sources = sorted({m.source.id for m in one.mentions})
    provenance = [t for t in said.about([*mentions, *sources]) if t not in set(assertion)]
    published = [(PROV.wasAttributedTo, terms.iri(creator))] if creator else []
    published += [(DCTERMS.created, terms.moment(created))] if created else []
    content = sorted(map(str, [*assertion, *provenance, *published]))
    this = ox.NamedNode(f"{store.base}nanopub/{ids.digest(__version__, *content)}")
    head, stated, told, info = (
        ox.NamedNode(f"{this.value}/{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    claim = ox.NamedNode(one.claim)
    made = f"claim-kg {__version__}: {one.mentions[0].quote.exact}"
    quads = [
        ox.Quad(this, TYPE, NP.Nanopublication, head),
        ox.Quad(this, NP.hasAssertion, stated, head),
        ox.Quad(this, NP.hasProvenance, told, head),
        ox.Quad(this, NP.hasPublicationInfo, info, head),
        *(ox.Quad(t.subject, t.predicate, t.object, stated) for t in assertion),
        *(ox.Quad(stated, PROV.wasDerivedFrom, ox.NamedNode(source), told) for source in sources),
        *(ox.Quad(stated, PROV.wasQuotedFrom, ox.NamedNode(mention), told) for mention in mentions),
        *(ox.Quad(t.subject, t.predicate, t.object, told) for t in provenance),
        ox.Quad(this, RDFS.label, terms.text(made), info),
        ox.Quad(this, NPX.introduces, claim, info),
        ox.Quad(this, PROV.wasGeneratedBy, _PROGRAM, info),
        *(ox.Quad(this, term, value, info) for term, value in published),
    ]
    return list(dict.fromkeys(quads))


class _Said:
    """What the graphs of a claim's sources say."""

    def __init__(self, store: Store, one: Standing) -> None:
        self._own = store.base
        self._claim = one.claim
        self._standing = {m.id for m in one.mentions}
        self._about: dict[str, list[ox.Triple]] = defaultdict(list)
        for source in sorted({m.source.id for m in one.mentions}):
            for quad in store.quads(graph_id(source, base=store.base)):
                if isinstance(quad.subject, ox.NamedNode):
                    self._about[quad.subject.value].append(quad.triple)

    def about(self, nodes: Iterable[str]) -> list[ox.Triple]:
        """What is said of these nodes and of what they lead to, sorted; of things that have a name, only that."""
        found: set[ox.Triple] = set()
        todo, seen = list(nodes), set(nodes)
        while todo:
            node = todo.pop()
            for triple in self._about.get(node, ()):
                if not self._is_own(node):
                    if triple.predicate in _OUTSIDE:
                        found.add(triple)
                    continue
                if triple.predicate in _LINKS_ELSEWHERE and node == self._claim:
                    continue
                found.add(triple)
                if triple.predicate in _LINKS_ELSEWHERE or not isinstance(triple.object, ox.NamedNode):
                    continue
                if triple.object.value not in seen:
                    seen.add(triple.object.value)
                    todo.append(triple.object.value)
        return sorted(found, key=str)

    def _is_own(self, node: str) -> bool:
        """Whether a node belongs to the claim, its mentions or their sources: what the program mints, entities apart."""
        kind = node.removeprefix(self._own).split("/", 1)[0] if node.startswith(self._own) else ""
        return kind in ("claim", "series", "period", "date", "mention", "source", "rule")
