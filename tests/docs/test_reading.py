"""Every address that the document of the reading pages names is one of the server, over the seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.views.entity.neighbours import STEP
from kg.views.entity.page import PER_PAGE
from kg.views.picture import BUDGETS
from kg.views.source.page import MOST_CARDS
from kg.views.source.text import PAGE
from tests.docs.console import ROOT
from tests.serve.conftest import client_of

TEXT = (ROOT / "docs" / "reading.md").read_text("utf-8")
ADDRESSES = sorted(set(re.findall(r"`(/[^` ]+[^`/ ])`", TEXT)))


@pytest.fixture(scope="module")
def client(seed_store_path: Path) -> Iterator[TestClient]:
    with client_of(seed_store_path) as found:
        yield found


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_answers(client: TestClient, address: str) -> None:
    assert client.get(address, headers={"Accept": "text/html, */*;q=0.1"}).status_code in (200, 303)


def test_the_numbers_are_those_of_the_pages() -> None:
    words = {8: "eight", 30: "thirty"}
    assert f"begins with {words[STEP]} claims" in TEXT
    assert f"{words[PER_PAGE]} a page" in TEXT
    assert f"at most {BUDGETS[0]} nodes, or {BUDGETS[1]} or {BUDGETS[2]}" in TEXT
    assert f"about {PAGE:,} characters" in TEXT
    assert f"at most\n{MOST_CARDS} claims" in TEXT
