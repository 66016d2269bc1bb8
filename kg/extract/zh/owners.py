"""Whose figure it is where its own noun phrase does not say: looked for from the clause outwards."""

from __future__ import annotations

from dataclasses import replace

import regex

from kg.extract.clauses import Sentence
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.zh.attribution import Voices
from kg.extract.zh.clues import Clue
from kg.extract.zh.groups import governed, group_in, name_in, owner_in, skip
from kg.extract.zh.located import singled_out
from kg.extract.zh.slots import Frame
from kg.extract.zh.topic_nouns import opening, plain_noun, pronoun_at, topic_noun
from kg.folding import fold
from kg.model import BlockKind, How, Ref, Span, Step

_REACH = 8
"""Sentences back to which 公司 can mean somebody; farther back, whom the text is about."""
_BODIES = ("Organization", "Platform")
_STATE = regex.compile(
    r"(?:(?<=\S\S)[部局署委厅院府社网报会所台]|协会|联盟|组织|中心|大学|(?:人民|中央|储备)银行|央行|联储|证券|研究|咨询|资讯|资本|智库|机构|评级|数据|信息|新闻|日报|时报|周刊|电视|广播|财经|"
    r"经济学家|分析师|分析员|分析|专家|学者|人士|媒体|高盛|摩根|大摩|小摩|瑞银|花旗|美银|野村|标普|穆迪|惠誉|彭博|路透|research|consulting)$"
)
"""Bodies whose figures are of other things: a statistics office, a ministry, an agency."""


_STATE_ABROAD = regex.compile(
    r"\b(?:organi[sz]ation|agency|ministry|bureau|institute|commission|council|association|reserve|statistics)\b"
)
"""The same in the canonical names of bodies that a text calls by their initials: ILO, CDC."""
_THAT_PLACE = regex.compile(r"[该这](?P<what>国|市|省|县|州|岛|地区)(?!有|际|内|家[企公])")
_ANY_PLACE = ("地区", "岛")
_PLACE_NEAR = 300
"""Characters back to which 该国 can mean a place."""
_LABEL = regex.compile(
    r"(?:独家|详讯|快讯|综述|分析|观察|焦点|专访|评论|更新|图解|数据|突发|简讯|简报|要闻|早报|晚报|收盘|午评|收评|盘前|盘后|[港美A]股.{0,4}|.{0,4}(?:盘点|速览|精选|必读))"
)
"""What stands before the colon of a headline and is nobody."""


def tells_of_others(body: Ref) -> bool:
    """Whether the figures that somebody gives are hardly its own."""
    if body.type not in ("Organization", "Thing", "Group"):
        return False
    return (
        _STATE.search(fold(body.text)) is not None or _STATE_ABROAD.search(body.label.casefold()) is not None
    )


def _of_itself(frame: Frame) -> bool:
    """Whether the subject of a figure is only what it counts (4场论坛, 53%的人), so that no other figure is of it."""
    if frame.subject is None or frame.subject.id is not None:
        return False
    itself = (
        frame.metric is not None
        and frame.reading.rule == "counted"
        and frame.metric.text == frame.subject.text
    )
    return itself or frame.subject.text == "人"


