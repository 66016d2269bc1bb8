"""What narrows a figure: cases as data, each found by its value as written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from tests.extract.documents import document

CASES = Path(__file__).parent.parent / "cases" / "scopes.jsonl"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.mark.parametrize(
    "case",
    [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()],
    ids=lambda case: case["value_text"] + " " + case["text"][:12],
)
def test_a_figure_is_narrowed_by_what_the_text_says_narrows_it(
    extractor: Extractor, case: dict[str, Any]
) -> None:
    record = next(
        m.to_json()
        for m in extractor(document(case["text"]))
        if m.to_json().get("value_text") == case["value_text"]
    )
    assert sorted(scope["text"] for scope in record["scope"]) == sorted(case["scope"])
    for slot in ("metric", "subject"):
        if slot in case:
            named = record[slot] or {"label": None, "text": None}
            assert case[slot] in (named["label"], named["text"]), slot
