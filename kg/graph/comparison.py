"""Comparisons as quads of one named graph, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.namespaces import CITO, DCTERMS, KG, PROV, RELATION, TYPE
from kg.graph.records import Facts, described, in_languages, records, text_of
from kg.graph.sink import Sink
from kg.model import Comparison, Mention, Relation

_CITO = {
    Relation.SAME: CITO.agreesWith,
    Relation.ROUNDED: CITO.agreesWith,
    Relation.RESTATES: CITO.agreesWith,
    Relation.UPDATE: CITO.updates,
    Relation.REVISED: CITO.corrects,
    Relation.OTHER_SCOPE: CITO.qualifies,
    Relation.OTHER_BASIS: CITO.qualifies,
    Relation.SPREAD: CITO.qualifies,
    Relation.CONTRADICTS: CITO.disagreesWith,
}
"""What the later of two claims does to the earlier one, in the terms of CiTO."""


def comparison_graph(comparisons: Iterable[Comparison], *, graph: str) -> list[ox.Quad]:
    """Everything that these comparisons say, in this named graph; claims and mentions are only named.

    The later claim stands to the earlier one in a property of CiTO too, for whoever asks in one triple.
    """
    sink = Sink(graph)
    for one in comparisons:
        node = ox.NamedNode(one.id)
        earlier, later = ox.NamedNode(one.a.claim), ox.NamedNode(one.b.claim)
        sink.add(node, TYPE, KG.Comparison)
        sink.add(node, TYPE, PROV.Entity)
        sink.add(node, KG.relation, RELATION[one.relation.value])
        sink.add(node, KG.earlierClaim, earlier)
        sink.add(node, KG.laterClaim, later)
        sink.add(node, KG.earlierMention, ox.NamedNode(one.a.id))
        sink.add(node, KG.laterMention, ox.NamedNode(one.b.id))
        for term, slot in zip((KG.firstSlot, KG.secondSlot), one.slots, strict=True):
            sink.add(node, term, terms.text(slot))
        sink.add(node, DCTERMS.description, terms.text(one.why, "en"))
        sink.add(node, DCTERMS.description, terms.text(one.why_zh, "zh"))
        sink.add(node, KG.rule, terms.text(one.rule))
        sink.add(node, KG.confidence, terms.decimal(Decimal(repr(one.confidence))))
        if earlier != later:
            sink.add(later, _CITO[one.relation], earlier)
    return sink.quads()


def read_comparisons(quads: Iterable[ox.Quad], mentions: Mapping[str, Mention]) -> list[Comparison]:
    """The comparisons in these quads, sorted by id; `mentions` by IRI has the two that show each.

    Raises `InvalidGraph` where a comparison lacks what each has, or names a mention that is not there.
    """
    about = described(quads)
    return records(
        about, KG.Comparison, "a comparison", lambda node: _comparison(node, about[node], mentions)
    )


def _comparison(node: str, facts: Facts, mentions: Mapping[str, Mention]) -> Comparison:
    why = in_languages(facts, DCTERMS.description)
    return Comparison(
        id=node,
        a=mentions[text_of(facts, KG.earlierMention)],
        b=mentions[text_of(facts, KG.laterMention)],
        relation=Relation(text_of(facts, KG.relation).removeprefix(RELATION.iri)),
        slots=(text_of(facts, KG.firstSlot), text_of(facts, KG.secondSlot)),
        why=why["en"],
        why_zh=why["zh"],
        rule=text_of(facts, KG.rule),
        confidence=float(text_of(facts, KG.confidence)),
    )
