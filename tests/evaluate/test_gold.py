"""An annotation that is wrong is told with its file and line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GoldError
from kg.evaluate import evaluate, read_gold
from tests.evaluate.small import ALL, FIGURE, FIRMS, SAID, write


def test_the_slots_are_read_as_they_are_compared(tmp_path: Path) -> None:
    [document] = read_gold(write(tmp_path))
    figure = document.items[0]
    assert (document.name, document.partial, len(document.items)) == ("a.txt", False, 4)
    assert figure.value == Decimal(1200000000)
    assert figure.subject == ("青山集团", "集团")
    assert figure.cites == (("统计局",),)
    assert figure.period == (date(2021, 1, 1), date(2021, 12, 31))


def test_a_part_is_known_by_the_name_of_its_file(tmp_path: Path) -> None:
    [document] = read_gold(write(tmp_path, name="a-part2.jsonl"))
    assert document.partial


def test_files_that_tie_mentions_together_are_no_annotations(tmp_path: Path) -> None:
    gold = write(tmp_path)
    (gold / "matches.jsonl").write_text('{"a": "a-1", "b": "a-2", "relation": "same"}\n')
    assert len(read_gold(gold)) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "figure"}, 'type "figure" is none of quantity, statement'),
        ({"kind": "rate"}, 'kind "rate" is none of level'),
        ({"value": "12"}, 'value "12" is not a number'),
        ({"quote": ""}, 'quote "" is not a text'),
        ({"subject": []}, "subject [] is neither null nor a list of names"),
        ({"subject": [1]}, "neither null nor a list of names"),
        ({"scope": None}, "scope null is not a list"),
        ({"period": ["2021-01-01"]}, "neither null nor a first and a last day"),
        ({"period": ["2021-01-01", "2021-02-30"]}, "no day"),
        ({"period": ["2021-12-31", "2021-01-01"]}, "ends before it begins"),
        ({"baseline": "last year"}, "is none of dod, mom, qoq, yoy"),
        ({"value_text": "13亿元"}, "does not stand in the quote"),
        ({"subjekt": "甲"}, "has no field 'subjekt'"),
        ({"doc": None}, "doc null is not a text"),
    ],
)
def test_a_wrong_field_is_told_with_file_and_line(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    gold = write(tmp_path, SAID, FIGURE | change)
    with pytest.raises(GoldError) as caught:
        read_gold(gold)
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{gold / 'a.jsonl'}:2: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("line", ["{", "[]", "12", '{"id": "a"}'])
def test_a_line_that_is_no_annotation_is_told(tmp_path: Path, line: str) -> None:
    gold = write(tmp_path)
    (gold / "b.jsonl").write_text(f"\n{line}\n")
    with pytest.raises(GoldError, match=r"b\.jsonl:2: "):
        read_gold(gold)


def test_a_missing_field_is_told(tmp_path: Path) -> None:
    short = {field: value for field, value in FIRMS.items() if field != "metric"}
    with pytest.raises(GoldError, match=r":1: lacks 'metric'"):
        read_gold(write(tmp_path, short))


def test_an_id_may_not_come_twice(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r":5: the id a-1 is taken by .*:1"):
        read_gold(write(tmp_path, *ALL, FIGURE))


def test_a_quote_that_does_not_occur_is_told(tmp_path: Path) -> None:
    gold = write(tmp_path, SAID, SAID | {"id": "a-9", "quote": "工厂不会迁往河谷"})
    with pytest.raises(GoldError, match=r"a\.jsonl:2: the quote of a-9 does not occur in a\.txt"):
        evaluate(gold, tmp_path / "docs")


def test_a_document_that_is_not_there_is_told(tmp_path: Path) -> None:
    gold = write(tmp_path, SAID | {"doc": "b.txt"})
    with pytest.raises(GoldError, match=r"a\.jsonl:1: there is no document b\.txt"):
        evaluate(gold, tmp_path / "docs")


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no gold"):
        read_gold(tmp_path)
