"""Questions on a page: how they were understood, what was ignored, the answer, and the SPARQL that they became."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from starlette.testclient import TestClient

from kg.views.asking import questions

PAGE = {"Accept": "text/html"}
ATTACK = "<script>alert(1)</script>"


def test_a_question_is_answered_with_what_was_understood(seed_client: TestClient) -> None:
    answer = seed_client.get("/ask", params={"q": "46% GMV", "lang": "en"}, headers=PAGE)
    assert answer.status_code == 200
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.text))
    assert "2 sources, 1 origin" in text
    assert "国际站平台交易额同比增长46%" in text
    assert 'value="46% GMV"' in answer.text


def test_the_sparql_can_be_changed_and_run(seed_client: TestClient) -> None:
    page = seed_client.get("/ask", params={"q": "46% GMV"}, headers=PAGE).text
    sparql = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])  # type: ignore[index]
    assert sparql.lstrip().startswith("#") or "SELECT" in sparql
    assert re.search(r'<form class="sparql" action="/sparql">', page)


def test_a_question_that_is_not_understood_has_no_answer_but_examples(seed_client: TestClient) -> None:
    answer = seed_client.get("/ask", params={"q": "how is the weather", "lang": "en"}, headers=PAGE)
    assert 'role="alert"' in answer.text
    assert "/ask?q=" in answer.text


def test_without_a_question_the_page_says_what_can_be_asked(seed_client: TestClient) -> None:
    for place in ("/ask", "/ask?q=", "/ask?q=%20%09"):
        answer = seed_client.get(place, headers=PAGE)
        assert answer.status_code == 200
        assert 'class="forms"' in answer.text


def test_programs_get_the_same(seed_client: TestClient) -> None:
    found = seed_client.get("/ask.json", params={"q": "哪些来源重复了46%交易额增长的说法"}).json()
    assert found["problem"] is None
    assert "46%" in {piece["words"] for piece in found["understood"]}
    assert len({row["source"] for row in found["rows"]}) == 2
    rows = list(
        csv.DictReader(
            io.StringIO(seed_client.get("/ask.csv", params={"q": "46% GMV"}).content.decode("utf-8-sig"))
        )
    )
    assert {row["quote"] for row in rows} >= {"国际站平台交易额同比增长46%"}


def test_a_program_is_told_what_is_wrong(seed_client: TestClient) -> None:
    assert seed_client.get("/ask.json", params={"q": "how is the weather"}).status_code == 422
    assert seed_client.get("/ask.csv", params={"q": "how is the weather"}).status_code == 422
    assert seed_client.get("/ask.json").status_code == 400
    assert seed_client.get("/ask.json", params={"q": "x" * 501}).status_code == 400


@pytest.mark.parametrize(
    "question", [ATTACK, f"46% {ATTACK}", "'\"><img src=x onerror=alert(1)>", "\u202e46% GMV\u0000"]
)
def test_what_a_stranger_asks_is_text(seed_client: TestClient, question: str) -> None:
    answer = seed_client.get("/ask", params={"q": question}, headers=PAGE)
    assert answer.status_code == 200
    assert not re.search(r"<script(?! src=\"/static/)|<img|onerror=[^&]*\(1\)>", answer.text)
    assert "\u202e" not in answer.text


def test_suggestions_are_names_of_the_store_and_questions(seed_client: TestClient) -> None:
    found = seed_client.get("/suggest.json", params={"q": "阿里巴巴国", "lang": "zh"}).json()["suggestions"]
    assert {"text": "阿里巴巴国际站", "what": "实体", "whole": True, "href": ""} in found
    found = seed_client.get("/suggest.json", params={"q": "which sources", "lang": "en"}).json()[
        "suggestions"
    ]
    assert found[0]["text"].startswith("which sources")


def test_suggestions_of_nothing_are_none(seed_client: TestClient) -> None:
    assert seed_client.get("/suggest.json").json() == {"suggestions": []}
    assert seed_client.get("/suggest.json", params={"q": "x" * 60_000}).json() == {"suggestions": []}


def test_suggestions_of_a_stranger_are_data(nasty_client: TestClient) -> None:
    answer = nasty_client.get("/suggest.json", params={"q": "<img"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_column_that_people_see_has_words(seed_client: TestClient, language: str) -> None:
    """Asking each form of question: no column is called by a variable, no cell by a local name other than that of a rule."""
    for question in questions(language):
        page = seed_client.get("/ask", params={"q": question, "lang": language}, headers=PAGE).text
        assert re.findall(r'<th[^>]*role="columnheader">([a-z_]+)</th>', page) == []
        assert re.findall(r'class="c-(?!rule)[^>]*>([a-z]+_[a-z]+)</td>', page) == []
    seed_client.cookies.clear()


def test_the_reader_s_language_tells_how_a_question_was_understood(client: TestClient) -> None:
    english = client.get("/ask?q=46%25+GMV&lang=en", headers=PAGE).text
    chinese = client.get("/ask?q=46%25+GMV&lang=zh", headers=PAGE).text
    assert "metric GMV" in english
    assert "metric GMV" not in chinese
    assert "指标“" in chinese
    client.cookies.clear()


@pytest.mark.parametrize(
    ("question", "english", "chinese"),
    [
        ("how is the weather", "could not use", "没有读懂：不认识“weather”"),
        ("5月出口多少", "say of which year", "请写明是哪一年：“5月”"),
        ("为什么出口增长", "cannot answer", "答不出“为什么”"),
        ("1" * 40 + "%", "at most 25 digits", "最多25位"),
        ("GMV " * 200, "at most 500 characters", "最多500个字"),
    ],
)
def test_a_refusal_is_in_the_reader_s_language(
    client: TestClient, question: str, english: str, chinese: str
) -> None:
    for language, words in (("en", english), ("zh", chinese)):
        page = client.get("/ask", params={"q": question, "lang": language}, headers=PAGE).text
        assert words in html.unescape(page)
    assert "not understood" not in page
    client.cookies.clear()
