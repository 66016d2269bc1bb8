"""Statement claims: what a named speaker says, plans or announces without a figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.quotes import clip
from kg.extract.zh.attribution import Voice, Voices
from kg.extract.zh.plans import PLANS, planner
from kg.extract.zh.slots import heard
from kg.extract.zh.topics import Topics
from kg.extract.zh.turns import Attribution
from kg.model import BlockKind, How, Mention, Modality, Quote, Ref, Span, Step, Trace, mention

_SHORTEST = 6
_LONGEST = 320
_WORD = 12
"""Characters in a word set apart by quotation marks at most."""
_MODAL_CLAUSE = regex.compile(r"(?:有望|将|预计|计划|力争|可能|或将|会(?![议计员长]))")
_PIECE = 7
_CONFIDENCE = {"plan": 0.7, "cited": 0.55}
_TRIM = '，。；、：:,.!！?？ “”"「」　①②③④⑤⑥⑦⑧⑨⑩■●▲'
_BASIS = regex.compile(r"(?:条例|法|规定|办法|细则|协议|合同|章程|通知书|规则)》?$")
"""What somebody acts on and does not learn from: 依据《处分条例》."""
_KEPT = regex.compile(r"(?:根据|对)|.{2,40}(?:指出|表明|佐证[^，]{0,8})$")
"""A citing clause that stays with its words; 据路透社报道， and X数据显示， are left out of the quote."""
_CONDITION = regex.compile(r"(?:如果说|假如说)，?")
_TURN = regex.compile(r"但是?|而(?!且)|不过|然而")
_NO_TOPIC = regex.compile(r"[这那其]|我国|.{1,3}的$|发展|深入|全面|大力|积极")
"""Words that go on with the thing of the clause before: 这个趋势从未改变, 发展伙伴体系."""
_GOES_ON = regex.compile(r"(?:并|且|还|又|也)?(?:补充|进一步)?(?:称|认为|指出|强调|表示|说)(?!为|之)")
"""Words with which who speaks goes on: …，称网易将…."""
_SAYS_ON = regex.compile(rf"{_GOES_ON.pattern}[，：:,]")
_BOILERPLATE = regex.compile(r"(?:公司|特此)?(?:提示|提醒)?敬请")
"""With it the warning at the end of notices to shareholders begins."""
_NUMBER = regex.compile(r"\d{1,2}[.．、](?!\d)\s*")
_CREDIT = regex.compile(r"[（(]?(?:责任?编辑?|编辑|编译|图片来源|来源|作者|记者|译者|核稿|校对|摄影)[：:]")
"""Who made the text, in brackets behind it: （编辑：…）."""
_HANGING = regex.compile(r"(?:拟|将|计划|预计|自|于|在)[^，。；]{2,40}(?:内|起|后|前|间|之日)$")
"""拟在公告之日起3个月内，减持…: when what the figure tells will be done, and nothing by itself."""
_TAIL = regex.compile(r"，(?:同时|其中|此外|另外|并|且)$")
_QUESTION = regex.compile(r"[？?]$")
_ASKS = regex.compile(r"如何|什么|哪些|是否|怎么")
"""In the first clause these make a question of what is said: 重点是看能否改善 behind a statement does not."""


def statement_mentions(
    ctx: Context, voices: Voices, quantified: Sequence[Mention], *, base: str
) -> Iterator[Mention]:
    """A mention for each proposition that somebody makes without a figure, in order."""
    topics = Topics(ctx, voices.own)
    quoted = sorted((m.quote.start, m.quote.end) for m in quantified)
    for sentence in ctx.layout.sentences:
        # the quote of a figure begins in the figure's own sentence
        taken = quoted[bisect_left(quoted, (sentence.start,)) : bisect_left(quoted, (sentence.end,))]
        around = voices.around(sentence)
        if around:
            yield from _spoken(ctx, voices, topics, sentence, around, taken, base)
        yield from _planned(ctx, voices, topics, sentence, taken, base)
        if not any(a.opened < sentence.end and a.end > sentence.start for a in around):
            yield from _cited(ctx, voices, topics, sentence, taken, base)


def _spoken(
    ctx: Context,
    voices: Voices,
    topics: Topics,
    sentence: Sentence,
    around: Sequence[Attribution],
    taken: list[tuple[int, int]],
    base: str,
) -> Iterator[Mention]:
    """What stands within an attribution: one mention for the sentence, another where the modality changes."""
    frames = [a for a in around if a.start < sentence.end and a.end > sentence.start]
    for frame in frames:
        unsaid = frame.speaker is None and not frame.group
        if unsaid or (frame.release and frame.start == frame.opened):
            continue
        start, end = max(sentence.start, frame.start), min(sentence.end, frame.end)
        if voices.at(start).attribution is not frame and voices.at(end - 1).attribution is not frame:
            continue
        about: Ref | None = None
        for first, last in _pieces(ctx, topics, sentence, start, end):
            for at, until in _beside_figures(topics, sentence, first, last, taken):
                told = ctx.words("reporting-verbs").ending_at(until)
                if (
                    told is not None
                    and told.entry.get("content") == "clause"
                    and not told.entry.get("nominal")
                ):
                    continue  # …部长在论坛上说: who says so and nothing that is said
                announced = frame.act and not frame.proposes and until == last
                if (
                    until < last or (frame.words and not announced) or end < sentence.end
                ) and not topics.stands(sentence, max(at, frame.words), until):
                    continue
                if _worth(ctx, at, until) and not (until < last and _HANGING.search(ctx.folded, at, until)):
                    made = _statement(
                        ctx, voices, topics, sentence, at, until, base, "said", frame=frame, before=about
                    )
                    about = made.subject
                    yield made


def _planned(
    ctx: Context,
    voices: Voices,
    topics: Topics,
    sentence: Sentence,
    taken: list[tuple[int, int]],
    base: str,
) -> Iterator[Mention]:
    """A named body's own plan: 国际站计划于今年9月推出…; its speaker is null."""
    if sentence.block.kind not in (
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.TITLE,
        BlockKind.DIGEST,
    ):
        return
    if not any(ctx.words(role).within(sentence.start, sentence.end + _WORD) for role in PLANS):
        return  # nor a plan, as in most sentences
    for clause in sentence.clauses:
        told = voices.at(clause.start).attribution
        if clause.inner or (told is not None and (told.speaker is not None or told.group)):
            continue
        who = planner(ctx, topics, clause)
        if who is None:
            continue
        start = _with_lead(ctx, sentence, clause)
        for first, last in _beside_figures(topics, sentence, start, sentence.end, taken):
            if first == start and _worth(ctx, *_trim(ctx, first, last)):
                yield _statement(ctx, voices, topics, sentence, first, last, base, "plan", about=who)
        return


