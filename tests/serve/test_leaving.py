"""Who asks and goes away: nobody works for him any more."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from kg.store.workers import MOST
from tests.ask.small import small_store
from tests.serve.conftest import TOKEN, copied
from tests.serve.test_running import served
from tests.store.test_query import CROSS

SLOW_UPDATE = (
    "INSERT { GRAPH <a:slow> { <a:a> <a:b> ?n } } WHERE { SELECT (COUNT(*) AS ?n) { "
    + " . ".join(f"GRAPH ?g{n} {{ ?a{n} ?p ?b{n} }}" for n in range(5))
    + " } }"
)


def test_a_query_whose_client_has_gone_is_given_up(small_path: Path) -> None:
    slow = f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with served(small_path, "--timeout", "120") as address:
        port = urlsplit(address).port
        clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(2 * MOST)]
        for client in clients:
            client.sendall(slow)
        time.sleep(1)
        for client in clients:
            client.close()
        answer = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=25)
        assert answer.json()["boolean"] is True


def test_an_update_whose_client_has_gone_is_given_up_and_changes_nothing(tmp_path: Path) -> None:
    store = copied(small_store(), tmp_path / "kg")
    body = SLOW_UPDATE.encode()
    head = (
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-update\r\n"
        f"Authorization: Bearer {TOKEN}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with served(store, "--timeout", "120", "--token", TOKEN) as address:
        lock = store / "lock"
        before = lock.read_text()
        client = socket.create_connection(("127.0.0.1", urlsplit(address).port))
        client.sendall(head.encode() + body)
        until(lambda: lock.read_text() not in ("", before))
        assert update(address, "CLEAR SILENT GRAPH <a:g>") == 503
        client.close()
        until(lambda: update(address, "CLEAR SILENT GRAPH <a:g>") == 204)
        asked = httpx.get(f"{address}/sparql", params={"query": "ASK { GRAPH <a:slow> { ?s ?p ?o } }"})
        assert asked.json()["boolean"] is False


def update(address: str, sparql: str) -> int:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    return httpx.post(f"{address}/sparql", content=sparql, headers=headers, timeout=30).status_code


def until(told: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < deadline
        time.sleep(0.2)
