"""What the graph says of any IRI: its statements, those of its parts (`IRI#…`), and where others name it. All bounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.store import Store
from kg.views.facts import RDF_TYPE, Node, rows
from kg.views.names import Names, named

MOST_PARTS = 200
"""Parts of a thing that are told of."""

MOST_OF_GRAPH = 20_000
"""Statements of a named graph that are given."""

_Triples = list[tuple[ox.NamedNode, ox.NamedNode, Node]]


@dataclass(frozen=True, slots=True)
class Value:
    """A value: an IRI, or a text with its language or datatype as `note`."""

    text: str
    iri: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A property with its values, or, of what others say, with the things that they say it of."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """What is known of `iri`, or of its parts by their IRIs. `others` name it; `size` is that of a named graph, else None."""

    iri: str
    types: tuple[str, ...]
    lines: tuple[Line, ...]
    parts: Mapping[str, tuple[Line, ...]]
    others: tuple[Line, ...]
    size: int | None
    names: Names
    triples: tuple[ox.Triple, ...]
    """The same as statements: what is served as data."""


def resource(store: Store, iri: str) -> Resource | None:
    """What the store says of an IRI; None where it says nothing and nobody names it."""
    own = _own(store, iri)
    others = _statements(rows(store, "resource-in", [iri]))
    held = list(islice(store.quads(iri), MOST_OF_GRAPH + 1))
    if not own[iri] and not others and not held:
        return None
    about = [t for of in own.values() for t in of]
    names = named(store, _iris(iri, [*about, *others]))
    triples = {ox.Triple(*t) for t in (*about, *others)} | {quad.triple for quad in held[:MOST_OF_GRAPH]}
    return Resource(
        iri=iri,
        types=tuple(sorted(t[2].value for t in own[iri] if t[1].value == RDF_TYPE)),
        lines=_lines((p.value, o) for _, p, o in own[iri] if p.value != RDF_TYPE),
        parts={part: _lines((p.value, o) for _, p, o in of) for part, of in own.items() if part != iri},
        others=_lines((p.value, s) for s, p, _ in others),
        size=len(held) if held else None,
        names=names,
        triples=tuple(sorted(triples, key=str)),
    )


def _own(store: Store, iri: str) -> dict[str, _Triples]:
    """The statements of a thing and of its parts, by their IRIs, in the order in which they lead to each other."""
    found: dict[str, _Triples] = {iri: []}
    waiting = [iri]
    while waiting:
        for triple in _statements(rows(store, "resource-out", waiting)):
            found[triple[0].value].append(triple)
        new = dict.fromkeys(
            value.value
            for node in waiting
            for *_, value in found[node]
            if isinstance(value, ox.NamedNode) and value.value.startswith(iri + "#")
        )
        waiting = [part for part in new if part not in found][: MOST_PARTS - len(found)]
        found |= {part: [] for part in waiting}
    return found


def _statements(found: Iterable[tuple[Node, ...]]) -> _Triples:
    triples = [(s, p, o) for s, p, o in found if isinstance(s, ox.NamedNode) and isinstance(p, ox.NamedNode)]
    return sorted(triples, key=lambda triple: tuple(map(str, triple)))


def _iris(iri: str, triples: Iterable[tuple[Node, ...]]) -> list[str]:
    return sorted({iri, *(term.value for t in triples for term in t if isinstance(term, ox.NamedNode))})


def _lines(pairs: Iterable[tuple[str, Node]]) -> tuple[Line, ...]:
    """Property by property."""
    found: dict[str, list[Value]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(_value(value))
    return tuple(Line(name, tuple(dict.fromkeys(values))) for name, values in sorted(found.items()))


def _value(term: Node) -> Value:
    if isinstance(term, ox.NamedNode):
        return Value(term.value, term.value)
    return Value(term.value, note=term.language or _short(term.datatype.value))


def _short(datatype: str) -> str:
    """The name of a datatype, empty for plain text."""
    name = datatype.rsplit("#", 1)[-1]
    return "" if name == "string" else name
