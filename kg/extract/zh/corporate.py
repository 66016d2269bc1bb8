"""Figures that only companies have: where a place or a business is named with them, they are a company's there."""

from __future__ import annotations

import regex

from kg.extract.context import Context
from kg.extract.zh.clues import Clue
from kg.extract.zh.owners import Owners
from kg.extract.zh.slots import Frame
from kg.model import Block, Ref

_COMPANIES = ("Organization", "Platform")
_BUSINESS = regex.compile(r"\p{Han}(?:业务|業務|板块|板塊|分部)$")


class Companies:
    """Remembers the company that each paragraph of a document is about."""

    def __init__(self, ctx: Context, owners: Owners) -> None:
        self.ctx, self.owners = ctx, owners
        self._told: tuple[Block, Ref] | None = None

    def remember(self, frame: Frame) -> None:
        """Whom a figure turned out to be of; those of a company's parts (菜鸟) are told beside its own."""
        told, block = frame.subject, frame.sentence.block
        if told is None or told.type not in _COMPANIES:
            return
        if self._told is not None and self._told[0] is block:
            entry = self.ctx.analysis.lexicon.entries.get(told.id or "")
            if entry is not None and entry.get("partOf") == self._told[1].id:
                return
        self._told = block, told

    def of(self, clue: Clue, metric: Ref | None, subject: Ref | None) -> Ref | None:
        """The company whose figure it is though `subject` is a place or a business: 全球年度活跃消费者, 中国收入, 云业务收入."""
        if metric is None or subject is None:
            return None
        business = subject.id is None and _BUSINESS.search(subject.text) is not None
        if subject.type != "Place" and not business:
            return None
        entry = self.ctx.analysis.lexicon.entries.get(metric.id or "")
        if entry is None or entry.get("corporate") != "true":
            return None
        if self._told is not None and self._told[0] is clue.sentence.block:
            return self._told[1]
        story = None if business else self.owners.story(clue.quantity.start)
        return story if story is not None and story.type in _COMPANIES else None
