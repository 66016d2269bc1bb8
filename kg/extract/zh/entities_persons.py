"""Persons by what stands beside their names: a title, a verb of saying, a foreign name in brackets, a middle dot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities_words import NameWords
from kg.lexicon import Hit
from kg.model import Ref

_BRACKETED = regex.compile(
    r"(?<=[\u4e00-\u9fff]) ?[（(]([A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,3})[)）]"
)
_LONGEST_FOREIGN = 8


def _person(text: str, start: int, end: int, score: float, rule: str) -> EntitySpan:
    name = text[start:end]
    return EntitySpan(start, end, Ref(None, name, name, "Person"), score, rule)


def beside_titles(
    text: str,
    folded: str,
    titles: Iterable[Hit],
    words: NameWords,
    starts: frozenset[int],
    closed: frozenset[int],
) -> Iterator[EntitySpan]:
    """总裁张阔, 首相纳吉布, 张阔先生. `starts` are offsets where a verb or title begins, `closed` where a name cannot begin."""
    for title in titles:
        side = title.entry.get("side") or "both"
        if side in ("both", "before"):
            begin = title.end
            if folded[begin : begin + 1] in "、兼及和" and begin < len(folded):
                continue
            end = name_from(folded, begin, words, starts)
            if end:
                yield _person(text, begin, end, 0.85, "title")
                continue
        end = title.start
        if end and side in ("both", "after"):
            start = _name_to(folded, end, words, closed)
            if start is not None:
                yield _person(text, start, end, 0.7, "title")


def before_verbs(
    text: str, folded: str, verbs: Iterable[Hit], words: NameWords, starts: frozenset[int]
) -> Iterator[EntitySpan]:
    """王文涛 of ，王文涛表示: a surname at the start of a clause and a verb of saying right after the name."""
    for verb in verbs:
        end = verb.start
        for size in (3, 2):
            start = end - size
            if start < 0 or (start and folded[start - 1] not in "，。；：、！？\n “”（）()"):
                continue
            name = folded[start:end]
            if (
                name[0] in words.common_surnames
                and _plausible(name, words)
                and not any(at in starts for at in range(start, end))
            ):
                yield _person(text, start, end, 0.6, "verb")
                break


def foreign(text: str, folded: str, words: NameWords) -> Iterator[EntitySpan]:
    """埃隆·马斯克, and 埃文斯普里查德 before (Julian Evans-Pritchard)."""
    for match in words.dotted.finditer(folded):
        yield _person(text, match.start(), match.end(), 0.9, "foreign")
    for match in _BRACKETED.finditer(text):
        end = match.start()
        start = end
        while start > max(0, end - _LONGEST_FOREIGN) and folded[start - 1] in words.transliteration:
            start -= 1
        if end - start < 2:
            start = next(
                (
                    end - size
                    for size in (3, 2)
                    if end >= size and folded[end - size] in words.common_surnames
                ),
                end,
            )
        if start < end and folded[start : start + 2] not in words.no_persons:
            yield _person(text, start, end, 0.75, "bracket")


def name_from(folded: str, start: int, words: NameWords, starts: frozenset[int]) -> int:
    """Where a name that begins here ends, 0 when none does."""
    if folded[start : start + 2] in words.double_surnames:
        size = 3 if start + 3 in starts or _outside(folded, start + 3, words) else 4
        return start + size if _all_han(folded, start, size) else 0
    if folded[start : start + 2] in words.no_persons:
        return 0
    if start >= len(folded) or folded[start] not in words.surnames:
        return _foreign_from(folded, start, words, starts)
    foreign_end = _foreign_from(folded, start, words, starts)
    if foreign_end - start > 3:
        return foreign_end
    if not _all_han(folded, start, 2) or start + 1 in starts or folded[start + 1] in words.after_names:
        return 0
    if start + 2 in starts or not _all_han(folded, start, 3) or folded[start + 2] in words.after_names:
        return start + 2
    return start + 3


def _foreign_from(folded: str, start: int, words: NameWords, starts: frozenset[int]) -> int:
    end = start
    while end < len(folded) and end - start < _LONGEST_FOREIGN and folded[end] in words.transliteration:
        if end in starts and end > start:
            break
        end += 1
    long_enough = 2 if end < len(folded) and (end in starts or not "\u4e00" <= folded[end] <= "\u9fff") else 3
    return end if end - start >= long_enough else 0


def _name_to(folded: str, end: int, words: NameWords, closed: frozenset[int]) -> int | None:
    for size in (3, 2, 4):
        start = end - size
        if start < 0 or start in closed:
            continue
        before = folded[start - 1] if start else "，"
        if "\u4e00" <= before <= "\u9fff" and before not in words.after_names:
            continue
        name = folded[start:end]
        if size == 4 and name[:2] not in words.double_surnames:
            continue
        if (name[0] in words.common_surnames or size == 4) and _plausible(name, words):
            return start
    return None


def _plausible(name: str, words: NameWords) -> bool:
    return (
        name[:2] not in words.no_persons
        and all("\u4e00" <= c <= "\u9fff" for c in name)
        and not any(c in words.after_names for c in name[1:])
    )


def _all_han(folded: str, start: int, size: int) -> bool:
    part = folded[start : start + size]
    return len(part) == size and all("\u4e00" <= c <= "\u9fff" for c in part)


def _outside(folded: str, at: int, words: NameWords) -> bool:
    return at >= len(folded) or not "\u4e00" <= folded[at] <= "\u9fff" or folded[at] in words.after_names
