"""English figures: cases as data."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.extract import load
from kg.extract.en.rules import RULES
from kg.extract.extractor import Extractor
from tests.extract.documents import document

CASES = Path(__file__).parent.parent / "cases" / "frames_en.jsonl"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.mark.parametrize(
    "case",
    [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()],
    ids=lambda case: case["text"][:24],
)
def test_a_figure_is_read_with_its_slots(extractor: Extractor, case: dict[str, Any]) -> None:
    found = [
        m
        for m in extractor(document(case["text"], language="en"))
        if m.quantity and m.quantity.value == Decimal(case["value"])
    ]
    assert len(found) == 1
    record = found[0].to_json()
    assert record["rule"] == case.get("rule", record["rule"])
    assert record["unit"] == case.get("unit", record["unit"])
    assert record["kind"] == case["kind"]
    if "subject" in case:
        assert record["subject"]["label"] == case["subject"]
    if "metric" in case:
        assert record["metric"]["text"].lower() == case["metric"].lower()
    for slot in ("scope", "cites"):
        if slot in case:
            assert [ref["text"] for ref in record[slot]] == case[slot], slot
    if "speaker" in case:
        assert record["speaker"]["label"] == case["speaker"]
    if "period" in case:
        assert [record["period"]["start"], record["period"]["end"]] == case["period"]
    assert record["baseline"] == case.get("baseline", record["baseline"])
    assert record["modality"] == case.get("modality", "asserted")


def test_a_dateline_is_no_part_of_the_quote(extractor: Extractor) -> None:
    (found,) = extractor(
        document("OSLO, June 9 (Newswire) - Exports of Norway fell 3% in May.", language="en")
    )
    assert found.quote.exact == "Exports of Norway fell 3% in May"
    assert found.subject is not None
    assert found.subject.label == "Norway"


def test_every_rule_has_a_case_of_its_own() -> None:
    covered = {json.loads(line).get("rule") for line in CASES.read_text(encoding="utf-8").splitlines()}
    assert {f"en_{rule.__name__}" for rule in RULES} <= covered


def test_every_rule_explains_itself_with_an_example() -> None:
    for rule in RULES:
        assert ": " in (rule.__doc__ or ""), rule.__name__
