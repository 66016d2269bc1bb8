"""What the blocks of a document are, once they stand in order: headings, captions, credits, furniture.

Works on drafts of any format. A reader that is sure of a kind says so (`Draft.fixed`); the rest is decided here by look
(bold, centred, grey, under a picture) and by words (`words.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.folding import fold
from kg.model import BlockKind
from kg.read.drafts import Draft
from kg.read.items import split_digests
from kg.read.pieces import Mark, Part, Piece
from kg.read.words import pattern, words

_CLOSED = re.compile(r"[。！？!?；;：:…”’」』】）)》]$|[^\d]\.$|\.\s*[\"')\]]?$")
_SENTENCE = re.compile(r"[。！？；!?]|\.(?:\s|$)|，.*，")
_DATE_LINE = re.compile(
    r"(?:(?:发布|更新|发表)?(?:时间|日期|于)?[:：]?\s*)?"
    r"(?:\d{4}[-/年.]\s?\d{1,2}[-/月.]\s?\d{1,2}日?|\d{1,2}/\d{1,2}/\d{4})"
    r"(?:[t\s,-]*\d{1,2}[:：]\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?:z|utc|gmt|cst|[+-]\d{2}:?\d{2})?\s*(?:更新|发布|发表)?"
    r"|\d{1,2}\s?(?:分钟|小时|天)前"
)
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节部篇编]|[一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[）)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%万亿])|[\u4e00-\u9fff]{0,4}[一二三四五六七八九十]{1,3}[:：])\s*\S"
)
_FIGURE = re.compile(r"[<>约近超达]{0,2}[\d.,]+(?:\s?[-~]\s?[\d.,]+)?\s?[%+倍万亿千个家次人元美]{0,4}\+?")
_SHORT = 48
"""Longest heading or caption that has no closing punctuation, in characters."""


_LONGEST_SECTION = 40
"""Blocks of an advertisement, at most."""


def closed(text: str) -> bool:
    """Whether a paragraph ends as a sentence ends."""
    return bool(_CLOSED.search(text))


def classify(drafts: list[Draft], *, paged: bool = False) -> list[Draft]:
    """Give every draft its kind. `paged`: the text was converted from pages, so that lone short lines are captions."""
    kept = split_digests([draft for draft in drafts if draft.rows is not None or draft.text])
    for index, draft in enumerate(kept):
        _footnote(draft)
        if not draft.fixed:
            _by_look(draft, kept[index - 1] if index else None)
        if not draft.fixed:
            _by_words(draft)
    _zones(kept)
    kept = _figures_with_labels(join_broken(kept))
    for index, draft in enumerate(kept):
        if not draft.fixed and draft.kind is BlockKind.PARAGRAPH:
            _short_line(draft, kept[index + 1] if index + 1 < len(kept) else None, paged)
    _table_captions(kept)
    return kept


def _footnote(draft: Draft) -> None:
    """A block that opens with a marker is the footnote of that label."""
    first = next(
        (part for part in draft.parts if not (isinstance(part, Piece) and not part.text.strip())), None
    )
    if isinstance(first, Mark) and draft.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        parts: list[Part] = [part for part in draft.parts if part is not first]
        if any(isinstance(part, Piece) and part.text.strip() for part in parts):
            draft.parts, draft.kind, draft.label, draft.fixed = parts, BlockKind.FOOTNOTE, first.label, True
            draft.extend([])


def _by_look(draft: Draft, before: Draft | None) -> None:
    text = draft.text
    size = len(text.replace(" ", ""))
    if draft.linked >= size and not (draft.kind is BlockKind.PARAGRAPH and _SENTENCE.search(text)):
        draft.kind, draft.fixed = BlockKind.BOILERPLATE, True
    elif draft.kind is not BlockKind.PARAGRAPH:
        return
    elif size <= 120 and draft.after_image + draft.centred + draft.grey >= 2:
        draft.kind, draft.fixed = BlockKind.CAPTION, True
    elif draft.bold >= size and size <= _SHORT and not re.search(r"[。；;，,]$", text):
        draft.kind, draft.level, draft.fixed = BlockKind.HEADING, draft.level or 3, True


def _by_words(draft: Draft) -> None:
    text = fold(draft.text)
    size = len(text)
    if size <= 60 and (
        pattern(r"[（(\[]?\s*(?:WORDS)\s*[:：]\s*[^。]{2,40}", "credit").fullmatch(text)
        or re.fullmatch(
            r"[（(]?(?:本文)?(?:来自|转载自|转自|[翻编]译自|选自|摘自)[^。，]{2,30}[。）)]?", text
        )
        or re.fullmatch(r"[（(][^（）()]{0,8}(?:报道|报导|编译|整理|编辑|完)[）)]", text)
    ):
        draft.kind, draft.fixed = BlockKind.CREDIT, True
    elif _is_furniture(text):
        draft.kind, draft.fixed = BlockKind.BOILERPLATE, True
    elif size <= 160 and pattern(
        r"^(?:[▲△↑◎]\s*)?(?:WORDS)\s*[:：，,/]|(?:WORDS)\s*[:：][^。，]{1,30}$|(?:^|[。，])图[中左右上下]?为",
        "picture",
    ).search(text):
        draft.kind, draft.fixed = BlockKind.CAPTION, True


def _is_furniture(text: str) -> bool:
    """Whether a folded line is a rule of dashes, a date by itself, navigation, or about rights."""
    size = len(text)
    if not any(map(str.isalnum, text)) or _DATE_LINE.fullmatch(text.strip("（）() ")):
        return True
    if size <= 400 and pattern(r"^(?:©|WORDS)", "rights").match(text):
        return True
    navigates = size <= 120 and pattern("WORDS", "furniture").search(text) is not None
    return navigates and not (size > 40 and _mostly_sentences(text))


def _mostly_sentences(text: str) -> bool:
    return len(re.findall(r"[，。]", text)) >= 3


def _zones(drafts: list[Draft]) -> None:
    """Covers, advertisements, tables of contents and lists of people carry no claim."""
    contents = next((i for i, draft in enumerate(drafts[:200]) if _bare(draft) in words("contents")), None)
    if contents is not None:
        for draft in drafts[:contents]:
            if draft.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and not _SENTENCE.search(draft.text):
                draft.kind, draft.fixed = BlockKind.BOILERPLATE, True
        _boilerplate(drafts, contents, lambda draft: draft.kind is BlockKind.HEADING or _is_prose(draft))
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.HEADING and draft.level > 1 and _advertises(drafts, index):
            _boilerplate(
                drafts,
                index,
                lambda draft: draft.kind is BlockKind.HEADING or _bare(draft) in words("contents"),
            )
        elif index > len(drafts) // 2 and _bare(draft) in words("people"):
            _boilerplate(
                drafts, index, lambda draft: draft.kind is BlockKind.HEADING or draft.rows is not None
            )


def _boilerplate(drafts: list[Draft], start: int, ends: Callable[[Draft], bool]) -> None:
    for index in range(start, len(drafts)):
        draft = drafts[index]
        if index > start and ends(draft):
            return
        draft.kind, draft.fixed, draft.level = BlockKind.BOILERPLATE, True, 0


def _bare(draft: Draft) -> str:
    return re.sub(r"[\s:：#]", "", fold(draft.text)) if len(draft.text) < 40 else ""


def _is_prose(draft: Draft) -> bool:
    return draft.kind is BlockKind.PARAGRAPH and len(draft.text) > 60 and bool(_SENTENCE.search(draft.text))


def _advertises(drafts: list[Draft], start: int) -> bool:
    """A heading whose section speaks of subscribing and holds no prose."""
    signals = 0
    for draft in drafts[start + 1 : start + 1 + _LONGEST_SECTION]:
        if draft.kind is BlockKind.HEADING or _bare(draft) in words("contents"):
            break
        if draft.rows is not None or _is_prose(draft):
            return False
        signals += bool(pattern("WORDS", "furniture").search(fold(draft.text)))
    return signals >= 2


def _figures_with_labels(drafts: list[Draft]) -> list[Draft]:
    """A large figure and the label under it are one caption: 85+ / 覆盖国家."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        if (
            last is not None
            and not last.fixed
            and not draft.fixed
            and last.kind is draft.kind is BlockKind.PARAGRAPH
            and _FIGURE.fullmatch(fold(last.text))
            and len(draft.text) <= _SHORT
            and not closed(draft.text)
            and not _FIGURE.fullmatch(fold(draft.text))
        ):
            gap = draft.line().segs[0].first
            last.extend([Piece(" ", gap, gap), *draft.parts])
            last.kind, last.fixed = BlockKind.CAPTION, True
        else:
            kept.append(draft)
    return kept


