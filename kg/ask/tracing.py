"""Origins out of a store: those of a figure, a claim, a mention, a source, or of everything, and the network of all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import QuestionError
from kg.graph import mentions, read_mentions, sources
from kg.graph.namespaces import graph_id
from kg.graph.origin import read_origins
from kg.lexicon import Lexicon
from kg.match import comparisons, family_of
from kg.model import Comparison, Mention, Origin
from kg.origins import network as network_of
from kg.origins import of_mentions, origins
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

_SHOWN = 5


def network(store: Store, *, lexicon: Lexicon | None = None) -> nx.MultiDiGraph:
    """The sources, publishers and origins of a store, and what leads from one to another, for networkx.

    See `kg.origins.network` for nodes and edges.

        graph = kg.network(store)
        kg.origins.feeding(graph)[0].label
    """
    return network_of(trace(store, lexicon=lexicon))


def trace(
    store: Store, wanted: Iterable[str] | None = None, *, lexicon: Lexicon | None = None
) -> list[Origin]:
    """What these mentions (IRIs) go back to, or all mentions of the store.

    Read from the graphs of origins where the store has them, else found anew from the mentions.
    """
    words = lexicon or Lexicon.load(*store.vocabulary())
    graphs = [g for g in store.graphs() if g.startswith(f"{store.base}graph/origins/")]
    everything = list(mentions(store))
    if graphs:
        known = {m.id: m for m in everything}
        texts = {source.id: source for source in sources(store)}
        found = read_origins((q for g in graphs for q in store.quads(g)), known, texts)
    else:
        found = origins(
            everything, _compared(everything, wanted, words, store.base), (), lexicon=words, base=store.base
        )
    return of_mentions(found, [m.id for m in everything] if wanted is None else wanted)


def _compared(
    everything: list[Mention], wanted: Iterable[str] | None, lexicon: Lexicon, base: str
) -> list[Comparison]:
    """Comparisons within the families of the mentions that are asked for."""
    if wanted is not None:
        asked = frozenset(wanted)
        families = {f for m in everything if m.id in asked for f in family_of(m, lexicon)}
        everything = [m for m in everything if families.intersection(family_of(m, lexicon))]
    return comparisons(everything, lexicon=lexicon, base=base)


def mentions_named(store: Store, name: str) -> list[str]:
    """The mentions (IRIs) of a claim, or the one mention, given by its IRI or the beginning of its id.

    Raises `QuestionError` where there is no such claim or mention, or several.
    """
    everything = [(m.id, m.claim) for m in mentions(store)]
    wanted = name.strip().strip("<>")
    iris = sorted({iri for pair in everything for iri in pair if _is(iri, wanted)})
    if not iris:
        raise QuestionError("no claim or mention of this name in the store", where=name)
    if len(iris) > 1:
        shown = ", ".join(iri.rsplit("/", 1)[-1] for iri in iris[:_SHOWN])
        raise QuestionError(f"begins {len(iris)} ids: {shown}", where=name)
    return [mention for mention, claim in everything if iris[0] in (mention, claim)]


def _is(iri: str, wanted: str) -> bool:
    """Whether an IRI is meant: written out, or by the beginning of its last part (six characters at least)."""
    return iri == wanted or (
        len(wanted) >= 6 and "/" not in wanted and iri.rsplit("/", 1)[-1].startswith(wanted)
    )


def mentions_of_claims(store: Store, claims: Iterable[str]) -> list[str]:
    """The mentions (IRIs) that express these claims."""
    known = frozenset(claims)
    return [m.id for m in mentions(store) if m.claim in known]


def mentions_of_source(store: Store, names: Iterable[str]) -> list[str]:
    """The mentions (IRIs) in these sources (IRIs)."""
    return [
        m.id
        for name in names
        for m in read_mentions(store.quads(graph_id(name, base=store.base)), base=store.base)
    ]
