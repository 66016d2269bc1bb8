"""What `--open` does, with and without a browser."""

from __future__ import annotations

import threading
import webbrowser

import pytest

from kg.cli.browser import show


def test_without_a_browser_the_address_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> None:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    show("http://127.0.0.1:8765")
    assert capsys.readouterr().err == "kg: no browser was found here; open http://127.0.0.1:8765 in one\n"


def test_a_browser_that_stays_in_the_terminal_does_not_hold_the_server_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left, opened = threading.Event(), threading.Event()
    addresses: list[str] = []

    class Terminal:
        def open(self, address: str) -> None:
            addresses.append(address)
            opened.set()
            left.wait(10)

    monkeypatch.setattr(webbrowser, "get", Terminal)
    show("http://127.0.0.1:8765")
    assert opened.wait(10)
    assert addresses == ["http://127.0.0.1:8765"]
    left.set()
