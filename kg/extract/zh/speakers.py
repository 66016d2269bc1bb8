"""Who stands before a reporting verb: a name, a pronoun for one, a body's spokespeople, or somebody whom nobody names.

A clause is read backwards from its verb: adverbs (近日, 也), the occasion (在演讲中, 对记者) and days are passed over
until the one who speaks is reached.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import SPEAKER_TYPES, Context
from kg.extract.index import Spans
from kg.extract.zh.inside import part_of_word
from kg.extract.zh.own_company import STATE, own_company
from kg.extract.zh.speech_asides import before_aside, before_called
from kg.lexicon import Hit
from kg.model import Block, Ref

_SPACE = " \t\u200b　"
_FARTHEST = 60
"""Characters that an occasion can be long: 在国务院新闻办公室今天上午举行的新闻发布会上."""
_RECENT = 12
_FIRST = 8
"""Clauses of a sentence in which the speaker of a later one can stand."""
_CHAIN = 6
"""Characters at most between a name and the title or name that belongs to it: 阿里巴巴国际站 + 总裁 + 张阔."""
_LISTED = regex.compile(r"\d{1,2}[、.．)）]\s*")
_DATELINE = regex.compile(r"[电讯][）)】]?$|快讯$|消息$")
_NUMERAL = regex.compile(
    r"^(?:有|另)?(?:一些|一?[名位个家份篇项则]|[多数几两三四五]+[名位个家]|这[名位]|那[名位]|某)"
)
_DESCRIBED = regex.compile(
    r"(?:总部)?(?:位于|设于|设在|坐落于|来自|隶属于?|主管|负责)[^，。；：、的“”]{2,16}的"
)
"""总部位于英国的|海事分析公司温沃德: what only tells who somebody is."""
_JOINS = regex.compile("[而但则且也还均都亦仍另就已曾虽]|并(?!行)")
"""Fillers of one character before who speaks; with others a name begins: 再鼎医药, 和远气体, 能源部."""
_BRANCH = regex.compile(r"据?(?P<name>[^\W\d的在与和对向据从由是为被将]{2,4})")
"""安世|中国: a country ends the name of somebody's branch there."""
_BASED = regex.compile(r"(?<=\p{Han}{3})(?:根据|依据|按照|结合|基于)")
_NO_NAME = regex.compile(
    r"[的了是被把就而但若所这那其此没给让说我你他她它不使跟如听、，。；：？！?!《》〈〉]|可以|能够|可能|已经|如果|因为|现予|特此|会商|虽然|为何|什么|怎么|予以|首次|亮相"
)
_SOMEBODY = regex.compile(r"[者人员方士客民家长某生主们友户师商媒报V]$")
_ADDRESS = regex.compile(r"(?:微博|推特|脸书|社交媒体|朋友圈|平台|微信)$")
_BODY = "机构"
_NAMED = 3
"""Characters before 机构 that make a name of it."""
_COMPANY = regex.compile(r"(?:公司|集团|企业|平台)$")
_OFFICIAL = regex.compile(r"(?:高级)?(?:官员|高官)$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `ref` None for somebody unnamed. `start` is where title and name begin, `sure` how sure that is."""

    ref: Ref | None
    start: int
    sure: float
    document: bool = False
    """Whether it is a body's report that says so: WTO报告指出."""
    group: bool = False
    """Whether it is a group that names nobody (业内人士): its words are claims all the same."""
    elided: bool = False
    """Whether the speaker stands in an earlier clause."""


class Speakers:
    """Finds the speakers of one document, remembering who was named and who spoke last."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        # 经 of 经济 and 就 of 就业 open nothing
        self.openers = Spans(
            (w for w in ctx.words("occasion-openers") if not part_of_word(ctx, w)), ordered=True
        )
        self.person: Ref | None = None
        self.organizations: list[Ref] = []
        self.last: Ref | None = None
        self.quoted: Ref | None = None
        """The person who spoke last: free-standing speech is hers."""
        self.own = own_company(ctx, lambda at: self._opener(0, at) is not None)

    def remember(self, sentence: Sentence, *, said: bool) -> None:
        """Who is named in a sentence can be meant by the pronouns of the next; in what somebody `said`, 他 stays himself."""
        for entity in self.ctx.entities.within(sentence.start, sentence.end):
            if entity.ref.type == "Person":
                if not said and not self._opener(
                    sentence.start, self.with_title(sentence.start, entity.start)
                ):
                    self.person = entity.ref
            elif entity.ref.type in ("Organization", "Platform"):
                self.named(entity.ref)

    def begin(self, headline: Block) -> None:
        """Forget whom the stories before named; the company that a headline of a digest names is 公司 beneath it."""
        self.person = self.last = self.quoted = None
        self.organizations = []
        named = self.ctx.entities.within(headline.start, headline.end)
        bodies = (e.ref for e in named if e.ref.type in ("Organization", "Platform"))
        self.own = next((ref for ref in bodies if not STATE.search(ref.text)), None)

    def named(self, ref: Ref) -> None:
        """A body that 该公司 or 该协会 can mean from here on."""
        self.organizations = [ref, *self.organizations[:_RECENT]]

    def spoke(self, ref: Ref) -> None:
        """Somebody has spoken, whom 他 and 声明说 can mean from here on."""
        self.last = ref
        if ref.type == "Person":
            self.person = self.quoted = ref
        elif ref.type in ("Organization", "Platform"):
            self.named(ref)

    def before(self, start: int, end: int, *, plain: bool) -> Speaker | None:
        """Who speaks where a verb stands at `end` of a clause that begins at `start`.

        `plain` tells whether the verb is one of saying, before which a name that nobody knows can be taken for one.
        """
        start = self.past_opening(start, end)
        at, document = before_called(self.ctx.folded, start, end), False
        while True:
            at, was_document = self._back(start, at)
            document = document or was_document
            found = self._named(start, at)
            if found is not None:
                return replace(found, document=document)
            opener = self._opener_before(start, at)
            if opener is None:
                break
            at = opener
        return self._written(start, at, end, plain=plain, document=document)

    def elided(self, sentence: Sentence, before: int) -> Speaker | None:
        """Who speaks where the verb begins its clause: the first name of the sentence that no preposition governs."""
        for clause in sentence.clauses[:_FIRST]:
            if clause.end > before:
                return None
            if clause.inner or _DATELINE.search(self.ctx.folded, clause.start, clause.end):
                continue
            start = self.past_opening(clause.start, clause.end)
            for entity in self.ctx.entities.within(start, clause.end):
                first = self.with_title(start, entity.start)
                if entity.ref.type == "Publisher" or self.ctx.folded.startswith("据", first - 1):
                    break
                if entity.ref.type in SPEAKER_TYPES and first - start <= 2:
                    holder = self._holder(entity, clause.end)
                    return Speaker(holder.ref, first, 0.75, elided=True)
        return None

    def _holder(self, entity: EntitySpan, end: int) -> EntitySpan:
        """The person behind the body: 阿里巴巴国际站总裁张阔."""
        for other in self.ctx.entities.within(entity.end, min(end, entity.end + 24)):
            if other.ref.type == "Person" and self.with_title(entity.start, other.start) <= entity.start:
                return other
        return entity

    def past_opening(self, start: int, end: int) -> int:
        """Past the dateline, days and connectives at the start of a clause."""
        ctx, folded = self.ctx, self.ctx.folded
        while start < end and folded[start] in "（(【":
            close = next((at for at in range(start, min(end, start + 60)) if folded[at] in "）)】"), -1)
            if close < 0:
                return start + 1
            start = close + 1
        listed = _LISTED.match(folded, start, end)
        start = listed.end() if listed else start
        while start < end:
            if folded[start] in _SPACE + '，,、“”"':
                start += 1
                continue
            if any(
                s.starting_at(start) for s in (ctx.entities, ctx.words("pronouns"), ctx.words("anonymous"))
            ):
                break
            span = ctx.periods.starting_at(start) or ctx.durations.starting_at(start)
            word = (
                span
                or ctx.words("fillers").starting_at(start)
                or ctx.words("speech-adverbs").starting_at(start)
            )
            if word is None or word.end > end:
                break
            if span is None and word.end - start == 1 and _JOINS.match(folded, start) is None:
                break
            start = word.end
        described = _DESCRIBED.match(folded, start, end)
        return described.end() if described is not None and described.end() < end else start

    def _back(self, start: int, at: int) -> tuple[int, bool]:
        """Backwards over adverbs, days, brackets and the words for those who speak for a body."""
        ctx, folded, document = self.ctx, self.ctx.folded, False
        while at > start:
            if folded[at - 1] in _SPACE:
                at -= 1
                continue
            if folded[at - 1] in "）)":
                opened = max(folded.rfind("（", start, at), folded.rfind("(", start, at))
                if opened > start:
                    at = opened
                    continue
            name = ctx.entities.ending_at(at, floor=start)
            by = ctx.words("speech-adverbs").ending_at(at, floor=start)
            if name is not None and name.ref.type in SPEAKER_TYPES and (by is None or by.start >= name.start):
                break  # 发微博称: where it was said, no speaker
            pronoun = ctx.words("pronouns").ending_at(at, floor=start)
            if pronoun is not None and pronoun.start - start <= 1:
                break
            word = (
                ctx.words("speech-adverbs").ending_at(at, floor=start)
                or ctx.words("spokespeople").ending_at(at, floor=start)
                or ctx.words("reporting-verbs").ending_at(at, floor=start)
            )
            group = self._group(start, at)
            if group is not None and (word is None or group.start < word.start or group.start == start):
                break
            if (
                word is not None
                and ctx.entities.covering(word.start, word.end) is None
                and word.start > start
            ):
                document = document or word.entry.get("position") == "after"
                at = word.start
                continue
            period = ctx.periods.ending_at(at, floor=start)
            if period is not None and period.start > start:
                at = period.start
                continue
            aside = before_aside(folded, start, at)
            if aside is not None and aside > start:
                at = aside
                continue
            break
        return at, document

    def _named(self, start: int, at: int) -> Speaker | None:
        """The name, pronoun or unnamed group that ends here and is no object."""
        ctx = self.ctx
        name = ctx.entities.ending_at(at, floor=start)
        if name is not None and (name.ref.type in SPEAKER_TYPES or name.ref.type == "Place"):
            first = self.with_title(start, name.start)
            opener = self._opener(start, first)
            if opener is None or opener == "cited" or ctx.folded.startswith("据", first - 1):
                place = name.ref.type == "Place"
                whole = _BRANCH.fullmatch(ctx.folded, start, first) if place else None
                named = whole is not None and _NO_NAME.search(ctx.folded, start, first) is None
                acts = (ctx.verbs, ctx.words("reporting-verbs"), ctx.words("speech-adverbs"))
                if whole is not None and named and not any(words.within(start, first) for words in acts):
                    words = ctx.text[whole.start("name") : at]
                    return Speaker(Ref(None, words, words, "Organization"), whole.start("name"), 0.65)
                return Speaker(name.ref, first, 0.7 if place else 0.95)
            return None
        pronoun = ctx.words("pronouns").ending_at(at, floor=start)
        if pronoun is not None and (pronoun.start - start <= 1 or self._opener(start, pronoun.start)):
            if self._opener(start, pronoun.start) not in (None, "cited"):
                return None
            ref = self._meant(pronoun.entry.get("refers"), ctx.folded[pronoun.start : pronoun.end])
            if pronoun.entry.get("self") == "true":
                ref = self.own or ref
            if ref is None:
                return Speaker(None, pronoun.start, 0.5)
            words = ctx.text[pronoun.start : pronoun.end]
            meant = (
                ref if pronoun.entry.get("refers") == "Document" else Ref(ref.id, ref.label, words, ref.type)
            )
            return Speaker(meant, pronoun.start, 0.8)
        group = self._group(start, at)
        if group is not None and not self._addressed(start, group.start):
            # 75%的受访者表示: the share is the claim
            opened = max(ctx.folded.rfind(mark, max(0, start - _CHAIN), start) + 1 for mark in "。；！？，")
            counted = bool(ctx.quantities.within(max(opened, start - _CHAIN), at))
            claims = group.entry.get("refers") != "Document" and not counted
            return Speaker(None, group.start, 0.7, group=claims)
        return None

    def _group(self, start: int, at: int) -> Hit | None:
        """The unnamed group that ends here; 国际原子能机构 is a body with a name."""
        group = self.ctx.words("anonymous").ending_at(at, floor=start)
        body = (
            group is not None and group.start - start >= _NAMED and self.ctx.folded.endswith(_BODY, start, at)
        )
        return None if body else group

    def _addressed(self, start: int, at: int) -> bool:
        """Whether what begins here is whom somebody speaks to: 对当地媒体."""
        openers = self.openers.within(max(start, at - 6), at)
        return any(word.entry.get("content") != "cited" for word in openers)

    def _meant(self, refers: str | None, words: str) -> Ref | None:
        """Whom a pronoun stands for."""
        if refers == "Person":
            spoke = self.last if self.last is not None and self.last.type == "Person" else None
            return self.person or spoke
        if refers == "Group":
            return None
        if refers == "Document":
            return self.last
        ending = words[1:] if words.startswith("该") else ""
        company = bool(_COMPANY.search(words)) or not ending
        for ref in self.organizations:
            if company and not STATE.search(ref.text):
                return ref
            if ending and ref.text.endswith((ending, ending[-1])):
                return ref
        return self.own if company else None

    def _opener(self, start: int, at: int) -> str | None:
        """The preposition that governs what begins here: `cited` for 援引, else its place in the clause."""
        word = self.openers.ending_at(at, floor=start)
        if word is None or self._inside_name(word.start, word.end):
            return None
        return word.entry.get("content") or "occasion"

    def _opener_before(self, start: int, at: int) -> int | None:
        """Where the nearest occasion before an offset begins; what stands before it can be who speaks."""
        for word in reversed(self.openers.within(max(start, at - _FARTHEST), at)):
            if word.entry.get("content") == "cited":
                return None
            if not self._inside_name(word.start, word.end):
                return word.start
        return None

    def _inside_name(self, start: int, end: int) -> bool:
        name = self.ctx.entities.covering(start, end)
        return name is not None and (name.start < start or name.end > end)

    def with_title(self, start: int, at: int) -> int:
        """Where the titles and bodies before a name begin: 阿里巴巴国际站总裁张阔, 意大利总理德拉吉."""
        ctx = self.ctx
        while at > start:
            title = (
                ctx.words("person-titles").ending_at(at, floor=start)
                or ctx.words("titles").ending_at(at, floor=start)
                or ctx.entities.ending_at(at, floor=start)
            )
            if title is not None:
                at = title.start
                continue
            if ctx.folded[at - 1] in "、兼":
                at -= 1
                continue
            near = [e for e in ctx.entities.within(max(start, at - _CHAIN - 12), at) if e.end >= at - _CHAIN]
            between = ctx.folded[near[-1].end : at] if near else "，"
            if near and _NO_NAME.search(between) is None and not self._opener(start, at):
                if self.openers.within(near[-1].end, at):
                    break
                at = near[-1].start
                continue
            break
        return at

    def _written(self, start: int, at: int, end: int, *, plain: bool, document: bool) -> Speaker | None:
        """Somebody whom no rule for names finds, by the place in the clause: 鼎通科技在互动平台表示，…."""
        ctx = self.ctx
        if at - start < 2:
            return None
        based = _BASED.search(ctx.folded, start, at)
        at = based.start() if based is not None else at  # 预警中心|根据初步参数判断
        words = ctx.folded[start:at]
        if ctx.quantities.within(start, at):
            return None
        somebody = bool(_SOMEBODY.search(words) or _NUMERAL.match(words))
        unnamed = Speaker(None, start, 0.5) if somebody and end - start <= 24 else None
        if self.openers.within(start, at) or at - start > 18:
            return unnamed
        title = [t for t in ctx.words("person-titles").within(start, at) if t.end < at]
        if title and not _NO_NAME.search(ctx.folded, title[-1].end, at):
            name = ctx.text[title[-1].end : at].strip()
            if 2 <= len(name) <= 16:
                return Speaker(Ref(None, name, name, "Person"), start, 0.75)
        office = ctx.words("spokespeople").starting_at(at)
        if office is not None and _OFFICIAL.match(ctx.folded, at, office.end) and not STATE.search(words):
            name = ctx.text[start : office.end].strip(_SPACE).removeprefix("据")
            return Speaker(Ref(None, name, name, "Group"), start, 0.65)  # 塞内加尔卫生|官员
        if not plain or _NO_NAME.search(words) or _NUMERAL.match(words):
            return unnamed if plain else None
        common = ctx.words("cited-nouns").ending_at(at, floor=start) or self._group(start, at)
        noun = ctx.words("group-nouns").ending_at(at, floor=start)
        if common or (noun is not None and not words.endswith(_BODY)):
            return Speaker(None, start, 0.6) if plain else unnamed
        if ctx.metrics.ending_at(at) or _ADDRESS.search(words):
            return unnamed
        if ctx.verbs.starting_at(start) is not None:
            return unnamed
        name = ctx.text[start:at].strip(_SPACE)
        for cited in ("根据", "根據", "据", "據"):
            if name.startswith(cited):
                name, start = name[len(cited) :], start + len(cited)
        if name[0] == "有":
            return unnamed
        if len(name) < 2 or name[0] in "，、）)”" or name.isnumeric():
            return unnamed
        return Speaker(Ref(None, name, name, "Organization"), start, 0.65, document)
