"""The network of who took what from whom, for networkx, Gephi and the like.

Edges lead from what is derived to what it is derived from, so that a walk along them goes back to the origins.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import networkx as nx

from kg.model import Origin, Outline, Source, Via

_TAKEN = frozenset({Via.COPIED, Via.CREDITED})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STAMP = re.compile(rb' lastmodifieddate="[^"]*"')
PUBLISHED = "published"


class Feeds(NamedTuple):
    """How many sources stand on a node: `direct` by one link, `all` over any number of them."""

    node: str
    label: str
    direct: int
    all: int


class Originality(NamedTuple):
    """How much of what a publisher claims it took from no other outlet; `share` is from 0 to 1."""

    publisher: str
    sources: int
    claims: int
    taken: int
    share: Decimal


def network(origins: Iterable[Origin]) -> nx.MultiDiGraph:
    """Sources, publishers and origins (`kind`: source, publisher, release, document, utterance) with what leads from one to another.

    An edge has its `how` as key: copied, shared, cites, said, credited, published; `mentions` counts the mentions that
    it stands for, `read` whether its end is in the graph. Nodes and edges come in the order of their names.
    """
    known = list(origins)
    sources = {m.source.id: m.source for one in known for m in one.mentions}
    sources |= {one.source.id: one.source for one in known if one.source is not None}
    return network_of((one.outline for one in known), sources)


def network_of(outlines: Iterable[Outline], known: Mapping[str, Source]) -> nx.MultiDiGraph:
    """The same from origins without the words of their mentions; `known` has the sources by IRI.

    Of a source no more is looked at than its title, file name, publisher and date.
    """
    sources: dict[str, Source] = {}
    claims: dict[str, set[str]] = defaultdict(set)
    taken: dict[str, set[str]] = defaultdict(set)
    edges: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    nodes: dict[str, dict[str, str | int | bool]] = {}
    for one in sorted(outlines, key=lambda one: one.id):
        for mention, place in one.places.items():
            sources[place] = known[place]
            claims[place].add(mention)
        itself = one.source if one.source in known else None
        if itself is not None:
            sources[itself] = known[itself]
        else:
            nodes[one.id] = {
                "kind": one.kind.value,
                "label": one.label,
                "label_zh": one.label_zh,
                "read": False,
            }
        for link in one.links:
            own = one.places.get(link.start)
            if own is None:
                continue
            if link.how in _TAKEN:
                taken[own].add(link.start)
            to = one.places.get(link.end, link.end)
            if to == one.id and itself is not None:
                to = itself
            if to == own:
                continue
            if to not in sources and to not in nodes:
                # an outlet that a credit line names, while the trail goes on elsewhere
                nodes[to] = {"kind": "source", "label": link.words, "label_zh": link.words, "read": False}
            edges[own, to, link.how.value].add(link.start)
    for source in sources.values():
        nodes[source.id] = _source(source, len(claims[source.id]), len(taken[source.id]))
        if source.publisher:
            name = f"publisher:{source.publisher}"
            nodes[name] = {
                "kind": "publisher",
                "label": source.publisher,
                "label_zh": source.publisher,
                "read": True,
            }
            edges[source.id, name, PUBLISHED] |= claims[source.id]
    graph = nx.MultiDiGraph()
    for name in sorted(nodes):
        graph.add_node(name, **nodes[name])
    for start, end, how in sorted(edges):
        graph.add_edge(
            start, end, key=how, how=how, mentions=len(edges[start, end, how]), read=bool(nodes[end]["read"])
        )
    return graph


def _source(source: Source, claims: int, taken: int) -> dict[str, str | int | bool]:
    return {
        "kind": "source",
        "label": source.title or source.name,
        "label_zh": source.title or source.name,
        "read": True,
        "publisher": source.publisher or "",
        "published": source.published.isoformat() if source.published else "",
        "claims": claims,
        "taken": taken,
    }


def feeding(graph: nx.MultiDiGraph) -> list[Feeds]:
    """What feeds other sources, the one that most of them stand on first; publishers are no such thing."""
    derived = nx.DiGraph((start, end) for start, end, how in graph.edges(keys=True) if how != PUBLISHED)
    found: list[Feeds] = []
    for node in derived:
        below = {n for n in nx.ancestors(derived, node) if n != node}
        if below:
            found.append(
                Feeds(
                    node,
                    graph.nodes[node]["label"],
                    len(set(derived.predecessors(node)) - {node}),
                    len(below),
                )
            )
    return sorted(found, key=lambda f: (-f.all, -f.direct, f.node))


def originality(graph: nx.MultiDiGraph) -> list[Originality]:
    """Publishers by the share of their claims that they took from no other outlet, then by how many they are."""
    found: list[Originality] = []
    for node, about in graph.nodes(data=True):
        if about["kind"] != "publisher":
            continue
        own = [graph.nodes[source] for source in graph.predecessors(node)]
        claims, taken = sum(s["claims"] for s in own), sum(s["taken"] for s in own)
        share = (
            (Decimal(claims - taken) / Decimal(claims)).quantize(Decimal("0.001")) if claims else Decimal(0)
        )
        found.append(Originality(about["label"], len(own), claims, taken, share))
    return sorted(found, key=lambda o: (-o.share, -o.claims, o.publisher))


def serialised(graph: nx.MultiDiGraph, form: str) -> bytes:
    """The network as `graphml` or `gexf`. Characters that XML has not (a stranger's text may hold any) become U+FFFD.

    Raises `ValueError` for another format.
    """
    clean = nx.MultiDiGraph()
    for node, about in graph.nodes(data=True):
        clean.add_node(_xml(node), **{name: _xml(value) for name, value in about.items()})
    for start, end, key, about in graph.edges(keys=True, data=True):
        clean.add_edge(
            _xml(start), _xml(end), key=_xml(key), **{n: _xml(value) for n, value in about.items()}
        )
    out = io.BytesIO()
    match form:
        case "graphml":
            nx.write_graphml(clean, out, encoding="utf-8", named_key_ids=True)
            return out.getvalue()
        case "gexf":
            for number, (_, _, about) in enumerate(clean.edges(data=True)):
                about["id"] = str(number)  # keys alone are no ids: GEXF wants one for each edge
            nx.write_gexf(clean, out, encoding="utf-8")
            # the day of writing would make the same network other bytes
            return _STAMP.sub(b"", out.getvalue())
    raise ValueError(f"no format {form!r}; there are graphml and gexf")


def _xml(value: Any) -> Any:
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
