"""What is cited: cases as data; [1] in a case is a footnote marker, `note` the footnote."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.model import Block, BlockKind, ClaimType, Document, Marker
from tests.extract.documents import document

CASES = Path(__file__).parent.parent / "cases" / "cites.jsonl"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def noted(text: str, note: str) -> Document:
    """A paragraph whose marker [1] was taken out, and the footnote."""
    at = text.index("[1]")
    made = document(text.replace("[1]", "") + "\n" + note)
    paragraph, footnote = made.blocks
    return replace(
        made,
        blocks=(
            replace(paragraph, markers=(Marker("1", at),)),
            Block(BlockKind.FOOTNOTE, footnote.start, footnote.end, label="1"),
        ),
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"][:16])
def test_what_is_cited_is_the_origin_of_the_figures_behind_it(
    extractor: Extractor, case: dict[str, Any]
) -> None:
    made = noted(case["text"], case["note"]) if "note" in case else document(case["text"])
    figures = [m for m in extractor(made) if m.type is ClaimType.QUANTITY]
    if len(case["cites"]) == len(figures) > 1:
        read = [m.cites[0].label if m.cites else None for m in figures]
    else:
        read = [ref.label for ref in figures[-1].cites]
    assert read == case["cites"]
