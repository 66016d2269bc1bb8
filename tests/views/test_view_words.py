from __future__ import annotations

import pytest

from kg.views.words import columns, in_languages, wrap


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("GMV增长") == 7


def test_chinese_is_cut_at_twelve_characters_a_line() -> None:
    assert wrap("外贸中小企业在平台上完成的交易额同比") == "外贸中小企业在平台上完成\n的交易额同比"


def test_latin_words_stay_whole() -> None:
    assert wrap("General Administration of Customs") == "General Administration\nof Customs"


def test_what_does_not_fit_ends_in_an_ellipsis_and_keeps_its_width() -> None:
    shown = wrap("很长的标题" * 20, lines=2)
    assert shown.endswith("…")
    assert all(columns(line) <= 24 for line in shown.split("\n"))


def test_line_breaks_in_a_name_do_not_make_lines() -> None:
    assert wrap("a\n\nb") == "a b"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"en": "GMV", "zh": "交易额"}, {"en": "GMV", "zh": "交易额"}),
        ({"zh-Hant": "交易額"}, {"en": "交易額", "zh": "交易額"}),
        ({"": "Alibaba.com", "zh": "国际站"}, {"en": "Alibaba.com", "zh": "国际站"}),
        ({}, {"en": "", "zh": ""}),
    ],
)
def test_each_language_gets_its_label_or_the_next_best(
    labels: dict[str, str], expected: dict[str, str]
) -> None:
    assert in_languages(labels) == expected
