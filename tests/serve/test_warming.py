"""What is made ready before the first reader comes."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from kg.serve.pages import tables
from kg.serve.warming import warm
from tests.serve.conftest import client_of


def broken(*_: object, **__: object) -> None:
    raise AssertionError("a table was read")


def test_the_first_reader_waits_for_no_table(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(small_path) as client:
        warm(client.app.state.states)  # type: ignore[attr-defined]
        monkeypatch.setattr(tables, "read_rows", broken)
        for address in ("/suggest.json?q=GMV", "/start.json", "/start.json?lang=zh"):
            assert client.get(address).status_code == 200


def test_a_server_that_ends_is_not_kept_waiting(small_path: Path) -> None:
    stopping = Event()
    stopping.set()
    with client_of(small_path) as client:
        warm(client.app.state.states, stopping)  # type: ignore[attr-defined]
        with client.app.state.states.reading() as state:  # type: ignore[attr-defined]
            assert "lexicon" not in vars(state)
