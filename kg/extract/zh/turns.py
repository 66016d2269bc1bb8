"""Turns of speech that a colon opens: headlines (张阔：越南外贸…), interviews and questions with their answers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from kg.extract.clauses import Clause, Sentence
from kg.extract.context import SPEAKER_TYPES, Context
from kg.extract.zh.speakers import Speakers
from kg.lexicon import Hit
from kg.model import Block, BlockKind, Ref

_COLON = regex.compile(r"[：:]")
_TITLED = regex.compile(r"\s*【([^【】\n]{4,120})】")
_TITLE_MARK = regex.compile(r"【")
_HEAD = 60
"""Characters in which the colon of a headline stands."""
_NAME = 16
"""Characters at most before the colon for somebody who speaks behind it."""
_BRIEF = 4
_BRIEF_BODY = regex.compile(r"(?<=.)[所行局部委院办署厅协社]$")
"""The short name of a body: 上期所, 国新办."""
_BEFORE_HEAD = (" ", "　", "｜", "|", "丨", "】", "？", "?", "！", "!", "，")
_ISSUES = regex.compile(r"(?:印发|发布|公布|出台)(?:关于)?《[^《》]{2,50}》$")
_TELLS = regex.compile(r"[《》“”\d的了吗]|[^一-龥a-z]$")
_ISSUED = regex.compile(r"(?:印发|发布|出台|公布|下发|制定)了?(?:的)?(?:关于)?《")
_DOCUMENT = regex.compile(
    r"(?:其中|文件|规划|意见|通知|方案|纲要|办法|条例|公报|文中|《[^《》]{2,60}》)(?:还|并|同时|也|明确|具体|主要)?"
)
"""What stands before the verb where a document speaks for who issued it."""
_EARLIER = 180
"""Characters before its words in which a document is issued."""
_SHORT_TITLE = regex.compile(r"《(?P<title>[^《》]{2,12})》")
_FARTHER = 900
"""The same for a document that is named by its short title."""
_JOINED = frozenset({"称", "说", "报告称", "报道称"})
_RULES = regex.compile(r"称(?:[霸雄王帝臣为之职号]|得上|不上)")
_LATIN = regex.compile(r"[a-z][a-z\d&.\-]{1,14}(?:的?(?:最新)?(?:报告|研究|调查))?")
"""A name in Latin letters, perhaps with its report."""
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


def heading_end(ctx: Context, sentence: Sentence) -> int | None:
    """Where the headline ends that a sentence is part of: a title, or what a wire prints in 【】; None in running text."""
    block = sentence.block
    if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return block.end
    if ctx.folded[block.start : block.start + 1] not in ("【", " ", "　", "\n"):
        return None
    opened = _TITLED.match(ctx.folded, block.start, block.end)
    return opened.end(1) if opened is not None and sentence.start < opened.end(1) else None


def headline(ctx: Context, speakers: Speakers, start: int, end: int) -> list[Attribution]:
    """阿里巴巴国际站张阔：越南外贸的增长 未对中国外贸中小企业造成冲击."""
    colon = _COLON.search(ctx.folded, start, min(end, start + _HEAD))
    if colon is None or end - colon.end() < 2:
        return []
    at = colon.start()
    opened = max((ctx.folded.rfind(mark, start, at) + 1 for mark in _BEFORE_HEAD), default=0)
    first = max(start, opened)
    issued = _ISSUES.search(ctx.folded, start, at)
    if issued is not None:
        # 国务院印发《规划》：完善…
        body = ctx.entities.ending_at(issued.start(), floor=start)
        if body is None or body.ref.type not in SPEAKER_TYPES:
            return []
        return [Attribution(colon.end(), end, start, body.ref, "：", proposes=True, sure=0.75)]
    if not 2 <= at - first <= _NAME or ctx.words("headline-labels").ending_at(at, floor=first):
        return []
    own = speakers.own
    if own is not None and ctx.text[first:at] == own.text:
        return [Attribution(colon.end(), end, start, own, "：", sure=0.7)]
    verbs = [v for v in ctx.words("reporting-verbs").within(first, at) if v.start - first >= 2]
    if at - first <= _BRIEF and _BRIEF_BODY.search(ctx.folded, first, at) and not verbs:
        # 上期所：… is no 上期 (the term before)
        words = ctx.text[first:at]
        named = ctx.entities.ending_at(at, floor=first)
        ref = named.ref if named is not None else Ref(None, words, words, "Organization")
        return [Attribution(colon.end(), end, start, ref, "：", sure=0.75)]
    who = speakers.before(first, verbs[0].start if verbs else at, plain=True)
    if who is None or who.start > first + 1:
        return []
    # a heading within a text names a thing more often than somebody who speaks
    heading = _TITLE_MARK.match(ctx.folded, max(0, start - 1)) is None and start > ctx.analysis.blocks[0].end
    known = who.ref is not None and ctx.entities.ending_at(verbs[0].start if verbs else at, floor=first)
    if not known and not who.group and (heading or verbs or _no_name(ctx, first, at)):
        return []
    if who.ref is None and not who.group:
        return []
    sure = 0.85 if known else 0.7
    return [Attribution(colon.end(), end, start, who.ref, "：", group=who.ref is None, sure=sure)]


def _no_name(ctx: Context, start: int, end: int) -> bool:
    """Whether the words before a colon tell of something instead of naming somebody: 超越对手：…, 黄金周开局：…."""
    if ctx.quantities.within(start, end) or ctx.periods.within(start, end) or ctx.verbs.within(start, end):
        return True
    if any(e.ref.type in ("Person", "Document") for e in ctx.entities.within(start, end - 1)):
        return True
    return _TELLS.search(ctx.folded, start, end) is not None or ctx.metrics.ending_at(end) is not None


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


def own_voice(ctx: Context, cited_at: list[int], sentence: Sentence) -> bool:
    """Whether a sentence begins as nobody's speech: 事实上, 据海关统计, 海关数据显示."""
    if ctx.folded.startswith(("据", "根据"), sentence.start):
        return True
    cited = bisect_right(cited_at, sentence.start - 1)
    if cited < len(cited_at) and cited_at[cited] < sentence.clauses[0].end:
        # 从海关数据来看 is how a speaker goes on
        return not ctx.folded.startswith("从", sentence.start)
    return ctx.words("own-voice").starting_at(sentence.start) is not None


