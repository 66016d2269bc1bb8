"""The mentions of a source as Web Annotations: each finds its words again."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib

from kg.errors import QuestionError
from kg.exports.annotations import hypothesis, web_annotations
from kg.graph import graph_id, source_graph
from kg.lexicon import Lexicon
from kg.store import Store, open_store
from tests.builders import build_document, build_mention, tiny_documents
from tests.exports.conftest import HOSTILE

DOCUMENTS = tiny_documents()
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
CONTEXT: dict[str, Any] = {
    "@vocab": str(OA),
    "as": "https://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "oa": str(OA),
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id"},
}
"""The part of the published context that a test needs, which is not fetched."""


def items(store: Store, source: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = web_annotations(store, source)["first"]["items"]
    return found


@pytest.mark.parametrize(
    ("document", "made"), DOCUMENTS, ids=lambda part: getattr(part, "source", None) and part.source.name
)
def test_every_selector_finds_the_words(small: Store, document: Any, made: Any) -> None:
    found = items(small, document.source.id)
    assert [one["id"] for one in found] == [m.id for m in sorted(made, key=lambda m: m.quote.start)]
    for one in found:
        quote, position = one["target"][-1]["selector"]
        assert document.text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in document.text
        assert one["target"][-1]["source"] == document.source.id


def test_a_page_is_found_by_its_address_and_the_quote_alone(small: Store) -> None:
    (first, _), (second, _), _ = DOCUMENTS
    for one in items(small, first.source.id):
        assert one["target"][0]["source"] == first.source.url
        assert [selector["type"] for selector in one["target"][0]["selector"]] == ["TextQuoteSelector"]
    assert all(len(one["target"]) == 1 for one in items(small, second.source.id))


def test_it_says_what_it_marks(small: Store) -> None:
    (first, _), *_ = DOCUMENTS
    growth, statement = items(small, first.source.id)
    described = growth["body"][0]["value"]
    assert all(word in described for word in ("Alibaba.com", "46%", "2022财年", "Zhang Kuo"))
    assert statement["body"][0]["value"].startswith("国际站将继续投入物流")


def test_it_is_rdf_of_the_web_annotation_model(small: Store) -> None:
    record = web_annotations(small, HOSTILE.source.id) | {"@context": CONTEXT}
    graph = rdflib.Graph().parse(data=json.dumps(record), format="json-ld")
    annotations = set(graph.subjects(rdflib.RDF.type, OA.Annotation))
    assert {str(one) for one in annotations} == {one["id"] for one in items(small, HOSTILE.source.id)}
    for one in annotations:
        target = graph.value(one, OA.hasTarget)
        kinds = {graph.value(s, rdflib.RDF.type) for s in graph.objects(target, OA.hasSelector)}
        assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}


def test_the_collection_says_how_many(small: Store) -> None:
    record = web_annotations(small, HOSTILE.source.id)
    assert record["total"] == len(record["first"]["items"]) == 2


def test_hypothesis_finds_in_each_what_its_import_takes(small: Store) -> None:
    (first, made), *_ = DOCUMENTS
    found = hypothesis(small, first.source.id)["annotations"]
    assert len(found) == len(made)
    for one in found:
        assert one.keys() == {"uri", "document", "target", "text", "tags"}
        assert one["uri"] == first.source.url
        # it keeps the first target and knows the place by the quote
        [selector] = one["target"][0]["selector"]
        assert selector["type"] == "TextQuoteSelector"
        assert selector["prefix"] + selector["exact"] + selector["suffix"] in first.text
        assert all(isinstance(tag, str) for tag in one["tags"])
    assert "46%" in found[0]["text"]


def test_words_of_a_stranger_are_no_markdown(lexicon: Lexicon) -> None:
    text = "[点这里](https://evil.example)<img src=x>*张三*说，国际站2022财年交易额增长52%。"
    document = build_document(text, url="https://news.example/a")
    made = [build_mention(document, text[:-1])]
    with open_store(":memory:") as store:
        store.replace(graph_id(document.source.id), source_graph(document, made, lexicon=lexicon))
        [one] = hypothesis(store, document.source.id)["annotations"]
    assert one["text"].startswith("\\[点这里\\](https://evil.example)\\<img src=x\\>\\*张三\\*")


def test_a_source_without_an_address_has_no_page_to_annotate(small: Store) -> None:
    with pytest.raises(QuestionError, match="no web address"):
        hypothesis(small, HOSTILE.source.id)


def test_a_source_that_is_not_there_is_an_error(small: Store) -> None:
    with pytest.raises(QuestionError, match="no such source"):
        web_annotations(small, f"{small.base}source/0")
