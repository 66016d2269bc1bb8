"""Who says it: attribution frames (speaker, reporting verb, what is said) and how far they reach.

A frame opens at a reporting verb with a speaker before it (张阔在演讲中表示，…), at a quotation whose speaker stands
beside it or at a speaker's colon (答：…), and reaches to the end of its paragraph, unless another speaker takes over or
the text returns to its own voice (事实上, 据了解).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import regex

from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh import quotations
from kg.extract.zh.citations import Citation, find_citations
from kg.extract.zh.speakers import Speaker, Speakers
from kg.extract.zh.turns import Attribution, answers, heading_end, headline, issuer, joined, own_voice
from kg.lexicon import Hit
from kg.model import Block, BlockKind, Ref

_RESULTS = regex.compile(r"财报|業績|业绩|财务报告|年报|季报")
_RESULTS_STORY = regex.compile(r"财年|财报|业绩|年报|季报")
_OPENING = 200
"""Characters at the start in which a word for results makes the whole text a story about them."""
_AFTER_VERB = regex.compile(
    r"\s*(?:道|说|称|了|到|过|着|指)?\s*(?:[（(][^（()）]{0,30}[）)])?([，：:,“「\"]|$)"
)
_ENDS = "。！？；!?;”」"
_SHORT = frozenset("称说指讲问答料")
_NOUN_AFTER = regex.compile(r"的|了?(?:《|〈)|会|书|价|量|率|期|值|人|者|稿|单|中[，的]|显示|后[，的]|函|栏")
_NOUN_BEFORE = regex.compile(
    r"(?:[的份项条则次篇封等此该其]|上述|发表|发布|作出|做出|给出|提出|新闻|媒体|最新|根据|符合|超出?|低于|高于|好于)$"
)
_REACHING = 8
_LEAD = 30
_NEAREST = 24
"""Citations before a figure that can reach it: each ends where the next one in words begins."""
_SEMICOLON = ("；", ";")
_CONTINUES = regex.compile(r"其中")
_EMBEDS = frozenset("是为让使")
"""L1是国际站认为有潜力的买家: what follows tells of a noun, nobody speaks."""
_NO_VERB = frozenset("不未没莫")
QUOTATION = "“”"
"""The verb of an attribution that has none: free-standing speech in quotation marks."""
_CLAUSE_VERBS = frozenset({"clause", "opinion", "report", "view"})
_PLAIN = frozenset({"clause", "opinion", "release", "act"})
_MARKS = '“「"'


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks at a place."""

    speaker: Ref | None
    attribution: Attribution | None


NOBODY = Voice(None, None)
"""The text's own voice."""


