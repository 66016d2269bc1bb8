"""`kg serve` as a user runs it, on a free port of loopback."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.running import environment, kg


@contextmanager
def served(store: Path, *arguments: str) -> Iterator[str]:
    """The address of a server that runs for the time of the `with` block."""
    command = [sys.executable, "-u", "-m", "kg", "--store", str(store), "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.match(r"http://\S+", line)
        assert found, line
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_a_server_answers_at_the_address_that_it_prints(small_path: Path) -> None:
    with served(small_path) as address:
        assert httpx.get(f"{address}/healthz").json()["status"] == "ok"


def test_a_port_that_is_taken_is_one_line(small_path: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = kg("--store", small_path, "serve", "--port", port, cwd=tmp_path)
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert f"127.0.0.1:{port}" in ran.complaints[0]
    assert "--port" in ran.complaints[0]


def test_no_store_is_one_line(tmp_path: Path) -> None:
    ran = kg("serve", "--port", "0", cwd=tmp_path)
    assert ran.code == 1
    assert "kg build" in ran.complaints[0]
    assert len(ran.err.splitlines()) == 1


def test_an_address_of_another_machine_is_one_line(small_path: Path, tmp_path: Path) -> None:
    ran = kg("--store", small_path, "serve", "--host", "192.0.2.1", cwd=tmp_path)
    assert (ran.code, len(ran.complaints)) == (1, 1)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_a_token_does_not_cross_the_network_in_the_clear_unless_asked(
    host: str, small_path: Path, tmp_path: Path
) -> None:
    ran = kg("--store", small_path, "serve", "--host", host, "--token", "secret", cwd=tmp_path)
    assert ran.code == 2
    assert "--insecure" in ran.err
    assert "secret" not in ran.err
