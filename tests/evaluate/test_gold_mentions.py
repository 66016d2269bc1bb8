"""Annotations as the mentions that a perfect extractor would hand on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import GoldError
from kg.evaluate.gold_mentions import annotated, gold_mentions
from kg.model import ClaimType
from tests.evaluate.small import FIGURE, write


def test_every_annotation_is_a_mention_with_its_very_words(tmp_path: Path) -> None:
    mentions = annotated(write(tmp_path), tmp_path / "docs")
    assert list(mentions) == ["a-1", "a-2", "a-3", "a-4"]
    assert mentions["a-1"].quote.exact == "2021年青山集团收入达12亿元"
    assert mentions["a-2"].quote.exact == "同比增长８%"
    assert mentions["a-3"].type is ClaimType.STATEMENT


def test_wordings_are_looked_up_in_the_vocabulary(tmp_path: Path) -> None:
    gold = write(tmp_path, FIGURE | {"metric": ["所得款额", "营业收入"]})
    metric = gold_mentions(gold, tmp_path / "docs")[0].metric
    assert metric is not None
    assert (metric.id, metric.text) == ("https://w3id.org/claim-kg/metric/revenue", "营业收入")


@pytest.mark.parametrize(
    ("written", "value", "step"),
    [("12亿元", 1200000000, "1E+8"), ("8%", Decimal("0.08"), "0.01"), ("300家企业", 300, "1")],
)
def test_the_last_digit_tells_the_precision(
    tmp_path: Path, written: str, value: int | Decimal, step: str
) -> None:
    changes = {"quote": written, "value_text": written, "value": float(value)}
    found = gold_mentions(write(tmp_path, FIGURE | changes), tmp_path / "docs")[0].quantity
    assert found is not None
    assert found.step == Decimal(step)


def test_a_quote_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    gold = write(tmp_path, FIGURE | {"quote": "2020年青山集团收入达12亿元"})
    with pytest.raises(GoldError, match="a-1 does not occur"):
        gold_mentions(gold, tmp_path / "docs")
