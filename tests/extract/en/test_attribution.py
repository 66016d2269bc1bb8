"""Who says it in English, and what is cited: cases as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.model import ClaimType
from tests.extract.documents import document

CASES = Path(__file__).parent.parent / "cases" / "voices_en.jsonl"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.mark.parametrize(
    "case",
    [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()],
    ids=lambda case: case["text"][:24],
)
def test_what_somebody_says_becomes_statements(extractor: Extractor, case: dict[str, Any]) -> None:
    found = [m for m in extractor(document(case["text"], language="en")) if m.type is ClaimType.STATEMENT]
    read = [[m.quote.exact, m.speaker.label if m.speaker else None, m.modality.value] for m in found]
    assert read == case["statements"]


@pytest.mark.parametrize(
    ("text", "speaker", "cites"),
    [
        ("Tencent said revenue rose 11% in 2021.", "Tencent", []),
        ("Revenue of Tencent rose 11% in 2021, the company said.", "Tencent", []),
        ("Revenue of Tencent rose 11% in 2021, said Jane Porter, an analyst.", "Jane Porter", []),
        ("Analysts said revenue of Tencent rose 11% in 2021.", None, []),
        ("Exports rose 11% in 2021, according to a report by the World Bank.", None, ["World Bank"]),
        ("Data from the World Bank showed exports rose 11% in 2021.", None, ["World Bank"]),
        ("World Bank figures show exports rose 11% in 2021.", None, ["World Bank"]),
        ("Revenue of Tencent rose 11% in 2021.", None, []),
    ],
)
def test_a_figure_has_its_speaker_and_its_origin(
    extractor: Extractor, text: str, speaker: str | None, cites: list[str]
) -> None:
    [figure] = [m for m in extractor(document(text, language="en")) if m.type is ClaimType.QUANTITY]
    assert (figure.speaker.label if figure.speaker else None) == speaker
    assert [ref.label for ref in figure.cites] == cites
