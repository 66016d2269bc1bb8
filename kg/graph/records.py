"""From quads back to records: what is said of each node, and one record for each node of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import InvalidGraph
from kg.graph.namespaces import TYPE

T = TypeVar("T")

Facts = Mapping[str, list[ox.NamedNode | ox.Literal]]
"""What is said of one node, by the IRI of the property."""

About = Mapping[str, Facts]
"""The same by the IRI of the node; one that nothing is said of has no facts."""


def described(quads: Iterable[ox.Quad]) -> About:
    """What these quads say of each node. Blank nodes and quoted triples are left out."""
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            about[quad.subject.value][quad.predicate.value].append(quad.object)
    return about


def records(about: About, kind: ox.NamedNode, name: str, read: Callable[[str], T]) -> list[T]:
    """What `read` makes of each node of this type, in the order of their IRIs; `name` is what messages call one.

    Raises `InvalidGraph` with the node where `read` finds that something is missing or is no such value.
    """
    found: list[T] = []
    for node in sorted(about):
        if kind in about[node].get(TYPE.value, ()):
            try:
                found.append(read(node))
            except (LookupError, ValueError, ArithmeticError) as error:
                raise InvalidGraph(f"cannot be read as {name}: {error}", where=node) from error
    return found


def text_of(facts: Facts, term: ox.NamedNode) -> str:
    """The value of a property that each such node has. Raises `LookupError` with its name."""
    found = facts.get(term.value)
    if not found:
        raise LookupError(f"no {term.value.rsplit('#', 1)[-1]}")
    return found[0].value


def in_languages(facts: Facts, term: ox.NamedNode) -> dict[str, str]:
    """The texts of a property by language tag, "" for one without."""
    return {
        value.language or "": value.value
        for value in facts.get(term.value, ())
        if isinstance(value, ox.Literal)
    }
