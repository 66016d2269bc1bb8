"""The judgement record: what its id depends on, what an anchor keeps of a mention."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kg.model import Anchor, Decision, Judgement, judgement
from tests.builders import build_document, growth_mention

DOCUMENT = build_document("国际站交易额增长46%。", url="https://example.com/a")
MENTION = growth_mention(DOCUMENT, "国际站交易额增长46%")


def made(**changes: Any) -> Judgement:
    fields: dict[str, Any] = {
        "author": "li",
        "time": datetime(2026, 5, 1, 12, 0, tzinfo=UTC),
        "reason": "口径不同",
        "targets": (Anchor.of(MENTION),),
        "slots": (("subject", "国际站"), ("metric", "交易额")),
    } | changes
    return judgement(Decision.WRONG, **fields)


def test_the_order_of_slots_is_no_part_of_its_id() -> None:
    assert made().id == made(slots=(("metric", "交易额"), ("subject", "国际站"))).id


def test_where_it_was_read_is_no_part_of_its_id() -> None:
    assert made().id == made(where="judgements/li.yaml:3").id


def test_author_time_and_reason_are_part_of_its_id() -> None:
    others = [
        made(author="wang"),
        made(reason="看错了"),
        made(time=datetime(2026, 5, 2, tzinfo=UTC)),
    ]
    assert len({one.id for one in (made(), *others)}) == 4


def test_an_anchor_keeps_the_words_and_how_the_source_is_found_again() -> None:
    anchor = Anchor.of(MENTION)
    assert (anchor.exact, anchor.suffix, anchor.figure) == ("国际站交易额增长46%", "。", "46%")
    assert anchor.source.url == "https://example.com/a"
    assert anchor.claim == MENTION.claim
