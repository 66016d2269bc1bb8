"""Origins as quads of one named graph, and back: `prov:hadPrimarySource` leads from a mention to its origin.

Links are nodes of their own, so that each has its reason; copies are `prov:wasQuotedFrom` besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.namespaces import DCTERMS, KG, PROV, SKOS, TYPE, XSD
from kg.graph.records import About, Facts, described, in_languages, records, text_of
from kg.graph.sink import Sink
from kg.model import Link, Mention, Origin, OriginKind, Outline, Source, Via, ids
from kg.model.comparison import order


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
    about = described(quads)
    of_origin = _of_origin(about, mentions)

    def read(node: str) -> Origin:
        one, end = _outline(node, about, {}), in_languages(about[node], DCTERMS.description)
        own = tuple(sorted({mentions[m] for m in of_origin[node]}, key=order))
        source = sources.get(one.source or "")
        return Origin(node, one.kind, one.label, one.label_zh, own, one.links, end["en"], end["zh"], source)

    return records(about, KG.Origin, "an origin", read)


def read_outlines(quads: Iterable[ox.Quad], places: Mapping[str, str]) -> list[Outline]:
    """The origins in these quads without the words of their mentions, sorted by id; `places` has the source of each mention.

    Mentions that have none there are left out. Raises `InvalidGraph` where an origin lacks what each has.
    """
    about = described(quads)
    of_origin = _of_origin(about, places)

    def read(node: str) -> Outline:
        return _outline(node, about, {m: places[m] for m in of_origin[node]})

    return records(about, KG.Origin, "an origin", read)


def _of_origin(about: About, mentions: Collection[str]) -> Mapping[str, list[str]]:
    """Which of these mentions go back to each origin."""
    found: dict[str, list[str]] = defaultdict(list)
    for node, facts in about.items():
        if node in mentions:
            for origin in facts.get(KG.origin.value, ()):
                found[origin.value].append(node)
    return found


def _outline(node: str, about: About, places: Mapping[str, str]) -> Outline:
    facts = about[node]
    label = in_languages(facts, SKOS.prefLabel)
    read = facts.get(KG.readIn.value)
    links = [_read_link(about[link.value]) for link in facts.get(KG.link.value, ())]
    return Outline(
        node,
        OriginKind(text_of(facts, KG.originKind)),
        label["en"],
        label["zh"],
        places,
        tuple(sorted(set(links), key=lambda k: (k.start, k.how.value, k.end, k.words))),
        read[0].value if read else None,
    )


def _read_link(facts: Facts) -> Link:
    reason = in_languages(facts, DCTERMS.description)
    return Link(
        text_of(facts, KG.linkFrom),
        text_of(facts, KG.linkTo),
        Via(text_of(facts, KG.how)),
        facts[KG.linkWords.value][0].value if facts.get(KG.linkWords.value) else "",
        text_of(facts, KG.read) == "true",
        reason["en"],
        reason["zh"],
    )
