"""What two texts share: equal runs, whole words and numbers, in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reuse.folded import compared
from kg.reuse.runs import strands

LETTERS = st.text(st.sampled_from("甲乙丙1 2.%ab，"), max_size=120)


def shared(one: str, other: str) -> list[str]:
    later = compared(other)
    return [
        "|".join(later.units[run.b : run.b + run.size] for run in strand.runs)
        for strand in strands(compared(one), later)
    ]


def test_a_changed_number_is_no_part_of_a_run() -> None:
    changed = shared("公司去年全年的收入增长了46%超过预期", "公司去年全年的收入增长了47%超过预期")
    assert changed == ["公司去年全年的收入增长了"]


def test_passages_told_in_another_order_are_strands_of_their_own() -> None:
    first, second = "今年以来港口的集装箱吞吐量再创历史新高", "分析人士认为海外需求仍有不少变数"
    gap = "这里说的是完全另外的一件事情和前后都没有什么关系" * 3
    assert shared(first + gap + second, second + "。" + first) == [
        compared(second).units,
        compared(first).units,
    ]


@given(LETTERS, LETTERS)
def test_runs_are_equal_and_in_order(one: str, other: str) -> None:
    earlier, later = compared(one), compared(other)
    for strand in strands(earlier, later):
        for run in strand.runs:
            assert earlier.units[run.a : run.a + run.size] == later.units[run.b : run.b + run.size]
            assert run.size > 0
        for before, after in pairwise(strand.runs):
            assert before.a + before.size <= after.a
            assert before.b + before.size <= after.b


@pytest.mark.parametrize(
    ("one", "other"),
    [("啊", "啊"), ("啊不", "不啊"), ("1,", "1,"), ("ab", "ba"), ("一二三四五六七八", "一二三四五六七九")],
)
def test_strange_text_takes_linear_time(one: str, other: str) -> None:
    def seconds(times: int) -> float:
        start = time.perf_counter()
        strands(compared(one * times), compared(other * times))
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(160_000) < 40 * max(seconds(10_000), 0.02)
