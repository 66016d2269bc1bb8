"""The servers that documents start come up with the options that they name."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import httpx
import pytest

from tests.docs.console import ROOT, servers
from tests.serve.test_running import served

PAGES = ("README.md", "docs/explorer.md", "docs/sparql.md")
LINES = sorted(
    {line.partition("#")[0].strip() for page in PAGES for line in servers((ROOT / page).read_text("utf-8"))}
)


@pytest.mark.parametrize("line", LINES)
def test_a_server_of_a_document_comes_up(
    line: str, seed_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # a browser that does nothing, for --open
    monkeypatch.setenv("BROWSER", "true")
    with served(seed_store_path, *shlex.split(line)[2:]) as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        assert httpx.get(f"{address}/healthz").json()["status"] == "ok"


def test_every_page_about_the_server_starts_one() -> None:
    assert "kg serve --open" in LINES
    assert any("--token" in line for line in LINES)
