"""A small store with comparisons, and a hostile source in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.graph import graph_id, source_graph
from kg.graph.comparison import comparison_graph
from kg.graph.derived import derived_graph_id
from kg.lexicon import Lexicon
from kg.model import Relation, comparison
from kg.store import Store, open_store
from tests.builders import build_document, build_mention, growth_mention, tiny_documents

FORMULA = '=HYPERLINK("http://evil.example/";"增长52%")'
HOSTILE = build_document(
    f"{FORMULA}\n@SUM(A1)说，国际站2022财年交易额增长52%。", title="-2+3", publisher="+cmd|' /C calc'!A0"
)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def small(lexicon: Lexicon) -> Iterator[Store]:
    """Three sources of `tiny_documents` and one whose words are formulas; only to be read."""
    documents = [
        *tiny_documents(),
        (
            HOSTILE,
            [
                growth_mention(HOSTILE, "国际站2022财年交易额增长52%", value="0.52", value_text="52%"),
                build_mention(HOSTILE, FORMULA),
            ],
        ),
    ]
    compared = [
        comparison(
            documents[0][1][0],
            documents[-1][1][0],
            Relation.CONTRADICTS,
            slots=("value", "value"),
            why="46% / 52%: they cannot both be right",
            why_zh="46% / 52%：不能同时成立",
            rule="contradicts",
            confidence=0.7,
        )
    ]
    graph = derived_graph_id("comparisons", "a family")
    with open_store(":memory:") as store:
        for document, found in documents:
            store.replace(graph_id(document.source.id), source_graph(document, found, lexicon=lexicon))
        store.replace(graph, comparison_graph(compared, graph=graph))
        # another family that states them too
        again = derived_graph_id("comparisons", "another family")
        store.replace(again, comparison_graph(compared, graph=again))
        yield store
