"""The guide to questions says what the forms and their words say."""

from __future__ import annotations

from pathlib import Path

from kg.ask.forms import FORMS
from kg.ask.guide import guide
from kg.lexicon import Lexicon

PAGE = Path(__file__).parents[2] / "docs" / "asking.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == guide(Lexicon.load()), "run: python -m kg.ask.guide > docs/asking.md"


def test_every_form_stands_there_with_a_question_in_each_language() -> None:
    page = PAGE.read_text("utf-8")
    assert [
        form.name for form in FORMS if not all(f"- {example}\n" in page for example in form.examples)
    ] == []
