"""Different names of one thing that the text does not equate in so many words.

A full name of a company and its short one (蓝岭电子新能源股份有限公司, 蓝岭电子), and a person by surname and title
(李总裁 after 总裁李明远). Where two things could be meant, neither is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities_words import NameWords
from kg.folding import fold
from kg.lexicon import Hit
from kg.model import Ref

_WHOLE = regex.compile(r"(?:集团|控股)*(?:股份|集团)有限公司$")
"""The company itself: 有限公司 alone is as often one of its subsidiaries."""
_LONGEST_SHORT = 6
_LONGEST_PERSON = 4
_HAN = regex.compile("[\u4e00-\u9fff]")
_EDGES = frozenset("，。；：、！？\n “”（）()【】《》对和与向由据被")


def by_short_name(
    spans: Iterable[EntitySpan], short: Iterable[EntitySpan], words: NameWords
) -> list[EntitySpan]:
    """The spans, full names of companies standing for the `short` ones that begin them (behind the name of a place)."""
    refs = {fold(span.ref.text): span.ref for span in short if span.ref.type == "Organization"}
    if not refs:
        return list(spans)
    return [
        span._replace(ref=_short(span.ref, refs, words)) if span.rule == "ending" else span for span in spans
    ]


def _short(full: Ref, refs: dict[str, Ref], words: NameWords) -> Ref:
    name = fold(full.text or "")
    end = _WHOLE.search(name)
    if end is None:
        return full
    for begin in (0, 2, 3):
        for size in range(_LONGEST_SHORT, 1, -1):
            ref = refs.get(name[begin : begin + size])
            if ref is not None and _only_kinds(name[begin + size : end.start()], words):
                return Ref(ref.id, ref.label, full.text, ref.type)
    return full


def _only_kinds(middle: str, words: NameWords) -> bool:
    while middle:
        size = next((n for n in (3, 2) if middle[:n] in words.kinds or middle[:n] in words.company_parts), 0)
        if not size:
            return False
        middle = middle[size:]
    return True


def by_surname(
    text: str, folded: str, titles: Iterable[Hit], spans: Iterable[EntitySpan], words: NameWords
) -> Iterator[EntitySpan]:
    """李总裁, when one person named Li has been named before; none when two have."""
    people = [span for span in spans if span.ref.type == "Person" and _HAN.match(folded, span.start)]
    named: dict[str, dict[str, Ref]] = {}
    place = 0
    for title in titles:
        while place < len(people) and people[place].end <= title.start:
            person, ref = people[place], people[place].ref
            if person.end - person.start <= _LONGEST_PERSON:
                surname = _surname(folded[person.start : person.end], words)
                named.setdefault(surname, {}).setdefault(ref.id or ref.label, ref)
            place += 1
        for size in (1, 2):
            start = title.start - size
            surname = folded[max(0, start) : title.start]
            if start < 0 or (start and folded[start - 1] not in _EDGES) or len(named.get(surname, ())) != 1:
                continue
            ref = next(iter(named[surname].values()))
            yield EntitySpan(
                start, title.end, Ref(ref.id, ref.label, text[start : title.end], "Person"), 0.65, "alias"
            )


def _surname(name: str, words: NameWords) -> str:
    return name[:2] if name[:2] in words.double_surnames else name[:1]