def _short_line(draft: Draft, following: Draft | None, paged: bool) -> None:
    """A line of its own without closing punctuation is a heading or a caption."""
    text = draft.text
    if len(text) > _SHORT or re.search(r"。|[！？!?；;：:…”’」』.]$", text):
        return
    if _NUMBERED.match(text):
        draft.kind, draft.level, draft.fixed = BlockKind.HEADING, draft.level or 3, True
    elif paged:
        draft.kind = BlockKind.CAPTION
    elif following is not None and _is_prose(following) and len(text) <= 30 and "，" not in text:
        draft.kind, draft.level = BlockKind.HEADING, draft.level or 3


def _table_captions(drafts: list[Draft]) -> None:
    """Tie each table to the line before it, and to the line that names its unit; one that goes on keeps its caption."""
    for index, draft in enumerate(drafts):
        if draft.rows is None:
            continue
        at = index - 1
        if at >= 0 and pattern(r"[（(]?(?:WORDS)\s*[:：]", "unit").match(fold(drafts[at].text)):
            draft.unit_line = drafts[at]
            drafts[at].kind = BlockKind.CAPTION
            at -= 1
        if at < 0 or draft.caption is not None:
            continue
        before = drafts[at]
        if before.rows is not None:
            if _head(before) == _head(draft):
                draft.caption, draft.unit_line = before.caption, draft.unit_line or before.unit_line
        elif before.kind in (BlockKind.HEADING, BlockKind.CAPTION):
            draft.caption = before
        elif (
            before.kind is BlockKind.PARAGRAPH
            and len(before.text) <= 80
            and not re.search(r"[。！？]$", before.text)
        ):
            before.kind, draft.caption = BlockKind.CAPTION, before


