"""Text as copies are compared: what is kept of it, and where it stands in the plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.folding import fold
from kg.model import Span
from kg.reuse.folded import compared

TEXTS = st.text(st.sampled_from("增長增长12３.,，。 %-aBé萬万亿\n（）\ud800🙂"), max_size=60) | st.text(
    max_size=60
)


def test_punctuation_space_and_script_are_folded_away() -> None:
    assert compared("ＧＭＶ達 ８．９４兆元，（增）46%。").units == "gmv达8.94兆元增46%"


def test_commas_between_thousands_go_and_points_stay() -> None:
    assert compared("3,258,608股").units == compared("3258608股").units
    assert compared("1.5倍").units == "1.5倍"


def test_numbers_and_words_are_cut_nowhere_inside() -> None:
    text = compared("达46.5%，iPhone卖")
    assert [place for place in range(len(text)) if text.is_cut(place)] == [0, 1, 6, 12]


def test_what_is_left_out_leaves_the_other_offsets_alone() -> None:
    text = compared("甲乙丙丁戊", [Span(1, 3)])
    assert text.units == "甲丁戊"
    assert text.span(1, 2) == Span(3, 4)


@given(TEXTS)
def test_each_character_folds_from_where_it_is_said_to_stand(words: str) -> None:
    text = compared(words)
    folded = fold(words)
    assert text.units == "".join(folded[start] for start in text.starts)
    assert len(text.heads) == len(text.units)
    assert list(text.starts) == sorted(set(text.starts))


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_stretch_and_its_place_in_the_plain_text_are_each_other(words: str, one: int, other: int) -> None:
    text = compared(words)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start < end:
        assert text.units_of(text.span(start, end)) == (start, end)
