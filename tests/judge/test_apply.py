"""Judgements replayed: corrections, aliases, decisions, and what found no place."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kg.judge import Decisions, apply, copies, decided
from kg.model import Anchor, Decision, Named, SourceAnchor
from kg.model.comparison import Relation, comparison
from tests.builders import build_document, build_mention, growth_mention
from tests.judge.small import FIRST, SECOND, A, B, about, made

COMPARED = comparison(
    A, B, Relation.SAME, slots=("value", "period"), why="w", why_zh="因", rule="r", confidence=0.7
)
RENAMED = Named("国际站", "urn:other", "某站", "Platform")


def test_without_judgements_nothing_changes() -> None:
    assert apply([], [A, B]) == ([A, B], [])


def test_a_wrong_slot_is_put_right_and_the_claim_is_derived_anew() -> None:
    one = about(
        Decision.WRONG, A, slots=(("value", "64%"), ("period", "2021"), ("subject", "某站 <urn:other>"))
    )
    (mention,), orphans = apply([one], [A])
    assert orphans == []
    assert mention.quantity is not None
    assert mention.quantity.value == Decimal("0.64")
    assert mention.period is not None
    assert (mention.period.start, mention.period.end) == (date(2021, 1, 1), date(2021, 12, 31))
    assert mention.subject is not None
    assert (mention.subject.id, mention.subject.text) == ("urn:other", "国际站")
    assert (mention.id, mention.quote) == (A.id, A.quote)
    assert mention.claim != A.claim
    assert mention.series != A.series


def test_a_mention_that_is_no_claim_is_left_out() -> None:
    assert apply([about(Decision.WRONG, A)], [A, B]).mentions == [B]


def test_the_last_word_on_a_slot_counts_and_other_slots_add_up() -> None:
    judgements = [
        about(Decision.WRONG, A, hour=2, slots=(("value", "48%"),)),
        about(Decision.WRONG, A, hour=1, slots=(("value", "64%"), ("unit", "[pp]"))),
    ]
    (mention,) = apply(judgements, [A]).mentions
    assert mention.quantity is not None
    assert (mention.quantity.value, mention.quantity.unit) == (Decimal("0.48"), "[pp]")


def test_an_empty_slot_is_cleared() -> None:
    (mention,) = apply([about(Decision.WRONG, A, slots=(("period", ""), ("subject", "")))], [A]).mentions
    assert (mention.period, mention.subject) == (None, None)


def test_an_alias_holds_everywhere_or_in_one_source() -> None:
    everywhere = made(Decision.ALIAS, named=RENAMED)
    subjects = [m.subject.id for m in apply([everywhere], [A, B]).mentions if m.subject]
    assert subjects == ["urn:other", "urn:other"]
    here = made(Decision.ALIAS, named=RENAMED, sources=(SourceAnchor.of(SECOND.source),))
    subjects = [m.subject.id for m in apply([here], [A, B]).mentions if m.subject]
    assert subjects[0] != "urn:other"
    assert subjects[1] == "urn:other"


def test_what_a_person_said_of_one_mention_wins_over_an_alias() -> None:
    judgements = [
        about(Decision.WRONG, A, slots=(("subject", "别的站 <urn:third>"),)),
        made(Decision.ALIAS, hour=5, named=RENAMED),
    ]
    (mention,) = apply(judgements, [A]).mentions
    assert mention.subject is not None
    assert mention.subject.id == "urn:third"


def test_a_metric_is_renamed_by_an_alias_of_a_metric_only() -> None:
    metric = made(Decision.ALIAS, named=Named("交易额", "urn:m", "流水", "Metric"))
    (mention,) = apply([metric], [A]).mentions
    assert mention.metric is not None
    assert mention.metric.id == "urn:m"
    entity = made(Decision.ALIAS, named=Named("交易额", "urn:m", "流水", "Platform"))
    assert [o.why for o in apply([entity], [A]).orphans] == ["nothing is called 交易额"]


def test_a_decision_finds_its_mention_after_another_extraction() -> None:
    longer = growth_mention(FIRST, "财报显示，国际站交易额增长46%", value="0.461")
    one = about(Decision.WRONG, A, slots=(("value", "64%"),))
    (mention,), orphans = apply([one], [longer])
    assert orphans == []
    assert mention.quantity is not None
    assert mention.quantity.value == Decimal("0.64")


def test_a_decision_finds_its_mention_in_a_new_version_of_the_source() -> None:
    again = build_document("更正：财报显示，国际站交易额增长46%。", path="c.html", url="https://a.example/1")
    assert again.source.id != FIRST.source.id
    mention = growth_mention(again, "国际站交易额增长46%")
    assert apply([about(Decision.WRONG, A)], [mention]) == ([], [])


def test_of_two_places_with_the_same_words_the_one_with_the_same_surroundings_is_meant() -> None:
    document = build_document("甲国交易额增长46%，去年。乙国交易额增长46%，今年。")
    text = document.text
    first = growth_mention(document, "交易额增长46%")
    from kg.model import Quote

    at = text.index("交易额增长46%", 8)
    second = replace(first, id="urn:second", quote=Quote.of(text, at, at + len("交易额增长46%")))
    assert apply([about(Decision.WRONG, second)], [first, second]).mentions == [first]
    assert apply([about(Decision.WRONG, first)], [first, second]).mentions == [second]


def test_two_figures_of_one_quote_are_told_apart() -> None:
    document = build_document("增速分别为87%和75%。")
    both = [
        build_mention(document, "增速分别为87%和75%", value=value, value_text=text)
        for value, text in (("0.87", "87%"), ("0.75", "75%"))
    ]
    assert apply([about(Decision.WRONG, both[1])], both).mentions == both[:1]


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.NOT_SAME])
def test_an_orphan_is_told_and_nothing_is_dropped(decision: Decision) -> None:
    gone = replace(A, source=replace(A.source, id="urn:gone", url=None, title="没有了", path="gone.txt"))
    one = about(decision, gone, B)
    mentions, orphans = apply([one], [A, B])
    assert mentions == [A, B]
    assert [orphan.judgement for orphan in orphans] == [one]
    assert "国际站交易额增长46%" in orphans[0].why
    assert "没有了" in orphans[0].why


def test_the_order_of_judgements_makes_no_difference() -> None:
    judgements = [
        about(Decision.WRONG, A, hour=hour, slots=(("value", f"{hour}%"),)) for hour in range(1, 6)
    ] + [made(Decision.ALIAS, named=RENAMED)]
    turned = random.Random(3).sample(judgements, len(judgements))
    assert apply(turned, [A, B]) == apply(judgements, [A, B])


def test_a_comparison_is_decided_by_the_last_decision_about_its_claims() -> None:
    judgements = [about(Decision.SAME, B, A, hour=1), about(Decision.NOT_SAME, A, B, hour=2)]
    found = decided(judgements, COMPARED)
    assert found is not None
    assert found.decision is Decision.NOT_SAME
    assert decided([], COMPARED) is None


def test_a_decision_holds_for_other_mentions_of_the_same_claims() -> None:
    third = build_document("又一篇：国际站交易额增长46%。")
    elsewhere = replace(growth_mention(third, "国际站交易额增长46%"), claim=A.claim)
    assert Decisions([about(Decision.NOT_SAME, A, B)]).of(elsewhere, B) is not None


def test_a_decision_holds_where_the_claim_was_read_otherwise_since() -> None:
    again = replace(A, claim="urn:another-claim")
    assert Decisions([about(Decision.NOT_SAME, A, B)]).of(again, B) is not None
    longer = replace(growth_mention(FIRST, "财报显示，国际站交易额增长46%"), claim="urn:another-claim")
    assert Decisions([about(Decision.NOT_SAME, A, B)], [longer, B]).of(longer, B) is not None


def test_a_decision_about_others_decides_nothing() -> None:
    other = growth_mention(
        build_document("丙站交易额增长3%。"), "丙站交易额增长3%", value="0.03", value_text="3%"
    )
    assert Decisions([about(Decision.NOT_SAME, A, other)]).of(A, B) is None


def test_copies_name_both_sources_where_they_are_known() -> None:
    one = made(Decision.COPY_OF, sources=(SourceAnchor.of(SECOND.source), SourceAnchor(title="甲报")))
    assert copies([one], [FIRST.source, SECOND.source]) == [(SECOND.source.id, FIRST.source.id, one)]
    assert copies([one], [SECOND.source]) == []
    assert [o.why for o in apply([one], [B]).orphans] == ["no such source"]
    assert apply([one], [B], sources=[FIRST.source]).orphans == []


def test_an_anchor_by_name_alone_finds_its_source() -> None:
    anchor = replace(Anchor.of(A), source=SourceAnchor(name="a.html"), claim=None)
    assert apply([made(Decision.WRONG, targets=(anchor,))], [A, B]).mentions == [B]
