"""Sketches: which texts are candidates of each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reuse import Index, sketch

PARAGRAPH = (
    "记者从当地交通部门了解到，新建的跨江大桥预计在明年上半年完成全部的主体施工，届时两岸通行时间将缩短一半。"
)
OTHER = "气象台说周末有一股较强的冷空气自北向南影响全省，多地最低气温会降到零度以下，请市民注意添衣保暖。"


def candidates(*texts: str) -> list[str]:
    index = Index()
    for number, text in enumerate(texts):
        index.add(str(number), sketch(text))
    return index.candidates("0")


def test_a_paragraph_within_a_long_text_is_found() -> None:
    assert candidates(PARAGRAPH, OTHER * 5 + PARAGRAPH + OTHER * 3, OTHER) == ["1"]


def test_script_and_punctuation_do_not_matter() -> None:
    assert sketch("國際站，去年的交易額達到了新高") == sketch("国际站去年的 交易额达到了新高。")


def test_a_third_source_changes_nobodys_candidates() -> None:
    assert candidates(PARAGRAPH, PARAGRAPH) == ["1"]
    assert candidates(PARAGRAPH, PARAGRAPH, *[OTHER] * 50) == ["1"]


def test_who_was_never_added_is_an_error() -> None:
    with pytest.raises(KeyError):
        Index().candidates("nobody")


@given(st.text(max_size=200))
def test_a_text_is_as_its_sketch_says_wherever_it_stands(words: str) -> None:
    assert len(sketch(words)) % 4 == 0
    assert sketch(words) == sketch("。" + words)
