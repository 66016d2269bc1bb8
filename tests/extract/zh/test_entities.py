"""Names in Chinese text: the cases are data, in `tests/extract/cases/entities.jsonl`."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities import find_entities
from kg.extract.zh.periods import find_periods
from kg.folding import fold
from kg.lexicon import Lexicon

CASES = Path(__file__).parents[1] / "cases" / "entities.jsonl"


def entities(text: str) -> list[EntitySpan]:
    lexicon, folded = Lexicon.load(), fold(text)
    hits = lexicon.find(folded, text)
    periods = find_periods(text, folded, hits, today=date(2022, 6, 12))
    return find_entities(text, folded, hits, lexicon, periods=periods)


def labels(text: str) -> list[str]:
    return [span.ref.label for span in entities(text)]


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [pytest.param(row, id=row["text"]) for row in rows]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    found = [
        {
            "words": s.ref.text,
            "label": s.ref.label,
            "class": s.ref.type,
            **({"known": True} if s.ref.id else {}),
        }
        for s in entities(case["text"])
    ]
    assert found == case["entities"]


def test_a_name_inside_a_longer_one_is_not_found() -> None:
    assert labels("阿里巴巴国际站") == ["Alibaba.com"]


def test_a_person_stands_for_the_name_alone_later() -> None:
    assert labels("网易CEO丁磊到会。会后丁磊离开。") == ["NetEase", "丁磊", "丁磊"]


def test_a_surname_with_an_office_is_the_person_named_before() -> None:
    assert labels("总裁张阔到会，张总发言。") == ["Zhang Kuo", "Zhang Kuo"]


def test_a_surname_with_an_office_of_nobody_named_is_no_name() -> None:
    assert labels("张总发言。") == []


def test_a_short_name_that_the_text_gives_is_found_before_and_after() -> None:
    found = entities("远山科技有限公司（以下简称“远山科技”）增长，远山科技盈利。")
    assert [s.ref.label for s in found] == ["远山科技有限公司"] * 3


def test_a_name_of_a_foreigner_in_brackets_is_the_same_person() -> None:
    found = labels("经济学家伊文斯普里查德（Julian Evans-Pritchard）说，Julian Evans-Pritchard补充。")
    assert found == ["伊文斯普里查德"] * 3


def test_names_do_not_reach_into_periods() -> None:
    text = "今年一季度远山集团盈利。"
    (found,) = entities(text)
    assert found.ref.text == "远山集团"


def test_the_id_is_the_vocabularys() -> None:
    (found,) = entities("越南")
    assert found.ref.id == "https://w3id.org/claim-kg/entity/vietnam"


@given(
    st.text(
        alphabet="总裁张王李阔公司集团银行（）()《》“”·简称AaBb. 表示在的，。\n阿里巴巴国际站先生",
        max_size=80,
    )
)
@settings(deadline=None, max_examples=150)
def test_strange_input_gives_ordered_spans(text: str) -> None:
    found = entities(text)
    assert all(span.start < span.end <= len(text) for span in found)
    assert all(text[span.start : span.end] == span.ref.text for span in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "unit", ["总裁", "公司", "A ", "A·", "（", "《", "阿·", "张总", "中国", "总裁张阔（以下简称"]
)
def test_repeated_pieces_are_read_to_the_end(unit: str) -> None:
    text = unit * (20_000 // len(unit)) + "。越南"
    assert entities(text)[-1].ref.label == "Vietnam"
