"""Where somebody begins to speak: a reporting verb with its speaker (张阔在演讲中表示，…), free-standing quotations, and
where each of them ends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

import regex

from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh import quotations
from kg.extract.zh.citations import Citation
from kg.extract.zh.speakers import Speaker, Speakers
from kg.extract.zh.turns import Attribution, answers, heading_end, headline, issuer, joined, own_voice
from kg.lexicon import Hit
from kg.model import Block

_AFTER_VERB = regex.compile(
    r"\s*(?:道|说|称|了|到|过|着|指)?\s*(?:[（(][^（()）]{0,30}[）)])?([，：:,“「\"]|$)"
)
_ENDS = "。！？；!?;”」"
_SHORT = frozenset("称说指讲问答料")
_NOUN_AFTER = regex.compile(r"的|了?(?:《|〈)|会|书|价|量|率|期|值|人|者|稿|单|中[，的]|显示|后[，的]|函|栏")
_NOUN_BEFORE = regex.compile(
    r"(?:[的项条则次篇封等此该其]|(?<!股)份|上述|发表|发布|作出|做出|给出|提出|新闻|媒体|最新|根据|符合|超出?|低于|高于|好于)$"
)
_NOTE = regex.compile(r"研报|(?:发布|发表|出具|公布|推出)[^，。]{0,24}(?:报告|声明|公告|文章|白皮书)")
"""A paper whose authors speak on to the end of the paragraph; WTO报告指出 is one document among the many of a text."""
_CUT = regex.compile(r"指[出明]")
_MAKER = regex.compile(
    r"(?:分析|研究|调查|评估|预测|统计|咨询)(?:公司|机构|平台|师|人[士员]|工具|院|所|中心|部门|[司局处科])"
)
"""分析公司, 调查统计司: who analyses, nobody does so here."""
_PAPERS = ("声明", "说明", "公开信", "致歉信")
_ITEM = regex.compile(r"\s*(?:\d{1,2}[、.．](?!\d)|[①-⑳■●▲])")
_LEAD = 30
_EMBEDS = frozenset("是为让使")
"""L1是国际站认为有潜力的买家: what follows tells of a noun, nobody speaks."""
_NO_VERB = frozenset("不未没莫")
QUOTATION = "“”"
"""The verb of an attribution that has none: free-standing speech in quotation marks."""
_CLAUSE_VERBS = frozenset({"clause", "opinion", "report", "view"})
_PLAIN = frozenset({"clause", "opinion", "release", "act"})
_MARKS = '“「"'


def _whole(ctx: Context, verb: Hit) -> Hit:
    """书面回应|指出: the longest word of saying, 回应指, takes a piece of the next."""
    cut = verb.end - verb.start > 1 and _CUT.match(ctx.folded, verb.end - 1) is not None
    return verb._replace(start=verb.end - 1, end=verb.end + 1) if cut else verb


class Reporting:
    """Finds the attributions of one document, in order."""

    def __init__(self, ctx: Context, citations: list[Citation]) -> None:
        self.ctx = ctx
        self.cited_at = [c.at for c in citations if not c.footnote]
        self.speakers = Speakers(ctx)
        self.items: list[int] = []
        """Where the numbered items of the paragraph begin."""

    def find(self) -> list[Attribution]:
        """Every frame, cut where the next speaker begins or the text speaks for itself."""
        found: list[Attribution] = []
        by_block: dict[int, list[Sentence]] = {}
        for sentence in self.ctx.layout.sentences:
            by_block.setdefault(sentence.block.start, []).append(sentence)
        for sentences in by_block.values():
            block = sentences[0].block
            if self.ctx.stories.several and self.ctx.stories.head(block.start) is block:
                self.speakers.begin(block)
            found += self._block(block, sentences)
        found.sort(key=lambda a: (a.start, -a.end))
        return found

    def _block(self, block: Block, sentences: list[Sentence]) -> list[Attribution]:
        frames: list[Attribution] = []
        self.items = [s.start for s in sentences if _ITEM.match(self.ctx.folded, s.start) is not None]
        titled = heading_end(self.ctx, sentences[0])
        if titled is not None:
            frames += headline(self.ctx, self.speakers, sentences[0].start, titled)
        frames += answers(self.ctx, self.speakers, block)
        for sentence in sentences:
            verbs = self._verbs(sentence)
            for place, verb in enumerate(verbs):
                if frames and self._in_quotation(frames[-1], verb.start):
                    continue
                following = verbs[place + 1] if place + 1 < len(verbs) else None
                frame = self._frame(block, sentence, verb, following, frames[-1] if frames else None)
                if frame is not None:
                    frames.append(frame)
                    if frame.speaker is not None:
                        self.speakers.spoke(frame.speaker)
            said = bool(frames) and frames[-1].end > sentence.start and frames[-1].speaker is not None
            self.speakers.remember(sentence, said=said)
        frames += self._quotations(block, frames)
        return self._bounded(frames, sentences)

    def _in_quotation(self, frame: Attribution, at: int) -> bool:
        """Whether a place is inside the quotation that a frame begins with: “他们认为，…” is one voice."""
        if frame.quoted or not frame.start < at < frame.end:
            return False
        return at < quotations.quoted_until(self.ctx.folded, frame.start, frame.end)

    def _verbs(self, sentence: Sentence) -> list[Hit]:
        """The reporting verbs of a sentence that are verbs: no part of a name or metric, no noun, not denied."""
        ctx = self.ctx
        return [
            _whole(ctx, verb)
            for verb in ctx.words("reporting-verbs").within(sentence.start, sentence.end)
            if ctx.entities.covering(verb.start, verb.end) is None
            and ctx.metrics.covering(verb.start, verb.end) is None
            and ctx.words("no-reporting").covering(verb.start, verb.end) is None
            and ctx.folded[verb.start - 1 : verb.start] not in _NO_VERB
            and not self._noun(sentence, verb)
        ]

    def _noun(self, sentence: Sentence, verb: Hit) -> bool:
        """一份声明, 他的建议, 分析公司: no verb."""
        if _MAKER.match(self.ctx.folded, verb.start) is not None:
            return True
        if verb.entry.get("nominal") != "true":
            return False
        if self.ctx.quantities.starting_at(verb.end) is not None:
            return True  # 营收20亿元，预估|19亿元
        return bool(
            _NOUN_BEFORE.search(self.ctx.folded, max(sentence.start, verb.start - 4), verb.start)
            or _NOUN_AFTER.match(self.ctx.folded, verb.end)
        )

    def _frame(
        self, block: Block, sentence: Sentence, verb: Hit, following: Hit | None, current: Attribution | None
    ) -> Attribution | None:
        """张阔在演讲中表示，…: a speaker, the verb, and what follows."""
        ctx, content = self.ctx, verb.entry.get("content")
        word = ctx.folded[verb.start : verb.end]
        if content == "learn" or (word == "料" and ctx.folded[verb.end : verb.end + 1] in _ENDS + "，"):
            return None
        clause = sentence.clause_at(verb.start)
        after = _AFTER_VERB.match(ctx.folded, verb.end, block.end)
        if after is not None and quotations.sets_apart(ctx.folded, after.start(1), sentence.end):
            after = None
        elif after is not None and content == "act" and after[1] in _MARKS and after.start(1) == verb.end:
            after = None  # 宣告“…”: the act stays with its words
        quote = quotations.ending_before(ctx.folded, block.start, clause.start)
        if after is None and quote is not None and ctx.folded[verb.end : verb.end + 1] in _ENDS:
            after = _AFTER_VERB.match(ctx.folded, verb.end, verb.end)
        heading = heading_end(ctx, sentence) is not None
        together = False
        if after is None:
            together = joined(ctx, self.speakers, clause, verb)
            if (
                word in _SHORT and not together and not (heading and word in "称说指料")
            ) or _NOUN_AFTER.match(ctx.folded, verb.end):
                return None
            if following is not None and following.end <= clause.end and self._says(following, clause):
                return None  # 发布声明说，… is one frame, at its last verb
        plain = together or (content in _PLAIN and (after is not None or heading))
        if heading and verb.entry.get("nominal") == "true":
            plain = False
        issued = issuer(ctx, self.speakers, block.start, clause.start, verb)
        if issued is not None and after is not None:
            words = after.start(1) + 1
            return Attribution(
                words, block.end, clause.start, issued, word, proposes=content != "clause", sure=0.75
            )
        who = self._speaker(sentence, clause, verb, plain=plain)
        if who is None or (
            who.ref is None and who.sure < 0.6 and (after is None or content not in _CLAUSE_VERBS)
        ):
            return None
        if after is None and ctx.folded[who.start - 1 : who.start] in _EMBEDS:
            return None
        if (
            after is None
            and content in ("act", "view")
            and not who.elided
            and self._inside(sentence, who, current)
        ):
            return None  # 他强调，美国要求…是不可能的: what somebody does in what another says
        if who.elided and current is not None and current.end > verb.start:
            # …，并称… goes on speaking; …，并倡导… does something else
            if content != "act" or current.words or after is not None:
                return None
            who = replace(who, ref=current.speaker)
        return self._framed(block, sentence, clause, verb, who, quote, after.start(1) if after else None)

    def _inside(self, sentence: Sentence, who: Speaker, current: Attribution | None) -> bool:
        """Whether somebody stands in what another says in the same sentence."""
        if current is None or current.speaker is None or current.act or current.quoted:
            return False
        if current.speaker.type == "Publisher" or who.ref is None or who.ref.key() == current.speaker.key():
            return False
        return sentence.start <= current.opened and current.start <= who.start < current.end

    def _says(self, verb: Hit, clause: Clause) -> bool:
        """Whether a verb of saying with its words behind it stands in a clause."""
        if verb.entry.get("content") != "clause" or verb.entry.get("nominal") == "true":
            return False
        return _AFTER_VERB.match(self.ctx.folded, verb.end, clause.end + 1) is not None

    def _speaker(self, sentence: Sentence, clause: Clause, verb: Hit, *, plain: bool) -> Speaker | None:
        """Who speaks; nobody where an outlet or a body is only cited: 据路透社报道, 据海关统计."""
        start = self.speakers.past_opening(clause.start, verb.start)
        cited = self.ctx.folded.startswith(("据", "根据", "另据", "援引", "引述"), start)
        if cited and verb.entry.get("content") not in ("clause", "opinion"):
            return None
        found = self.speakers.before(start, verb.start, plain=plain)
        if found is None and start >= verb.start - 1 and verb.entry.get("content") == "report":
            return Speaker(None, verb.start, 0.7)  # 报道称: whoever was cited goes on
        if found is None and start >= verb.start - 1 and verb.entry.get("content") != "opinion":
            found = self.speakers.elided(sentence, clause.start)
        return found

    def _framed(
        self,
        block: Block,
        sentence: Sentence,
        clause: Clause,
        verb: Hit,
        who: Speaker,
        quote: tuple[int, int] | None,
        after: int | None,
    ) -> Attribution:
        ctx, content = self.ctx, verb.entry.get("content")
        word = ctx.folded[verb.start : verb.end]
        at, sure = (
            (clause.start if who.elided else who.start),
            who.sure if after is not None else who.sure - 0.15,
        )
        words = after if after is not None else verb.end
        while words < block.end and ctx.folded[words] in "，：:, ":
            words += 1
        if quote is not None and words >= sentence.end:
            return Attribution(quote[0], quote[1], at, who.ref, word, quoted=True, sure=sure)
        act = content in ("act", "release")
        if after is None:
            # an attribution in the same clause as the words stays with them: 网易宣布成立…, 国际站方面提及…
            # and reaches no further than its sentence; the doing itself no further than its clause
            end = clause.end if content == "release" else self._turn(sentence, clause)
            return Attribution(
                at,
                end,
                at,
                who.ref,
                word,
                act=act,
                words=words,
                release=content == "release",
                group=who.group,
                proposes=verb.entry.get("modality") == "planned",
                sure=sure,
            )
        reach = self._reach(block, sentence)
        note = _NOTE.search(ctx.folded, who.start, verb.start) is not None
        brief = (who.document and not note) or self._amid(block, sentence, word, words)
        end = sentence.end if brief else heading_end(ctx, sentence) or reach
        start = quote[0] if quote is not None else words
        return Attribution(start, end, at, who.ref, word, act=act, group=who.group, sure=sure)

    def _amid(self, block: Block, sentence: Sentence, verb: str, words: int) -> bool:
        """Whether a statement is only told of on the way (…。两家交易所发表声明，暂缓上市。之后…): it ends with its sentence."""
        if not verb.endswith(_PAPERS) or self.ctx.folded[words - 1 : words] in ("：", ":"):
            return False
        before = self.ctx.layout.previous(sentence)
        return before is not None and before.block is block and heading_end(self.ctx, before) is None

    def _reach(self, block: Block, sentence: Sentence) -> int:
        """The end of the paragraph; of the item, where each numbered item of a digest tells of somebody else."""
        place = bisect_right(self.items, sentence.start)
        if place == 0 or place == len(self.items) or self.items[place - 1] != sentence.start:
            return block.end
        return self.items[place] - 1

    def _turn(self, sentence: Sentence, clause: Clause) -> int:
        """The end of an inline frame: where the sentence turns to its own account (，而中小企业也…)."""
        for other in sentence.clauses:
            if (
                other.start >= clause.end
                and not other.inner
                and self.ctx.folded.startswith("而", other.start)
            ):
                return other.start - 1
        return sentence.end

    def _quotations(self, block: Block, frames: list[Attribution]) -> list[Attribution]:
        """Free-standing speech in quotation marks belongs to the person quoted nearby or last."""
        ctx = self.ctx
        found: list[Attribution] = []
        starts = sorted((f.start, f.end) for f in frames)
        named = sorted((f for f in frames if f.speaker is not None), key=lambda f: f.opened)
        places = [f.opened for f in named]
        for start, end in quotations.speeches(ctx.text, ctx.folded, block.start, block.end):
            place = bisect_right(starts, (start, 1 << 62))
            if any(first <= start and end <= last for first, last in starts[max(0, place - 6) : place]):
                continue
            behind = bisect_left(places, end)
            if behind < len(places) and places[behind] - end <= 41:
                speaker = named[behind].speaker
            else:
                speaker = named[behind - 1].speaker if behind else self.speakers.quoted or self.speakers.last
            if speaker is not None:
                found.append(Attribution(start, end, start - 1, speaker, QUOTATION, quoted=True, sure=0.75))
        return found

    def _bounded(self, frames: list[Attribution], sentences: list[Sentence]) -> list[Attribution]:
        """End each frame where the next speaker begins or where the text returns to its own voice."""
        if not frames:
            return []
        opened = sorted(frame.opened for frame in frames)
        returns = [sentence.start for sentence in sentences if own_voice(self.ctx, self.cited_at, sentence)]
        bounded: list[Attribution] = []
        frames.sort(key=lambda f: (f.start, f.opened))
        for frame in frames:
            end = frame.end
            if not frame.quoted:
                # “……”张阔表示，… opens behind its own quotation, which does not end it
                for stops, from_ in ((opened, max(frame.start, frame.opened)), (returns, frame.start)):
                    # 公司公告，公司提示，…: the second speaks up right where the first begins
                    at_once = stops is opened and frame.opened < frame.start
                    place = bisect_left(stops, from_) if at_once else bisect_right(stops, from_)
                    if place < len(stops):
                        end = min(end, self._clause_start(stops[place]))
                end = quotations.closing(self.ctx.folded, frame.start, end)
            if end > frame.start:
                bounded.append(replace(frame, end=end))
        return bounded

    def _clause_start(self, at: int) -> int:
        """Where the clause begins in which somebody else speaks up, if little stands before him: 后有|王明宣告."""
        comma = max(self.ctx.folded.rfind(mark, max(0, at - _LEAD), at) for mark in "，。；：“”")
        return comma if comma >= 0 else at
