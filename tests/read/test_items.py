"""Digests cut into their items."""

from __future__ import annotations

import pytest

from kg.model import BlockKind
from kg.read.reading import read_bytes


def blocks(text: str, title: str = "消息") -> list[tuple[BlockKind, str]]:
    document = read_bytes(f"---\ntitle: {title}\ndate: 2022-06-10\n---\n\n{text}\n".encode(), name="a.md")
    return [
        (b.kind, document.text[b.start : b.end]) for b in document.blocks if b.kind is not BlockKind.TITLE
    ]


@pytest.mark.parametrize("marks", [["1、", "2、", "3、"], ["①", "②", "③"], ["1.", "2.", "3."]])
def test_a_digest_is_cut_before_each_number(marks: list[str]) -> None:
    text = " ".join(f"{mark}第{word}条消息说了一件事。" for mark, word in zip(marks, "甲乙丙", strict=True))
    found = blocks("今天的新闻精选： " + text)
    assert [kind for kind, _ in found][-3:] == [BlockKind.LIST_ITEM] * 3
    assert [words[: len(mark)] for (_, words), mark in zip(found[-3:], marks, strict=True)] == marks


def test_reasons_of_one_story_stay_together() -> None:
    found = blocks("公司发布声明：1.相关说法并不准确。2.公司没有这样的计划。3.公司保留追究责任的权利。")
    assert len(found) == 1


def test_a_decimal_and_a_year_number_nothing() -> None:
    found = blocks("新闻精选：1.5亿元的项目，2.3亿元的合同，3.1亿元的订单，各有各的去处，请各位留意。")
    assert len(found) == 1
