"""Labels of cited documents, and what they say."""

from __future__ import annotations

import pytest

from kg.model.citation import Citation, read_citation


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("WTO，世界贸易统计数据，2016年8月", Citation("世界贸易统计数据", "WTO", "2016-08")),
        ("某研究院，《行业报告》，2015.12.31", Citation("行业报告", "某研究院", "2015-12-31")),
        ("某研究院,行业报告,2015", Citation("行业报告", "某研究院", "2015")),
        ("某研究院，行业报告", Citation("行业报告", "某研究院")),
        ("世界銀行數據，２０２０年", Citation("世界銀行數據", None, "2020")),
        ("《甲、乙与丙》", Citation("甲、乙与丙")),
        ("财报", Citation("财报")),
        ("2016年8月", Citation("2016年8月")),
        ("甲，乙，丙，丁，2016年", Citation("甲，乙，丙，丁", None, "2016")),
        (
            "Some Institute: Ports, ships and trade, 2017-2-8",
            Citation("Ports, ships and trade", "Some Institute", "2017-02-08"),
        ),
        (
            "某网站：港口从“大进大出”转向“优进优出”，2015-5",
            Citation("港口从“大进大出”转向“优进优出”", "某网站", "2015-05"),
        ),
        ("甲，2016年13月", Citation("2016年13月", "甲")),
        ("", Citation("")),
    ],
)
def test_a_label_is_read(label: str, expected: Citation) -> None:
    assert read_citation(label) == expected
