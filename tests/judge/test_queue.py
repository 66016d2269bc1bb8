"""Which comparisons a person should look at first."""

from __future__ import annotations

from kg.judge import Decisions, queue
from kg.model import Decision, Mention
from kg.model.comparison import Comparison, Relation, comparison
from tests.builders import build_document, growth_mention
from tests.judge.small import A, B, about


def compared(a: Mention, b: Mention, relation: Relation, confidence: float) -> Comparison:
    return comparison(
        a, b, relation, slots=("value", "value"), why="w", why_zh="因", rule="r", confidence=confidence
    )


C = growth_mention(build_document("丙站交易额增长3%。"), "丙站交易额增长3%", value="0.03", value_text="3%")


def test_the_least_certain_comes_first_and_a_contradiction_before_agreement() -> None:
    sure = compared(A, B, Relation.SAME, 0.9)
    same = compared(B, C, Relation.SAME, 0.5)
    contradicts = compared(A, C, Relation.CONTRADICTS, 0.5)
    assert queue([sure, same, contradicts], Decisions([])) == [contradicts, same, sure]


def test_what_is_decided_and_what_nobody_decides_is_left_out() -> None:
    decided = compared(A, B, Relation.SAME, 0.9)
    update = compared(B, C, Relation.UPDATE, 0.2)
    assert queue([decided, update], Decisions([about(Decision.SAME, A, B)])) == []
