"""The cookbook says what the query files say."""

from __future__ import annotations

from pathlib import Path

from kg.ask import named_queries
from kg.ask.cookbook import cookbook

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == cookbook(), "run: python -m kg.ask.cookbook > docs/queries.md"


def test_every_query_has_its_section_and_its_command() -> None:
    page = PAGE.read_text("utf-8")
    assert [q.name for q in named_queries() if f"kg query --name {q.name}" not in page] == []
