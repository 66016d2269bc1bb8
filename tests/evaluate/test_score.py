"""The figures are those that one counts by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kg.evaluate import evaluate, misses, overview, read_gold
from kg.evaluate.alignment import align, overlap, place
from kg.evaluate.gold import GoldDocument
from kg.evaluate.items import Item, folded, names
from kg.evaluate.score import Rate, score
from kg.evaluate.slots import same_name, same_number, same_period, same_set
from kg.model import ClaimType
from tests.evaluate.small import TEXT, write


@pytest.fixture
def gold(tmp_path: Path) -> GoldDocument:
    [document] = read_gold(write(tmp_path))
    return document


def figures(gold: GoldDocument, *found: Item) -> dict[str, object]:
    return score(gold, found, [folded(TEXT)]).counts.to_json()


def test_what_equals_the_gold_is_right_in_everything(gold: GoldDocument) -> None:
    judged = score(gold, gold.items, [folded(TEXT)])
    for kind, n in ((ClaimType.QUANTITY, 3), (ClaimType.STATEMENT, 1)):
        part = judged.counts.part(kind)
        assert part.found == part.frame == Rate(1.0, 1.0, 1.0, n)
        assert set(part.slots.values()) == {1.0}
    assert not judged.missed
    assert not judged.extra


def test_missed_extra_and_wrong_are_counted(gold: GoldDocument) -> None:
    income, rate, said, firms = gold.items
    beside = replace(said, quote="林晓表示")
    found = (replace(income, subject=("别人",)), rate, beside)
    part = score(gold, found, [folded(TEXT)]).counts
    quantity, statement = part.part(ClaimType.QUANTITY), part.part(ClaimType.STATEMENT)
    assert quantity.found == Rate(1.0, 0.6667, 0.8, 3)
    assert quantity.frame == Rate(0.5, 0.3333, 0.4, 3)
    assert (quantity.slots["subject"], quantity.slots["metric"]) == (0.5, 1.0)
    assert statement.found == Rate(0.0, 0.0, 0.0, 1)
    assert firms.id == "a-4"


def test_what_stands_outside_a_part_is_not_judged(gold: GoldDocument) -> None:
    income, rate, said, firms = gold.items
    part = GoldDocument("a.txt", (income, rate), partial=True)
    assert score(part, gold.items, [folded(TEXT)]).extra == ()
    whole = GoldDocument("a.txt", (income, rate), partial=False)
    assert score(whole, gold.items, [folded(TEXT)]).extra == (said, firms)


def test_a_quote_that_does_not_occur_is_lost(gold: GoldDocument) -> None:
    counts = score(
        gold, [replace(gold.items[0], quote="2021年青山集团收入达12亿元整")], [folded(TEXT)]
    ).counts
    assert counts.lost == 1
    assert counts.part(ClaimType.QUANTITY).found == Rate(0.0, 0.0, 0.0, 3)


def test_the_same_quote_twice_takes_two_places() -> None:
    item = Item("x", ClaimType.QUANTITY, "", "增长8%", (), (), (), "asserted", "8%", Decimal("0.08"))
    first, second, third = place([item, item, item], folded("甲增长8%，乙增长8%。"))
    assert (first.at, second.at, third.at) == ((3, 5), (9, 11), None)
    assert align([first, second], [second, first]) == [(0, 1), (1, 0)]


def test_documents_add_up(gold: GoldDocument) -> None:
    one = score(gold, gold.items, [folded(TEXT)]).counts
    none = score(gold, (), [folded(TEXT)]).counts
    assert (one + none).part(ClaimType.QUANTITY).found == Rate(1.0, 0.5, 0.6667, 6)


def test_the_extractor_is_judged_on_the_documents(tmp_path: Path) -> None:
    result = evaluate(write(tmp_path), tmp_path / "docs")
    assert result.total.part(ClaimType.QUANTITY).found.r == 1.0
    assert result.to_json()["documents"].keys() == {"a.txt"}
    assert "all together" in overview(result)
    assert misses(result, 5).startswith("missed: ")


def test_folding() -> None:
    assert folded("Ａ股<sup>1</sup> 涨\n４%\u200b") == "a股涨4%"


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (("交易额",), ("平台交易额",), True),
        (("收入",), ("营业总收入额",), False),
        ((), (), True),
        (("收入",), (), False),
        ((), ("收入",), False),
    ],
)
def test_same_name(gold: tuple[str, ...], found: tuple[str, ...], same: bool) -> None:
    assert same_name(gold, found) is same


def test_same_set() -> None:
    a, b = names("新能源"), names("机械")
    assert same_set((a, b), (b, a))
    assert not same_set((a,), (a, b))
    assert not same_set((a, b), (a,))


def test_same_number() -> None:
    assert same_number(Decimal("0.3333333333"), Decimal(1) / 3)
    assert not same_number(Decimal("0.46"), Decimal("0.461"))
    assert same_number(None, None)
    assert not same_number(Decimal(0), None)


def test_same_period() -> None:
    year = (date(2021, 4, 1), date(2022, 3, 31))
    assert same_period(year, (date(2021, 4, 20), date(2022, 4, 20)))
    assert not same_period((date(2021, 4, 1), date(2021, 6, 30)), (date(2021, 4, 20), date(2021, 6, 30)))
    assert same_period(None, None)
    assert not same_period(None, year)


def test_overlap_of_nothing() -> None:
    assert overlap((3, 3), (3, 3)) == 0.0
