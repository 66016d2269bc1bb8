"""Who says it: attribution frames (speaker, reporting verb, what is said) and how far they reach.

A frame opens at a reporting verb with a speaker before it (张阔在演讲中表示，…) or at a quotation whose speaker stands
beside it, and reaches to the end of its paragraph, unless another speaker takes over or the text returns to its own
voice (事实上, 据了解).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import SPEAKER_TYPES, Context
from kg.extract.zh.citations import Citation, find_citations
from kg.lexicon import Hit
from kg.model import Block, BlockKind, Ref

_RESULTS = regex.compile(r"财报|業績|业绩|财务报告|年报|季报")
_RESULTS_STORY = regex.compile(r"财年|财报|业绩|年报|季报")
_OPENING = 200
"""Characters at the start in which a word for results makes the whole text a story about them."""
_OPEN, _CLOSE = '“「『"', '”」』"'
_QUOTATION = regex.compile(r"“([^“”\n]{2,})”|「([^「」\n]{2,})」|\"([^\"\n]{2,})\"")
_SPEECH = regex.compile(r"[，。！？；,]|我们|我|你")
# between a speaker and the verb: brackets, adverbs, an occasion (在演讲中, 对记者, 6月9日) but no clause of its own
_BETWEEN = regex.compile(
    r"(?:[（(][^（()）]{0,60}[）)]|方面|本人|等人|等|则|也|还|又|再|亦|就此|对此|均|都|同时|同样|近日|日前|今天|今日|昨日|昨天|周[一二三四五六日]|"
    r"当天|当日|随后|此前|稍早|进一步|公开|明确|多次|曾|已经|已|将|继续|[在于就对向针从](?:[^，。；：\n]{0,28}?)(?:中|上|时|后|会|间|下|里|期间|记者|媒体|表|问题|采访|看|说|称)?|"
    r"在?接受[^，。；：\n]{0,20}(?:采访|专访|访问)时|发言人|负责人|[^，。；：\n]{0,6}发言人[^，。；：\n]{0,4}|报告|报导|研究报告|最新报告|最新)*\s*"
)
_AFTER_VERB = regex.compile(r"\s*(?:道|说|称|了|到|过|着)?\s*([，：:,“「\"]|$)")
_SHORT = frozenset("称说指讲问答")
_NOUN_AFTER = regex.compile(r"的|了?(?:《|〈)|会|书|价|量|率|期|值|人|者|稿|单")
_TITLE_SPEECH = regex.compile(r"[：:]")
QUOTATION = "“”"
"""The verb of an attribution that has none: free-standing speech in quotation marks."""
_RETURN = regex.compile(r"[”」』\"]\s*$")


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
    sure: float = 0.9


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks at a place."""

    speaker: Ref | None
    attribution: Attribution | None


class Voices:
    """All attributions and citations of one document."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.citations: list[Citation] = find_citations(ctx)
        self.attributions = _Finder(ctx, self.citations).find()
        self._starts = [a.start for a in self.attributions]
        self._opened = sorted(a.opened for a in self.attributions)
        self._cited = [c.at for c in self.citations]
        story = _RESULTS_STORY.search(ctx.folded, 0, _OPENING) is not None
        named = [c for c in self.citations if story and not c.footnote and _RESULTS.search(c.ref.text)]
        self._results = named, [c.at for c in named]

    def at(self, offset: int) -> Voice:
        """Who speaks at an offset: the frame that opened last before it and reaches it."""
        place = bisect_right(self._starts, offset)
        for attribution in reversed(self.attributions[max(0, place - 6) : place]):
            if attribution.start <= offset < attribution.end:
                return Voice(attribution.speaker, attribution)
        return Voice(None, None)

    def opens_after(self, offset: int) -> bool:
        """Whether somebody begins to speak right behind an offset: 6月12日，张阔表示."""
        place = bisect_left(self._opened, offset)
        return place < len(self._opened) and self._opened[place] - offset <= 2

    def around(self, sentence: Sentence) -> list[Attribution]:
        """The attributions of a sentence's block; none leaves its block."""
        first = bisect_left(self._starts, sentence.block.start)
        return self.attributions[first : bisect_right(self._starts, sentence.block.end)]

    def cited_between(self, start: int, end: int) -> list[Citation]:
        """The citations whose words or markers stand between two offsets, both included."""
        return self.citations[bisect_left(self._cited, start) : bisect_right(self._cited, end)]

    def cites(self, sentence: Sentence, offset: int) -> tuple[Ref, ...]:
        """What is named as origin of the words at an offset.

        The footnote of the sentence (the nearest marker behind the words), else the citation that reaches there, else
        the results that a story is about.
        """
        notes = [c for c in self.cited_between(sentence.start, sentence.end + 1) if c.footnote]
        behind = [c for c in notes if c.at >= offset]
        if notes:
            return ((behind[0] if behind else notes[-1]).ref,)
        block = sentence.block
        reaching = [
            c
            for c in self.cited_between(block.start, block.end)
            if not c.footnote and c.start <= offset < c.end
        ]
        return (reaching[-1].ref,) if reaching else self._from_results(sentence, offset)

    def _from_results(self, sentence: Sentence, offset: int) -> tuple[Ref, ...]:
        """In a story about results the results stay the origin, until the paragraph turns to its own voice (据了解)."""
        named, places = self._results
        before = bisect_left(places, offset)
        if (
            not before
            or sentence.block.kind is not BlockKind.PARAGRAPH
            or self.at(offset).attribution is not None
        ):
            return ()
        own = self.ctx.words("own-voice").within(sentence.block.start, offset)
        return () if any(word.entry.get("ends") for word in own) else (named[before - 1].ref,)


