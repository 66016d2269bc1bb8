"""People decide on a page: who may, what is written, and that no other site can."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.judge import read_judgements
from kg.model import Decision
from tests.serve.conftest import TOKEN, client_of

PAGE = {"Accept": "text/html"}
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "judgements"


@pytest.fixture
def client(seed_store_path: Path, folder: Path) -> Iterator[TestClient]:
    """A server over the seeds that takes decisions into a folder of the test's own."""
    with client_of(seed_store_path, token=TOKEN, judgements=folder) as found:
        yield found


def asked(client: TestClient, at: int = 0) -> dict[str, str]:
    """What the form of the page sends, without a decision."""
    page = client.get(f"/judge?at={at}&lang=en", headers={**PAGE, **BEARER}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    return {name: html.unescape(value) for name, value in hidden.items()} | {
        "author": "li",
        "reason": "看过原文",
    }


def test_two_quotes_stand_side_by_side(client: TestClient) -> None:
    page = client.get("/judge?lang=en", headers=PAGE).text
    assert page.count("<mark>") == 2
    assert page.count('class="side"') == 2


def test_without_the_token_nothing_can_be_decided(seed_client: TestClient, client: TestClient) -> None:
    for one, status in ((seed_client, 403), (client, 401)):
        page = one.get("/judge?lang=en", headers=PAGE).text
        assert '<form class="decision"' not in page
        assert one.post("/judge", data={"decision": "same"}).status_code == status


@pytest.mark.parametrize(
    ("decision", "kind", "targets"),
    [
        ("same", Decision.SAME, 2),
        ("not-same", Decision.NOT_SAME, 2),
        ("first", Decision.WRONG, 1),
        ("second", Decision.WRONG, 1),
    ],
)
def test_a_decision_is_written_and_the_next_pair_is_asked_about(
    client: TestClient, folder: Path, decision: str, kind: Decision, targets: int
) -> None:
    form = asked(client)
    answer = client.post("/judge", data={**form, "decision": decision}, headers=BEARER)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/judge?at=0&decided={decision}")
    found = read_judgements(folder)
    assert found.problems == []
    [made] = found.judgements
    assert (made.decision, made.author, made.reason, len(made.targets)) == (kind, "li", "看过原文", targets)
    assert asked(client)["comparison"] != form["comparison"]


def test_what_was_decided_is_not_decided_again(client: TestClient, folder: Path) -> None:
    form = asked(client)
    for status in (303, 409):
        answer = client.post("/judge", data={**form, "decision": "same"}, headers=BEARER)
        assert answer.status_code == status
    assert len(read_judgements(folder).judgements) == 1


def test_each_author_has_a_file_in_the_folder(client: TestClient, folder: Path) -> None:
    for author in ("li", "../../etc/passwd"):
        client.post("/judge", data={**asked(client), "author": author, "decision": "same"}, headers=BEARER)
    files = sorted(path.name for path in folder.rglob("*"))
    assert files == ["etc-passwd.yaml", "li.yaml"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"decision": "maybe"}, 400),
        ({"decision": ""}, 400),
        ({"author": ""}, 400),
        ({"author": "li\ndecision: same"}, 400),
        ({"reason": "x" * 501}, 400),
        ({"reason": "\u202e"}, 400),
        ({"comparison": "https://example.org/x"}, 404),
    ],
)
def test_what_is_no_decision_is_refused(
    client: TestClient, folder: Path, change: dict[str, str], status: int
) -> None:
    answer = client.post("/judge", data={**asked(client), "decision": "same", **change}, headers=BEARER)
    assert (answer.status_code, folder.exists()) == (status, False)


def test_a_page_of_another_site_can_decide_nothing(client: TestClient, folder: Path) -> None:
    form = {**asked(client), "decision": "same"}
    assert client.post("/token", data={"token": TOKEN}).status_code == 303
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        assert client.post("/judge", data=form, headers={"Origin": origin}).status_code == 403
    assert not folder.exists()
    assert client.post("/judge", data=form, headers={"Origin": "http://localhost"}).status_code == 303


def test_only_a_form_is_taken(client: TestClient) -> None:
    assert client.post("/judge", json={"decision": "same"}, headers=BEARER).status_code == 415
    many = "&".join(f"a{number}=" for number in range(200))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/judge", content=many, headers=BEARER | form).status_code == 400


def test_places_beyond_the_queue_are_no_error(client: TestClient) -> None:
    for at in ("999999", "-1", "x", "9" * 300):
        assert client.get(f"/judge?at={at}&decided=<script>", headers=PAGE).status_code == 200


def test_programs_get_the_queue(client: TestClient) -> None:
    found = client.get("/judge.json").json()
    assert found["left"] >= len(found["comparisons"]) > 0
    assert {"id", "a", "b", "relation", "why", "confidence"} <= found["comparisons"][0].keys()


def test_a_store_without_comparisons_says_so(nasty_client: TestClient) -> None:
    page = nasty_client.get("/judge?lang=en", headers=PAGE).text
    assert not re.search(r"<script(?! src=\"/static/)|<img|<svg", page)
