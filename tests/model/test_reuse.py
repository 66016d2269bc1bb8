"""The reuse record and the mutation record: what their ids depend on, what they print."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from kg.model import Change, Direction, Edit, EditKind, Mutation, Passage, Quote, Reuse, Span, mutation, reuse
from tests.builders import build_document, growth_mention

EARLY = build_document("国际站交易额增长近46%。")
LATE = build_document("国际站交易额增长46%。")
EDIT = Edit(EditKind.DROPPED, Span(8, 9), Span(8, 8), "近", "")
PASSAGE = Passage(Quote.of(EARLY.text, 0, 13), Quote.of(LATE.text, 0, 12), (EDIT,), 11)


def made(**changes: Any) -> Reuse:
    fields: dict[str, Any] = {
        "share": Decimal("1.00"),
        "earlier_share": Decimal("0.92"),
        "direction": Direction.DATE,
        "why": "a day later",
        "why_zh": "晚一天",
    } | changes
    later, earlier = fields.pop("later", LATE.source), fields.pop("earlier", EARLY.source)
    return reuse(later, earlier, [PASSAGE], **fields)


def altered(**changes: Any) -> Mutation:
    fields: dict[str, Any] = {"before": "近", "after": "", "why": "w", "why_zh": "w"} | changes
    earlier = growth_mention(EARLY, "交易额增长近46%")
    return mutation(made(), Change.BOUND, earlier, growth_mention(LATE, "交易额增长46%"), **fields)


def test_who_took_from_whom_is_no_part_of_the_id() -> None:
    assert made().id == made(later=EARLY.source, earlier=LATE.source, direction=Direction.UNKNOWN).id


def test_another_source_makes_another_reuse() -> None:
    assert made().id != made(earlier=build_document("另一段文字。").source).id


def test_the_words_that_changed_are_part_of_a_mutations_id_and_the_reason_is_not() -> None:
    assert altered().id == altered(why="other").id
    assert altered().id != altered(before="约").id


def test_rounding_is_told_as_harmless() -> None:
    assert Change.ROUNDED.harmless
    assert not altered().to_json()["harmless"]


def test_a_printed_reuse_holds_quotes_and_edits() -> None:
    printed = json.loads(json.dumps(made().to_json()))
    assert printed["share"] == 1.0
    assert printed["passages"][0]["later"]["exact"] == "国际站交易额增长46%。"
    assert printed["passages"][0]["edits"] == [
        {"kind": "dropped", "earlier": [8, 9], "later": [8, 8], "before": "近", "after": ""}
    ]
