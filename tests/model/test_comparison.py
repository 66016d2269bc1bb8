"""The comparison record: its id and the order of its two sides."""

from __future__ import annotations

from datetime import date

from kg.model import Comparison, Mention, Relation, comparison
from tests.builders import build_document, growth_mention

EARLY = build_document("国际站交易额增长46%。", published=date(2022, 5, 1))
LATE = build_document("国际站去年交易额增长46%。", published=date(2022, 6, 1))
FIRST = growth_mention(EARLY, "国际站交易额增长46%")
SECOND = growth_mention(LATE, "国际站去年交易额增长46%", value="0.463", value_text="46.3%")


def compared(one: Mention, other: Mention, relation: Relation = Relation.ROUNDED) -> Comparison:
    return comparison(
        one,
        other,
        relation,
        slots=("value", "period"),
        why="…",
        why_zh="…",
        rule="test",
        confidence=0.8,
    )


def test_the_earlier_published_comes_first() -> None:
    assert compared(SECOND, FIRST).a is FIRST
    assert compared(SECOND, FIRST) == compared(FIRST, SECOND)


def test_the_id_is_that_of_the_claims_and_the_relation() -> None:
    again = growth_mention(EARLY, "交易额增长46%")
    assert again.id != FIRST.id
    assert compared(again, SECOND).id == compared(FIRST, SECOND).id
    assert compared(FIRST, SECOND, Relation.CONTRADICTS).id != compared(FIRST, SECOND).id


def test_the_printed_record_begins_with_the_fields_of_the_design() -> None:
    assert list(compared(FIRST, SECOND).to_json())[:4] == ["a", "b", "relation", "why"]
