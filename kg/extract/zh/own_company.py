"""Whom a text calls 公司 and 本公司 without naming it: the company of its title, else the first that it names."""

from __future__ import annotations

from collections.abc import Callable

import regex

from kg.extract.context import Context
from kg.model import BlockKind, Ref

_HEADLINE = regex.compile(r"(?:【)?([^\s，。；：:！？!?|｜、“”【】]{2,14})[：:]")
_ACTS = regex.compile(
    r"\s*(?:[（(]|公告|发布|披露|表示|称|宣布|回应|说|指|认为|预计|近日|今日|在|董事会|\d{1,2}[月日]|(?:官方|官网|方面|研报|消息|数据))"
)
"""What follows somebody's name where he does something: 鼎通科技公告, 鼎通科技(600001)."""
STATE = regex.compile(r"[部局署委厅院所社府会军]$")
"""How the names of bodies end that are no companies."""


def own_company(ctx: Context, governed: Callable[[int], bool]) -> Ref | None:
    """Whom 公司 and 本公司 mean in the whole text: who stands before the colon of its title, else its first company.

    `governed`: whether a preposition governs the name that begins at an offset.
    """
    for block in ctx.analysis.blocks:
        if block.kind is not BlockKind.TITLE:
            continue
        head = _HEADLINE.match(ctx.folded, block.start, block.end)
        if head:
            name = ctx.entities.ending_at(head.end(1), floor=head.start(1))
            if name is not None:
                return name.ref if name.ref.type in ("Organization", "Platform") else None
            words = ctx.text[head.start(1) : head.end(1)]
            signals = ("reporting-verbs", "citing-words", "anonymous", "spokespeople")
            if any(ctx.words(scheme).within(head.start(1), head.end(1)) for scheme in signals):
                continue
            at = ctx.folded.find(ctx.folded[head.start(1) : head.end(1)], block.end, block.end + 400)
            if at > 0 and _ACTS.match(ctx.folded, at + len(words)):
                return Ref(None, words, words, "Organization")
    for entity in ctx.entities.items[:8]:
        company = entity.ref.type in ("Organization", "Platform") and not STATE.search(entity.ref.text)
        if company and not governed(entity.start):
            return entity.ref
    return None
