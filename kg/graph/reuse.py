"""Reuses and mutations as quads of one named graph, and back.

`prov:wasDerivedFrom` leads from the source that took text to the one it took it from, and `prov:wasQuotedFrom` from
stretch to stretch; only where it is known who took from whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.namespaces import DCTERMS, KG, OA, PROV, TYPE, XSD
from kg.graph.records import About, Facts, described, in_languages, records, text_of
from kg.graph.sink import Sink
from kg.model import (
    Change,
    Direction,
    Edit,
    EditKind,
    Mention,
    Mutation,
    Passage,
    Quote,
    Reuse,
    Source,
    Span,
    ids,
)


def reuse_graph(reuses: Iterable[Reuse], mutations: Iterable[Mutation], *, graph: str) -> list[ox.Quad]:
    """Everything that these reuses and mutations say, in this named graph; sources and mentions are only named."""
    sink = Sink(graph)
    for one in reuses:
        _reuse(sink, one)
    for one_change in mutations:
        _mutation(sink, one_change)
    return sink.quads()


def _reuse(sink: Sink, one: Reuse) -> None:
    node, later, earlier = (ox.NamedNode(iri) for iri in (one.id, one.later.id, one.earlier.id))
    sink.add(node, TYPE, KG.Reuse)
    sink.add(node, TYPE, PROV.Entity)
    sink.add(node, KG.laterSource, later)
    sink.add(node, KG.earlierSource, earlier)
    sink.add(node, KG.share, terms.decimal(one.share))
    sink.add(node, KG.earlierShare, terms.decimal(one.earlier_share))
    sink.add(node, KG.direction, terms.text(one.direction.value))
    if one.origin is not None:
        sink.add(node, KG.commonOrigin, terms.text(one.origin))
    _why(sink, node, one.why, one.why_zh)
    if one.known:
        sink.add(later, PROV.wasDerivedFrom, earlier)
    for number, passage in enumerate(one.passages, 1):
        _passage(sink, one, passage, number)


def _passage(sink: Sink, within: Reuse, passage: Passage, number: int) -> None:
    offsets = (passage.earlier.start, passage.earlier.end, passage.later.start, passage.later.end)
    name = f"{within.id}#{ids.digest(*map(str, offsets))}"
    node, earlier, later = (ox.NamedNode(name + part) for part in ("", "-earlier", "-later"))
    sink.add(ox.NamedNode(within.id), KG.passage, node)
    sink.add(node, TYPE, KG.Passage)
    sink.add(node, KG.order, terms.integer(number))
    sink.add(node, KG.sameCharacters, terms.integer(passage.length))
    sink.add(node, KG.earlierStretch, earlier)
    sink.add(node, KG.laterStretch, later)
    _stretch(sink, earlier, within.earlier, passage.earlier)
    _stretch(sink, later, within.later, passage.later)
    if within.known:
        sink.add(later, PROV.wasQuotedFrom, earlier)
    for place, edit in enumerate(passage.edits, 1):
        _edit(sink, node, edit, place)


def _stretch(sink: Sink, node: ox.NamedNode, source: Source, quote: Quote) -> None:
    exact, position = (ox.NamedNode(f"{node.value}-{part}") for part in ("quote", "position"))
    sink.add(node, TYPE, KG.Stretch)
    sink.add(node, OA.hasSource, ox.NamedNode(source.id))
    sink.add(node, OA.hasSelector, exact)
    sink.add(node, OA.hasSelector, position)
    sink.add(exact, TYPE, OA.TextQuoteSelector)
    for term, words in ((OA.exact, quote.exact), (OA.prefix, quote.prefix), (OA.suffix, quote.suffix)):
        sink.add(exact, term, terms.text(words, source.language))
    sink.add(position, TYPE, OA.TextPositionSelector)
    sink.add(position, OA.start, terms.integer(quote.start))
    sink.add(position, OA.end, terms.integer(quote.end))


def _edit(sink: Sink, passage: ox.NamedNode, edit: Edit, number: int) -> None:
    key = ids.digest(edit.kind.value, *map(str, (*edit.earlier, *edit.later)))
    node = ox.NamedNode(f"{passage.value}-{key}")
    sink.add(passage, KG.edit, node)
    sink.add(node, TYPE, KG.Edit)
    sink.add(node, KG.order, terms.integer(number))
    sink.add(node, KG.editKind, terms.text(edit.kind.value))
    for term, offset in (
        (KG.earlierStart, edit.earlier.start),
        (KG.earlierEnd, edit.earlier.end),
        (KG.laterStart, edit.later.start),
        (KG.laterEnd, edit.later.end),
    ):
        sink.add(node, term, terms.integer(offset))
    sink.add(node, KG.before, terms.text(edit.before))
    sink.add(node, KG.after, terms.text(edit.after))


def _mutation(sink: Sink, one: Mutation) -> None:
    node = ox.NamedNode(one.id)
    sink.add(node, TYPE, KG.Mutation)
    sink.add(node, TYPE, PROV.Entity)
    sink.add(node, KG.reuse, ox.NamedNode(one.reuse))
    sink.add(node, KG.change, terms.text(one.kind.value))
    sink.add(node, KG.harmless, ox.Literal(str(one.kind.harmless).lower(), datatype=XSD.boolean))
    for term, mention in ((KG.earlierMention, one.earlier), (KG.laterMention, one.later)):
        if mention is not None:
            sink.add(node, term, ox.NamedNode(mention.id))
    sink.add(node, KG.before, terms.text(one.before))
    sink.add(node, KG.after, terms.text(one.after))
    _why(sink, node, one.why, one.why_zh)


def _why(sink: Sink, node: ox.NamedNode, why: str, why_zh: str) -> None:
    sink.add(node, DCTERMS.description, terms.text(why, "en"))
    sink.add(node, DCTERMS.description, terms.text(why_zh, "zh"))


def read_reuse(quads: Iterable[ox.Quad], sources: Mapping[str, Source]) -> list[Reuse]:
    """The reuses in these quads, sorted by id, passages and edits in their order; `sources` by IRI has both sides.

    Raises `InvalidGraph` where a reuse lacks what each has, or names a source that is not there.
    """
    about = described(quads)
    return records(about, KG.Reuse, "a reuse", lambda node: _read_reuse(node, about, sources))


def read_mutations(quads: Iterable[ox.Quad], mentions: Mapping[str, Mention]) -> list[Mutation]:
    """The mutations in these quads, sorted by id; `mentions` by IRI has both sides.

    Raises `InvalidGraph` where a mutation lacks what each has, or names a mention that is not there.
    """
    about = described(quads)
    return records(about, KG.Mutation, "a mutation", lambda node: _read_mutation(node, about[node], mentions))


def _read_reuse(node: str, about: About, sources: Mapping[str, Source]) -> Reuse:
    facts = about[node]
    why, why_zh = _reasons(facts)
    return Reuse(
        id=node,
        later=sources[text_of(facts, KG.laterSource)],
        earlier=sources[text_of(facts, KG.earlierSource)],
        passages=tuple(_read_passage(one, about) for one in _in_order(facts, KG.passage, about)),
        share=Decimal(text_of(facts, KG.share)),
        earlier_share=Decimal(text_of(facts, KG.earlierShare)),
        direction=Direction(text_of(facts, KG.direction)),
        why=why,
        why_zh=why_zh,
        origin=text_of(facts, KG.commonOrigin) if facts.get(KG.commonOrigin.value) else None,
    )


def _read_passage(facts: Facts, about: About) -> Passage:
    return Passage(
        earlier=_read_stretch(about[text_of(facts, KG.earlierStretch)], about),
        later=_read_stretch(about[text_of(facts, KG.laterStretch)], about),
        edits=tuple(map(_read_edit, _in_order(facts, KG.edit, about))),
        length=int(text_of(facts, KG.sameCharacters)),
    )


def _read_stretch(facts: Facts, about: About) -> Quote:
    selected: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for selector in facts.get(OA.hasSelector.value, ()):
        selected.update(about[selector.value])
    return Quote(
        text_of(selected, OA.exact),
        text_of(selected, OA.prefix),
        text_of(selected, OA.suffix),
        int(text_of(selected, OA.start)),
        int(text_of(selected, OA.end)),
    )


def _read_edit(facts: Facts) -> Edit:
    def span(start: ox.NamedNode, end: ox.NamedNode) -> Span:
        return Span(int(text_of(facts, start)), int(text_of(facts, end)))

    return Edit(
        EditKind(text_of(facts, KG.editKind)),
        span(KG.earlierStart, KG.earlierEnd),
        span(KG.laterStart, KG.laterEnd),
        text_of(facts, KG.before),
        text_of(facts, KG.after),
    )


def _read_mutation(node: str, facts: Facts, mentions: Mapping[str, Mention]) -> Mutation:
    def mention(term: ox.NamedNode) -> Mention | None:
        return mentions[text_of(facts, term)] if facts.get(term.value) else None

    why, why_zh = _reasons(facts)
    return Mutation(
        id=node,
        reuse=text_of(facts, KG.reuse),
        kind=Change(text_of(facts, KG.change)),
        earlier=mention(KG.earlierMention),
        later=mention(KG.laterMention),
        before=text_of(facts, KG.before),
        after=text_of(facts, KG.after),
        why=why,
        why_zh=why_zh,
    )


def _in_order(facts: Facts, term: ox.NamedNode, about: About) -> list[Facts]:
    nodes = [about[node.value] for node in facts.get(term.value, ())]
    return sorted(nodes, key=lambda node: int(text_of(node, KG.order)))


def _reasons(facts: Facts) -> tuple[str, str]:
    why = in_languages(facts, DCTERMS.description)
    return why["en"], why["zh"]
