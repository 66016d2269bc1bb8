"""Text that once took quadratic time does not any more. `benchmarks/linear.py` measures many more families."""

from __future__ import annotations

import pytest

from benchmarks.linear import FAMILIES, growth
from kg.extract import load
from kg.extract.extractor import Extractor

ONCE = (
    "digits and points",
    "English points",
    "wide spaces",
    "lines",
    "HTML: small tables of a page",
    "Markdown: tabs",
    "Markdown: a heading with a gap",
    "Markdown: paragraphs without an end",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.mark.parametrize("name", ONCE)
def test_time_grows_with_the_text(extractor: Extractor, name: str) -> None:
    # sixteen times the text takes sixteen times as long a character where time is quadratic
    assert min(growth(FAMILIES[name], 48_000, extractor)[1] for _ in range(2)) < 6