class Voices:
    """All attributions and citations of one document."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.citations: list[Citation] = find_citations(ctx)
        finder = _Finder(ctx, self.citations)
        self.attributions = finder.find()
        self.own = None if ctx.stories.several else finder.speakers.own
        self._starts = [a.start for a in self.attributions]
        self._voices = [Voice(a.speaker, a) for a in self.attributions]
        self._opened = sorted(a.opened for a in self.attributions)
        self._cited = [c.at for c in self.citations]
        self._notes = any(c.footnote for c in self.citations)
        story = ctx.stories.several or _RESULTS_STORY.search(ctx.folded, 0, _OPENING) is not None
        named = [c for c in self.citations if story and not c.footnote and _RESULTS.search(c.ref.text)]
        self._results = named, [c.at for c in named]

    def at(self, offset: int) -> Voice:
        """Who speaks at an offset: the frame that opened last before it and reaches it."""
        place = bisect_right(self._starts, offset)
        for at in range(place - 1, max(0, place - 6) - 1, -1):
            if offset < self.attributions[at].end:
                return self._voices[at]
        return NOBODY

    def opens_after(self, offset: int) -> bool:
        """Whether somebody begins to speak right behind an offset: 6月12日，张阔表示."""
        place = bisect_left(self._opened, offset)
        return place < len(self._opened) and self._opened[place] - offset <= 2

    def around(self, sentence: Sentence) -> list[Attribution]:
        """The attributions that can hold in a sentence; none leaves its block."""
        # each frame ends where the next opens, so that only the last few before a sentence can reach it
        first = bisect_left(self._starts, sentence.block.start)
        first = max(first, bisect_left(self._starts, sentence.start) - _REACHING)
        return self.attributions[first : bisect_right(self._starts, sentence.end)]

    def cited_between(self, start: int, end: int) -> list[Citation]:
        """The citations whose words or markers stand between two offsets, both included."""
        return self.citations[bisect_left(self._cited, start) : bisect_right(self._cited, end)]

    def cites(self, sentence: Sentence, offset: int) -> tuple[Ref, ...]:
        """What is named as origin of the words at an offset.

        The footnote of the sentence (the nearest marker behind the words), else the citation that reaches there, else
        the results that a story is about.
        """
        note = self._noted(sentence, offset)
        if note is not None:
            return (note.ref,)
        said = self.at(offset).attribution
        last = bisect_right(self._cited, sentence.end)
        reaching = [
            c
            for c in self.citations[max(0, last - _NEAREST) : last]
            if not c.footnote and c.start <= offset < c.end and not self._said_since(c, said)
        ]
        return (reaching[-1].ref,) if reaching else self._from_results(sentence, offset)

    def _noted(self, sentence: Sentence, offset: int) -> Citation | None:
        """The footnote of a sentence, or of the one that it goes over into (；, 其中)."""
        here: Sentence | None = sentence if self._notes else None
        while here is not None:
            notes = [c for c in self.cited_between(here.start, here.end + 1) if c.footnote]
            if notes:
                behind = [c for c in notes if c.at >= offset]
                return behind[0] if behind else notes[-1]
            following = self.ctx.layout.following(here)
            goes_on = following is not None and (
                self.ctx.folded[here.end : here.end + 1] in _SEMICOLON
                or _CONTINUES.match(self.ctx.folded, following.start) is not None
            )
            here = following if goes_on else None
        return None

    def _said_since(self, citation: Citation, said: Attribution | None) -> bool:
        """Whether somebody began to speak in a sentence after the one that cites."""
        if said is None or said.speaker is None or said.opened <= citation.at:
            return False
        sentence = self.ctx.layout.sentence_at(citation.at)
        return sentence is not None and said.opened > sentence.end

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
        if places[before - 1] < self.ctx.stories.span(offset)[0]:
            return ()  # another story of a digest
        own = self.ctx.words("own-voice").within(sentence.block.start, offset)
        return () if any(word.entry.get("ends") for word in own) else (named[before - 1].ref,)


class _Finder:
    def __init__(self, ctx: Context, citations: list[Citation]) -> None:
        self.ctx = ctx
        self.cited_at = [c.at for c in citations if not c.footnote]
        self.speakers = Speakers(ctx)

    def find(self) -> list[Attribution]:
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
            verb
            for verb in ctx.words("reporting-verbs").within(sentence.start, sentence.end)
            if ctx.entities.covering(verb.start, verb.end) is None
            and ctx.metrics.covering(verb.start, verb.end) is None
            and ctx.words("no-reporting").covering(verb.start, verb.end) is None
            and ctx.folded[verb.start - 1 : verb.start] not in _NO_VERB
            and not self._noun(sentence, verb)
        ]

    def _noun(self, sentence: Sentence, verb: Hit) -> bool:
        """一份声明, 他的建议: no verb."""
        if verb.entry.get("nominal") != "true":
            return False
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
        if who.elided and current is not None and current.end > verb.start:
            # …，并称… goes on speaking; …，并倡导… does something else
            if content != "act" or current.words or after is not None:
                return None
            who = replace(who, ref=current.speaker)
        return self._framed(block, sentence, clause, verb, who, quote, after.start(1) if after else None)

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
        end = sentence.end if who.document else heading_end(ctx, sentence) or block.end
        start = quote[0] if quote is not None else words
        return Attribution(start, end, at, who.ref, word, act=act, group=who.group, sure=sure)

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