class _Finder:
    def __init__(self, ctx: Context, citations: list[Citation]) -> None:
        self.ctx = ctx
        self.cited_at = [c.at for c in citations if not c.footnote]
        self.last_person: Ref | None = None
        self.last_organization: Ref | None = None
        self.last_quoted: Ref | None = None

    def find(self) -> list[Attribution]:
        found: list[Attribution] = []
        by_block: dict[int, list[Sentence]] = {}
        for sentence in self.ctx.layout.sentences:
            by_block.setdefault(sentence.block.start, []).append(sentence)
        for sentences in by_block.values():
            block = sentences[0].block
            found += self._block(block, sentences)
        found.sort(key=lambda a: (a.start, -a.end))
        return found

    def _block(self, block: Block, sentences: list[Sentence]) -> list[Attribution]:
        ctx = self.ctx
        frames: list[Attribution] = []
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            frames += self._headline(block)
        for sentence in sentences:
            for verb in ctx.words("reporting-verbs").within(sentence.start, sentence.end):
                frame = self._frame(block, sentence, verb)
                if frame is not None:
                    frames.append(frame)
                    if frame.speaker is not None:
                        self.last_quoted = frame.speaker
            self._remember(sentence)
        frames += self._quotations(block, frames)
        return self._bounded(frames, sentences)

    def _remember(self, sentence: Sentence) -> None:
        for entity in self.ctx.entities.within(sentence.start, sentence.end):
            if entity.ref.type == "Person":
                self.last_person = entity.ref
            elif entity.ref.type in SPEAKER_TYPES:
                self.last_organization = entity.ref

    def _frame(self, block: Block, sentence: Sentence, verb: Hit) -> Attribution | None:
        """张阔在演讲中表示，…: a speaker, the verb, and what follows."""
        ctx = self.ctx
        if ctx.entities.covering(verb.start, verb.end) or ctx.metrics.covering(verb.start, verb.end):
            return None
        word = ctx.folded[verb.start : verb.end]
        after = _AFTER_VERB.match(ctx.folded, verb.end, block.end)
        act = verb.entry.get("content") == "act"
        if after is None and (word in _SHORT or _NOUN_AFTER.match(ctx.folded, verb.end)):
            return None
        clause = sentence.clause_at(verb.start)
        who = self._speaker(clause.start, verb.start)
        if who is None:
            if (
                after is None
                or not 2 <= verb.start - clause.start <= 14
                or verb.entry.get("content") == "act"
            ):
                return None
            # 目击者称，…: somebody whom no name tells takes over from whoever spoke before
            who = None, clause.start, 0.5
        speaker, at, sure = who
        if after is None:
            sure -= 0.15
        content = after.start(1) if after else verb.end
        while content < block.end and ctx.folded[content] in "，：:, ":
            content += 1
        before = self._quote_before(block, clause.start)
        if before is not None and content >= sentence.end:
            return Attribution(before[0], before[1], at, speaker, word, quoted=True, sure=sure)
        start = before[0] if before is not None else content
        # an attribution in the same clause as the words stays with them: 网易宣布成立…, 国际站方面提及…
        inline = act or after is None
        # and reaches no further than its sentence; the doing itself (公布业绩，…) no further than its clause
        end = block.end
        if "报告" in ctx.folded[at : verb.start] or "报导" in ctx.folded[at : verb.start]:
            end = sentence.end
        if inline:
            start, end = at, (clause.end if act and after is None else sentence.end)
        return Attribution(start, end, at, speaker, word, act=act, sure=sure)

    def _speaker(self, start: int, end: int) -> tuple[Ref | None, int, float] | None:
        """Who stands before a reporting verb in its clause: the ref, where the frame begins, how sure."""
        ctx = self.ctx
        names = [e for e in ctx.entities.within(start, end) if e.ref.type in SPEAKER_TYPES]
        people = [e for e in names if e.ref.type == "Person"]
        for entity in [*reversed(people), *reversed(names)]:
            if _BETWEEN.fullmatch(ctx.folded, entity.end, end):
                return entity.ref, self._frame_start(start, entity, names), 0.95
        for pronoun in reversed(ctx.words("pronouns").within(start, end)):
            if pronoun.start - start > 6 or not _BETWEEN.fullmatch(ctx.folded, pronoun.end, end):
                continue
            person = pronoun.entry.get("refers") == "Person"
            ref = self.last_person if person else self.last_organization
            if ref is None:
                return None
            return Ref(ref.id, ref.label, ctx.text[pronoun.start : pronoun.end], ref.type), pronoun.start, 0.8
        for group in reversed(ctx.words("anonymous").within(start, end)):
            if _BETWEEN.fullmatch(ctx.folded, group.end, end):
                return None, group.start, 0.7
        return None

    def _frame_start(self, start: int, entity: EntitySpan, names: list[EntitySpan]) -> int:
        """A title before the person belongs to the frame: 阿里巴巴国际站总裁张阔."""
        first = entity.start
        for name in reversed(names):
            if name.end <= first and first - name.end <= 12:
                first = name.start
        return max(start, first)

    def _quote_before(self, block: Block, at: int) -> tuple[int, int] | None:
        """The quotation that ends right before a clause: “……”张阔表示."""
        ctx = self.ctx
        end = at
        while end > block.start and ctx.folded[end - 1] in " ，,。":
            end -= 1
        if end <= block.start or ctx.folded[end - 1] not in _CLOSE:
            return None
        opened = max(ctx.folded.rfind(mark, block.start, end - 1) for mark in _OPEN)
        if opened < 0:
            return None
        return opened + 1, end - 1

    def _headline(self, block: Block) -> list[Attribution]:
        """阿里巴巴国际站张阔：越南外贸的增长 未对中国外贸中小企业造成冲击."""
        ctx = self.ctx
        colon = _TITLE_SPEECH.search(ctx.folded, block.start, block.end)
        if colon is None or colon.start() - block.start > 30:
            return []
        names = [e for e in ctx.entities.within(block.start, colon.start()) if e.ref.type in SPEAKER_TYPES]
        if not names or names[-1].end != colon.start():
            return []
        return [Attribution(colon.end(), block.end, block.start, names[-1].ref, "：", sure=0.85)]

    def _quotations(self, block: Block, frames: list[Attribution]) -> list[Attribution]:
        """Free-standing speech in quotation marks belongs to the person quoted nearby or last."""
        ctx = self.ctx
        found: list[Attribution] = []
        for quotation in _QUOTATION.finditer(ctx.text, block.start, block.end):
            group = 1 if quotation[1] is not None else 2 if quotation[2] is not None else 3
            start, end = quotation.span(group)
            if end - start < 12 or not _SPEECH.search(ctx.folded, start, end):
                continue
            if any(f.start <= start and end <= f.end for f in frames):
                continue
            behind = [f for f in frames if 0 <= f.opened - quotation.end() <= 40 and f.speaker is not None]
            ahead = [f for f in frames if f.start <= start and f.speaker is not None]
            speaker = (behind[0].speaker if behind else None) or (
                ahead[-1].speaker if ahead else self.last_quoted
            )
            if speaker is not None:
                found.append(
                    Attribution(start, end, quotation.start(), speaker, QUOTATION, quoted=True, sure=0.75)
                )
        return found

    def _bounded(self, frames: list[Attribution], sentences: list[Sentence]) -> list[Attribution]:
        """End each frame where the next speaker begins or where the text returns to its own voice."""
        opened = sorted(frame.opened for frame in frames)
        returns = [sentence.start for sentence in sentences if self._own_voice(sentence)]
        bounded: list[Attribution] = []
        frames.sort(key=lambda f: (f.start, f.opened))
        for frame in frames:
            end = frame.end
            if not frame.quoted:
                # “……”张阔表示，… opens behind its own quotation, which does not end it
                for stops, from_ in ((opened, max(frame.start, frame.opened)), (returns, frame.start)):
                    place = bisect_right(stops, from_)
                    if place < len(stops):
                        end = min(end, stops[place])
                end = self._closing_quote(frame.start, end)
            if end > frame.start:
                bounded.append(replace(frame, end=end))
        return bounded

    def _own_voice(self, sentence: Sentence) -> bool:
        """Whether a sentence begins as nobody's speech: 事实上, 据海关统计, 海关数据显示."""
        if self.ctx.folded.startswith(("据", "根据"), sentence.start):
            return True
        cited = bisect_right(self.cited_at, sentence.start - 1)
        if cited < len(self.cited_at) and self.cited_at[cited] < sentence.clauses[0].end:
            # 从海关数据来看 is how a speaker goes on
            return not self.ctx.folded.startswith("从", sentence.start)
        return self.ctx.words("own-voice").starting_at(sentence.start) is not None

    def _closing_quote(self, start: int, end: int) -> int:
        """When what is said begins with a quotation mark, it ends where that closes."""
        ctx = self.ctx
        if start < end and ctx.folded[start] in "“「":
            close = ctx.folded.find("”" if ctx.folded[start] == "“" else "」", start, end)
            if close > 0:
                return close + 1
        return end
