"""Texts for the tests of copies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from kg.model import Text
from tests.builders import build_document

STORY = (
    "记者从海关部门了解到，全省前五个月的跨境电商进出口总额达到1286.4亿元，同比增长近46%，"
    "其中对东盟的出口占到三成以上，增速比去年同期快了7.3个百分点。"
)


def text(words: str = STORY, *, hour: int = 9, publisher: str = "甲报", **changes: Any) -> Text:
    """A text published on 9 June 2022 at this hour."""
    published: date = datetime(2022, 6, 9, hour, tzinfo=UTC)
    document = build_document(words, **({"publisher": publisher, "published": published} | changes))
    return Text(document.source, words)
