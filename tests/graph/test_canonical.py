"""Exports hold the same statements, in an order of their own."""

from __future__ import annotations

import io
import random

import pyoxigraph as ox
import pytest

from kg.graph import FORMATS, canonical_lines, write
from tests.builders import tiny_graph


def export(quads: list[ox.Quad], name: str) -> bytes:
    output = io.BytesIO()
    write(quads, output, name)
    return output.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_does_not_depend_on_the_order_of_statements(name: str) -> None:
    quads = tiny_graph()
    mixed = random.Random(1).sample(quads, len(quads)) + quads[:5]
    assert export(mixed, name) == export(quads, name)


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_an_export_holds_every_statement_in_its_graph(name: str) -> None:
    quads = tiny_graph()
    assert set(ox.parse(export(quads, name), FORMATS[name])) == set(quads)


def test_turtle_holds_the_union_of_all_graphs_with_prefixes() -> None:
    quads = tiny_graph()
    written = export(quads, "turtle")
    assert {quad.triple for quad in ox.parse(written, ox.RdfFormat.TURTLE)} == {quad.triple for quad in quads}
    assert b"kg:value 0.46" in written


def test_nquads_are_sorted_lines_each_once() -> None:
    lines = export(tiny_graph() * 2, "nquads").decode().splitlines()
    assert lines == sorted(set(lines))
    assert lines == canonical_lines(tiny_graph())


def test_another_format_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(ValueError, match="turtle, trig, nquads, jsonld"):
        export([], "docx")


@pytest.mark.parametrize("place", ["subject", "object", "graph"])
def test_a_blank_node_has_no_canonical_form(place: str) -> None:
    iri, blank = ox.NamedNode("https://example.org/a"), ox.BlankNode("b")
    quad = ox.Quad(
        blank if place == "subject" else iri,
        iri,
        blank if place == "object" else ox.Literal('a "_:b" c'),
        blank if place == "graph" else iri,
    )
    with pytest.raises(ValueError, match="blank node"):
        canonical_lines([quad])
    assert len(canonical_lines([ox.Quad(iri, iri, ox.Literal('a "_:b" c'), iri)])) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_blank_node_is_refused_in_every_format(name: str) -> None:
    iri = ox.NamedNode("https://example.org/a")
    with pytest.raises(ValueError, match="blank node"):
        export([ox.Quad(iri, iri, ox.BlankNode("b"), iri)], name)
