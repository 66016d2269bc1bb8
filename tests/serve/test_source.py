"""`/source/…` as browsers and programs ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve.pages.source import disposition
from tests.serve.conftest import client_of, with_originals
from tests.views.sourced import copy, hostile_text, report, sourced

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("sourced") / "kg"
    with sourced() as store:
        with_originals(store, folder)
    with client_of(folder) as found:
        yield found


def address(document: object) -> str:
    return "/source/" + document.source.id.rsplit("/", 1)[-1]  # type: ignore[attr-defined]


def test_a_source_is_a_page_whose_links_stay_here(client: TestClient) -> None:
    answer = client.get(address(report()), headers=BROWSER)
    assert answer.status_code == 200
    assert "甲公司年报" in answer.text
    assert f'href="{address(copy())}"' in answer.text
    assert 'href="http' not in answer.text.replace('href="https://example.org/report"', "")


def test_the_iri_of_a_source_leads_to_its_page(client: TestClient) -> None:
    answer = client.get("/id" + address(report()), headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, address(report()))


def test_a_source_is_data_by_ending_and_by_what_is_accepted(client: TestClient) -> None:
    for answer in (
        client.get(address(report()) + ".json"),
        client.get(address(report()), headers={"Accept": "application/json"}),
    ):
        assert answer.json()["source"]["id"] == report().source.id
    for answer in (
        client.get(address(report()) + ".ttl"),
        client.get(address(report()), headers={"Accept": "text/turtle;q=0.9, text/html;q=0.1"}),
    ):
        assert answer.headers["content-type"].startswith("text/turtle")
        assert report().source.id.encode() in answer.content or b"kg:Source" in answer.content


def test_a_form_that_there_is_not_is_not_acceptable(client: TestClient) -> None:
    assert client.get(address(report()), headers={"Accept": "image/png"}).status_code == 406


def test_the_original_is_the_bytes_and_nothing_that_runs(client: TestClient) -> None:
    answer = client.get(address(hostile_text()) + "/original")
    assert answer.content == hostile_text().raw
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    "name",
    ['a"b.html', "x\r\nSet-Cookie: a=b", "../../etc/passwd", "年报.html", "...", "a" * 900, "\u202efdp.exe"],
)
def test_no_file_name_breaks_the_header_or_leaves_the_folder(name: str) -> None:
    header = disposition(name)
    header.encode("ascii")
    assert not set(header) & {"\r", "\n", "\\", "/"}
    assert header.count('"') == 2
    assert len(header) < 2_600


def test_a_mention_leads_to_its_place(client: TestClient) -> None:
    first = client.get(address(report()) + ".json").json()["mentions"][0]["id"]
    answer = client.get("/mention/" + first.rsplit("/", 1)[-1])
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{address(report())}#m-{first.rsplit('/', 1)[-1]}"


@pytest.mark.parametrize(
    "path",
    [
        "/source/none",
        "/source/none.ttl",
        "/source/none/original",
        "/source/%3Cscript%3E",
        "/source/..%2f..%2fmeta.json",
        "/source/" + "a" * 5_000,
        "/mention/none",
        "/mention/%22%3E",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "1.5", "٣"])
def test_any_page_number_gives_a_page(client: TestClient, page: str) -> None:
    assert client.get(address(report()), params={"page": page}).status_code == 200


def test_hostile_words_are_escaped(client: TestClient) -> None:
    answer = client.get(address(hostile_text()), headers={**BROWSER, "Accept-Language": "zh"})
    assert answer.status_code == 200
    assert "<script>pwned" not in answer.text
    assert "<img" not in answer.text
