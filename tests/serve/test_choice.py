"""Which language and light a page is shown in."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.serve.choice import language, remember, theme


@pytest.fixture
def client() -> TestClient:
    def say(request: Request) -> Response:
        response = PlainTextResponse(f"{language(request)} {theme(request)}")
        remember(request, response)
        return response

    return TestClient(Starlette(routes=[Route("/", say)]))


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB, zh;q=0.9", "en"),
        ("de, zh-Hant-TW;q=0.7, en;q=0.3", "zh"),
        ("fr, *", "en"),
        ("zh;q=0", "en"),
        ("zh;q=banana, ;;;, en" + ",zh" * 10_000, "en"),
    ],
)
def test_the_browsers_preference_counts_until_the_reader_chose(
    client: TestClient, accepted: str, chosen: str
) -> None:
    assert client.get("/", headers={"accept-language": accepted}).text == f"{chosen} auto"


def test_a_choice_is_remembered(client: TestClient) -> None:
    assert client.get("/?lang=zh&theme=dark").text == "zh dark"
    assert client.get("/", headers={"accept-language": "en"}).text == "zh dark"
    assert client.get("/?lang=en").text == "en dark"


def test_an_unknown_choice_is_none(client: TestClient) -> None:
    answer = client.get("/?lang=<script>&theme=x")
    assert answer.text == "en auto"
    assert "set-cookie" not in answer.headers
