"""What people decided as one named graph, beside what the machine said: nothing of a source's own graph changes.

The files that hold the judgements are their origin (`kg.judge`); this graph is written from them, so that SPARQL finds
who decided what about which mention, why, and what found no place any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.names import key
from kg.graph.namespaces import DECISION, KG, OA, PROV, TYPE
from kg.graph.sink import Sink
from kg.model import Decision, Judgement, Mention, ids

JUDGEMENTS_GRAPH = "graph/judgements"


def judgements_graph_id(*, base: str = ids.DEFAULT_BASE) -> str:
    """The named graph of judgements."""
    return base + JUDGEMENTS_GRAPH


def judgement_graph(
    judgements: Iterable[Judgement],
    *,
    placed: Mapping[str, Sequence[Mention | None]],
    corrected: Mapping[str, str] | None = None,
    orphans: Mapping[str, str] | None = None,
    base: str = ids.DEFAULT_BASE,
) -> list[ox.Quad]:
    """These judgements as quads of `judgements_graph_id(base=base)`.

    `placed` has by judgement the mention of each of its places, None where it was not found; `corrected` by mention the
    claim that it makes once it is put right; `orphans` by judgement why it found no place.
    """
    sink = Sink(judgements_graph_id(base=base))
    for one in judgements:
        _judgement(sink, one, placed.get(one.id, ()), corrected or {}, base)
        why = (orphans or {}).get(one.id)
        if why:
            sink.add(ox.NamedNode(one.id), KG.orphaned, terms.text(why))
    return sorted(sink.quads(), key=str)


def _judgement(
    sink: Sink, one: Judgement, mentions: Sequence[Mention | None], corrected: Mapping[str, str], base: str
) -> None:
    node, add = ox.NamedNode(one.id), sink.add
    add(node, TYPE, KG.Judgement)
    add(node, TYPE, PROV.Activity)
    add(node, KG.decision, DECISION[one.decision.value])
    add(node, KG.reason, terms.text(one.reason))
    add(node, KG.decidedBy, terms.text(one.author))
    add(node, PROV.endedAtTime, terms.moment(one.time.astimezone(UTC)))
    for number, anchor in enumerate(one.targets, 1):
        place = ox.NamedNode(f"{one.id}#place-{number}")
        add(node, KG.place, place)
        add(place, TYPE, KG.JudgedPlace)
        add(place, TYPE, OA.TextQuoteSelector)
        add(place, KG.order, terms.integer(number))
        add(place, OA.exact, terms.text(anchor.exact))
        add(place, OA.prefix, terms.text(anchor.prefix))
        add(place, OA.suffix, terms.text(anchor.suffix))
        mention = mentions[number - 1] if number <= len(mentions) else None
        if mention is not None:
            add(place, KG.judged, ox.NamedNode(mention.id))
            if one.decision is Decision.WRONG and mention.id in corrected:
                add(node, KG.correctedClaim, ox.NamedNode(corrected[mention.id]))
    for slot, value in one.slots:
        correction = ox.NamedNode(f"{one.id}#slot-{terms.path_part(slot)}")
        add(node, KG.correction, correction)
        add(correction, TYPE, KG.Correction)
        add(correction, KG.slot, terms.text(slot))
        add(correction, KG.rightValue, terms.text(value))
    links = {Decision.ALIAS: (KG.withinSource,), Decision.COPY_OF: (KG.copy, KG.original)}
    for link, source in zip(links.get(one.decision, ()), one.sources, strict=False):
        if source.id:
            add(node, link, terms.iri(source.id))
    if one.named is not None:
        add(node, KG.alias, terms.text(one.named.name))
        kind = "metric" if one.named.type == "Metric" else "entity"
        thing = one.named.id or ids.named_id(kind, key(one.named.label), base=base)
        add(node, KG.aliasOf, ox.NamedNode(thing))
