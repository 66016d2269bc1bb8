"""Turns of speech that a colon opens: headlines (张阔：越南外贸…), interviews and questions with their answers."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.extract.context import SPEAKER_TYPES, Context
from kg.extract.zh.speakers import Speakers
from kg.model import Block, BlockKind, Ref

_COLON = regex.compile(r"[：:]")
_ANSWER = regex.compile(r"(?:(?<=[\s。？?！”\n])|^)(?P<who>问|答|Q|A|q|a)\d?[：:]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Stretch `start` to `end` is what `speaker` says; `opened` is where the frame itself (张阔表示) begins.

    `speaker` is None for groups that name nobody (业内人士). `content_start` is where the words themselves begin;
    for a verb whose act is the claim (网易宣布成立…) they begin with the speaker.
    """

    start: int
    end: int
    opened: int
    speaker: Ref | None
    verb: str
    quoted: bool = False
    act: bool = False
    words: int = 0
    """Where the words themselves begin: behind the verb, also where speaker and verb stay in the quote."""
    release: bool = False
    """Whether the words are only what was made public: 公布业绩."""
    proposes: bool = False
    """Whether the act is a plan by itself: 提出倡议, 承诺, 呼吁."""
    group: bool = False
    """Whether a group says it that names nobody: 分析人士认为."""
    asked: bool = False
    """Whether it is a question, which claims nothing."""
    sure: float = 0.9


def headline(ctx: Context, speakers: Speakers, block: Block) -> list[Attribution]:
    """阿里巴巴国际站张阔：越南外贸的增长 未对中国外贸中小企业造成冲击."""
    colon = _COLON.search(ctx.folded, block.start, block.end)
    if colon is None or colon.start() - block.start > 30:
        return []
    names = [e for e in ctx.entities.within(block.start, colon.start()) if e.ref.type in SPEAKER_TYPES]
    first = speakers.with_title(block.start, names[-1].start) if names else block.start
    alone = first - block.start <= 1 or ctx.folded[first - 1] in " 　｜|丨】"
    if names and names[-1].end == colon.start() and alone:
        return [Attribution(colon.end(), block.end, block.start, names[-1].ref, "：", sure=0.85)]
    own = speakers.own
    if own is not None and ctx.text[block.start : colon.start()] == own.text:
        return [Attribution(colon.end(), block.end, block.start, own, "：", sure=0.7)]
    return []


def answers(ctx: Context, speakers: Speakers, block: Block) -> list[Attribution]:
    """问：…？答：… and 张阔：… at the start of a paragraph: what stands behind the colon is said, a question nothing."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return []
    found: list[Attribution] = []
    marks = list(_ANSWER.finditer(ctx.folded, block.start, block.end))
    ends = [*(mark.start() for mark in marks[1:]), block.end][: len(marks)]
    for mark, end in zip(marks, ends, strict=True):
        answer = mark["who"] in "答Aa"
        speaker = _answering(ctx, speakers, block) if answer else None
        found.append(Attribution(mark.end(), end, mark.start(), speaker, "：", sure=0.75, asked=not answer))
    if marks:
        return found
    colon = _COLON.search(ctx.folded, block.start, min(block.end, block.start + 24))
    if colon is None:
        return []
    last = ctx.entities.ending_at(colon.start(), floor=block.start)
    if last is not None and last.ref.type == "Person":
        speakers.last = last.ref
        return [Attribution(colon.end(), block.end, block.start, last.ref, "：", sure=0.85)]
    return []


def _answering(ctx: Context, speakers: Speakers, block: Block) -> Ref | None:
    """Who answers: who spoke last, else the body whose spokesman was asked."""
    if speakers.last is not None:
        return speakers.last
    first = [e for e in ctx.entities.items[:12] if e.end <= block.end and e.ref.type in SPEAKER_TYPES]
    people = [e for e in first if e.ref.type == "Person"]
    bodies = [e for e in first if e.ref.type != "Publisher"]
    return next((entity.ref for entity in [*people, *bodies]), None)
