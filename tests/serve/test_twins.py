"""Every page as data: what a page links as its data is there, in the form that it says, and holds what the page shows."""

from __future__ import annotations

import html
import io
import json
import re

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.views.tables import TABLES

PAGE = {"Accept": "text/html"}
GRAPHS = {
    "Turtle": ox.RdfFormat.TURTLE,
    "N-Triples": ox.RdfFormat.N_TRIPLES,
    "JSON-LD": ox.RdfFormat.JSON_LD,
    "RDF/XML": ox.RdfFormat.RDF_XML,
}


def first(client: TestClient, table: str, column: str) -> str:
    iri: str = client.get(f"/{table}.json").json()[0][column]
    return iri


def addresses(client: TestClient) -> list[str]:
    source = first(client, "sources", "source_iri").rsplit("/", 1)[-1]
    claim = first(client, "conflicts", "claim") if client.get("/conflicts.json").json() else None
    series = first(client, "series", "series")
    found = [
        "/",
        "/ask?q=46%25+GMV",
        "/ask?q=哪些来源被撤回",
        "/figure?q=增长20%25",
        "/figure?q=46%25+GMV",
        f"/source/{source}",
        "/entity/alibaba-com",
        "/metric/gmv",
        "/publisher/eastmoney",
        "/judge",
        f"/about?iri={series}",
        *(f"/{name}" for name in TABLES),
        "/series?q=GMV&kind=growth_rate&sort=-last",
    ]
    return found + ([f"/about?iri={claim}"] if claim else [])


def twins(page: str) -> dict[str, str]:
    """The data that a page says it is as well, by the name of the form."""
    found = re.findall(r'<a href="([^"]+)" rel="alternate">([^<]+)</a>', page)
    return {name: html.unescape(href) for href, name in found}


def read(name: str, raw: bytes) -> object:
    """Raises where the bytes are not of that form."""
    if name == "JSON":
        return json.loads(raw)
    if name == "CSV":
        return raw.decode("utf-8-sig").splitlines()
    if name in GRAPHS:
        return list(ox.parse(io.BytesIO(raw), format=GRAPHS[name]))
    pyarrow = pytest.importorskip("pyarrow")
    if name == "Parquet":
        from pyarrow import parquet

        return parquet.read_table(io.BytesIO(raw)).to_pylist()
    assert name == "Arrow"
    return pyarrow.ipc.open_file(io.BytesIO(raw)).read_all().to_pylist()


def test_every_page_has_data_of_every_form_that_it_names(seed_client: TestClient) -> None:
    for address in addresses(seed_client):
        page = seed_client.get(address, headers=PAGE, follow_redirects=True)
        found = twins(page.text)
        assert found, address
        for name, href in found.items():
            answer = seed_client.get(href)
            assert answer.status_code in (200, 300), href
            assert read(name, answer.content) or address.endswith(("撤回", "/conflicts")), href


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_is_the_same_rows_in_every_form(seed_client: TestClient, name: str) -> None:
    page = seed_client.get(f"/{name}", headers=PAGE).text
    shown = re.search(r"(?:of|共) ([0-9,]+)", page[page.index('class="count"') :])
    count = int(shown[1].replace(",", "")) if shown and "<tbody" in page else 0
    for form, href in twins(page).items():
        rows = read(form, seed_client.get(href).content)
        assert isinstance(rows, list)
        assert len(rows) - (form == "CSV") == count, href


def test_the_data_of_a_dossier_are_the_mentions_and_points_of_its_page(seed_client: TestClient) -> None:
    page = seed_client.get("/figure?q=46%25+GMV", headers=PAGE, follow_redirects=True).text
    data = seed_client.get(twins(page)["JSON"]).json()
    assert page.count("<blockquote lang=") >= len(data["mentions"]) > 0
    for mention in data["mentions"]:
        assert mention["quote"]["exact"] in html.unescape(re.sub(r"</?b>", "", page))
    assert data["counts"]["origins"] == int(re.search(r'href="#origins"><b>(\d+)', page)[1])  # type: ignore[index]


def test_the_figures_that_words_mean_are_data_too(seed_client: TestClient) -> None:
    found = seed_client.get("/figure.json", params={"q": "增长20%"})
    assert found.status_code == 300
    assert found.json()["count"] == len(found.json()["figures"]) > 1
    assert seed_client.get(found.json()["figures"][0]["href"]).json()["mentions"]
    one = seed_client.get("/figure.json", params={"q": "46% GMV"})
    assert one.status_code == 303
    assert seed_client.get(one.headers["location"]).json()["id"]
