"""Who may change something."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.serve.conftest import TOKEN


def test_a_browser_trades_the_token_for_a_session(writer: TestClient) -> None:
    answer = writer.post("/token", data={"token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie


def test_a_wrong_token_gets_no_session(writer: TestClient) -> None:
    answer = writer.post("/token", data={"token": TOKEN + "x"})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_a_server_without_a_token_gives_no_session(client: TestClient) -> None:
    for given in ("", "None", TOKEN):
        assert "set-cookie" not in client.post("/token", data={"token": given}).headers


def test_a_page_of_another_site_cannot_use_a_session(writer: TestClient) -> None:
    writer.post("/token", data={"token": TOKEN})
    answer = writer.post("/token", data={"token": TOKEN}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
