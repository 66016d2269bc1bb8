"""The queue of what a person should decide, out of a store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kg.graph import mentions
from kg.judge import Decisions, queue
from kg.lexicon import Lexicon
from kg.match import comparisons
from kg.model import Anchor, Comparison, Decision, Judgement, judgement
from kg.store import Store
from kg.views.judging import Open, open_comparisons, turn, undecided


@pytest.fixture(scope="module")
def listed(seed_store: Store) -> list[Open]:
    return open_comparisons(seed_store)


def said(decision: Decision, *sides: Anchor) -> Judgement:
    return judgement(
        decision, author="li", time=datetime(2026, 5, 1, tzinfo=UTC), reason="看过原文", targets=sides
    )


def first(store: Store, listed: list[Open]) -> Comparison:
    found = turn(store, listed, [])
    assert found is not None
    return found.comparison


def test_it_is_the_queue_of_the_command(seed_store: Store, listed: list[Open]) -> None:
    compared = comparisons(list(mentions(seed_store)), lexicon=Lexicon.load(), base=seed_store.base)
    assert [one.comparison for one in listed] == [one.id for one in queue(compared, Decisions([]))]
    assert listed


def test_a_comparison_is_as_the_store_states_it(seed_store: Store, listed: list[Open]) -> None:
    found = first(seed_store, listed)
    assert (found.id, found.a.id, found.b.id) == (listed[0].comparison, *listed[0].mentions)
    assert found.why
    assert found.a.quote.exact


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.NOT_SAME])
def test_what_somebody_decided_is_asked_no_more(
    seed_store: Store, listed: list[Open], decision: Decision
) -> None:
    found = first(seed_store, listed)
    made = said(decision, Anchor.of(found.a), Anchor.of(found.b))
    after = turn(seed_store, listed, [made])
    assert after is not None
    assert after.comparison.id == listed[1].comparison
    assert after.left == len(listed) - 1


def test_a_mention_that_is_no_claim_is_asked_about_no_more(seed_store: Store, listed: list[Open]) -> None:
    found = first(seed_store, listed)
    after = turn(seed_store, listed, [said(Decision.WRONG, Anchor.of(found.a))])
    assert after is not None
    assert found.a.id not in (after.comparison.a.id, after.comparison.b.id)


def test_beyond_the_end_nothing_is_asked(seed_store: Store, listed: list[Open]) -> None:
    assert turn(seed_store, listed, [], at=len(listed)) is None
    assert turn(seed_store, [], []) is None


def test_a_decision_about_other_claims_changes_nothing(seed_store: Store, listed: list[Open]) -> None:
    found = first(seed_store, listed)
    assert undecided(listed, [said(Decision.WRONG, Anchor.of(found.a))]) == listed
