"""What is cited: data, documents and outlets named in the text, and footnotes.

据X数据，… · 根据《意见》… · X财报显示，… · 据X报道，… · X公布业绩，… · a footnote marker behind the words. A citation in the text
reaches to the end of its paragraph or to the next citation; a footnote covers its sentence and the run that leads to it.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

import regex

from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh.cited import cited_ref
from kg.model import Block, BlockKind, Ref

_LEAD = regex.compile(r"(?:另|又|且|但)?(?:根据|依据|按照|据|引述|援引)(?!此|称|传|说|了解|悉|介绍)")
_LEADS = ("据", "按照", "引述", "援引")
"""One of which is in every lead."""
_FROM = regex.compile(r"(?:[^，。从]{0,16}记者)?(?:日前|近日|今日|独家)?(?:从|来自)")
_ADVERBS = r"(?:也|都|均|还|则|亦|又|同样|进一步)?"
_TAILS = r"(?:分析|测算|统计|调查|研究|模型|结果)?"
_SHOWS = regex.compile(
    rf"{_TAILS}{_ADVERBS}(?:的)?(?:最新)?(?:显示出?|表明|指出|统计(?![司局处科部师员学])|披露|佐证|证实|来看|上?看|称|认为|发现|提到|透露)"
)
_REPORTED = regex.compile(
    r"^(.{2,30}?)(?:的?消息|报道|报导|网?讯|电|披露|公告|公布|通报|发布|统计|预测)(?:称|指|指出|说|显示|表示)?$"
)
_OUTLET = regex.compile(
    r"(?:方面|网站|官网|官方|官微|客户端|中文版|联播|\d{1,2}[月日]|今日|近日|[（(][^（()）]*[）)])*"
)
_GOT = regex.compile(r"(?P<who>[^，。从]{2,24}?)(?:方面)?(?:处|那里)?(?:获悉|了解到|得知|获知|看到)")
_RELEASED = regex.compile(r"(?:了|的)?(?P<what>[^，。；]{0,24})$")
_SHOWN = regex.compile(r"(?P<who>[^，。；：的是]{2,16}?)(?:信息|页面|官网)?(?:最新)?显示")
_COUNTS = regex.compile(r"(?<=\p{Han}{2})统计(?=[，,：:])")
_SEEN = regex.compile(r"(?:来看|来说|上看|看|显示|统计|测算|计算|分析)?\s*")
_SAYS = regex.compile(r"(?:称|说|表示|介绍|透露|指出|认为|估计|预计|解释|回应)")
_NOTICE_DAY = regex.compile(r"公告披露(?:之?日|前|后)")
_CREDIT = regex.compile(r"[（(](?:来源[:：]|据|原载)?\s*(?P<who>[^（()）\s，。：:]{2,20})[）)]\s*$")
_TITLE = regex.compile(r"《[^《》]{2,60}》")
_ALSO = regex.compile(r"(?:还|并|同时|也)?")
_SPEECH = regex.compile(
    r"在(?P<what>[^，。；]{2,40}?(?:演讲|讲话|致辞|发言|声明|文章|专栏|报告|研报|公告|财报|简报|财报电话会))[中里上]"
)
_LISTED = regex.compile(r"[（(][^（()）]{0,40}[）)]|\d{1,2}[、.．]\s*|-{2}|[“”\s]")
_DOCUMENT = regex.compile(r"(?:19|20)\d\d|《|报告|数据|统计|公报|Report|[：:，,-]")
_EXPLAINS = regex.compile(r"[^，。：:]{2,24}(?:是指|指的?是?|，是|是)[^-]")
_ISSUED = regex.compile(r"(?:印发|发布|出台|公布|下发)了?(?:关于)?(?P<what>《[^《》]{2,60}》)")
_SPECIFIC = regex.compile(r"[“《「]|\d")
_RUN = 5
"""Sentences that a run which X报告指出 opens can have before its footnote."""


@dataclass(frozen=True, slots=True)
class Citation:
    """`ref` is named as origin of what stands between `start` and `end`; `at` is where the words or the marker stand."""

    start: int
    end: int
    at: int
    ref: Ref
    footnote: bool = False
    words: int = 0
    """Where the cited words end."""


Reader = Callable[[Context, Sentence, Clause], Citation | None]


def find_citations(ctx: Context) -> list[Citation]:
    """Every citation in the text and every footnote marker, in order."""
    notes = _footnotes(ctx)
    found = [*_in_text(ctx), *notes, *_credits(ctx)]
    found.sort(key=lambda c: (c.at, c.footnote))
    bounded: list[Citation] = []
    following: Citation | None = None
    note: Citation | None = None
    for citation in reversed(found):
        if citation.footnote:
            bounded.append(citation)
            note = citation
            continue
        if following is not None and citation.end > following.at >= citation.at:
            citation = replace(citation, end=min(citation.end, following.start))
        if note is not None and citation.at <= note.at <= citation.end:
            citation = _footnoted(ctx, citation, note)
        bounded.append(citation)
        following, note = citation, None
    return bounded[::-1]


def _footnoted(ctx: Context, citation: Citation, note: Citation) -> Citation:
    """A citation in words with the footnote that tells what it is: in its own sentence, or at the end of its run."""
    sentence = ctx.layout.sentence_at(citation.at)
    last = ctx.layout.sentence_at(max(citation.at, note.at - 1))
    if sentence is None or last is None or last.index - sentence.index > _RUN:
        return citation
    if last is sentence:
        return replace(citation, ref=note.ref)
    return replace(citation, ref=note.ref, end=min(citation.end, note.at + 1))


def _footnotes(ctx: Context) -> list[Citation]:
    notes = ctx.analysis.document.footnotes()
    found: list[Citation] = []
    for block in ctx.analysis.blocks:
        for marker in block.markers:
            note = notes.get(marker.label)
            if note is None:
                continue
            words = ctx.text[note.start : note.end].strip()
            if not _names_a_document(words):
                continue
            label = words.rstrip("。. ")
            found.append(
                Citation(block.start, block.end, marker.at, Ref(None, label, words, "Document"), True)
            )
    return found


def _names_a_document(words: str) -> bool:
    """A footnote that explains a term (数字经济指…) cites nothing."""
    if len(words) > 240:
        return False
    return bool(_DOCUMENT.search(words)) and not _EXPLAINS.match(words)


def _credits(ctx: Context) -> list[Citation]:
    """An outlet in brackets at the end of a paragraph (…（央视新闻）), unless it is whom the whole source is credited to."""
    source = ctx.source
    found: list[Citation] = []
    for block in ctx.analysis.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        credit = _CREDIT.search(ctx.folded, max(block.start, block.end - 26), block.end)
        if credit is None:
            continue
        name = ctx.entities.starting_at(credit.start("who"))
        if (
            name is None
            or name.end != credit.end("who")
            or name.ref.type not in ("Publisher", "Organization")
        ):
            continue
        if name.ref.label in (source.credited, source.publisher) or name.ref.text in (
            source.credited,
            source.publisher,
        ):
            continue
        found.append(Citation(block.start, block.end, block.start, name.ref))
    return found


def _in_text(ctx: Context) -> list[Citation]:
    found: list[Citation] = []
    for sentence in ctx.layout.sentences:
        readers = _readers(ctx, sentence)
        for clause in sentence.clauses if readers else ():
            for read in readers:
                citation = read(ctx, sentence, clause)
                if citation is not None:
                    found.append(citation)
                    break
    return found


def _readers(ctx: Context, sentence: Sentence) -> list[Reader]:
    """Who can find a citation in a sentence, by the words in it; most sentences have none that cites at all."""
    start, end = sentence.start, sentence.end
    nouns = ctx.words("cited-nouns").within(start, end)
    openers = ctx.words("occasion-openers").within(start, end)
    words = ctx.folded[start:end]
    readers: list[Reader] = [_telling] if "《" in words else []
    if not (nouns or openers or ctx.words("citing-words").within(start, end)):
        return readers
    if any(lead in words for lead in _LEADS):
        readers.append(_led)
    if "从" in words or "来自" in words:
        readers.append(_seen_from)
    if any(word.entry.get("content") == "cited" for word in openers):
        readers.append(_quoted)
    if nouns:
        readers.append(_showing)
    if "显示" in words:
        readers.append(_shown)
    verbs = ctx.words("reporting-verbs").within(start, end)
    if verbs and "在" in words:
        readers.append(_spoken_at)
    if verbs and nouns:
        readers.append(_released)
    return readers


def _opening(ctx: Context, clause: Clause) -> int:
    """Past the number of a list, a bracketed dateline and days."""
    at = clause.start
    listed = _LISTED.match(ctx.folded, at, clause.end)
    at = listed.end() if listed else at
    span = ctx.periods.starting_at(at)
    return span.end if span is not None and span.end < clause.end else at


def _led(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """根据海关总署发布的最新数据，据路透社报道，按照《意见》."""
    folded, end = ctx.folded, clause.end
    lead = _LEAD.match(folded, _opening(ctx, clause), end)
    if lead is None:
        return None
    start = lead.end()
    nouns = [n for n in ctx.words("cited-nouns").within(start, end) if n.end - start <= 44]
    seen = _SEEN.match(folded, nouns[-1].end, end) if nouns else None
    if nouns:
        last = nouns[-1].end + (folded[nouns[-1].end : nouns[-1].end + 1] == "》")
        return _cite(ctx, sentence, clause, start, last, max(last, seen.end() if seen else last))
    names = ctx.entities.within(start, end)
    says = _SAYS.search(folded, start, end)
    if says is not None and not (names and names[0].ref.type == "Publisher"):
        return None  # 据商务部介绍: the ministry speaks
    report = _REPORTED.match(folded[start:end]) if end - start <= 60 else None
    if report is not None:
        return _cite(ctx, sentence, clause, start, start + report.end(1), end)
    book = folded.find("》", start, end)
    if book > 0:
        return _cite(ctx, sentence, clause, start, book + 1, book + 1)
    if names and names[0].start - start <= 2:
        rest = _OUTLET.fullmatch(folded, names[0].end, end)
        if names[0].ref.type in ("Person", "Place") or rest is None:
            return None  # 根据网易申请 cites nobody
        return Citation(names[0].end, sentence.block.end, start, names[0].ref, words=names[0].end)
    if lead[0].endswith("根据") or not lead[0].endswith("据"):
        return None
    if end - start <= 12 and folded[end : end + 1] in "，,：:":
        return _cite(ctx, sentence, clause, start, end, end)
    return None


def _seen_from(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """从海关总署公布的数据来看，… and 记者从网易获悉，…."""
    folded, end = ctx.folded, clause.end
    lead = _FROM.match(folded, clause.start, end)
    if lead is None:
        return None
    start = lead.end()
    got = _GOT.match(folded, start, end)
    if got is not None:
        return _cite(ctx, sentence, clause, start, got.end("who"), got.end())
    nouns = ctx.words("cited-nouns").within(start, end)
    seen = _SHOWS.match(folded, nouns[-1].end, end) if nouns else None
    if not nouns or seen is None:
        return None
    cited = _cite(ctx, sentence, clause, start, nouns[-1].end, seen.end())
    view = cited is not None and folded[seen.end() - 1] == "看"
    # a view from the data holds for its sentence, what papers show until something else is named
    return replace(cited, end=sentence.end) if cited is not None and view else cited


def _quoted(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """路透社援引知情人士的话称，…: the outlet is the origin."""
    for word in ctx.words("occasion-openers").within(clause.start, clause.end):
        if word.entry.get("content") != "cited":
            continue
        names = [e for e in ctx.entities.within(clause.start, word.start) if word.start - e.end <= 12]
        if names and names[-1].ref.type in ("Publisher", "Organization"):
            return Citation(clause.end, sentence.block.end, names[-1].start, names[-1].ref, words=clause.end)
        return None
    return None


def _showing(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """海关总署统计数据显示，…; 阿里巴巴国际站相关数据也佐证了…."""
    folded, end = ctx.folded, clause.end
    for noun in ctx.words("cited-nouns").within(clause.start, end):
        shows = _SHOWS.match(folded, noun.end, end)
        if shows is None and ctx.entities.ending_at(noun.start, floor=clause.start) is not None:
            shows = _COUNTS.match(folded, noun.start, end + 1)
        if shows is None or _NOTICE_DAY.match(folded, noun.start):
            continue
        told = shows[0]
        if told.endswith(("称", "认为", "透露", "提到")) and folded[noun.start : noun.end] not in _REPORTS:
            return None  # 公告称, 声明称: the body speaks
        start = _opening(ctx, clause)
        cited = _cite(ctx, sentence, clause, start, noun.end, shows.end())
        # WTO报告指出了一些障碍: the document tells of a thing, not of what follows
        inline = shows.end() < end and folded[shows.end()] == "了"
        return (
            replace(cited, end=sentence.end)
            if cited is not None and inline and told.endswith("指出")
            else cited
        )
    return None


def _telling(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """《意见》明确，…: a document's own words."""
    title = _TITLE.match(ctx.folded, _opening(ctx, clause), clause.end)
    if title is None:
        return None
    also = _ALSO.match(ctx.folded, title.end())
    verb = ctx.words("document-verbs").starting_at(also.end() if also else title.end())
    if verb is None or verb.end != clause.end:
        return None
    return _cite(ctx, sentence, clause, *title.span(), clause.end)


