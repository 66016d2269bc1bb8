"""What only a store behind an endpoint meets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError, StoreWriteFailed
from kg.store import open_store, remote
from tests.builders import build_document, tiny_graph
from tests.store.crash import quads_of
from tests.store.endpoint import Endpoint, endpoint

GRAPH = "https://example.org/graph/1"


@pytest.fixture
def server() -> Iterator[Endpoint]:
    with endpoint() as found:
        yield found


def test_loading_sends_many_graphs_in_one_request(server: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "BATCH", 10)
    graphs = [f"{GRAPH}/{number}" for number in range(6)]
    with open_store(server.url) as store:
        store.load((graph, quads_of(graph, 5, "x")) for graph in graphs)
        assert store.graphs() == graphs
    assert server.updates == 3


def test_the_base_is_found_in_the_sources(server: Endpoint) -> None:
    base = "https://example.org/id/"
    with open_store(server.url, base=base) as store:
        quads = tiny_graph([(build_document(base=base), [])], base=base)
        store.replace(quads[0].graph_name.value, quads)  # type: ignore[union-attr]
    with open_store(server.url) as store:
        assert store.base == base


def test_a_user_and_password_are_sent_and_never_shown() -> None:
    with endpoint(authorization="Basic bWU6czNjcmV0") as server:
        with open_store(server.url.replace("//", "//me:s3cret@")) as store:
            assert len(store) == 0
            server.authorization = "changed"
            with pytest.raises(StoreError, match="401") as caught:
                store.graphs()
        assert "s3cret" not in str(caught.value)


def test_an_endpoint_whose_default_graph_is_no_union_is_refused() -> None:
    with endpoint(union=False) as server, open_store(server.url) as store:
        store.replace(GRAPH, quads_of(GRAPH, 2, "x"))
        with pytest.raises(StoreError, match="not the union"):
            store.select("SELECT * { ?s ?p ?o }")


def test_originals_can_be_kept_in_a_folder(server: Endpoint, tmp_path: Path) -> None:
    with open_store(server.url, originals=tmp_path) as store:
        name = store.blobs.put(b"raw", {})
    with open_store(server.url, originals=tmp_path) as store:
        assert store.blobs.get(name) == b"raw"


def test_the_update_url_may_be_given(server: Endpoint) -> None:
    update = server.url.replace("/query", "/update")
    with open_store(f"{server.url} {update}") as store:
        store.replace(GRAPH, quads_of(GRAPH, 2, "x"))
        assert len(store) == 2
    with (
        open_store(f"{server.url} {update}/elsewhere") as store,
        pytest.raises(StoreWriteFailed, match="404"),
    ):
        store.drop(GRAPH)


def test_an_endpoint_that_is_not_there_is_one_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store(f"http://127.0.0.1:{port}/query")


def test_an_endpoint_that_does_not_answer_is_given_up_in_time(server: Endpoint) -> None:
    with (
        open_store(server.url, base="https://example.org/") as store,
        socket.create_server(("127.0.0.1", 0)) as deaf,
    ):
        store._query.url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"  # type: ignore[attr-defined]
        with pytest.raises(QueryError, match="stopped after"):
            store.query("ASK {}", timeout=0.05)


def test_an_endpoint_that_talks_for_ever_is_stopped(server: Endpoint) -> None:
    def talk(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n"
                )
                while True:
                    connection.sendall(b" " * 1000)
            except OSError:
                pass

    with (
        open_store(server.url, base="https://example.org/") as store,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        thread = threading.Thread(target=talk, args=(listener,), daemon=True)
        thread.start()
        store._query.url = f"http://127.0.0.1:{listener.getsockname()[1]}/"  # type: ignore[attr-defined]
        with pytest.raises(QueryError, match="stopped after"):
            store.query("ASK {}", timeout=0.2)
        thread.join(timeout=10)


@pytest.mark.parametrize("url", ["http:///x", "http://a b c", "https://"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url)
