"""Whether results are spoken of, and whose fiscal year counts, whatever the language."""

from __future__ import annotations

import regex

from kg.extract.periods.fiscal import FiscalCalendar, FiscalYearEnd
from kg.extract.periods.wording import Wording

WORDING = Wording(results=regex.compile("resultoj"))
LONG = "x" * 300


def calendar(text: str, given: FiscalYearEnd = (3, 31), *, fiscal: bool | None = None) -> FiscalCalendar:
    return FiscalCalendar(text, [], given, wording=WORDING, fiscal=fiscal)


def test_a_word_for_results_at_the_start_makes_the_whole_text_a_results_story() -> None:
    text = f"resultoj\n{LONG}"
    assert calendar(text).told(len(text))


def test_a_later_word_reaches_to_the_end_of_its_paragraph_only() -> None:
    text = f"{LONG} resultoj kvar\nkvin"
    assert calendar(text).told(text.index("kvar"))
    assert not calendar(text).told(text.index("kvin"))
    assert not calendar(text).told(0)


def test_without_a_word_of_the_language_no_results_are_spoken_of() -> None:
    assert not calendar("earnings 财报").told(5)


def test_what_the_caller_says_counts_more_than_the_words() -> None:
    assert calendar("", fiscal=True).told(0)
    assert not calendar("resultoj", fiscal=False).told(8)


def test_the_year_may_depend_on_the_place() -> None:
    found = calendar("resultoj", lambda at: (6, 30) if at > 3 else None)
    assert (found.last_month(0), found.last_month(4)) == (12, 6)
    assert not found.told(0)