def joined(ctx: Context, speakers: Speakers, clause: Clause, verb: Hit) -> bool:
    """Whether a name that alone opens the clause stands right before 称 or 说: MSCI称将…, EIA报告称库存…."""
    if ctx.folded[verb.start : verb.end] not in _JOINED:
        return False
    start = speakers.past_opening(clause.start, verb.start)
    name = ctx.entities.ending_at(verb.start, floor=start)
    if name is not None and name.start == start:
        if name.ref.type in SPEAKER_TYPES:
            return True
        if name.ref.type == "Place" and _RULES.match(ctx.folded, verb.start) is None:
            return True  # 罗马尼亚|称有无人机坠毁
    return _LATIN.fullmatch(ctx.folded, start, verb.start) is not None


def issuer(ctx: Context, speakers: Speakers, start: int, clause: int, verb: Hit) -> Ref | None:
    """Who issued the document whose words follow: 国务院印发《规划》，其中|提出，…; 《意见》|明确，…."""
    folded = ctx.folded
    if _DOCUMENT.fullmatch(folded, clause, verb.start) is None:
        return None
    short = _SHORT_TITLE.match(folded, clause, verb.start)
    floor = max(0, clause - _FARTHER) if short is not None else max(start, clause - _EARLIER)
    for issue in reversed(list(_ISSUED.finditer(folded, floor, clause))):
        if short is not None:
            closed = folded.find("》", issue.end(), clause)
            if closed < 0 or short["title"] not in folded[issue.end() : closed]:
                continue  # another document
        opened = max(folded.rfind(mark, floor, issue.start()) + 1 for mark in "，。】\n")
        found = speakers.before(max(floor, opened), issue.start(), plain=True)
        if found is not None:
            return found.ref
    return None
