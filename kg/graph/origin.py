"""Origins as quads of one named graph, and back: `prov:hadPrimarySource` leads from a mention to its origin.

Links are nodes of their own, so that each has its reason; copies are `prov:wasQuotedFrom` besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

import pyoxigraph as ox

from kg.errors import InvalidGraph
from kg.graph import terms
from kg.graph.namespaces import DCTERMS, KG, PROV, SKOS, TYPE, XSD
from kg.graph.sink import Sink
from kg.model import Link, Mention, Origin, OriginKind, Outline, Source, Via, ids
from kg.model.comparison import order

_Facts = Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]


def origin_graph(origins: Iterable[Origin], *, graph: str) -> list[ox.Quad]:
    """Everything that these origins say, in this named graph; mentions and sources are only named."""
    sink = Sink(graph)
    for one in origins:
        node = ox.NamedNode(one.id)
        sink.add(node, TYPE, KG.Origin)
        sink.add(node, TYPE, PROV.Entity)
        sink.add(node, KG.originKind, terms.text(one.kind.value))
        for value, language in ((one.label, "en"), (one.label_zh, "zh")):
            sink.add(node, SKOS.prefLabel, terms.text(value, language))
        for value, language in ((one.end, "en"), (one.end_zh, "zh")):
            sink.add(node, DCTERMS.description, terms.text(value, language))
        if one.source is not None:
            sink.add(node, KG.readIn, ox.NamedNode(one.source.id))
        for m in one.mentions:
            mention = ox.NamedNode(m.id)
            sink.add(mention, KG.origin, node)
            sink.add(mention, PROV.hadPrimarySource, node)
        for link in one.links:
            _link(sink, node, link)
    return sink.quads()


def _link(sink: Sink, origin: ox.NamedNode, link: Link) -> None:
    key = ids.digest(link.start, link.end, link.how.value, link.words)
    node, start, end = (ox.NamedNode(iri) for iri in (f"{origin.value}#{key}", link.start, link.end))
    sink.add(origin, KG.link, node)
    sink.add(node, TYPE, KG.Link)
    sink.add(node, KG.linkFrom, start)
    sink.add(node, KG.linkTo, end)
    sink.add(node, KG.how, terms.text(link.how.value))
    sink.add(node, KG.read, ox.Literal(str(link.read).lower(), datatype=XSD.boolean))
    if link.words:
        sink.add(node, KG.linkWords, terms.text(link.words))
    sink.add(node, DCTERMS.description, terms.text(link.why, "en"))
    sink.add(node, DCTERMS.description, terms.text(link.why_zh, "zh"))
    if link.how is Via.COPIED:
        sink.add(start, PROV.wasQuotedFrom, end)


def read_origins(
    quads: Iterable[ox.Quad], mentions: Mapping[str, Mention], sources: Mapping[str, Source]
) -> list[Origin]:
    """The origins in these quads, sorted by id; mentions and sources by IRI. Mentions that are not there are left out.

    Raises `InvalidGraph` where an origin lacks what each has.
    """
    about, of_origin = _about(quads, mentions)
    found: list[Origin] = []
    for node in _origins(about):
        with _told(node):
            one, end = _outline(node, about, {}), _languages(about[node], DCTERMS.description)
            own = tuple(sorted({mentions[m] for m in of_origin[node]}, key=order))
            source = sources.get(one.source or "")
            found.append(
                Origin(
                    node,
                    one.kind,
                    one.label,
                    one.label_zh,
                    own,
                    one.links,
                    end["en"],
                    end["zh"],
                    source,
                )
            )
    return found


def read_outlines(quads: Iterable[ox.Quad], places: Mapping[str, str]) -> list[Outline]:
    """The origins in these quads without the words of their mentions, sorted by id; `places` has the source of each mention.

    Mentions that have none there are left out. Raises `InvalidGraph` where an origin lacks what each has.
    """
    about, of_origin = _about(quads, places)
    found: list[Outline] = []
    for node in _origins(about):
        with _told(node):
            found.append(_outline(node, about, {m: places[m] for m in of_origin[node]}))
    return found


def _about(quads: Iterable[ox.Quad], mentions: Collection[str]) -> tuple[_Facts, Mapping[str, list[str]]]:
    """What is said of each node, and which of these mentions go back to each origin."""
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    of_origin: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            about[quad.subject.value][quad.predicate.value].append(quad.object)
            if quad.predicate == KG.origin and quad.subject.value in mentions:
                of_origin[quad.object.value].append(quad.subject.value)
    return about, of_origin


def _origins(about: _Facts) -> list[str]:
    return [node for node in sorted(about) if KG.Origin in about[node].get(TYPE.value, ())]


@contextmanager
def _told(node: str) -> Iterator[None]:
    try:
        yield
    except (LookupError, ValueError) as error:
        raise InvalidGraph(f"cannot be read as an origin: {error}", where=node) from error


def _outline(node: str, about: _Facts, places: Mapping[str, str]) -> Outline:
    facts = about[node]
    label = _languages(facts, SKOS.prefLabel)
    read = facts.get(KG.readIn.value)
    links = [_read_link(about[link.value]) for link in facts.get(KG.link.value, ())]
    return Outline(
        node,
        OriginKind(_one(facts, KG.originKind)),
        label["en"],
        label["zh"],
        places,
        tuple(sorted(set(links), key=lambda k: (k.start, k.how.value, k.end, k.words))),
        read[0].value if read else None,
    )


def _read_link(facts: Mapping[str, list[ox.NamedNode | ox.Literal]]) -> Link:
    reason = _languages(facts, DCTERMS.description)
    return Link(
        _one(facts, KG.linkFrom),
        _one(facts, KG.linkTo),
        Via(_one(facts, KG.how)),
        facts[KG.linkWords.value][0].value if facts.get(KG.linkWords.value) else "",
        _one(facts, KG.read) == "true",
        reason["en"],
        reason["zh"],
    )


def _one(facts: Mapping[str, list[ox.NamedNode | ox.Literal]], term: ox.NamedNode) -> str:
    found = facts.get(term.value)
    if not found:
        raise LookupError(f"no {term.value.rsplit('#', 1)[-1]}")
    return found[0].value


def _languages(facts: Mapping[str, list[ox.NamedNode | ox.Literal]], term: ox.NamedNode) -> dict[str, str]:
    return {
        value.language or "": value.value
        for value in facts.get(term.value, ())
        if isinstance(value, ox.Literal)
    }
