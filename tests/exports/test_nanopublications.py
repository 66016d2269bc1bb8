"""Nanopublications are what the tools for them take, and say of a claim what the graph says."""

from __future__ import annotations

import io
import warnings
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QuestionError
from kg.exports.nanopublications import NP, nanopublications, write_nanopublications
from kg.graph import canonical_lines, mentions
from kg.graph.history import history_graph, history_graph_id
from kg.graph.namespaces import DCTERMS, KG, PROV
from kg.model import Mention
from kg.model.history import History, Revision
from kg.store import Store, open_store
from tests.builders import tiny_documents, tiny_graph

CLAIM = tiny_documents()[0][1][0].claim
ORCID = "https://orcid.org/0000-0002-1825-0097"


def written(store: Store, claim: str, **about: object) -> bytes:
    output = io.BytesIO()
    write_nanopublications(nanopublications(store, [claim], **about), output)  # type: ignore[arg-type]
    return output.getvalue()


def graph(quads: list[ox.Quad], part: str) -> set[ox.Triple]:
    return {quad.triple for quad in quads if str(quad.graph_name).endswith(f"/{part}>")}


def of_claim(store: Store, claim: str) -> list[Mention]:
    return [m for m in mentions(store) if m.claim == claim]


@pytest.fixture
def one(small: Store) -> list[ox.Quad]:
    """The nanopublication of the 46% claim."""
    [found] = nanopublications(small, [CLAIM], creator=ORCID, created=date(2026, 5, 1))
    return found


def test_every_claim_is_a_valid_nanopublication(small: Store, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from nanopub import Nanopub

        for number, claim in enumerate(sorted({m.claim for m in mentions(small)})):
            path = tmp_path / f"{number}.trig"
            path.write_bytes(written(small, claim, creator="李", created=date(2026, 5, 1)))
            found = Nanopub(rdf=path)
            assert found.is_valid
            assert found.metadata.signature is None


def test_it_asserts_the_claim_and_nothing_of_its_sources(small: Store, one: list[ox.Quad]) -> None:
    asserted = graph(one, "assertion")
    claim = ox.NamedNode(CLAIM)
    stored = {q.triple for g in small.graphs() for q in small.quads(g) if q.subject == claim}
    values = {t for t in stored if t.predicate in (KG.value, KG.series, KG.period, KG.unit, KG.modality)}
    assert len(values) == 5
    assert values <= asserted
    sources = {m.source.id for m in of_claim(small, CLAIM)}
    assert not [t for t in asserted if getattr(t.object, "value", "") in sources]


def test_its_provenance_has_every_mention_with_its_words(small: Store, one: list[ox.Quad]) -> None:
    told = graph(one, "provenance")
    made = of_claim(small, CLAIM)
    assert len(made) == 2
    assert {t.object.value for t in told if t.predicate == PROV.wasQuotedFrom} == {m.id for m in made}  # type: ignore[union-attr]
    assert {t.object.value for t in told if t.predicate == KG.quote} == {m.quote.exact for m in made}  # type: ignore[union-attr]
    assert {t.object.value for t in told if t.predicate == KG.speaker} == {  # type: ignore[union-attr]
        m.speaker.id for m in made if m.speaker
    }


def test_it_says_who_publishes_it_and_when(one: list[ox.Quad]) -> None:
    info = {t.predicate: t.object for t in graph(one, "pubinfo")}
    assert info[PROV.wasAttributedTo] == ox.NamedNode(ORCID)
    assert str(info[DCTERMS.created]).startswith('"2026-05-01"')


def test_the_same_graph_gives_the_same_bytes(small: Store) -> None:
    assert written(small, CLAIM) == written(small, CLAIM)


def test_another_creator_is_another_nanopublication(small: Store) -> None:
    heads = {next(nanopublications(small, [CLAIM], creator=name))[0].subject for name in (None, "李", ORCID)}
    assert len(heads) == 3


def test_what_is_written_is_read_back(small: Store) -> None:
    claims = sorted({m.claim for m in mentions(small)})
    output = io.BytesIO()
    assert write_nanopublications(nanopublications(small, claims), output) == len(claims)
    read = list(ox.parse(output.getvalue(), ox.RdfFormat.TRIG))
    made = [quad for quads in nanopublications(small, claims) for quad in quads]
    assert canonical_lines(read) == canonical_lines(made)
    assert len([quad for quad in read if quad.object == NP.Nanopublication]) == len(claims)


def test_a_claim_that_is_not_there_is_an_error(small: Store) -> None:
    with pytest.raises(QuestionError, match="no such claim"):
        list(nanopublications(small, [f"{small.base}claim/0"]))


def test_a_source_that_no_longer_counts_gives_no_provenance() -> None:
    (first, _), (second, _), _ = tiny_documents()
    with open_store(":memory:") as store:
        for quad in tiny_graph():
            store.replace(quad.graph_name.value, [q for q in tiny_graph() if q.graph_name == quad.graph_name])  # type: ignore[union-attr]
        old = History(frozenset({Revision(second.source.id, first.source.id)}))
        store.replace(history_graph_id(), history_graph(old))
        [found] = nanopublications(store, [CLAIM])
        derived = {t.object.value for t in graph(found, "provenance") if t.predicate == PROV.wasDerivedFrom}  # type: ignore[union-attr]
        assert derived == {second.source.id}
