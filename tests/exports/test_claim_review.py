"""Claims and reviews as schema.org has them: what people say is theirs, and the program adds no verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
import rdflib

from kg.errors import QuestionError
from kg.exports.claim_review import Verdict, claim_reviews
from kg.graph.judgement import judgement_graph, judgements_graph_id
from kg.model import Decision, Judgement
from kg.store import Store, open_store
from tests.builders import tiny_documents, tiny_graph
from tests.judge.small import about

(FIRST, (MENTION, _)), (SECOND, (OTHER,)), _ = tiny_documents()
CLAIM = MENTION.claim


def judged_store(*judgements: Judgement) -> Iterator[Store]:
    with open_store(":memory:") as store:
        for graph in {quad.graph_name for quad in tiny_graph()}:
            store.replace(graph.value, [q for q in tiny_graph() if q.graph_name == graph])  # type: ignore[union-attr]
        known = {m.quote.exact: m for m in (MENTION, OTHER)}
        placed = {one.id: [known[target.exact] for target in one.targets] for one in judgements}
        store.replace(judgements_graph_id(), judgement_graph(judgements, placed=placed))
        yield store


@pytest.fixture
def same() -> Iterator[Store]:
    """A store where somebody decided that the two mentions say the same."""
    yield from judged_store(about(Decision.SAME, MENTION, OTHER))


@pytest.fixture
def wrong() -> Iterator[Store]:
    """A store where somebody decided that the first mention was read wrongly."""
    yield from judged_store(about(Decision.WRONG, MENTION))


def test_a_claim_without_a_verdict_has_no_review(small: Store) -> None:
    [claim] = claim_reviews(small, [CLAIM])["@graph"]
    assert (claim["@type"], claim["@id"], claim["name"]) == ("Claim", CLAIM, OTHER.quote.exact)
    assert [work["url"] for work in claim["appearance"] if "url" in work] == [FIRST.source.url]
    assert claim["firstAppearance"]["publisher"]["name"] == "每日经济新闻"
    assert [(who["@type"], who["name"]) for who in claim["author"]] == [("Person", "Zhang Kuo")]


def test_a_verdict_is_the_reviewers(small: Store) -> None:
    verdict = Verdict("属实", "某报核查", date(2026, 5, 1), "https://check.example/1")
    _, review = claim_reviews(small, [CLAIM], verdict=verdict)["@graph"]
    assert review["@type"] == "ClaimReview"
    assert review["itemReviewed"] == {"@id": CLAIM}
    assert review["reviewRating"]["alternateName"] == "属实"
    assert (review["author"]["name"], review["datePublished"]) == ("某报核查", "2026-05-01")
    assert review["url"] == "https://check.example/1"


def test_a_judgement_is_a_review_of_one_aspect(same: Store) -> None:
    _, review = claim_reviews(same, [CLAIM])["@graph"]
    assert (review["reviewAspect"], review["author"]["name"]) == ("identity of claims", "li")
    assert (review["reviewBody"], review["datePublished"]) == ("看过原文", "2026-05-01T00:00:00Z")


def test_a_mention_that_was_read_wrongly_is_no_appearance(wrong: Store) -> None:
    [claim] = claim_reviews(wrong, [CLAIM])["@graph"]
    assert [work["@id"] for work in claim["appearance"]] == [SECOND.source.id]


def test_a_claim_that_is_not_there_is_an_error(small: Store) -> None:
    with pytest.raises(QuestionError):
        claim_reviews(small, ["https://example.org/none"])


def test_it_is_rdf_of_the_terms_of_schema_org(small: Store) -> None:
    record = claim_reviews(small, [CLAIM], verdict=Verdict("Mostly true", "A"))
    record["@context"] = {"@vocab": "https://schema.org/"}  # the published context is not fetched in a test
    graph = rdflib.Graph().parse(data=json.dumps(record), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    assert graph.value(rdflib.URIRef(CLAIM), rdflib.RDF.type) == schema.Claim
    [review] = graph.subjects(rdflib.RDF.type, schema.ClaimReview)
    assert graph.value(review, schema.itemReviewed) == rdflib.URIRef(CLAIM)
