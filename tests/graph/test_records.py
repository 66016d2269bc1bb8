"""What is said of nodes, and the records that are made of it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import InvalidGraph
from kg.graph.namespaces import KG, TYPE
from kg.graph.records import described, in_languages, records, text_of

A, B = (ox.NamedNode(f"https://example.org/{name}") for name in "ab")


def quads(*statements: tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]) -> list[ox.Quad]:
    return [ox.Quad(*statement, ox.NamedNode("https://example.org/graph")) for statement in statements]


ABOUT = described(
    quads(
        (B, TYPE, KG.Check),
        (A, TYPE, KG.Check),
        (A, KG.rule, ox.Literal("share")),
        (A, KG.why, ox.Literal("part", language="en")),
        (A, KG.why, ox.Literal("部分", language="zh")),
    )
)


def test_a_record_is_made_of_each_node_of_the_kind_in_order() -> None:
    assert records(ABOUT, KG.Check, "a check", str) == [A.value, B.value]
    assert records(ABOUT, KG.Origin, "an origin", str) == []


def test_what_is_missing_is_told_with_its_node() -> None:
    with pytest.raises(InvalidGraph, match=r"example.org/b: cannot be read as a check: .*no rule"):
        records(ABOUT, KG.Check, "a check", lambda node: text_of(ABOUT[node], KG.rule))


def test_texts_come_by_their_language() -> None:
    assert in_languages(ABOUT[A.value], KG.why) == {"en": "part", "zh": "部分"}
