"""Who asks and goes away: nobody works for him any more."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from kg.store.workers import MOST
from tests.serve.test_running import served
from tests.store.test_query import CROSS


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
