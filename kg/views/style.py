"""Shapes, colours and words of the picture, read from `style.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.views.records import NodeType, Relation


@dataclass(frozen=True, slots=True)
class Colours:
    """CSS colours of a node: its inside, its border and its label."""

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """How nodes of one type look; `shape` is one of vis-network's, `size` its radius in pixels."""

    shape: str
    names: Mapping[str, str]
    light: Colours
    dark: Colours
    size: int
    dashed: bool
    rank: int

    @property
    def boxed(self) -> bool:
        """The label stands inside the shape, not beneath it."""
        return self.shape == "box"


@dataclass(frozen=True, slots=True)
class Style:
    """Everything in `style.toml`; `parts` are nodes of pictures of triples; names map a language (`en`, `zh`) to words, `pulls` are weights for the layout."""

    nodes: Mapping[NodeType, NodeStyle]
    parts: Mapping[str, NodeStyle]
    edges: Mapping[Relation, Mapping[str, str]]
    pulls: Mapping[Relation, float]
    page: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def load_style() -> Style:
    """The style that ships with the program."""
    raw = tomllib.loads((files(__package__) / "style.toml").read_text("utf-8"))
    return Style(
        nodes={kind: _node(raw["node"][kind.value]) for kind in NodeType},
        parts={name: _node(part) for name, part in raw["part"].items()},
        edges={relation: _names(raw["edge"][relation.value]) for relation in Relation},
        pulls={relation: float(raw["edge"][relation.value]["pull"]) for relation in Relation},
        page=raw["page"],
        words=raw["words"],
    )


def _names(raw: Mapping[str, Any]) -> dict[str, str]:
    return {"en": raw["en"], "zh": raw["zh"]}


def _node(raw: Mapping[str, Any]) -> NodeStyle:
    return NodeStyle(
        shape=raw["shape"],
        names=_names(raw),
        light=Colours(**raw["light"]),
        dark=Colours(**raw["dark"]),
        size=raw.get("size", 16),
        dashed=raw.get("dashed", False),
        rank=raw.get("rank", 0),
    )
