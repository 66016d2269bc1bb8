"""Every address that the document of the explorer names is one of the server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve.pages.judge import KEYS
from kg.views.tables import ENCODINGS, TABLES
from tests.docs.console import ROOT
from tests.serve.conftest import client_of

TEXT = (ROOT / "docs" / "explorer.md").read_text("utf-8")
ADDRESSES = sorted(set(re.findall(r"`(/[^` ]*)`", TEXT)))


@pytest.fixture(scope="module")
def client(seed_store_path: Path) -> Iterator[TestClient]:
    with client_of(seed_store_path) as found:
        yield found


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_answers(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
    assert answer.status_code == 200


def test_every_table_format_and_key_is_told() -> None:
    assert [name for name in TABLES if f"`/{name}`" not in TEXT] == []
    assert [ending for ending in ENCODINGS if f"`.{ending}`" not in TEXT] == []
    assert [key for key in KEYS.values() if f"`{key}`" not in TEXT] == []
