"""Strange input: never raises, never overlaps, never takes more than a little time."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract.annotations import QuantitySpan
from kg.extract.zh.quantities import find_quantities
from kg.folding import fold
from kg.lexicon import Lexicon


def quantities(text: str) -> list[QuantitySpan]:
    lexicon, folded = Lexicon.load(), fold(text)
    return find_quantities(text, folded, lexicon.find(folded, text), lexicon)


PIECES = st.sampled_from(
    [
        *"0123456789.,-+~%()（）/: \n零一二两三十百千万亿兆点半几多余来数上负第前约近超至到和年月日时分个成倍元",
        "分之",
        "以上",
        "超过",
        "人民币",
        "$",
        "百分之",
        "之间",
        "kg",
        "、",
        "翻番",
        "一半",
    ]
)


@example("0以上万")
@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_gives_ordered_spans_inside_the_text(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert found.start <= found.core[0] < found.core[1] <= found.end
        assert found.lower is None or found.upper is None or found.lower <= found.upper
        end = found.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    quantities(text)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "9,",
        "万亿百",
        "一",
        "十",
        "（",
        "(1",
        "1-",
        "1.",
        "百分之",
        "分之",
        "一 ",
        "第",
        "1 ",
        "1至",
        "约",
        "0个",
        "-",
        "点",
        "三点",
        "几十",
        "1/",
        "年",
        "2022年",
        "零",
        "半",
        "\n1",
        "五百多",
    ],
)
def test_a_hundred_thousand_of_the_same_is_read_at_once(unit: str) -> None:
    quantities(unit * (100_000 // len(unit)))
