"""Other people's clients against the server on a port: rdflib, SPARQLWrapper, Python's own, and Comunica where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLExceptions, SPARQLWrapper

from tests.ask.small import small_store
from tests.serve.conftest import TOKEN, copied
from tests.serve.test_running import served

KG = rdflib.Namespace("https://w3id.org/claim-kg/ontology#")
VIETNAM = rdflib.URIRef("https://w3id.org/claim-kg/entity/vietnam")
SOURCES = f"SELECT DISTINCT ?s WHERE {{ ?s a <{KG.Source}> }}"
LABELS = f"SELECT DISTINCT ?o WHERE {{ <{VIETNAM}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }}"


@pytest.fixture(scope="module")
def address(small_path: Path) -> Iterator[str]:
    with served(small_path) as found:
        yield found


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(copied(small_store(), tmp_path_factory.mktemp("writable") / "kg"), "--token", TOKEN) as found:
        yield found


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_the_endpoint_as_a_graph(address: str, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method, returnFormat=form))
    assert len(list(graph.query(SOURCES))) == 5
    labels = {str(row[0]) for row in graph.query(LABELS)}  # type: ignore[index]
    assert {"越南", "Vietnam"} <= labels


def test_rdflib_follows_patterns_and_builds_graphs(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert len(set(graph.subjects(rdflib.RDF.type, KG.Source))) == 5
    assert (VIETNAM, None, None) in graph
    built = graph.query(f"CONSTRUCT WHERE {{ <{VIETNAM}> ?p ?o }}").graph
    assert built is not None
    assert len(built) > 1


def test_rdflib_reads_one_named_graph(address: str) -> None:
    store = small_store()
    name = store.graphs()[0]
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"), identifier=rdflib.URIRef(name))
    assert len(set(graph)) == len(set(store.quads(name)))


def test_rdflib_writes_with_the_token_and_not_without(writable: str) -> None:
    triple = (rdflib.URIRef("https://example.org/a"), rdflib.RDFS.label, rdflib.Literal("越南", lang="zh"))
    name = rdflib.URIRef("https://example.org/graph")
    endpoint = f"{writable}/sparql"
    with pytest.raises(HTTPError) as caught:
        rdflib.Graph(SPARQLUpdateStore(endpoint, endpoint), identifier=name).add(triple)
    assert caught.value.code == 401
    headers = {"Authorization": f"Bearer {TOKEN}"}
    graph = rdflib.Graph(SPARQLUpdateStore(endpoint, endpoint, headers=headers), identifier=name)
    graph.add(triple)
    assert list(graph) == [triple]
    graph.remove(triple)
    assert list(graph) == []


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_converts_every_form(address: str, method: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    client.setQuery(SOURCES)
    client.setReturnFormat(JSON)
    assert len(client.query().convert()["results"]["bindings"]) == 5  # type: ignore[index, call-overload]
    client.setReturnFormat(XML)
    assert client.query().convert().toxml().count("<result>") == 5  # type: ignore[union-attr]
    client.setReturnFormat(CSV)
    assert client.query().convert().count(b"\n") == 6  # type: ignore[union-attr, arg-type]
    client.setQuery(f"DESCRIBE <{VIETNAM}>")
    client.setReturnFormat(TURTLE)
    assert b"Vietnam" in client.query().convert()  # type: ignore[operator]


def test_sparqlwrapper_hears_of_errors(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery("SELECT * {")
    with pytest.raises(SPARQLExceptions.QueryBadFormed, match="unexpected end"):
        client.query()


def test_rdflib_follows_an_iri_to_its_data(address: str) -> None:
    graph = rdflib.Graph().parse(f"{address}/term/entity/vietnam")
    assert (VIETNAM, rdflib.SKOS.prefLabel, rdflib.Literal("越南", lang="zh")) in graph


def test_pythons_own_client_follows_an_iri(address: str) -> None:
    request = urllib.request.Request(
        f"{address}/term/entity/vietnam", headers={"Accept": "application/ld+json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.headers.get_content_type() == "application/ld+json"
        assert json.load(answer)


def test_comunica_asks_the_endpoint(address: str) -> None:
    command = os.environ.get("KG_COMUNICA") or shutil.which("comunica-sparql")
    if command is None:
        pytest.skip("comunica-sparql is not installed (npm install -g @comunica/query-sparql)")
    done = subprocess.run(
        [command, f"sparql@{address}/sparql", "-q", SOURCES, "-t", "text/csv"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert len(done.stdout.split()) == 6
