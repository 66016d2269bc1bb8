"""Two articles that tell of one figure, and judgements about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kg.model import Anchor, Decision, Judgement, Mention, judgement
from tests.builders import build_document, growth_mention

FIRST = build_document(
    "财报显示，国际站交易额增长46%。", path="a.html", title="甲报", url="https://a.example/1"
)
SECOND = build_document("据悉，平台交易额同比增长46%。", path="b.html", title="乙报")
A = growth_mention(FIRST, "国际站交易额增长46%")
B = growth_mention(SECOND, "平台交易额同比增长46%", scope=())
MIDNIGHT = datetime(2026, 5, 1, tzinfo=UTC)


def made(decision: Decision, *, hour: int = 0, **more: Any) -> Judgement:
    """A judgement of li's at an hour of 1 May 2026."""
    about = {"author": "li", "reason": "看过原文", "time": MIDNIGHT + timedelta(hours=hour)} | more
    return judgement(decision, **about)


def about(decision: Decision, *mentions: Mention, **more: Any) -> Judgement:
    """A judgement about these mentions."""
    return made(decision, targets=tuple(map(Anchor.of, mentions)), **more)
