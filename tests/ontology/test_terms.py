"""Every term is documented, and every documented term is used."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.graph import vocabulary_graph
from kg.graph.namespaces import KG, RDFS, SCHEMA, SKOS, TYPE
from kg.lexicon import Lexicon, ontology_dir, vocabulary_files
from kg.model import Bound, Kind, Modality
from tests.builders import tiny_graph

ONTOLOGY = "claim-kg.ttl"
CODE = Path(kg.__file__).parent
RESERVED = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"

Facts = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


def documented() -> Facts:
    """What the ontology says of each of its terms."""
    found: Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(ontology_dir() / ONTOLOGY), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(KG.iri):
            assert isinstance(quad.object, ox.NamedNode | ox.Literal)
            found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def used() -> dict[str, str]:
    """Every kg: term in the vocabulary, the graph and the queries, with one place that uses it."""
    places: dict[str, str] = {}
    for quad in [
        *vocabulary_graph(path for path in vocabulary_files() if path.name != ONTOLOGY),
        *tiny_graph(),
    ]:
        for term in (quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(KG.iri):
                places.setdefault(term.value, f"a statement about {quad.subject}")
    for path in sorted(CODE.rglob("*.rq")):
        for name in re.findall(r"\bkg:(\w+)", re.sub(r"(?m)^\s*#.*", "", path.read_text("utf-8"))):
            places.setdefault(KG.iri + name, path.name)
    for path in sorted((CODE / "graph").glob("*.py")):
        for name in re.findall(r'\bKG(?:\.|\[")(\w+)', path.read_text("utf-8")):
            places.setdefault(KG.iri + name, path.name)
    places.pop(KG.iri + "iri", None)
    return places


TERMS = documented()


def test_every_term_that_is_used_is_documented() -> None:
    missing = {term: place for term, place in used().items() if term not in TERMS}
    assert missing == {}, f"add these to ontology/{ONTOLOGY}"


def test_every_documented_term_is_used_or_reserved() -> None:
    unused = set(TERMS) - set(used())
    assert {term for term in unused if RESERVED not in TERMS[term]} == set()


@pytest.mark.parametrize("term", sorted(TERMS), ids=lambda term: term.removeprefix(KG.iri))
def test_a_term_is_explained_in_both_languages_and_tied_to_a_standard(term: str) -> None:
    about = TERMS[term]
    for predicate in (RDFS.label, RDFS.comment):
        languages = sorted(
            value.language or "" for value in about[predicate.value] if isinstance(value, ox.Literal)
        )
        assert languages == ["en", "zh"], predicate
    links = [RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso, SKOS.exactMatch, SKOS.closeMatch]
    assert any(about.get(link.value) for link in links)


def is_property(term: str) -> bool:
    return any(value.value.endswith("Property") for value in TERMS[term][TYPE.value])


@pytest.mark.parametrize(
    "term", sorted(filter(is_property, TERMS)), ids=lambda term: term.removeprefix(KG.iri)
)
def test_a_property_has_a_domain_and_a_range_that_exist(term: str) -> None:
    about = TERMS[term]
    for one, several in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
        named = about.get(one.value, []) + about.get(several.value, [])
        assert named
        assert [
            node.value for node in named if node.value.startswith(KG.iri) and node.value not in TERMS
        ] == []
        assert len(about.get(one.value, [])) <= 1, "several rdfs:domain mean their intersection"


def test_the_graph_uses_properties_where_the_ontology_says() -> None:
    types: dict[str, set[str]] = defaultdict(set)
    quads = tiny_graph()
    for quad in quads:
        if quad.predicate == TYPE:
            types[str(quad.subject)].add(quad.object.value)  # type: ignore[union-attr]
    for quad in quads:
        about = TERMS.get(quad.predicate.value, {})
        domains = {
            d.value for d in about.get(RDFS.domain.value, []) + about.get(SCHEMA.domainIncludes.value, [])
        }
        assert not domains or types[str(quad.subject)] & domains, quad


LISTS: list[tuple[str, str, type[StrEnum]]] = [
    ("kinds", "kind", Kind),
    ("bounds", "bound", Bound),
    ("modalities", "modality", Modality),
]


@pytest.mark.parametrize(("scheme", "path", "members"), LISTS)
def test_a_closed_list_has_a_concept_for_each_member(scheme: str, path: str, members: type[StrEnum]) -> None:
    concepts = {entry.iri for entry in Lexicon.load().of_scheme(scheme)}
    assert concepts == {f"https://w3id.org/claim-kg/{path}/{member}" for member in members}


@pytest.mark.parametrize("scheme", ["kinds", "bounds", "modalities", "baselines"])
def test_a_member_of_a_closed_list_has_both_languages_and_a_definition(scheme: str) -> None:
    defined = {
        quad.subject.value: quad
        for quad in ox.parse(path=str(ontology_dir() / "terms.ttl"), format=ox.RdfFormat.TURTLE)
        if quad.predicate == SKOS.definition and isinstance(quad.subject, ox.NamedNode)
    }
    for entry in Lexicon.load().of_scheme(scheme):
        assert set(entry.labels) == {"zh", "en"}
        assert entry.iri in defined
