"""What holds for every page: what is let in, what goes out, which state of the store is read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.errors import StoreMissing
from kg.serve import Config, create_app
from kg.serve.guard import MAX_BODY
from kg.serve.states import States
from kg.store import open_store
from tests.serve.conftest import client_of
from tests.store.crash import OLD, quads_of

PLACES = ["/", "/about?iri=https://example.org/x", "/token", "/nothing/here", "/healthz", "/static/base.css"]


def counted(states: States) -> int:
    with states.reading() as state:
        return len(state.store)


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    with open_store(tmp_path / "kg", mode="w") as store:
        store.replace(OLD, quads_of(OLD, 3, "x"))
    return tmp_path / "kg"


@pytest.mark.parametrize("place", PLACES)
def test_every_answer_forbids_scripts_of_others_and_frames(client: TestClient, place: str) -> None:
    headers = client.get(place, headers={"Accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_also_the_answer_to_a_defect_is_guarded(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **named: object) -> str:
        raise RuntimeError("a defect with <secrets>")

    monkeypatch.setattr("kg.serve.pages.about.page", broken)
    answer = client.get(
        "/about?iri=https://w3id.org/claim-kg/entity/vietnam", headers={"Accept": "text/html"}
    )
    assert (answer.status_code, "secrets" in answer.text) == (500, False)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "[::1", "localhost@evil.example:80"]
)
def test_a_name_that_the_server_does_not_go_by_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765"])
def test_every_name_of_loopback_will_do(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/token", content=b"x" * (MAX_BODY + 1)).status_code == 413


def test_a_body_without_a_length_is_refused_once_it_is_too_large(client: TestClient) -> None:
    chunks = (b"x" * 65536 for _ in range(MAX_BODY // 65536 + 2))
    assert client.post("/token", content=chunks).status_code == 413


def test_an_error_is_a_page_for_a_browser_and_data_for_a_program(client: TestClient) -> None:
    for_browser = client.get("/<script>", headers={"Accept": "text/html,*/*;q=0.1"})
    assert (for_browser.status_code, for_browser.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<script>" not in for_browser.text
    assert client.get("/nothing").json() == {
        "status": 404,
        "error": "Not Found",
        "message": "Nothing stands at this address.",
    }


def test_the_next_request_sees_what_another_process_wrote(growing: Path) -> None:
    states = States(lambda: open_store(growing))
    before = counted(states)
    with open_store(growing, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 5, "y"))
    assert (before, counted(states)) == (3, 5)
    states.close()


def test_a_request_reads_one_state_whatever_is_written_meanwhile(growing: Path) -> None:
    states = States(lambda: open_store(growing))
    with states.reading() as state:
        for size in (5, 7):
            with open_store(growing, mode="w") as store:
                store.replace(OLD, quads_of(OLD, size, "y"))
            assert counted(states) == size
        assert len(state.store) == 3
    states.close()


def test_databases_that_nobody_reads_any_more_can_be_swept(growing: Path) -> None:
    states = States(lambda: open_store(growing))
    for size in (5, 7, 9):
        counted(states)
        with open_store(growing, mode="w") as store:
            store.replace(OLD, quads_of(OLD, size, "y"))
    counted(states)
    with open_store(growing, mode="w"):
        pass
    assert len([item for item in (growing / "graph").iterdir() if item.name.isdigit()]) == 1
    states.close()


def test_a_store_made_anew_in_the_same_place_is_seen(growing: Path, tmp_path: Path) -> None:
    states = States(lambda: open_store(growing))
    growing.rename(tmp_path / "before")
    with open_store(growing, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 4, "x"))
    assert counted(states) == 4
    states.close()


def test_a_store_that_is_gone_is_told_without_its_place(growing: Path, tmp_path: Path) -> None:
    with client_of(growing) as client:
        growing.rename(tmp_path / "gone")
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_states_are_kept_apart_between_threads(growing: Path) -> None:
    states = States(lambda: open_store(growing))
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            with states.reading() as state:
                seen.append(len(state.store) - len(list(state.store.quads(OLD))))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for size in range(4, 12):
        with open_store(growing, mode="w") as store:
            store.replace(OLD, quads_of(OLD, size, "y"))
    done.set()
    for thread in threads:
        thread.join()
    states.close()
    assert set(seen) == {0}


def test_no_application_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        create_app(Config(str(tmp_path / "none")))


@pytest.mark.parametrize(
    "name", ["../facts.py", "..%2ffacts.py", "base.css/../../facts.py", "page.html.j2", "x.css"]
)
def test_static_files_are_style_sheets_and_scripts_alone(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404
