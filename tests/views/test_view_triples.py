"""Triples as a picture."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.model import ids
from kg.store import Store
from kg.views.assets import json_in_html
from kg.views.records import NodeType
from kg.views.triples import Part, TriplePicture, triple_picture
from tests.views.worlds import attack, two_sources

BASE = ids.DEFAULT_BASE
EXAMPLE = "https://example.org/"
Term = ox.NamedNode | ox.BlankNode | ox.Literal


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(EXAMPLE + name)


def triple(subject: str, predicate: str, other: Term | str) -> ox.Triple:
    return ox.Triple(node(subject), node(predicate), node(other) if isinstance(other, str) else other)


@pytest.fixture(scope="module")
def store() -> Store:
    return two_sources()


def picture(store: Store, *triples: ox.Triple, most: int = 400) -> TriplePicture:
    def short(iri: str) -> str:
        return iri.removeprefix(EXAMPLE)

    return triple_picture(
        store, triples, short=short, href="/about?iri={}".format, namespaces=(BASE, ids.VOCABULARY), most=most
    )


def test_two_things_with_the_same_value_do_not_meet_in_it(store: Store) -> None:
    value = ox.Literal("46%")
    found = picture(store, triple("a", "says", value), triple("b", "says", value))
    assert sorted(one.labels["en"] for one in found.nodes) == ["46%", "46%", "a", "b"]
    assert {one.kind for one in found.nodes} == {Part.THING, Part.VALUE}
    assert [one.href for one in found.nodes if one.kind is Part.VALUE] == ["", ""]


def test_two_things_have_one_edge_with_all_that_it_says(store: Store) -> None:
    found = picture(store, triple("a", "knows", "b"), triple("a", "likes", "b"), triple("b", "knows", "a"))
    assert [(one.start[-1], one.relations) for one in found.edges] == [
        ("a", ("knows", "likes")),
        ("b", ("knows",)),
    ]


def test_a_hub_leaves_room_for_what_lies_behind_it(store: Store) -> None:
    hub = [triple(f"leaf{n:03}", "in", "hub") for n in range(200)]
    found = picture(
        store, *hub, triple("leaf000", "cites", "far"), triple("far", "cites", "further"), most=20
    )
    names = [one.labels["en"] for one in found.nodes]
    assert names[0] == "hub"
    assert {"far", "further"} <= set(names)
    assert (len(names), found.total) == (20, 203)
    assert all(edge.start in {one.iri for one in found.nodes} for edge in found.edges)


def test_things_have_the_names_and_the_looks_that_they_have_everywhere(store: Store) -> None:
    term = store.select(
        "SELECT ?s { ?s <https://schema.org/headline> ?o FILTER(STR(?o) = '平台公布年度数据') }"
    ).rows[0][0]
    assert isinstance(term, ox.NamedNode)
    claim = ox.NamedNode(f"{BASE}claim/{'0123456789abcdef' * 2}")
    found = picture(
        store, ox.Triple(claim, node("in"), term), ox.Triple(claim, node("of"), ox.BlankNode("x"))
    )
    looks = {one.kind: one.labels["zh"] for one in found.nodes}
    assert looks[NodeType.SOURCE] == "平台公布年度数据"
    assert looks[NodeType.CLAIM].endswith("claim/012345…")
    assert looks[Part.BLANK] == ""


def test_hostile_values_are_words_of_bounded_length(store: Store) -> None:
    words = attack("value") + "\u202e" + "长" * 100_000
    found = picture(
        store, triple("a", "says", ox.Literal(words)), triple("a", "says", ox.Literal("x", language="zh"))
    )
    html = json_in_html(found.to_json())
    assert "<" not in html
    assert "\u202e" not in html
    assert max(len(one.title) for one in found.nodes) < 500


def test_no_triples_are_no_picture(store: Store) -> None:
    assert picture(store).to_json() == {"focus": None, "shown": 0, "total": 0, "nodes": [], "edges": []}
