"""Origins in words."""

from __future__ import annotations

from kg.origins import summary, tree
from tests.builders import SPEAKER
from tests.origins.texts import FINANCIALS, copy, found, told


def test_the_summary_says_how_many_and_why() -> None:
    both = found(
        told("财报显示，交易额增长46%。", cites=(FINANCIALS,)),
        told("又，财报显示，交易额增长46%。", publisher="乙报", cites=(FINANCIALS,)),
    )
    release = "results of Alibaba Group for the period to 2022-03-31"
    assert summary(both) == f"2 sources, 1 origin: both cite the {release}"
    assert summary(both, language="zh") == "2个来源，1个源头：均出自阿里巴巴集团截至2022-03-31的财报"


def test_the_summary_of_several_names_each() -> None:
    two = found(
        told("财报显示，交易额增长46%。", cites=(FINANCIALS,)),
        told("张阔说交易额增长46%。", publisher="乙报", speaker=SPEAKER),
    )
    assert summary(two).startswith("2 sources, 2 origins: 1 ")
    assert "1 tells what was said by Zhang Kuo, as told on 2022-06-01" in summary(two)


def test_no_mention_has_no_origin() -> None:
    assert summary([]) == "0 sources, 0 origins"
    assert tree([]) == []


def test_a_copy_stands_below_what_it_copies() -> None:
    first = told("财报显示，交易额增长46%。", cites=(FINANCIALS,))
    later = told("又讯，交易额增长46%。", publisher="乙报", day=3)
    lines = tree(found(first, later, shared=(copy(later, first),)))
    assert lines == [
        "results of Alibaba Group for the period to 2022-03-31",
        "  named, not read: the trail ends here",
        "└─ 甲报 · 2022-06-01 · 一个标题",
        "   │  “交易额增长46%”",
        "   │  cites: the text cites “财报” (named only)",
        "   └─ 乙报 · 2022-06-03 · 一个标题",
        "         “交易额增长46%”",
        "         copied: it was published later (read)",
    ]
