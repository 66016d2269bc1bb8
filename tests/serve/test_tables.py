"""The tables as pages and as data: what is chosen is in the address, and what a stranger wrote is text."""

from __future__ import annotations

import csv
import io
import re
import sys

import pytest
from starlette.testclient import TestClient

from kg.views.tables import TABLES

PAGE = {"Accept": "text/html"}
ATTACK = "<script>alert(1)</script>\"'>"


def rows_shown(html: str) -> int:
    return html.count("<tr ") - 1 if "<tbody" in html else 0


@pytest.mark.parametrize("name", sorted(TABLES))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_table_is_a_page_in_both_languages(seed_client: TestClient, name: str, language: str) -> None:
    answer = seed_client.get(f"/{name}?lang={language}", headers=PAGE)
    assert answer.status_code == 200
    assert f'href="/{name}" aria-current="page"' in answer.text
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}"' in answer.text


def test_words_narrow_a_table(seed_client: TestClient) -> None:
    whole = seed_client.get("/speakers", headers=PAGE).text
    narrowed = seed_client.get("/speakers?q=張阔&lang=zh", headers=PAGE).text
    assert 0 < rows_shown(narrowed) < rows_shown(whole)
    assert "张阔" in narrowed


def test_a_form_that_says_nothing_becomes_a_short_address(seed_client: TestClient) -> None:
    answer = seed_client.get("/series?q=&kind=any&least-claims=2&from=&sort=-claims&lang=zh", headers=PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/series?least-claims=2&sort=-claims&lang=zh"


def test_pages_lead_to_each_other_and_keep_what_was_chosen(seed_client: TestClient) -> None:
    first = seed_client.get("/series?kind=level", headers=PAGE).text
    [follow] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = seed_client.get(follow.replace("&amp;", "&"), headers=PAGE).text
    assert "kind=level" in follow
    assert 'rel="prev"' in second
    assert not set(re.findall(r"<tr>.*?</tr>", first, re.DOTALL)[1:]) & set(
        re.findall(r"<tr>.*?</tr>", second, re.DOTALL)[1:]
    )


def test_a_head_sorts_and_says_how(seed_client: TestClient) -> None:
    html = seed_client.get("/sources?sort=-mentions", headers=PAGE).text
    assert 'aria-sort="descending"><a href="/sources?sort=mentions"' in html
    numbers = [
        int(found.replace(",", "")) for found in re.findall(r'<td class="count number">([\d,]+)</td>', html)
    ]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [("csv", "text/csv; charset=utf-8"), ("json", "application/json"), ("arrow", None), ("parquet", None)],
)
def test_each_table_is_data_by_its_suffix(
    seed_client: TestClient, ending: str, media_type: str | None
) -> None:
    for name in TABLES:
        answer = seed_client.get(f"/{name}.{ending}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == (
            media_type or f"application/vnd.apache.{'arrow.file' if ending == 'arrow' else ending}"
        )
        assert answer.content


def test_a_choice_that_no_row_has_is_called_by_its_name(seed_client: TestClient) -> None:
    html = seed_client.get("/conflicts?lang=zh").text
    assert "矛盾 (0)" in html
    assert "contradicts (0)" not in html


def test_data_are_what_was_chosen_and_all_of_it(seed_client: TestClient) -> None:
    whole = seed_client.get("/series.json").json()
    chosen = seed_client.get("/series.json?kind=level&sort=first").json()
    assert len(whole) > 50
    assert 0 < len(chosen) == sum(row["kind"] == "level" for row in whole)
    days = [row["first"] for row in chosen if row["first"]]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/json;q=0.9, text/html;q=0.2", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
    ],
)
def test_a_client_gets_what_it_takes(seed_client: TestClient, accept: str, found: str) -> None:
    assert seed_client.get("/sums", headers={"Accept": accept}).headers["content-type"] == found


def test_a_client_that_takes_nothing_of_it_is_told(seed_client: TestClient) -> None:
    assert seed_client.get("/sums", headers={"Accept": "image/png"}).status_code == 406


def test_without_pyarrow_its_formats_are_said_to_be_missing(
    seed_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = seed_client.get("/sums.parquet")
    assert (answer.status_code, "claim-kg[tables]" in answer.json()["message"]) == (501, True)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_a_stranger_wrote_is_text(nasty_client: TestClient, name: str) -> None:
    for language in ("en", "zh"):
        html = nasty_client.get(
            f"/{name}?lang={language}{'&relation=any' if name == 'conflicts' else ''}", headers=PAGE
        ).text
        assert not re.search(r"<script(?! src=\"/static/)|<img|<svg|href=\"javascript", html)


@pytest.mark.parametrize(
    "query",
    [
        f"q={ATTACK}",
        f"sort={ATTACK}",
        f"kind={ATTACK}",
        f"subject={ATTACK}",
        f"page={'9' * 400}",
        "page=-1&least-claims=1e9&from=2022-99-99",
        "q=" + "9" * 60_000,
        "&".join(f"kind={n}" for n in range(900)),
        "q=%00%ff%0d%0aSet-Cookie:x",
    ],
)
def test_whatever_an_address_says_the_page_stands(seed_client: TestClient, query: str) -> None:
    answer = seed_client.get(f"/series?{query}", headers=PAGE)
    assert answer.status_code in (200, 400, 414)
    assert ATTACK not in answer.text
    assert "set-cookie" not in answer.headers


def test_a_redirect_never_leaves_the_server(seed_client: TestClient) -> None:
    for query in ("q=&x=//evil.example", "q=&lang=//evil.example", "q=&sort=%0d%0aLocation:x"):
        answer = seed_client.get(f"/series?{query}", headers=PAGE)
        assert answer.headers["location"] == "/series"


def test_csv_is_what_spreadsheets_read(seed_client: TestClient) -> None:
    text = seed_client.get("/sources.csv?lang=zh").content
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert {"source", "source_iri", "publisher", "published", "mentions"} <= rows[0].keys()
    assert rows[0]["source_iri"].startswith("https://")


def test_words_in_chinese_say_so_on_a_page_in_english(seed_client: TestClient) -> None:
    for place in ("/sources", "/", "/ask?q=46%25+GMV", "/judge"):
        joined = "&" if "?" in place else "?"
        assert '<span lang="zh">' in seed_client.get(f"{place}{joined}lang=en", headers=PAGE).text, place
        assert '<span lang="zh">' not in seed_client.get(f"{place}{joined}lang=zh", headers=PAGE).text, place
