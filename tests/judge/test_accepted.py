"""Comparisons as people decided them."""

from __future__ import annotations

from kg.judge import as_decided
from kg.model import Comparison, Decision
from kg.model.comparison import Relation, comparison
from tests.judge.small import A, B, about

MENTIONS = [A, B]


def compared(relation: Relation) -> Comparison:
    return comparison(
        A, B, relation, slots=("value", "period"), why="w", why_zh="因", rule="r", confidence=0.7
    )


def test_without_decisions_all_stays_as_it_was() -> None:
    assert as_decided([compared(Relation.SAME)], [], MENTIONS) == [compared(Relation.SAME)]


def test_what_a_person_says_is_not_the_same_is_left_out() -> None:
    assert as_decided([compared(Relation.SAME)], [about(Decision.NOT_SAME, A, B)], MENTIONS) == []


def test_a_difference_stays_beside_that_decision() -> None:
    found = as_decided([compared(Relation.UPDATE)], [about(Decision.NOT_SAME, A, B)], MENTIONS)
    assert found == [compared(Relation.UPDATE)]


def test_what_a_person_says_is_the_same_is_added_with_who_says_so() -> None:
    (found,) = as_decided([], [about(Decision.SAME, A, B)], MENTIONS)
    assert (found.relation, found.rule, {found.a.id, found.b.id}) == (
        Relation.SAME,
        "judgement",
        {A.id, B.id},
    )
    assert about(Decision.SAME, A, B).author in found.why


def test_the_last_decision_counts() -> None:
    judgements = [about(Decision.SAME, A, B, hour=1), about(Decision.NOT_SAME, A, B, hour=2)]
    assert as_decided([], judgements, MENTIONS) == []
