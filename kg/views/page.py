"""The picture as one HTML file that asks the network for nothing.

pyvis holds and serialises nodes, edges and options; the page round them is our own, because pyvis' template loads files
from elsewhere and treats words as HTML. The JavaScript of vis-network comes out of the pyvis package, with its licence
notice, and the words of sources reach the page only as JSON that `textContent` and the canvas show.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

import networkx as nx
from markupsafe import Markup
from pyvis.edge import Edge
from pyvis.network import Network as PyvisNetwork
from pyvis.node import Node

from kg.views.assets import VIS_NETWORK, asset, json_in_html, policy, template
from kg.views.details import details
from kg.views.drawing import hover_text, kind_style, node_labels
from kg.views.layout import Extent, place
from kg.views.network import Network
from kg.views.records import NodeType, Relation
from kg.views.style import NodeStyle, Style, load_style
from kg.views.words import columns, in_languages

_FONT = 13
_LINE_HEIGHT = 17
_COLUMN = 6.9
"""Pixels of one column at that size; a Chinese character takes two."""

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 120,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "font": {"size": 11, "align": "horizontal", "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 8}},
    },
    "nodes": {"font": {"size": _FONT}, "margin": 8, "scaling": {"label": {"drawThreshold": 4}}},
}


def render(graph: Network, *, title: str | None, total: int) -> str:
    """The whole page. `total` is how many nodes there would be without a budget, `title` None stands for everything."""
    style = load_style()
    headings = in_languages({"": title}) if title else dict(style.words["everything"])
    data = _data(graph, style, headings, total)
    scripts = [asset(VIS_NETWORK), asset("shapes.js"), asset("page.js")]
    css = asset("base.css") + asset("page.css")
    return template("page.html.j2").render(
        title=headings["en"],
        policy=policy(scripts, css),
        css=Markup(css),  # noqa: S704 - our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - vis-network's and our own
        data=json_in_html(data),
        words={name: words["en"] for name, words in style.words.items()},
    )


def _data(graph: Network, style: Style, headings: dict[str, str], total: int) -> dict[str, Any]:
    net = _pyvis(graph, style)
    nodes, edges, _, _, _, options = net.get_network_data()
    counted = Counter(kind for _, kind in graph.nodes(data="type"))
    return {
        "title": headings,
        "shown": len(graph),
        "total": max(total, len(graph)),
        "focus": list(graph.graph["focus"]),
        "types": [kind_style(kind, style.nodes[kind], counted[kind]) for kind in NodeType if counted[kind]],
        "relations": {relation.value: style.edges[relation] for relation in Relation},
        "page": style.page,
        "words": style.words,
        "options": json.loads(options) if isinstance(options, str) else options,
        "nodes": nodes,
        "edges": edges,
        "details": {iri: details(graph, iri) for iri in graph},
    }


def _pyvis(graph: Network, style: Style) -> PyvisNetwork:
    labels = {iri: node_labels(graph, iri) for iri in graph}
    extents = {iri: _extent(style.nodes[graph.nodes[iri]["type"]], labels[iri]) for iri in graph}
    wide, tall = place(_pulls(graph, style), extents)
    net = PyvisNetwork(directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    # assigned as lists: add_node and add_edge look through all that is there for each new one
    net.nodes = [
        Node(
            iri,
            style.nodes[graph.nodes[iri]["type"]].shape,
            labels[iri]["en"],
            group=graph.nodes[iri]["type"].value,
            labels=labels[iri],
            title=hover_text(graph, iri),
            x=wide[iri].x,
            y=wide[iri].y,
            tall=list(tall[iri]),
        ).options
        for iri in graph
    ]
    relations: dict[tuple[str, str], list[str]] = defaultdict(list)
    for start, end, relation in graph.edges(keys=True):
        relations[start, end].append(relation.value)
    net.edges = [
        Edge(start, end, directed=True, id=f"e{index}", relations=sorted(found)).options
        for index, ((start, end), found) in enumerate(relations.items())
    ]
    return net


def _pulls(graph: Network, style: Style) -> nx.Graph:
    """The network as the layout sees it: how strongly neighbours pull at each other."""
    pulls = nx.Graph()
    pulls.add_nodes_from(graph)
    for start, end, relation in graph.edges(keys=True):
        before = pulls.get_edge_data(start, end, {"weight": 0.0})["weight"]
        pulls.add_edge(start, end, weight=before + style.pulls[relation])
    return pulls


def _extent(style: NodeStyle, labels: dict[str, str]) -> Extent:
    width = max(columns(line) for label in labels.values() for line in label.split("\n") or [""]) * _COLUMN
    height = max(label.count("\n") + 1 for label in labels.values()) * _LINE_HEIGHT
    if style.boxed:
        return Extent(width / 2 + 10, height / 2 + 9, height / 2 + 9)
    return Extent(max(style.size, width / 2), style.size, style.size + 5 + height)
