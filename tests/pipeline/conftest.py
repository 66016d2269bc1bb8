"""A folder with three small sources, two of which carry the same figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import Extraction
from tests.pipeline import fakes

TEXTS = {
    "a.txt": "甲报道\n\n据财报，国际站交易额同比增长46%，海外消费者净增。\n",
    "b.txt": "乙报道\n\n过去一年，平台交易额增长46%。\n",
    "c.txt": "丙报道\n\n天气很好。\n",
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def fake() -> Extraction:
    """Mentions without the shipped rules, so that these tests are about the pipeline."""
    return Extraction(load=fakes.load)
