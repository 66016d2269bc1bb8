"""Comparisons are judged on the annotated pairs, and stay as good as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import GoldError
from kg.evaluate import compare_found, compare_gold, evaluate
from kg.evaluate.comparing import read_matches
from kg.lexicon import Lexicon
from tests.evaluate.small import FIGURE, TEXT, write

GOLD, SEEDS = Path(__file__).parents[1] / "gold", Path(__file__).parents[2] / "seeds"
LEXICON = Lexicon.load()
AGAIN = FIGURE | {"id": "a-9", "quote": "该集团全年收入为12亿元"}


def matched(folder: Path, relation: str, a: str = "a-1") -> Path:
    gold = write(folder, FIGURE, AGAIN, text=f"{TEXT}该集团全年收入为12亿元。")
    (gold / "matches.jsonl").write_text(json.dumps({"a": a, "b": "a-9", "relation": relation}) + "\n")
    return gold


def test_a_relation_that_people_told_is_found(tmp_path: Path) -> None:
    found = compare_gold(matched(tmp_path, "same"), tmp_path / "docs", lexicon=LEXICON)
    assert found is not None
    assert (found.all.p, found.all.r, found.relations["same"].n) == (1.0, 1.0, 1)


def test_another_relation_is_a_miss_and_an_error(tmp_path: Path) -> None:
    found = compare_gold(matched(tmp_path, "contradicts"), tmp_path / "docs", lexicon=LEXICON)
    assert found is not None
    assert found.all.f1 == 0.0
    assert found.relations["contradicts"].r == 0.0


def test_gold_without_matches_is_not_judged(tmp_path: Path) -> None:
    assert compare_gold(write(tmp_path), tmp_path / "docs", lexicon=LEXICON) is None


def test_a_relation_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="relation is none of"):
        read_matches(matched(tmp_path, "similar"))


def test_annotations_are_compared_as_people_compare_them() -> None:
    found = compare_gold(GOLD, SEEDS, lexicon=LEXICON)
    assert found is not None
    assert found.all.f1 >= 0.95


def test_what_is_extracted_is_compared_nearly_so() -> None:
    found = compare_found(GOLD, evaluate(GOLD, SEEDS), lexicon=LEXICON)
    assert found is not None
    assert found.all.f1 >= 0.85
    assert found.all.p >= 0.85
