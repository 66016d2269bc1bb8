"""Comparisons to RDF and back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import InvalidGraph
from kg.graph import validate
from kg.graph.comparison import comparison_graph, read_comparisons
from kg.graph.namespaces import CITO
from kg.lexicon import Lexicon
from kg.match import comparisons
from tests.builders import build_document, growth_mention

GRAPH = "https://w3id.org/claim-kg/id/graph/comparisons/x"
DOCUMENTS = [build_document(f"国际站交易额增长{text}。", path=text) for text in ("46%", "46.3%", "64%")]
MENTIONS = [
    growth_mention(document, f"国际站交易额增长{text}", value=value, value_text=text, step=step)
    for document, text, value, step in zip(
        DOCUMENTS, ("46%", "46.3%", "64%"), ("0.46", "0.463", "0.64"), ("0.01", "0.001", "0.01"), strict=True
    )
]
FOUND = comparisons(MENTIONS, lexicon=Lexicon.load())
BY_ID = {mention.id: mention for mention in MENTIONS}


def test_comparisons_come_back_as_they_were() -> None:
    assert len(FOUND) > 1
    assert read_comparisons(comparison_graph(FOUND, graph=GRAPH), BY_ID) == FOUND


def test_the_graph_keeps_to_the_shapes() -> None:
    report = validate(comparison_graph(FOUND, graph=GRAPH))
    assert [str(violation) for violation in report.violations] == []


def test_the_later_claim_stands_to_the_earlier_one_in_a_term_of_cito() -> None:
    quads = comparison_graph(FOUND, graph=GRAPH)
    rounded = next(one for one in FOUND if one.relation == "rounded")
    agrees = [quad for quad in quads if quad.predicate == CITO.agreesWith]
    assert [(quad.subject, quad.object) for quad in agrees] == [
        (ox.NamedNode(rounded.b.claim), ox.NamedNode(rounded.a.claim))
    ]


@pytest.mark.parametrize("without", ["relation", "description", "earlierMention", "secondSlot"])
def test_a_comparison_that_lacks_something_breaks_a_shape(without: str) -> None:
    quads = [
        quad for quad in comparison_graph(FOUND, graph=GRAPH) if not quad.predicate.value.endswith(without)
    ]
    assert not validate(quads).conforms


def test_a_mention_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InvalidGraph, match="cannot be read as a comparison"):
        read_comparisons(comparison_graph(FOUND, graph=GRAPH), {})
