"""Requests that are none, on a port: the server refuses them and goes on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.serve.live import live

END = b"Host: localhost\r\nConnection: close\r\n\r\n"
REQUESTS = {
    "a line feed in the path": b"GET /sources%0d%0aX-Injected:%201 HTTP/1.1\r\n" + END,
    "a carriage return in the path": b"GET /sources\rX-Injected: 1 HTTP/1.1\r\n" + END,
    "a NUL in the path": b"GET /sources\0 HTTP/1.1\r\n" + END,
    "bytes in the path": b"GET /\xff\xfe\xe4 HTTP/1.1\r\n" + END,
    "an address with another host": b"GET http://evil.example/sources HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "a giant address": b"GET /" + b"x" * 1_000_000 + b" HTTP/1.1\r\n" + END,
    "a giant header": b"GET / HTTP/1.1\r\nX: " + b"x" * 1_000_000 + b"\r\n" + END,
    "very many headers": b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 100_000 + END,
    "a folded header": b"GET / HTTP/1.1\r\nX: a\r\n b\r\n" + END,
    "no method": b"\r\n\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,
    "two lengths": b"POST /sparql HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 50\r\n" + END + b"x" * 50,
    "a length and chunks": b"POST /sparql HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
    + END
    + b"0\r\n\r\n",
    "a length that is none": b"POST /sparql HTTP/1.1\r\nContent-Length: -5\r\n" + END,
    "a length that is too large": b"POST /sparql HTTP/1.1\r\nContent-Length: 99999999999\r\n" + END,
    "chunks that are none": b"POST /sparql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + b"zz\r\n",
    "an upgrade": b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nHost: localhost\r\n\r\n",
}


@pytest.fixture(scope="module")
def address(small_path: Path) -> Iterator[str]:
    with live(small_path) as found:
        yield found


@pytest.mark.parametrize("what", REQUESTS)
def test_a_request_that_is_none_is_refused_and_the_next_one_is_answered(address: str, what: str) -> None:
    answer = _sent(address, REQUESTS[what])
    status, _, rest = answer.partition(b"\r\n")
    assert not answer or status.startswith((b"HTTP/1.1 4", b"HTTP/1.1 200")), answer[:200]
    assert b"\r\nx-injected" not in rest.lower()
    assert b"evil.example" not in answer
    assert httpx.get(f"{address}/healthz").json()["status"] == "ok"


def test_a_client_that_says_nothing_keeps_nobody_waiting(address: str) -> None:
    silent = [socket.create_connection(_place(address)) for _ in range(200)]
    for client in silent[::2]:
        client.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nquery")
    assert httpx.get(f"{address}/healthz").json()["status"] == "ok"
    for client in silent:
        client.close()


def _place(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or 0


def _sent(address: str, raw: bytes) -> bytes:
    """What comes back within a second; nothing where the server hangs up."""
    with socket.create_connection(_place(address), timeout=1) as client:
        got = b""
        try:
            client.sendall(raw)
            while chunk := client.recv(1 << 16):
                got += chunk
        except OSError:
            return got
        return got