def _shown(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """天眼查App显示，…: a clause that says nothing but where it stands."""
    shown = _SHOWN.fullmatch(ctx.folded, _opening(ctx, clause), clause.end)
    if shown is None or clause.end == sentence.end:
        return None
    return _cite(ctx, sentence, clause, shown.start("who"), shown.end("who"), clause.end)


_REPORTS = frozenset(
    {"报告", "研究报告", "调研报告", "调查报告", "研报", "白皮书", "蓝皮书", "研究", "调查", "论文"}
)


def _spoken_at(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """习近平在…论坛开幕式上的演讲中指出: the speech, where it is told which one."""
    speech = _SPEECH.search(ctx.folded, clause.start, clause.end)
    if speech is None or not ctx.words("reporting-verbs").within(speech.end(), clause.end):
        return None
    start, end = speech.span("what")
    if not _SPECIFIC.search(ctx.folded, start, end) and end - start < 10:
        return None
    words = ctx.text[start:end]
    return Citation(clause.end, sentence.block.end, start, Ref(None, words, words, "Document"), words=end)


def _released(ctx: Context, sentence: Sentence, clause: Clause) -> Citation | None:
    """阿里巴巴集团公布2022财年第四季度及全年业绩，…: what is made public is the origin of what follows."""
    issued = _ISSUED.search(ctx.folded, clause.start, clause.end)
    if issued is not None and issued.end() == clause.end < sentence.end:
        return _cite(ctx, sentence, clause, issued.start("what"), clause.end, clause.end)
    for verb in ctx.words("reporting-verbs").within(clause.start, clause.end):
        if verb.entry.get("content") != "release":
            continue
        what = _RELEASED.match(ctx.folded, verb.end, clause.end)
        if what is None or what.end() == clause.end == sentence.end:
            return None
        nouns = ctx.words("cited-nouns").within(*what.span("what"))
        if not nouns or nouns[-1].end != clause.end:
            return None
        return _cite(ctx, sentence, clause, what.start("what"), clause.end, clause.end)
    return None


def _cite(
    ctx: Context, sentence: Sentence, clause: Clause, start: int, end: int, after: int
) -> Citation | None:
    ref = cited_ref(ctx, start, end)
    if ref is None:
        return None
    reach = clause.start if after >= clause.end else after
    return Citation(reach, _until(ctx, sentence.block, start), start, ref, words=max(after, end))


def _until(ctx: Context, block: Block, at: int) -> int:
    """The end of a paragraph, or where it turns to hearsay (据了解), which ends what was cited."""
    place = bisect_left(ctx.words("own-voice").items, at, key=lambda word: word.start)
    for word in itertools.islice(ctx.words("own-voice").items, place, place + 8):
        if word.start < block.end and word.entry.get("ends"):
            return word.start
    return block.end
