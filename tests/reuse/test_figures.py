"""Which figures tell one event from another."""

from __future__ import annotations

from kg.reuse.figures import Weight, figures
from kg.reuse.folded import compared


def test_an_hour_and_its_minutes_are_two_small_figures() -> None:
    text = compared("停牌至10:30，涨6%，成交20亿元，共1,286只")
    assert [(figure.words, figure.weight) for figure in figures(text, 0, len(text))] == [
        ("10", Weight.SMALL),
        ("30", Weight.SMALL),
        ("6%", Weight.TELLING),
        ("20", Weight.TELLING),
        ("1286", Weight.TELLING),
    ]
