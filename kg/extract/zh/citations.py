"""What is cited: data and documents named in the text, and footnotes.

据X数据，… · 根据《意见》… · X财报显示，… · a footnote marker behind the words. A citation in the text reaches to the end of
its paragraph or to the next citation; a footnote covers its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from kg.extract.context import Context
from kg.model import Ref

_LEAD = regex.compile(r"(?:根据|依据|按照|据|引述|援引|来自|从)(?!说|了解|悉|介绍|此|称|传|统计$)")
_SHOWS = regex.compile(r"(?:的)?(?:最新)?(?:显示|表明|指出|显示出|统计|披露|佐证|证实|来看|看|称|发现)")
_NOUN_TAIL = regex.compile(
    r"(?:公布|发布|统计|提供|披露|获得|引述)?(?:的)?(?:最新)?(?:相关)?(?:统计)?(?:数据|资料)$"
)
_VERBAL = regex.compile(r"(?:日前|今天|近日|最近|最新)?(?:公布|发布|披露|提供)的?(?:最新)?.*$")
_REPORT_OF = regex.compile(r"^(.{2,20}?)(?:报道|报导|消息|电)$")
_COUNTS = regex.compile(r"(?<=\p{Han}{2})统计(?=[，,：:])")
_SEEN = regex.compile(r"(?:来看|来说|上看|看|显示|统计|测算|计算)?\s*")


@dataclass(frozen=True, slots=True)
class Citation:
    """`ref` is named as origin of what stands between `start` and `end`; `at` is where the words or the marker stand."""

    start: int
    end: int
    at: int
    ref: Ref
    footnote: bool = False


def find_citations(ctx: Context) -> list[Citation]:
    """Every citation in the text and every footnote marker, in order."""
    found = [*_in_text(ctx), *_footnotes(ctx)]
    found.sort(key=lambda c: (c.at, c.footnote))
    bounded: list[Citation] = []
    following: Citation | None = None
    for citation in reversed(found):
        if citation.footnote:
            bounded.append(citation)
            continue
        reaches = following is None or following.at >= citation.end
        bounded.append(citation if reaches or following is None else replace(citation, end=following.start))
        following = citation
    return bounded[::-1]


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
    return bool(
        regex.search(r"(?:19|20)\d\d|《|报告|数据|统计|公报|Report|[：:，,-]", words)
    ) and not regex.search(r"^[^，。：:]{2,24}(?:是指|指的?是?|，是|是)[^-]", words)


def _in_text(ctx: Context) -> list[Citation]:
    found: list[Citation] = []
    for sentence in ctx.layout.sentences:
        block_end = sentence.block.end
        for clause in sentence.clauses:
            phrase = _phrase(ctx, clause.start, clause.end)
            if phrase is None:
                continue
            start, end, after = phrase
            ref = _ref(ctx, start, end)
            if ref is not None:
                found.append(Citation(clause.start if after >= clause.end else after, block_end, start, ref))
    return found


def _phrase(ctx: Context, start: int, end: int) -> tuple[int, int, int] | None:
    """The cited phrase of a clause and where what it vouches for begins."""
    folded = ctx.folded
    nouns = ctx.words("cited-nouns").within(start, end)
    lead = _LEAD.match(folded, start, end)
    if lead:
        if nouns and nouns[-1].end - lead.end() <= 40:
            last = nouns[-1].end
            seen = _SEEN.match(folded, last, end)
            return lead.end(), last, seen.end() if seen else last
        report = _REPORT_OF.match(folded[lead.end() : end])
        if report:
            return lead.end(), lead.end() + report.end(1), end
        book = folded.find("》", lead.end(), end)
        if book > 0:
            return lead.end(), book + 1, book + 1
        entities = ctx.entities.within(lead.end(), end)
        if entities and entities[0].start - lead.end() <= 2:
            return entities[0].start, entities[0].end, entities[0].end
        return None
    for noun in nouns:
        shows = _SHOWS.match(folded, noun.end, end) or _COUNTS.match(folded, noun.start, end + 1)
        if shows is None:
            continue
        first = start
        for period in ctx.periods.within(start, noun.start):
            first = period.end
        return first, noun.end, shows.end()
    return None


def _ref(ctx: Context, start: int, end: int) -> Ref | None:
    words = ctx.text[start:end].strip('“”"，, 最新')
    words = words.removeprefix("在").removeprefix("其中").strip()
    if not words:
        return None
    folded = ctx.folded[start:end]
    entities = [e for e in ctx.entities.within(start, end) if e.ref.type != "Place"]
    if entities and _NOUN_TAIL.search(folded):
        first = entities[0]
        owner = first.ref.type in ("Organization", "Publisher")
        if (owner and _VERBAL.match(ctx.folded[first.end : end])) or (owner and first.end + 4 >= end):
            return first.ref
    if len(words) < 2 or words in ("数据", "资料", "结果", "消息", "统计", "报告", "公告", "研究", "调查"):
        return None
    documents = [e for e in entities if e.ref.type == "Document"]
    if documents:
        return documents[-1].ref
    label = _VERBAL.sub("", words) if entities and len(words) > 24 else words
    label = label or words
    if label.endswith("财报"):
        label = "财报" if len(label) <= 4 else label
    return Ref(None, label, words, "Document")
