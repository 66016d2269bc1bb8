"""Folding keeps offsets: one character for one character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.folding import fold, unified


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＧＭＶ達８．９４兆元", "gmv达8.94兆元"),
        ("億萬", "亿万"),
        ("佔比逾三成，餘額", "占比逾三成，余额"),
        ("４０％—５０％", "40%-50%"),
        ("−5.4℃", "-5.4℃"),
        ("二○二二年", "二〇二二年"),
        ("a\u3000b\u00a0c", "a b c"),
        ("同⽐增⻓，⻑⾦，⾞", "同比增长，长金，车"),
        ("“引号”，（括号）。", "“引号”，（括号）。"),
    ],
)
def test_one_spelling_for_matching(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_a_pdf_has_for_a_character_is_that_character() -> None:
    assert unified("营业收⼊同⽐增⻓１２%，⻑，金") == "营业收入同比增长１２%，長，金"
