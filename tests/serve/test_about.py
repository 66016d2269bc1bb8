"""Linked data: every IRI of the graph answers under the server, whoever asks."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient as Client

from kg.model import ids
from kg.serve.links import MAX_IRI, Links
from tests.ask.small import small_store

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VIETNAM = "https://w3id.org/claim-kg/entity/vietnam"
LINKS = Links(ids.DEFAULT_BASE)


def iris() -> list[str]:
    """All IRIs of the small store, of each kind a few."""
    store = small_store()
    found = set(store.graphs())
    for graph in store.graphs():
        for quad in store.quads(graph):
            terms = (quad.subject, quad.predicate, quad.object)
            found |= {term.value for term in terms if isinstance(term, ox.NamedNode)}
    by_kind: dict[str, list[str]] = {}
    for iri in sorted(found):
        kind = iri.rsplit("/", 1)[0] + "#" * iri.count("#") + iri.rpartition("#")[2].rstrip("0123456789")
        by_kind.setdefault(kind if "/id/" in iri else iri.rsplit("/", 1)[0], []).append(iri)
    return [iri for some in by_kind.values() for iri in some[:2]]


def a(kind: str) -> str:
    """Some IRI of the data of this kind."""
    return next(iri for iri in iris() if iri.startswith(f"{ids.DEFAULT_BASE}{kind}/") and "#" not in iri)


@pytest.mark.parametrize("iri", iris())
def test_every_iri_answers_with_data_and_a_page(client: Client, iri: str) -> None:
    for accept, form in (("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)):
        place = LINKS.path(iri)
        answer = client.get(place, headers={"Accept": accept}, follow_redirects=True)
        assert answer.status_code == 200, place
        triples = [quad.triple for quad in ox.parse(answer.content, form)]
        assert triples
    answer = client.get(LINKS.path(iri), headers={"Accept": HTML}, follow_redirects=True)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("accept", [HTML, "text/turtle", "application/n-triples", "*/*", None])
def test_a_name_of_a_thing_is_no_page(client: Client, accept: str | None) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.get("/term/entity/vietnam", headers=headers)
    assert answer.status_code == 303
    assert "Accept" in answer.headers["vary"].split(", ")
    assert answer.headers["location"].startswith("/")


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("ttl", "text/turtle; charset=utf-8"),
        ("nt", "application/n-triples"),
        ("jsonld", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
    ],
)
def test_data_by_its_ending(client: Client, ending: str, media_type: str) -> None:
    answer = client.get(f"/term/entity/vietnam.{ending}", headers={"Accept": HTML}, follow_redirects=True)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def test_the_data_of_a_thing_have_its_parts_and_who_names_it(client: Client) -> None:
    mention = a("mention")
    answer = client.get(
        LINKS.path(mention), headers={"Accept": "application/n-triples"}, follow_redirects=True
    )
    triples = [quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)]
    subjects = {str(t.subject) for t in triples}
    assert {f"<{mention}>", f"<{mention}#target>", f"<{mention}#quote>"} <= subjects
    claim = a("claim")
    answer = client.get(LINKS.path(claim), headers={"Accept": "application/n-triples"}, follow_redirects=True)
    triples = [quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)]
    assert [t for t in triples if t.object == ox.NamedNode(claim)]


def test_a_page_of_anything_names_it_in_the_language_of_the_reader(client: Client) -> None:
    english = client.get(f"/about?iri={VIETNAM}&lang=en", headers={"Accept": HTML}).text
    assert "<h1>Vietnam</h1>" in english
    assert "<h1>越南</h1>" in client.get(f"/about?iri={VIETNAM}&lang=zh", headers={"Accept": HTML}).text
    client.cookies.clear()


def test_turtle_declares_the_prefixes_that_it_needs(client: Client) -> None:
    text = client.get(f"/about.ttl?iri={VIETNAM}").text
    assert "@prefix skos:" in text
    assert "@prefix cito:" not in text


@pytest.mark.parametrize(
    "path", ["/id/claim/none", "/term/entity/none", "/id/", "/id/claim/none.ttl", "/id/%00"]
)
def test_what_the_graph_does_not_know_is_not_found(client: Client, path: str) -> None:
    for accept in (HTML, "text/turtle"):
        assert client.get(path, headers={"Accept": accept}).status_code == 404


def test_an_iri_that_nobody_knows_is_not_found(client: Client) -> None:
    assert client.get("/about.ttl?iri=https://example.org/none").status_code == 404


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "relative",
        "//evil.example/",
        "http://x/>",
        "http://x/ y",
        "a:" + "x" * MAX_IRI,
        "http://x/\r\nA: b",
        "http://x/\x00",
    ],
)
def test_what_is_no_iri_is_a_bad_request(client: Client, iri: str) -> None:
    assert client.get(f"/about?iri={quote(iri, safe='')}").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/id//evil.example",
        "/id/https://evil.example/",
        "/id/%2F%2Fevil.example",
        "/id/..%2F..%2Fetc%2Fpasswd",
        "/id/../../etc/passwd",
        "/id/\\evil.example",
        "/id/claim/x%0d%0aSet-Cookie:%20a=b",
        "/term/entity/vietnam%0d%0aLocation:%20http://evil.example",
        "/about?iri=javascript:alert(1)",
        "/about.ttl?iri=file:///etc/passwd",
    ],
)
def test_hostile_addresses_lead_nowhere(client: Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": HTML})
    assert answer.status_code in (400, 404)
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "iri",
    [
        "https://evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil",
        "https://w3id.org/claim-kg/id/",
    ],
)
def test_links_stay_on_the_server(iri: str) -> None:
    assert LINKS.href(iri).startswith("/about?iri=")
    assert not LINKS.path(iri).startswith("//")


def test_words_of_a_hostile_source_are_shown_as_text(nasty_client: Client) -> None:
    answer = nasty_client.get(
        "/sparql", params={"query": "SELECT DISTINCT ?s { ?s ?p ?o }", "format": "json"}
    )
    subjects = [row["s"]["value"] for row in answer.json()["results"]["bindings"]]
    hit = 0
    for iri in subjects:
        page = nasty_client.get("/about", params={"iri": iri}, headers={"Accept": HTML}).text
        hit += "pwned" in page
        assert "<script>pwned" not in page
        assert 'onerror="pwned' not in page
        assert 'href="javascript:' not in page
        assert "\u2028" not in page
    assert hit


@pytest.mark.parametrize("rest", ["claim/1", "名/越南", "a?b=c&d", "a%20b", "x#y"])
def test_addresses_and_iris_go_both_ways(rest: str) -> None:
    iri = ids.DEFAULT_BASE + rest
    path = LINKS.path(iri)
    if "#" in iri:
        assert path == LINKS.about(iri)
    else:
        assert path.isascii()
        assert LINKS.iri("/id/", unquote(path.removeprefix("/id/"))) == iri


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_names_things_and_terms_instead_of_spelling_their_iris(
    seed_client: Client, language: str
) -> None:
    listed = seed_client.get("/series.json?q=GMV&kind=growth_rate").json()
    found = next(row for row in listed if row["subject"] == "Alibaba.com")
    page = seed_client.get(
        "/about", params={"iri": found["series"], "lang": language}, headers={"Accept": HTML}
    ).text
    name = {"en": "Alibaba.com · GMV", "zh": "阿里巴巴国际站 · 交易额"}[language]
    claim = re.search(rf'href="/figure/([0-9a-f]{{32}})"[^>]*>{name} ', page)
    assert claim
    iri = f"https://w3id.org/claim-kg/id/claim/{claim[1]}"
    page = seed_client.get("/about", params={"iri": iri, "lang": language}, headers={"Accept": HTML}).text
    assert re.findall(r">([a-z]+[A-Z]\w+)</a></dt>", page) == []
    assert re.findall(r">(?:id:)?\w+/[0-9a-f]{32}</a>", page) == []
    seed_client.cookies.clear()
