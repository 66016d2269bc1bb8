"""Floors stand under the figures, and only rise."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import GoldError
from kg.evaluate import Evaluation, Floors, evaluate
from kg.evaluate.floors import Key
from kg.model import ClaimType
from tests.evaluate.small import write

SCOPE = Key("total", ClaimType.QUANTITY, "scope")
FOUND = Key("total", ClaimType.QUANTITY, "found")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = tmp_path_factory.mktemp("small")
    return evaluate(write(folder), folder / "docs")


def test_new_floors_hold(result: Evaluation) -> None:
    floors = Floors.under(result)
    assert floors.fallen(result) == []
    assert floors.risen(result) == []
    assert Key("a.txt", ClaimType.STATEMENT, "found") in floors.of


def test_a_figure_under_its_floor_has_fallen(result: Evaluation) -> None:
    [gap] = Floors({FOUND: Decimal("1.1")}).fallen(result)
    assert (gap.key, gap.floor) == (FOUND, Decimal("1.1"))


def test_floors_rise_and_never_fall(result: Evaluation) -> None:
    floors = Floors({FOUND: Decimal("0.5"), SCOPE: Decimal("1.5")})
    assert [gap.key for gap in floors.risen(result)] == [FOUND]
    raised = floors.raised(result)
    assert raised.of[FOUND] > Decimal("0.5")
    assert raised.of[SCOPE] == Decimal("1.5")


def test_floors_are_written_and_read(result: Evaluation, tmp_path: Path) -> None:
    floors = Floors.under(result)
    file = tmp_path / "floors.toml"
    file.write_text(floors.to_toml())
    assert Floors.read(file) == floors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[total.quantity]\nscoop = 0.9", "a quantity has no figure 'scoop'"),
        ("[total.figure]\nscope = 0.9", "total.figure is none of quantity, statement"),
        ("[total.quantity]\nscope = 90", "is no share"),
        ("[total.quantity]\nscope = '0.9'", "is no share"),
        ("[sum.quantity]\nscope = 0.9", "sum is neither total nor documents"),
        ("total = 0.9", "total is not a table"),
        ("total", "cannot be read"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "floors.toml"
    file.write_text(text)
    with pytest.raises(GoldError) as caught:
        Floors.read(file)
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{file}: ")


def test_a_floor_of_a_document_that_is_not_there_is_told(result: Evaluation) -> None:
    floors = Floors({Key("b.txt", ClaimType.QUANTITY, "found"): Decimal("0.5")})
    with pytest.raises(GoldError, match=r"b\.txt, which the gold does not have"):
        floors.fallen(result)
