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
_LONGEST_LIST = 20
_EDGES = frozenset("，。；：、！？\n “”（）()【】")
_LIST_ENDS = frozenset("、，。；）)和与等\n")
_BETWEEN = regex.compile(
    r"(?:对此|昨日|昨天|今日|今天|日前|近日|随后|当天|当日|当晚|也|还|则|又|再次|同时|此前|亦|曾|并|最后|"
    r"(?:在|于)?\d{1,2}日|(?:对|向|告诉)(?:本报|本刊|媒体|外界|投资者)?(?:记者)?|接受采访时){1,3}$"
)
_WORK = regex.compile(r"(?<=[\u4e00-\u9fff])《")
_LINE = regex.compile(r"(?:^|\n)(?P<name>[\u4e00-\u9fff]{2,3})[：:](?=[^\d\n]{6})")


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
            if (
                end
                and title.entry.get("nature") == "holder"
                and not (end in starts or _outside(folded, end, words))
            ):
                continue  # 股东|奇瑞科技: companies hold shares too
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
    """王文涛 of ，王文涛（昨日对记者）表示: a name at the start of a clause and a verb of saying soon after it."""
    for verb in verbs:
        if verb.end - verb.start < 2:
            between = None
        else:
            between = _BETWEEN.search(folded, max(0, verb.start - 10), verb.start)
        end = between.start() if between else verb.start
        found = _at_edge(folded, end, words, starts)
        if found is not None:
            yield _person(text, found, end, 0.6, "verb")


def _at_edge(folded: str, end: int, words: NameWords, starts: frozenset[int]) -> int | None:
    """Where a name begins that ends here and has an edge of a clause before it."""
    for size in (3, 2):
        start = end - size
        if start < 0 or (start and folded[start - 1] not in _EDGES):
            continue
        if (
            folded[start] in words.common_surnames
            and _plausible(folded[start:end], words)
            and not any(at in starts for at in range(start, end))
        ):
            return start
    start = end
    while start > max(0, end - _LONGEST_FOREIGN) and folded[start - 1] in words.transliteration:
        start -= 1
    alone = 3 <= end - start <= 6 and (not start or folded[start - 1] in _EDGES)
    if alone and folded[start : start + 2] not in words.no_persons:
        return None if any(at in starts for at in range(start, end)) else start
    return None


def beside_works(text: str, folded: str, words: NameWords, starts: frozenset[int]) -> Iterator[EntitySpan]:
    """金庸 of 、金庸《…》 and 林晓 of a line 林晓：…, the author of a work and the speaker of a conversation."""
    for match in _WORK.finditer(folded):
        found = _at_edge(folded, match.start(), words, starts)
        if found is not None and match.start() - found <= 3 and folded[found] in words.common_surnames:
            yield _person(text, found, match.start(), 0.6, "work")
    for match in _LINE.finditer(folded):
        start, end = match.span("name")
        if (
            folded[start] in words.common_surnames
            and _plausible(folded[start:end], words)
            and not any(at in starts for at in range(start, end))
        ):
            yield _person(text, start, end, 0.5, "line")


def in_lists(
    text: str, folded: str, people: Iterable[EntitySpan], words: NameWords, starts: frozenset[int]
) -> Iterator[EntitySpan]:
    """李远、王朔 of 记者陈明、李远、王朔: names beside a name, from left to right."""
    for person in people:
        at = person.end
        for _ in range(_LONGEST_LIST):
            if folded[at : at + 1] not in ("、", "和", "与") or at >= len(folded):
                break
            start = at + 1
            size = next(
                (
                    size
                    for size in (2, 3)
                    if (
                        start + size >= len(folded)
                        or folded[start + size] in _LIST_ENDS
                        or start + size in starts
                    )
                    and _all_han(folded, start, size)
                ),
                0,
            )
            name = folded[start : start + size]
            if (
                not size
                or name[0] not in words.common_surnames
                or not _plausible(name, words)
                or any(inside in starts for inside in range(start, start + size))
            ):
                break
            at = start + size
            yield _person(text, start, at, 0.7, "list")


def foreign(text: str, folded: str, words: NameWords) -> Iterator[EntitySpan]:
    """埃隆·马斯克, and 埃文斯普里查德 before (Julian Evans-Pritchard)."""
    if any(dot in folded for dot in "·•・‧"):
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