def _with_lead(ctx: Context, sentence: Sentence, clause: Clause) -> int:
    """Time and viewpoint words before the clause stay in the quote."""
    start = clause.start
    for before in sentence.before(clause):
        words = ctx.folded[before.start : before.end]
        apart = ctx.folded[before.end : before.end + 1] in ("：", ":") or words.startswith(("据", "根据"))
        if len(words) <= 8 and not apart and ctx.words("own-voice").starting_at(before.start) is None:
            start = before.start
        else:
            break
    return start


def _cited(
    ctx: Context,
    voices: Voices,
    topics: Topics,
    sentence: Sentence,
    taken: list[tuple[int, int]],
    base: str,
) -> Iterator[Mention]:
    """What a named document or body of data vouches for: 根据某研究，视频正在成为…."""
    for citation in voices.cited_between(sentence.start, sentence.end - 1):
        if citation.footnote:
            continue
        start, end = sentence.start, sentence.end
        if _BASIS.search(citation.ref.label):
            return
        after = ctx.folded.find("，", citation.at, end)
        if after < 0:
            after = citation.words - 1  # 某某公司调查发现效果不佳
        if end - after < _SHORTEST or citation.words > after + 1:
            return
        if (
            ctx.folded[after] == "，"
            and _KEPT.match(ctx.folded, sentence.clause_at(citation.at).start, after) is None
        ):
            start = after + 1
        for first, last in _beside_figures(topics, sentence, start, end, taken):
            at, until = _trim(ctx, first, last)
            said = max(at, after + 1)
            if _worth(ctx, said, until) and (last == end or topics.stands(sentence, said, until)):
                yield _statement(ctx, voices, topics, sentence, at, until, base, "cited")
        return


