"""Origins out of a store: those of a figure, a claim, a mention, a source, or of everything, and the network of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ask.parts import records, stated_origins
from kg.errors import QuestionError
from kg.graph import mentions, read_mentions
from kg.graph.history import history
from kg.graph.namespaces import graph_id
from kg.graph.origin import read_origins, read_outlines
from kg.lexicon import Lexicon
from kg.match import comparisons
from kg.model import Mention, Origin, Source
from kg.origins import network as network_of_origins
from kg.origins import network_of, of_mentions, origins
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

_KG = "PREFIX kg: <https://w3id.org/claim-kg/ontology#>\n"
_SOURCES = _KG + "SELECT DISTINCT ?source WHERE { VALUES ?mention { %s } ?mention kg:source ?source }"
_MENTIONS = _KG + "SELECT DISTINCT ?mention WHERE { VALUES ?claim { %s } ?mention kg:claim ?claim }"
_BY_PART = (
    _KG
    + """SELECT DISTINCT ?thing WHERE {
  { SELECT DISTINCT ?thing WHERE { { ?thing kg:claim ?claim } UNION { ?mention kg:claim ?thing } } }
  FILTER(STRSTARTS(STR(?thing), %s) || STRSTARTS(STR(?thing), %s) || STRENDS(STR(?thing), %s))
}"""
)
_PLACES = _KG + "SELECT DISTINCT ?mention ?source WHERE { ?mention kg:claim ?claim ; kg:source ?source }"
_TITLES = (
    _KG
    + """PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?source ?file ?sha256 ?title ?publisher ?published WHERE {
  ?source a kg:Source ; kg:fileName ?file ; kg:sha256 ?sha256 .
  OPTIONAL { ?source schema:headline ?title }
  OPTIONAL { ?source kg:publisherText ?publisher }
  OPTIONAL { ?source schema:datePublished ?published }
}"""
)
_HOUR = 3600.0
"""Seconds that a walk through all mentions or sources may take."""
_ID = re.compile(r"[0-9a-f]{6,32}")
_CHUNK = 400
"""IRIs in one query."""
_SHOWN = 5


def network(store: Store, *, lexicon: Lexicon | None = None) -> nx.MultiDiGraph:
    """The sources, publishers and origins of a store, and what leads from one to another, for networkx.

    See `kg.origins.network` for nodes and edges. Where the store has graphs of origins for all its mentions, only those
    are read, else all mentions.

        graph = kg.network(store)
        kg.origins.feeding(graph)[0].label
    """
    gone = history(store).gone()
    rows = store.select(_PLACES, timeout=_HOUR).rows
    places = {_text(row[0]): source for row in rows if (source := _text(row[1])) not in gone}
    graphs = _origin_graphs(store)
    quads = (quad for graph in graphs for quad in store.quads(graph))
    outlines = read_outlines(quads, places) if graphs else []
    if {mention for one in outlines for mention in one.places} < places.keys():
        return network_of_origins(trace(store, lexicon=lexicon))
    return network_of(outlines, _sources(store))


def _sources(store: Store) -> dict[str, Source]:
    """The sources by IRI, as far as a network needs them."""
    found: dict[str, Source] = {}
    for row in store.select(_TITLES, timeout=_HOUR).rows:
        source, path, sha256, title, publisher, published = map(_text, row)
        day = (
            datetime.fromisoformat(published)
            if "T" in published
            else published and date.fromisoformat(published)
        )
        found[source] = Source(
            source, path, sha256, title=title or None, publisher=publisher or None, published=day or None
        )
    return found


def _origin_graphs(store: Store) -> list[str]:
    return [graph for graph in store.graphs() if graph.startswith(f"{store.base}graph/origins/")]


def trace(
    store: Store,
    wanted: Iterable[str] | Mapping[str, Mention] | None = None,
    *,
    lexicon: Lexicon | None = None,
) -> list[Origin]:
    """What these mentions (IRIs, or the records by IRI) go back to, or all mentions of the store; those of sources that no longer count are left out.

    Read from the graphs of origins where the store has them for all these mentions, else found anew from the mentions.
    """
    gone = history(store).gone()
    if wanted is None:
        known = [m for m in mentions(store) if m.source.id not in gone]
        asked = [m.id for m in known]
        quads = [quad for graph in _origin_graphs(store) for quad in store.quads(graph)]
        found = of_mentions(_read(quads, known), asked) if quads else []
    else:
        read = wanted if isinstance(wanted, Mapping) else records(store, wanted)
        own = {iri: m for iri, m in read.items() if m.source.id not in gone}
        asked = list(own)
        found = stated_origins(store, own)
        known = list(own.values())
    if {m.id for one in found for m in one.mentions} >= set(asked):
        return of_mentions(found, asked)
    if wanted is not None:
        known = [m for source in sorted({m.source.id for m in known}) for m in _of_source(store, source)]
    words = lexicon or Lexicon.load(*store.vocabulary())
    compared = comparisons(known, lexicon=words, base=store.base)
    return of_mentions(origins(known, compared, (), lexicon=words, base=store.base), asked)


def _read(quads: Iterable[ox.Quad], known: Sequence[Mention]) -> list[Origin]:
    """The origins in these quads; one that several graphs state is put together."""
    texts = {m.source.id: m.source for m in known}
    return read_origins(quads, {m.id: m for m in known}, texts)


def mentions_named(store: Store, name: str) -> list[str]:
    """The mentions (IRIs) of a claim, or the one mention, given by its IRI, or the beginning or end of its id.

    That part has six characters at least. Raises `QuestionError` where there is no such claim or mention, or several.
    """
    wanted = name.strip().strip("<>")
    if _ID.fullmatch(wanted):
        places = (str(ox.Literal(f"{store.base}{kind}/{wanted}")) for kind in ("claim", "mention"))
        parts = (*places, str(ox.Literal(wanted)))
        found = [_text(row[0]) for row in store.select(_BY_PART % parts).rows]
    else:
        found = [wanted] if "/" in wanted and _is_iri(wanted) else []
    if len(found) > 1:
        shown = ", ".join(iri.rsplit("/", 1)[-1] for iri in sorted(found)[:_SHOWN])
        raise QuestionError(
            f"begins or ends {len(found)} ids: {shown}",
            where=name,
            zh=f"是{len(found)}个编号的开头或结尾：{shown}",
        )
    of_claim = mentions_of_claims(store, found)
    of_itself = found if not of_claim and any(_select(store, _SOURCES, found)) else []
    if not of_claim and not of_itself:
        raise QuestionError(
            "no claim or mention of this name in the store", where=name, zh="库中没有这个编号的说法或提及"
        )
    return of_claim or of_itself


def is_id(name: str) -> bool:
    """Whether a name has the form of an IRI or of a part of an id, rather than of words."""
    return "://" in name or _ID.fullmatch(name.strip()) is not None


def mentions_of_claims(store: Store, claims: Iterable[str]) -> list[str]:
    """The mentions (IRIs) that express these claims."""
    return sorted(_select(store, _MENTIONS, list(claims)))


def mentions_of_source(store: Store, names: Iterable[str]) -> list[str]:
    """The mentions (IRIs) in these sources (IRIs)."""
    return [m.id for name in names for m in _of_source(store, name)]


def _of_source(store: Store, source: str) -> list[Mention]:
    return read_mentions(store.quads(graph_id(source, base=store.base)), base=store.base)


def _select(store: Store, sparql: str, iris: Sequence[str]) -> Iterator[str]:
    """The first column, each value once."""
    seen: set[str] = set()
    for start in range(0, len(iris), _CHUNK):
        nodes = " ".join(str(ox.NamedNode(iri)) for iri in iris[start : start + _CHUNK])
        for row in store.select(sparql % nodes).rows:
            value = _text(row[0])
            if value not in seen:
                seen.add(value)
                yield value


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
