"""What one version of a source claims and the next does not."""

from __future__ import annotations

from kg.match.versions import Turn, differences
from kg.model import Mention
from tests.builders import SPEAKER, build_document, build_mention, growth_mention


def _version(words: str, *quotes: str, **changes: object) -> list[Mention]:
    document = build_document(words, path="a.txt")
    return [growth_mention(document, quote, **changes) for quote in quotes]


def test_the_same_claims_in_other_places_are_no_difference() -> None:
    older = _version("交易额增长46%。", "交易额增长46%")
    newer = _version("更正：今天的报道。交易额增长46%。", "交易额增长46%")
    assert differences(older, newer) == []


def test_another_value_of_the_same_series_and_period_is_a_change() -> None:
    older = _version("交易额增长46%。", "交易额增长46%")
    newer = _version("交易额增长64%。", "交易额增长64%", value="0.64", value_text="64%")
    (found,) = differences(older, newer)
    assert (found.turn, found.slots) == (Turn.CHANGED, ("value",))
    assert found.before is older[0]
    assert found.after is newer[0]


def test_a_speaker_who_was_added_is_a_change() -> None:
    older = _version("交易额增长46%。", "交易额增长46%")
    newer = _version("张阔说，交易额增长46%。", "交易额增长46%", speaker=SPEAKER)
    assert [(d.turn, d.slots) for d in differences(older, newer)] == [(Turn.CHANGED, ("speaker",))]


def test_what_is_only_in_one_version_appeared_or_vanished() -> None:
    document = build_document("交易额增长46%。平台将投入物流。", path="a.txt")
    figure = growth_mention(document, "交易额增长46%")
    plan = build_mention(document, "平台将投入物流", speaker=SPEAKER)
    assert [d.turn for d in differences([figure], [figure, plan])] == [Turn.APPEARED]
    assert [d.turn for d in differences([figure, plan], [figure])] == [Turn.VANISHED]


def test_a_claim_made_twice_and_then_once_vanished_once() -> None:
    older = _version("交易额增长46%。总之，交易额增长46%。", "交易额增长46%", "总之，交易额增长46%")
    newer = _version("交易额增长46%。", "交易额增长46%")
    assert [d.turn for d in differences(older, newer)] == [Turn.VANISHED]
