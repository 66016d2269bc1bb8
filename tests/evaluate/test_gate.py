"""The extraction does not get worse: the figures on the shipped gold stand on their floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluate import Evaluation, Floors, evaluate, read_gold

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def result(seeds: Path) -> Evaluation:
    return evaluate(GOLD, seeds)


def test_no_figure_is_under_its_floor(result: Evaluation) -> None:
    fallen = [str(gap) for gap in Floors.read(GOLD / "floors.toml").fallen(result)]
    assert not fallen, "kg evaluate --misses 20 shows what is wrong"


def test_every_quote_stands_in_its_document(result: Evaluation) -> None:
    assert result.total.lost == 0


def test_every_document_of_the_gold_has_floors() -> None:
    floors = Floors.read(GOLD / "floors.toml")
    assert {key.document for key in floors.of} == {"total", *(document.name for document in read_gold(GOLD))}