def _head(table: Draft) -> list[str]:
    first = (table.rows or [[]])[0]
    return ["".join(part.text for part in cell if isinstance(part, Piece)).strip() for cell in first]


def join_broken(drafts: list[Draft]) -> list[Draft]:
    """Join paragraphs that a page break cut in mid-sentence; footnotes and captions in between go after the whole."""
    kept: list[Draft] = []
    open_at: int | None = None
    tail: Draft | None = None
    # what is added to which; all at the end, because a text may be cut at every line
    more: dict[int, list[Part]] = {}
    for draft in drafts:
        plain = draft.kind is BlockKind.PARAGRAPH and not draft.fixed and draft.rows is None
        if open_at is not None and plain and (closed(draft.text) or len(draft.text) > _SHORT):
            first = kept[open_at]
            more.setdefault(open_at, []).extend(_joint(tail or first, draft))
            first.cut_after, first.gap_after = draft.cut_after, draft.gap_after
            tail = draft
            if closed(draft.text):
                open_at = None
            continue
        kept.append(draft)
        if plain and (open_at is None or len(draft.text) > _SHORT):
            open_at = len(kept) - 1 if _is_cut(draft) else None
            tail = None
        elif not plain and draft.kind not in (BlockKind.FOOTNOTE, BlockKind.CAPTION):
            open_at = None
    for place, parts in more.items():
        kept[place].extend(parts)
    return kept


def _is_cut(draft: Draft) -> bool:
    """Whether a paragraph breaks off in mid-sentence: a caption does not end as a sentence either, but it is short."""
    text = draft.text
    if closed(text) or (draft.gap_after and len(text) <= _SHORT):
        return False
    return len(text) >= 30 or (len(text) >= 12 and (draft.cut_after or "，" in text))


def _joint(tail: Draft, second: Draft) -> list[Part]:
    """What is added behind `tail`: the other one's words, after a space between Latin words."""
    last, begin = tail.text[-1], second.text[0]
    at = second.line().segs[0].first
    latin = last.isascii() and begin.isascii() and not last.isspace()
    return [Piece(" ", at, at), *second.parts] if latin else list(second.parts)
