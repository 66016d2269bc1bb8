"""A picture that a browser draws: its nodes and edges, how they look, and the data that `picture.js` takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from kg.views.assets import VIS_NETWORK, json_in_html
from kg.views.drawing import kind_style
from kg.views.interface import interface
from kg.views.style import NodeStyle, load_style
from kg.views.words import visible

BUDGETS = (100, 200, 400)
"""Nodes that a picture may have, the first unless the reader chooses; beyond the last a browser draws too slowly."""

STYLES = ("picture.css",)
SCRIPTS = (VIS_NETWORK, "shapes.js", "picture.js")
"""What a page with a picture takes beside its own."""

PICTURE = "picture-data"
"""The id of the element that holds the data of a page's picture."""

_WORDS = ("all", "count", "failed", "full", "more", "open")


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A node; `labels` are short lines, `title` what the pointer shows, `href` where it leads, "" for a node that leads nowhere."""

    iri: str
    kind: StrEnum
    labels: Mapping[str, str]
    title: str
    href: str

    def to_json(self) -> dict[str, Any]:
        """As scripts take it."""
        return {
            "id": self.iri,
            "kind": self.kind.value,
            "labels": {language: visible(label) for language, label in self.labels.items()},
            "title": visible(self.title),
            "href": self.href,
        }


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """An edge with all that it says: names of relations of the style, or words of its own."""

    start: str
    end: str
    relations: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As scripts take it."""
        return {
            "from": self.start,
            "to": self.end,
            "relations": [visible(str(one)) for one in self.relations],
        }


def picture_data(
    around: Mapping[str, Any],
    *,
    language: str,
    kinds: Mapping[StrEnum, NodeStyle],
    part: str,
    more: str | None = None,
    named: bool = False,
) -> Markup:
    """What `picture.js` takes: the JSON of the first nodes and edges, and how they look.

    `part` is the name of the words that tell how much is shown, `more` the address that lets the picture grow. Edges of
    a picture that is `named` have their relations written beside them.
    """
    words = interface(language).words
    style = load_style()
    return json_in_html(
        {
            "language": language,
            "focus": around["focus"],
            "more": more,
            "named": named,
            "words": {**{name: words[f"around-{name}"] for name in _WORDS}, "part": words[part]},
            "style": {
                "kinds": [kind_style(kind, looks, 0) for kind, looks in kinds.items()],
                "relations": {relation.value: dict(names) for relation, names in style.edges.items()},
                "page": {theme: dict(colours) for theme, colours in style.page.items()},
            },
            "around": around,
        }
    )


def as_json(nodes: Iterable[PictureNode], edges: Iterable[PictureEdge]) -> dict[str, Any]:
    """Nodes and edges as scripts take them."""
    return {"nodes": [node.to_json() for node in nodes], "edges": [edge.to_json() for edge in edges]}