class Owners:
    """Finds the owner of one figure after another in a document."""

    def __init__(self, ctx: Context, voices: Voices) -> None:
        self.ctx = ctx
        self.voices = voices
        self.topic: Ref | None = None
        """Whom the figure before in this paragraph is about."""
        self.owner: Ref | None = None
        """The last of them that is somebody, no goods and no group."""
        self.nobody = False
        """Whether the words before the last figure that was asked for only name what is measured: 资金流入总额为408亿."""
        self._stories: dict[int, Ref | None] = {}
        self._named: dict[int, tuple[Ref, Step] | None] = {}

    def find(
        self,
        clue: Clue,
        last: Frame | None,
        maker: Ref | None = None,
        scope: tuple[Ref, ...] = (),
        metric: Ref | None = None,
    ) -> tuple[Ref | None, Step]:
        """Whose figure it is, and how much less sure that makes us.

        `last` is the figure before it in the paragraph; `maker` stands right before the metric and may only narrow it;
        a body in which the figure is placed (`scope`: 在拼多多的采购额) has it not.
        """
        self.nobody = False
        narrowing = {ref.key() for ref in scope if ref.type in _BODIES}
        ctx = self.ctx
        previous = last if last and last.sentence is clue.sentence else None
        if clue.clause.inner:
            # 中小企业（平均为95%）: what stands right before the bracket is what it tells of
            named = ctx.entities.ending_at(clue.clause.start - 1)
            if named is not None and named.ref.type in SUBJECT_TYPES:
                return named.ref, Step("subject", How.CLAUSE, 0.05, Span(named.start, named.end))
        head = self._headed(clue, maker)
        if head is not None:
            return head
        place = self._place(clue)
        if place is not None:
            return place, Step("subject", How.CLAUSE, 0.1)
        if pronoun_at(ctx, clue.clause.start, clue.quantity.start):
            company = self._company(clue, last)
            if company is not None:
                return company, Step("subject", How.CLAUSE, 0.1)
        if previous is None or previous.quantity.start < clue.clause.start:
            noun = topic_noun(ctx, max(clue.floor, clue.clause.start), clue.quantity.start)
            if (
                noun is not None
                and not tells_of_others(noun)
                and (maker is None or noun.label != maker.label)
                and not self._measured(noun, metric)
            ):
                return noun, Step("subject", How.HERE, 0.1, Span(clue.clause.start, clue.quantity.start))
        earlier = [
            (other.start, min(other.end, clue.quantity.start))
            for other in clue.sentence.before(clue.clause)
            if (previous is None or other.start > previous.quantity.start)
            and not singled_out(ctx, other.start, other.end)
        ]
        foretold = self._foretells(clue)
        if foretold is not None:
            return foretold, Step("subject", How.SAID, 0.1)
        for look in (owner_in, name_in, group_in):
            for start, end in earlier:
                found = look(ctx, start, end)
                if (
                    found is not None
                    and not tells_of_others(found)
                    and (not narrowing or found.key() not in narrowing)
                ):
                    return found, Step("subject", How.CLAUSE, 0.05, Span(start, end))
        if previous is not None and previous.subject is not None and not _of_itself(previous):
            return previous.subject, Step("subject", How.FIGURE, 0.05, previous.of_subject.at)
        known = last.subject if last is not None else None
        if known is not None and (known.id is not None or known.type in _BODIES):
            return self._farther(clue, last)
        story = self.story(clue.quantity.start)
        if maker is not None and story is not None:
            return story, Step("subject", How.TOPIC, 0.2)
        for start, end in earlier:
            noun = topic_noun(ctx, start, end)
            if noun is not None and not tells_of_others(noun):
                return noun, Step("subject", How.CLAUSE, 0.15, Span(start, end))
        return self._farther(clue, last)

    def _foretells(self, clue: Clue) -> Ref | None:
        """预估第二季出货将增长一成, by a company that speaks: what it foresees is its own."""
        at = opening(self.ctx, clue.clause.start, clue.quantity.start)
        word = self.ctx.words("modality-words").starting_at(at)
        if word is None or word.entry.get("modality") != "forecast" or word.end - at < 2:
            return None
        speaker = self.voices.at(clue.quantity.start).speaker
        own = speaker is not None and speaker.type in _BODIES and not tells_of_others(speaker)
        return speaker if own else None

    def _measured(self, noun: Ref, metric: Ref | None) -> bool:
        self.nobody = metric is not None and noun.text == metric.text
        return self.nobody

    def remember(self, subject: Ref | None) -> None:
        """Whom a figure turned out to be about."""
        self.topic = subject or self.topic
        if subject is not None and subject.type in (*_BODIES, "Place"):
            self.owner = subject

    def _farther(self, clue: Clue, last: Frame | None) -> tuple[Ref | None, Step]:
        ctx = self.ctx
        before = ctx.layout.previous(clue.sentence)
        if (
            last is not None
            and last.sentence is before
            and last.subject is not None
            and last.subject.type in _BODIES
            and ctx.folded[before.end : before.end + 1] in ("；", ";")
        ):
            # 股东减持600万股；变动后持股3800万股: behind a semicolon it is still told of the same body
            return last.subject, Step("subject", How.EARLIER_FIGURE, 0.1, last.of_subject.at)
        speaker = self.voices.at(clue.quantity.start).speaker
        at = skip(ctx, clue.clause.start, clue.quantity.start)
        verb = ctx.verbs.starting_at(at)
        does = (
            verb is not None and verb.entry.get("nature") == "deal"
        )  # 央行称，5月|出售了…: who says so did it
        if speaker is not None and speaker.type in _BODIES and (does or not tells_of_others(speaker)):
            return speaker, Step("subject", How.SAID, 0.1)
        sentence: Sentence | None = clue.sentence
        for _ in range(4):
            sentence = ctx.layout.previous(sentence) if sentence else None
            if sentence is None:
                break
            if last is not None and last.sentence is sentence:
                if last.subject is not None and not _of_itself(last):
                    if last.subject.type == "Thing" and self.owner is not None and clue.phrase().listed:
                        # 煤炭减少9.8%。出口额减少5%: the goods are told, the country goes on
                        return self.owner, Step("subject", How.TOPIC, 0.2)
                    return last.subject, Step("subject", How.EARLIER_FIGURE, 0.15, last.of_subject.at)
                break
            named = self._named_in(sentence)
            if named is not None:
                return named
        place = self._place_before(clue) if self.topic is None else None
        if place is not None:
            return place, Step("subject", How.SENTENCE, 0.25)
        return self.topic or self.story(clue.quantity.start), Step("subject", How.TOPIC, 0.3)

    def _place_before(self, clue: Clue) -> Ref | None:
        """The country of which the sentence right before in the paragraph tells: 中国的CPI可能反弹。经济学家预计…."""
        sentence = self.ctx.layout.previous(clue.sentence)
        if sentence is None or not clue.phrase().listed:
            return None
        places = [e for e in self.ctx.entities.within(sentence.start, sentence.end) if e.ref.type == "Place"]
        free = (e.ref for e in places if not governed(self.ctx, sentence.start, e.start))
        return next(free, None)

    def _named_in(self, sentence: Sentence) -> tuple[Ref, Step] | None:
        """The first in a sentence who can have figures; kept, since each figure of the next sentences asks for it."""
        if sentence.start not in self._named:
            self._named[sentence.start] = next(
                (
                    (found, Step("subject", How.SENTENCE, 0.2, Span(clause.start, clause.end)))
                    for clause in sentence.clauses
                    if (found := owner_in(self.ctx, clause.start, clause.end)) is not None
                    and not tells_of_others(found)
                ),
                None,
            )
        return self._named[sentence.start]

    def _headed(self, clue: Clue, maker: Ref | None) -> tuple[Ref, Step] | None:
        """江苏有线：拟追加投资: in a headline the name before the colon is who does it.

        What only narrows the metric (青禾股份：5月|肉猪|销售收入) is nobody beside it.
        """
        ctx, first = self.ctx, clue.sentence.clauses[0]
        heads = (BlockKind.TITLE, BlockKind.HEADING)
        if clue.sentence.block.kind not in heads and clue.sentence.index:
            return None
        if first is clue.clause or ctx.folded[first.end : first.end + 1] not in ("：", ":"):
            return None
        named = ctx.entities.starting_at(first.start)
        own = topic_noun(ctx, clue.clause.start, clue.quantity.start) or name_in(
            ctx, clue.clause.start, clue.quantity.start
        )
        if own is not None and maker is not None and own.label == maker.label:
            own = None
        if _LABEL.fullmatch(ctx.folded, first.start, first.end):
            return None
        if named is not None and named.end == first.end and named.ref.type in _BODIES:
            if tells_of_others(named.ref) or own is not None:
                return None
            return named.ref, Step("subject", How.CLAUSE, 0.05, Span(first.start, first.end))
        noun = plain_noun(ctx, first.start, first.end) if own is None else None
        if noun is None or tells_of_others(noun):
            return None
        step = Step("subject", How.CLAUSE, 0.15, Span(first.start, first.end))
        return (replace(noun, type="Organization") if maker is not None else noun), step

    def story(self, offset: int) -> Ref | None:
        """Whom the headline over an offset tells of: the owner of figures that name nobody, all through its story."""
        title = self.ctx.headline(offset)
        if title is None:
            return None
        if title.start not in self._stories:
            self._stories[title.start] = self._told_of(title)
        return self._stories[title.start]

    def _told_of(self, title: Sentence) -> Ref | None:
        for look in (owner_in, name_in):
            found = look(self.ctx, title.start, title.end)
            if found is not None and not tells_of_others(found):
                # 即将全球上映: how far something reaches is nobody
                reach = self.ctx.words("reach-words").within(title.start, title.end)
                if not any(fold(found.text) == self.ctx.folded[w.start : w.end] for w in reach):
                    return found
        return None

    def in_story(self, subject: Ref, offset: int) -> bool:
        """Whether the headline over an offset tells of somebody, or of whom it belongs to."""
        story = self.story(offset)
        if story is None:
            return False
        entry = self.ctx.analysis.lexicon.entries.get(subject.id or "")
        return subject.key() == story.key() or (entry is not None and entry.get("partOf") == story.id)

    def _place(self, clue: Clue) -> Ref | None:
        """Which one 该国, 该市 and 该省 mean: the place named last."""
        ctx = self.ctx
        meant = _THAT_PLACE.match(ctx.folded, opening(ctx, clue.clause.start, clue.quantity.start))
        if meant is None:
            return None
        start = max(clue.sentence.block.start, clue.clause.start - _PLACE_NEAR)
        for name in reversed(ctx.entities.within(start, clue.clause.start)):
            entry = ctx.analysis.lexicon.entries.get(name.ref.id or "")
            inside = entry is not None and entry.get("partOf") is not None
            if name.ref.type == "Place" and (
                meant["what"] in _ANY_PLACE or inside == (meant["what"] != "国")
            ):
                return name.ref
        return None

    def _company(self, clue: Clue, last: Frame | None) -> Ref | None:
        """Whom 公司 means: who announces, else the body told of last, else the company that the text is about."""
        speaker = self.voices.at(clue.quantity.start).speaker
        if speaker is not None and speaker.type in _BODIES:
            return speaker
        for clause in clue.sentence.before(clue.clause):
            found = owner_in(self.ctx, clause.start, clause.end)
            if found is not None and found.type in _BODIES:
                return found
        if last is not None and last.subject is not None and last.subject.type in _BODIES:
            return last.subject
        sentence = self.ctx.layout.previous(clue.sentence)
        for _ in range(_REACH):
            if sentence is None:
                break
            for clause in sentence.clauses:
                found = owner_in(self.ctx, clause.start, clause.end)
                if found is not None and found.type in _BODIES:
                    return found
            sentence = self.ctx.layout.previous(sentence)
        if self.ctx.stories.several:
            story = self.story(clue.quantity.start)
            return story if story is not None and story.type in _BODIES else None
        return self.voices.own