def _pieces(
    ctx: Context, topics: Topics, sentence: Sentence, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Cut a spoken sentence where its modality changes at a clause or somebody else is spoken of."""
    cuts = [start]
    about: Ref | None = None
    lead: int | None = None
    for clause in sentence.clauses:
        if clause.inner or clause.end <= start or clause.start >= end:
            continue
        at = max(start, clause.start)
        subject = topics.own_subject(clause)
        modal = _MODAL_CLAUSE.match(ctx.folded, at) or _GOES_ON.match(ctx.folded, at)
        # who or what is new takes over; a mere noun can be the topic of the clause before in other words
        named = (
            (subject is not None and subject.type is not None)
            or ctx.folded.startswith("我们", at)
            or (subject is not None and clause.start >= start and _turns(ctx, topics, clause, at, subject))
        )
        other = named and subject is not None and about is not None and subject.key() != about.key()
        # in headlines a space stands before what is another matter, if it does not go on with a verb
        spaced = ctx.folded[at - 1 : at] == " " and ctx.verbs.starting_at(at) is None and topics.begins(at)
        dashed = ctx.folded[at - 1 : at] == "—"
        if (
            at > start
            and (modal or other or spaced)
            and not dashed
            and at - cuts[-1] >= _PIECE
            and end - at >= _PIECE
        ):
            cut = at if modal or spaced or lead is None else lead
            alone = topics.stands(sentence, cuts[-1], cut) and not topics.follows_condition(sentence, cut)
            if alone:
                cuts.append(cut)
        about = subject or about
        # a day or view before the clause goes with it: 下一个20年，…
        lead = (lead or at) if clause.end - at <= 10 and subject is None else None
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        yield _trim(ctx, first, last)


def _turns(ctx: Context, topics: Topics, clause: Clause, at: int, subject: Ref) -> bool:
    """Whether a clause turns to another thing: 内需疲软，|收紧货币政策将…, but not …，这个趋势…."""
    start = topics.opening(at, clause.end)
    end = start + len(subject.text)
    if _NO_TOPIC.match(ctx.folded, start, end) or ctx.verbs.starting_at(start) or end > clause.end:
        return False
    return end - at > 2 or _TURN.match(ctx.folded, at) is not None


def _trim(ctx: Context, start: int, end: int) -> tuple[int, int]:
    while start < end and ctx.text[start] in _TRIM:
        if ctx.text[start] == "“" and 0 < ctx.text.find("”", start, end - 1) < start + _WORD:
            break  # “十四五”时期…: a word set apart
        start += 1
    numbered = _NUMBER.match(ctx.folded, start, end)
    start = numbered.end() if numbered is not None else start
    while end > start and ctx.text[end - 1] in _TRIM:
        end -= 1
    tail = _TAIL.search(ctx.folded, max(start, end - 4), end)
    end = tail.start() if tail is not None else end
    # a quotation mark that opens inside keeps its closing one: “数字化出海口”
    inside = ctx.text[start:end]
    if inside.count("“") > inside.count("”") and ctx.text[end : end + 1] == "”":
        end += 1
    condition = _CONDITION.match(ctx.folded, start, end) or _SAYS_ON.match(ctx.folded, start, end)
    return (condition.end() if condition else start), end


def _past_citation(voices: Voices, sentence: Sentence, start: int, end: int) -> int:
    """What is cited goes to its slot and leaves the quote: 从海关总署公布的数据来看，…."""
    for citation in voices.cited_between(start, start + 4):
        if citation.footnote:
            continue
        clause = sentence.clause_at(citation.at)
        if citation.start in (clause.start, clause.end) and end - clause.end > _SHORTEST:
            return clause.end
    return start


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether no quantity claim is quoted from this stretch."""
    return not any(first < end and start < last for first, last in taken)


def _beside_figures(
    topics: Topics, sentence: Sentence, start: int, end: int, taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The clauses before the first that carries a figure, and those behind one that begin with a subject of their own."""
    at, whole = start, True
    for first, last in taken:
        if last <= at or first >= end:
            continue
        whole = False
        cut = max((clause.end for clause in sentence.clauses if clause.end <= first), default=at)
        enough = cut - at >= _SHORTEST and _begins(topics, sentence, at)
        if enough or (cut - at >= 2 * _SHORTEST and at == start):
            yield at, cut
        at = min((c.start for c in sentence.clauses if not c.inner and c.start >= last), default=end)
    if whole or (end - at >= _SHORTEST and _begins(topics, sentence, at)):
        yield at, end


def _begins(topics: Topics, sentence: Sentence, at: int) -> bool:
    """Whether the clause at an offset names what it is about."""
    return topics.own_subject(sentence.clause_at(at)) is not None


def _worth(ctx: Context, start: int, end: int) -> bool:
    if not _SHORTEST <= end - start <= _LONGEST:
        return False
    if ctx.folded[start] in "(（" and ctx.folded[end - 1] in ")）":
        return False
    if _CREDIT.match(ctx.folded, start, end) or _BOILERPLATE.match(ctx.folded, start, end):
        return False
    if _QUESTION.search(ctx.folded, start, min(len(ctx.folded), end + 1)):
        return False
    comma = ctx.folded.find("，", start, end)
    return not _ASKS.search(ctx.folded, start, comma if comma > start + _SHORTEST else end)


def _statement(
    ctx: Context,
    voices: Voices,
    topics: Topics,
    sentence: Sentence,
    start: int,
    end: int,
    base: str,
    rule: str,
    *,
    frame: Attribution | None = None,
    before: Ref | None = None,
    about: Ref | None = None,
) -> Mention:
    start, end = clip(ctx.analysis.document, *_trim(ctx, start, end), at=start)
    speaker = frame.speaker if frame is not None else None
    words = start
    if frame is not None:
        start, end = _trim(ctx, _past_citation(voices, sentence, start, end), end)
        words = frame.words if start < frame.words < end else start
    subject = about or topics.subject(sentence, words, end, speaker, before) or speaker
    ordered = frame is not None and frame.proposes and not frame.act
    if ordered and subject is not None and subject.type in (None, "Thing"):
        subject = speaker  # 完善储备制度: who issued the document does it
    confidence = frame.sure - 0.1 if frame is not None else _CONFIDENCE[rule]
    named = _named(ctx, subject, start, end, before)
    return mention(
        ctx.source,
        Quote.of(ctx.text, start, end),
        rule=rule,
        confidence=round(confidence, 2),
        base=base,
        subject=subject,
        speaker=speaker,
        cites=voices.cites(sentence, start if frame is not None else end - 1),
        modality=_modality(topics, words, end, subject, rule, frame),
        trace=Trace(confidence, (named, *heard(Voice(speaker, frame)))),
    )


def _named(ctx: Context, subject: Ref | None, start: int, end: int, before: Ref | None) -> Step:
    """How the subject of a statement was found."""
    if subject is None:
        return Step("subject", How.MISSING)
    if subject.text in ctx.text[start:end]:
        return Step("subject", How.HERE, at=Span(start, end))
    return Step("subject", How.CLAUSE if subject is before else How.MEANT)


def _modality(
    topics: Topics, start: int, end: int, subject: Ref | None, rule: str, frame: Attribution | None
) -> Modality:
    if rule == "plan" or (frame is not None and frame.proposes):
        return Modality.PLANNED
    if frame is not None and frame.words == start:
        start -= len(frame.verb)  # 机构看好…, 外界预料…: the verb tells how it is meant
    return topics.modality(start, end, subject, frame.speaker if frame is not None else None)
