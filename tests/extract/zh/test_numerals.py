"""Every number of a text, also one that measures nothing (`find_quantities(…, every=True)`)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.zh.quantities import find_quantities
from kg.folding import fold
from kg.lexicon import Lexicon


def every(text: str) -> list[tuple[str, Decimal]]:
    lexicon, folded = Lexicon.load(), fold(text)
    found = find_quantities(text, folded, lexicon.find(folded, text), lexicon, every=True)
    return [(text[q.start : q.end], q.value) for q in found]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2021年3月9日", "2021 3 9"),
        ("答案是七而不是九", "7 9"),
        ("“三”和“八”", "3 8"),
        ("第十二章", "12"),
        ("两千零七", "2007"),
        ("3^4", "81"),
        ("2^-2", "0.25"),
        ("-2^3", "-8"),
        ("5e3", "5000"),
        ("2 1/2", "2.5"),
        ("7/2", "3.5"),
        ("两百三十三，五十六", "233 56"),
        ("一双鞋", "1"),
        ("3打铅笔", "36"),
        ("负七", "-7"),
        ("廿八", "28"),
        ("2又1/4", "2.25"),
        ("一共5M", "5000000"),
        ("还有三分之。", "3"),
        ("一点两小时", "1 2"),
        ("地址10.20.30.40", ""),
        ("订单号 B20230101998877", ""),
        ("https://example.org/2023/5", ""),
        ("我家在四川", ""),
        ("一切都好", ""),
        ("万", ""),
        ("增长46%，共3亿元，见第5页", "0.46 300000000 5"),
    ],
)
def test_numbers_are_read_wherever_they_stand(text: str, values: str) -> None:
    assert [value for _, value in every(text)] == [Decimal(value) for value in values.split()]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.^e-+/ 一二十百万亿分之又点是的和年，a", max_size=40))
def test_any_mixture_gives_ordered_spans(text: str) -> None:
    lexicon, folded, end = Lexicon.load(), fold(text), 0
    for found in find_quantities(text, folded, [], lexicon, every=True):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.timeout(20)
@pytest.mark.parametrize("unit", ["1", "a1", "2^", "1e", "一", "是", "1/", "-", "是五", "1 ", "http://"])
def test_a_hundred_thousand_of_the_same_is_read_at_once(unit: str) -> None:
    every(unit * (100_000 // len(unit)))
