"""Triples as a picture: things and what is said of them, round the thing that has most neighbours."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.store import Store
from kg.views.facts import local_name
from kg.views.names import Names, named
from kg.views.picture import BUDGETS, PictureEdge, PictureNode, as_json
from kg.views.records import NodeType
from kg.views.style import NodeStyle, load_style
from kg.views.words import LANGUAGES, wrap

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_LINES = 3
_TITLE = 400
_FEW = 6
_DIGEST = re.compile(r"([0-9a-f]{6})[0-9a-f]{10,}")


class Part(StrEnum):
    """What a node is that is no thing of a kind of its own, as `style.toml` names it."""

    THING = "thing"
    BLANK = "blank"
    VALUE = "value"


_KINDS: Mapping[str, NodeType] = MappingProxyType(
    {
        kind.value: kind
        for kind in (NodeType.CLAIM, NodeType.SOURCE, NodeType.ENTITY, NodeType.METRIC, NodeType.PUBLISHER)
    }
)
"""The part of an IRI under its namespace that says what the thing is."""


@dataclass(frozen=True, slots=True)
class TriplePicture:
    """The nodes that a picture can have at most, those first that stand next to the one with most neighbours; `total` is how many there are."""

    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]
    total: int

    def to_json(self) -> dict[str, Any]:
        """As scripts take it."""
        shown = len(self.nodes)
        focus = self.nodes[0].iri if self.nodes else None
        return {"focus": focus, "shown": shown, "total": self.total, **as_json(self.nodes, self.edges)}


def kinds() -> dict[StrEnum, NodeStyle]:
    """The kinds of nodes, and how they look."""
    style = load_style()
    return {
        **{kind: style.nodes[kind] for kind in _KINDS.values()},
        **{part: style.parts[part] for part in Part},
    }


def triple_picture(
    store: Store,
    triples: Iterable[ox.Triple],
    *,
    short: Callable[[str], str],
    href: Callable[[str], str],
    namespaces: tuple[str, ...] = (),
    most: int = BUDGETS[-1],
) -> TriplePicture:
    """The picture of triples, with the names that the store has for things.

    `short` writes an IRI short, `namespaces` are those of the data and of the vocabulary. A value is a node of its own for
    each thing that has it: things never meet in a figure.
    """
    terms: dict[str, _Term] = {}
    edges: dict[tuple[str, str], list[str]] = {}
    near: dict[str, dict[tuple[str, bool], list[str]]] = {}
    for triple in triples:
        start, end, predicate = _key(triple.subject), _object_key(triple), triple.predicate.value
        terms.setdefault(start, triple.subject)
        terms.setdefault(end, triple.object)
        near.setdefault(start, {}).setdefault((predicate, True), []).append(end)
        near.setdefault(end, {}).setdefault((predicate, False), []).append(start)
        edges.setdefault((start, end), []).append(predicate)
    kept = dict.fromkeys(islice(_outwards(near), most))
    names = named(store, [term.value for key in kept if isinstance(term := terms[key], ox.NamedNode)])
    look = _Look(names, short, href, namespaces)
    return TriplePicture(
        nodes=tuple(look.node(key, terms[key]) for key in kept),
        edges=tuple(
            PictureEdge(start, end, tuple(dict.fromkeys(map(short, said))))
            for (start, end), said in edges.items()
            if start in kept and end in kept
        ),
        total=len(terms),
    )


def _outwards(near: Mapping[str, Mapping[tuple[str, bool], list[str]]]) -> Iterator[str]:
    """Nodes from the one with most neighbours outwards, then those that hang together with nothing before.

    Of very many neighbours by one predicate the first few come first, so that a hub leaves room for what lies behind it.
    """
    reached: set[str] = set()
    for first in sorted(near, key=lambda key: (-sum(map(len, near[key].values())), key)):
        waiting, later = deque([first]), deque[str]()
        while waiting or later:
            key = (waiting or later).popleft()
            if key in reached:
                continue
            reached.add(key)
            yield key
            for others in near[key].values():
                waiting.extend(others[:_FEW])
                later.extend(others[_FEW:])


def _key(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _object_key(triple: ox.Triple) -> str:
    if isinstance(triple.object, ox.NamedNode | ox.BlankNode):
        return _key(triple.object)
    return f"value:{sha256(str(triple).encode('utf-8', 'replace')).hexdigest()[:20]}"


@dataclass(frozen=True, slots=True)
class _Look:
    """How terms look in one picture."""

    names: Names
    short: Callable[[str], str]
    href: Callable[[str], str]
    namespaces: tuple[str, ...]

    def node(self, key: str, term: _Term) -> PictureNode:
        if isinstance(term, ox.NamedNode):
            labels = {language: self._called(term.value, language) for language in LANGUAGES}
            return _node(key, self._kind(term.value), labels, term.value, self.href(term.value))
        if isinstance(term, ox.BlankNode):
            return _node(key, Part.BLANK, {}, str(term), "")
        if isinstance(term, ox.Literal):
            tag = term.language or self.short(term.datatype.value)
            return _node(
                key, Part.VALUE, dict.fromkeys(LANGUAGES, term.value), f"{_cut(term.value)}\n{tag}", ""
            )
        return _node(key, Part.VALUE, dict.fromkeys(LANGUAGES, str(term)), _cut(str(term)), "")

    def _called(self, iri: str, language: str) -> str:
        """The name of a thing, or its IRI written short, in which a digest is only begun."""
        name = self.names.of(iri, language)
        if name not in ("", local_name(iri)):
            return name
        # the part of a thing on a line of its own, where both do not fit on one
        return _DIGEST.sub(r"\1…", self.short(iri)).replace("…#", "… #")

    def _kind(self, iri: str) -> StrEnum:
        for namespace in self.namespaces:
            if iri.startswith(namespace):
                kind, _, name = iri[len(namespace) :].partition("/")
                if name and "#" not in name and kind in _KINDS:
                    return _KINDS[kind]
        return Part.THING


def _node(key: str, kind: StrEnum, labels: Mapping[str, str], title: str, href: str) -> PictureNode:
    wrapped = {language: wrap(label, lines=_LINES) for language, label in labels.items()}
    return PictureNode(
        key, kind, {language: wrapped.get(language, "") for language in LANGUAGES}, title, href
    )


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE else text[:_TITLE] + "…"
