"""Statements that say the same."""

from __future__ import annotations

from kg.model import Relation
from tests.match.claims import compared, said

WHO = {"speaker": ["林晓"], "subject": ["河谷港"]}
SENTENCE = "未来十年，河谷港的增长主要来自于仓储和通关各个环节的自动化改造"


def relations(*mentions: object) -> list[Relation]:
    return [one.relation for one in compared(mentions)]  # type: ignore[arg-type]


def test_a_title_may_shorten_the_sentence() -> None:
    title = said("2024-06-03", "河谷港增长来自于仓储和通关的自动化", **WHO)
    assert relations(title, said("2024-06-03", SENTENCE, **WHO)) == [Relation.RESTATES]


def test_one_side_may_name_nobody() -> None:
    unnamed = said("2024-06-04", SENTENCE, subject=["河谷港"])
    assert relations(said("2024-06-03", SENTENCE, **WHO), unnamed) == [Relation.RESTATES]


def test_two_speakers_do_not_restate_each_other() -> None:
    other = said("2024-06-04", SENTENCE, speaker=["周航"], subject=["河谷港"])
    assert relations(said("2024-06-03", SENTENCE, **WHO), other) == []


def test_a_title_before_a_name_is_the_same_speaker() -> None:
    titled = said("2024-06-04", SENTENCE[4:], speaker=["河谷港总经理林晓"], subject=["河谷港"])
    assert relations(said("2024-06-03", SENTENCE, **WHO), titled) == [Relation.RESTATES]


def test_a_negation_turns_it_round() -> None:
    denied = said("2024-06-04", SENTENCE.replace("主要", "并不"), **WHO)
    assert relations(said("2024-06-03", SENTENCE, **WHO), denied) == []


def test_another_number_is_another_statement() -> None:
    plan = "河谷港计划于9月推出新的跨境通关服务"
    later = said("2024-06-04", plan.replace("9月", "11月"), **WHO)
    assert relations(said("2024-06-03", plan, **WHO), later) == []


def test_traditional_characters_say_the_same() -> None:
    traditional = said("2024-06-04", "未來十年，河谷港的增長主要來自於倉儲和通關各個環節的自動化改造", **WHO)
    assert relations(said("2024-06-03", SENTENCE, **WHO), traditional) == [Relation.RESTATES]


def test_another_matter_in_like_words_is_none() -> None:
    other = said("2024-06-04", "河谷港的吞吐能力主要受制于航道水深和泊位数量", **WHO)
    assert relations(said("2024-06-03", SENTENCE, **WHO), other) == []
