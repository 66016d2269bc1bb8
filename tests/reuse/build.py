"""Texts for the tests of copies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from kg.lexicon import Lexicon
from kg.model import Document, Kind, Mention, Mutation, Reuse, Text
from kg.reuse import mutations, reuses
from tests.builders import build_document, build_mention

STORY = (
    "记者从海关部门了解到，全省前五个月的跨境电商进出口总额达到1286.4亿元，同比增长近46%，"
    "其中对东盟的出口占到三成以上，增速比去年同期快了7.3个百分点。"
)


def text(words: str = STORY, *, hour: int = 9, publisher: str = "甲报", **changes: Any) -> Text:
    """A text published on 9 June 2022 at this hour."""
    published: date = datetime(2022, 6, 9, hour, tzinfo=UTC)
    document = build_document(words, **({"publisher": publisher, "published": published} | changes))
    return Text(document.source, words)


def documents_mutated() -> list[tuple[Document, list[Mention]]]:
    """A story and its copy, in which a word was dropped and a figure became another; with the mention of that figure."""
    copy = STORY.replace("全省", "").replace("1286.4亿元", "1268.4亿元")
    found = []
    for words, figure, value, publisher, day in (
        (STORY, "1286.4亿元", "128640000000", "甲报", 9),
        (copy, "1268.4亿元", "126840000000", "乙报", 10),
    ):
        document = build_document(words, publisher=publisher, published=date(2022, 6, day))
        mention = build_mention(
            document,
            f"总额达到{figure}",
            value=value,
            value_text=figure,
            unit="CNY",
            kind=Kind.LEVEL,
            step="10000000",
        )
        found.append((document, [mention]))
    return found


def mutated() -> tuple[list[Reuse], list[Mutation], tuple[Mention, Mention]]:
    """What is found in `documents_mutated`: the copy, what changed, and the two mentions of the figure."""
    one, other = (
        Text(document.source, document.text, mentions) for document, mentions in documents_mutated()
    )
    lexicon = Lexicon.load()
    shared = reuses(other, [one], lexicon=lexicon)
    changes = [change for found in shared for change in mutations(found, other, one, lexicon=lexicon)]
    return shared, changes, (one.mentions[0], other.mentions[0])
