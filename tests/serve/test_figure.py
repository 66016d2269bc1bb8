"""`/figure`: the dossier on the server."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from lxml import html
from starlette.testclient import TestClient

from kg.ask.tracing import mentions_of_claims
from kg.store import Store
from kg.views.dossier import figures_named

HTML = {"accept": "text/html"}
FIGURE = "46% GMV"


@pytest.fixture(scope="module")
def place(seed_store: Store) -> str:
    (claims,) = figures_named(seed_store, FIGURE)
    return "/figure/" + claims[0].rsplit("/", 1)[-1]


def test_words_lead_to_the_figure(seed_client: TestClient, place: str) -> None:
    answer = seed_client.get("/figure", params={"q": FIGURE}, headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, place)


def test_the_language_that_was_asked_for_with_the_words_is_kept(seed_client: TestClient) -> None:
    answer = seed_client.get("/figure", params={"q": FIGURE, "lang": "zh"}, headers=HTML)
    seed_client.cookies.clear()
    assert "lang=zh" in answer.headers["set-cookie"]


def test_the_page_has_the_quotes_and_leads_to_their_sources(seed_client: TestClient, place: str) -> None:
    answer = seed_client.get(place, headers=HTML)
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert len(page.xpath("//ol[@class='mentions']/li")) == 2
    assert len(page.xpath("//ol[@class='mentions']//a[starts-with(@href, '/source/')]")) == 2
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert page.xpath("//style | //*/@style") == []
    alternates = page.xpath("//a[@rel='alternate']/@href")
    assert alternates == [f"{place}.json", f"{place}.ttl"]


def test_the_language_of_the_reader_is_that_of_the_page(seed_client: TestClient, place: str) -> None:
    page = seed_client.get(place, headers={**HTML, "accept-language": "zh-CN"}).text
    assert "未核查之处" in page


def test_it_is_data_by_suffix_and_as_accept_asks(seed_client: TestClient, place: str) -> None:
    record = json.loads(seed_client.get(f"{place}.json").text)
    assert record["counts"]["sources"] == 2
    assert seed_client.get(place, headers={"accept": "application/json"}).json() == record
    turtle = seed_client.get(f"{place}.ttl")
    assert turtle.headers["content-type"].startswith("text/turtle")
    stated = ox.parse(turtle.content, format=ox.RdfFormat.TURTLE)
    assert {claim for q in stated if (claim := getattr(q.subject, "value", "")) in record["claims"]}


def test_every_claim_and_mention_of_it_leads_there(
    seed_client: TestClient, seed_store: Store, place: str
) -> None:
    (claims,) = figures_named(seed_store, FIGURE)
    for iri in (*claims, *mentions_of_claims(seed_store, claims)):
        record = seed_client.get(f"/figure/{iri.rsplit('/', 1)[-1]}.json").json()
        assert f"/figure/{record['id']}" == place


@pytest.mark.parametrize("name", ["f" * 32, "nothing", "..%2f..%2fetc", "%00", "46%25", "<script>"])
def test_what_is_not_there_is_not_found(seed_client: TestClient, name: str) -> None:
    assert seed_client.get(f"/figure/{name}", headers=HTML).status_code == 404


@pytest.mark.parametrize(
    ("words", "status"), [("", 400), ("99% GMV", 404), ("\r\nSet-Cookie: a=b", 404), ("?" * 600, 404)]
)
def test_words_that_mean_no_figure_are_told(seed_client: TestClient, words: str, status: int) -> None:
    answer = seed_client.get("/figure", params={"q": words}, headers=HTML)
    assert answer.status_code == status
    assert "set-cookie" not in answer.headers


def test_words_that_mean_several_figures_give_a_choice(seed_client: TestClient) -> None:
    asked = {"q": "增长20%"}
    answer = seed_client.get("/figure", params=asked, headers=HTML)
    assert answer.status_code == 300
    listed = html.fromstring(answer.text).xpath("//main//li/a")
    record = seed_client.get("/figure", params=asked, headers={"accept": "application/json"}).json()
    assert record["count"] == len(listed) > 1
    assert [one["name"] for one in record["figures"]] == [link.text for link in listed]
    for link in listed:
        assert seed_client.get(link.get("href"), headers=HTML).status_code == 200


def test_a_hostile_source_is_shown_as_text(nasty_client: TestClient) -> None:
    home = nasty_client.get("/figure", params={"q": "46%"}, headers=HTML)
    answer = nasty_client.get(home.headers["location"], headers=HTML)
    page = html.fromstring(answer.text)
    assert page.xpath("//img | //*[@onload] | //*[@onerror] | //script[not(@src)]") == []
    assert "quote:<img src=x" in "".join(page.itertext())
