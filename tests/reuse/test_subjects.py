"""What a text is about, by its headline."""

from __future__ import annotations

import pytest

from kg.reuse.passages import as_compared
from kg.reuse.subjects import about, differ
from tests.reuse.build import text


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("【海川股份：不涉及相关业务】海川股份公告，公司没有这类产品。", "海川股份"),
        ("6月9日海川股份大涨\n海川股份今天涨了一成。", "海川股份"),
        ("Haichuan Group wins order\nOn Monday Haichuan Group said it had won an order.", "haichuangroup"),
        ("一句没有标题的话，后面也没有别的。", None),
        ("油价今晚下调\n车主加满一箱可以少花些钱。", None),
    ],
)
def test_what_begins_the_headline_and_comes_again(words: str, subject: str | None) -> None:
    told = text(words)
    assert about(told, as_compared(told).units) == subject


def test_a_short_name_is_the_same_subject() -> None:
    one, other = text("海川：大涨\n海川今天涨停。"), text("东岭海川股份：大涨\n东岭海川股份今天涨停。")
    assert not differ(one, as_compared(one), other, as_compared(other))
