"""Listed companies by how wires name them: 中际旭创(300308.SZ), 恒力石化公告, 粤电力A、深南电A等跟涨, 【雅克科技：…】.

Their short names have no ending to know them by. What stands beside a name says that it is one; where the text names
the same company elsewhere, `kg.extract.zh.entities_aliases` finds it by the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities_words import NameWords
from kg.lexicon import Hit
from kg.model import Ref

_LONGEST = 9
_CODE = regex.compile(
    r" ?[（(](?:[^（）()\n]{0,40}[ ,，、:：])?"
    r"(?:[034689]\d{5}(?:\.(?:sz|sh|ss|bj|sza|xshg|xshe))?|\d{4,5}\.(?:hk|tw|t|ks)|(?:sh|sz|bj|hk)\d{5,6}"
    r"|[a-z]{1,5}\.(?:us|n|o|hk)|(?:nasdaq|nyse|纳斯达克|纽交所) ?[:：] ?[a-z]{1,5})"
    r"(?:[ ,，、/；;][^（）()\n]{0,40})?[)）]"
)
_INCORPORATED = regex.compile(
    r" ?[（(][a-z][^（）()\n]{0,50}\b(?:inc|corp|ltd|plc|co|group|holdings?|llc|ag|sa|company|corporation)\b[^（）()\n]{0,30}[)）]"
)
_CLASS = regex.compile(r"(?:[ab]|-(?:u|w|uw|sw|s|r|b|d))$")
_EDGE = frozenset("\n\t 【】[]，。；：！？、“”‘’《》〈〉()（）\"'■●▲①②③④⑤⑥⑦⑧⑨⑩|/—,;:!?")
_JOINS = frozenset("和与及向对由从为跟同")
_TOLD = regex.compile(r"概念股|龙头股?|权重股|成[份分]股")
"""What kind of share it is stands right before its name: 超硬材料概念股|国机精工."""
_PARTS = frozenset("和同")
"""Of those the ones that names of companies hold too."""
_ALSO = regex.compile(
    r"(?:均|皆|分别|全线|全部|集体|等(?:股|个股|多股|公司|概念股|龙头股|龙头|成分股|权重股|[\u4e00-\u9fff]{1,4}股|多家公司|多只个股)?|纷纷|双双|一字|再度|逼近|盘中|盘初|盘前|盘后|早盘|午后|尾盘|今日|昨日|反包|[234]\d?cm|直线|快速|大幅|小幅)+$"
)
"""What may stand between names and the cue."""
_MANY = 30
"""Members of one list."""


class _Name(NamedTuple):
    start: int
    end: int
    edge: bool
    """Whether punctuation, a period or the start of the text stands before it, not just a word that joins."""


def by_cues(
    text: str,
    folded: str,
    cues: Iterable[Hit],
    words: NameWords,
    known: dict[int, EntitySpan],
    barriers: frozenset[int],
    periods: frozenset[int],
) -> Iterator[EntitySpan]:
    """Names beside cues. `barriers` are offsets that no name reaches across, `periods` those of them where a date ends."""
    for pattern in (_CODE, _INCORPORATED):
        for match in pattern.finditer(folded):
            name = _whole(folded, _before(folded, match.start(), words, barriers, periods))
            if name is not None and match.start() not in known and _is_name(folded, name, words, 2):
                yield _company(text, name, 0.8)
    for cue in cues:
        sure = cue.entry.get("side") != "list"
        end = cue.start
        also = _ALSO.search(folded, max(0, end - 8), end)
        listed = _members(folded, also.start() if also else end, words, known, barriers, periods)
        if not listed:
            continue
        if len(listed) == 1 and not (sure and listed[0].edge):
            name = listed[0]
            part = folded[name.end - 2 : name.end] in words.company_parts or _CLASS.search(
                folded, name.start, name.end
            )
            told = _TOLD.search(folded, max(0, name.start - 3), name.start) is not None
            if not told and not (name.edge and part):
                continue
        for name in listed:
            if name.end not in known or known[name.end].start > name.start:
                yield _company(text, name, 0.7 if sure or len(listed) > 1 else 0.6)


def _company(text: str, name: _Name, score: float) -> EntitySpan:
    written = text[name.start : name.end]
    return EntitySpan(name.start, name.end, Ref(None, written, written, "Organization"), score, "company")


def _members(
    folded: str,
    end: int,
    words: NameWords,
    known: dict[int, EntitySpan],
    barriers: frozenset[int],
    periods: frozenset[int],
) -> list[_Name]:
    """The names of 甲、乙、丙 that end here, from the right; empty when the last of them is none."""
    found: list[_Name] = []
    while len(found) < _MANY:
        name = _before(folded, end, words, barriers, periods)
        if name is None or not _is_name(folded, name, words, 3 if end not in known else 2):
            break
        found.append(name)
        if not name.start or folded[name.start - 1] != "、":
            break
        end = name.start - 1
    return found


def _before(
    folded: str, end: int, words: NameWords, barriers: frozenset[int], periods: frozenset[int]
) -> _Name | None:
    """The run of name characters that ends here, None where it is too long or something else stands before it."""
    start = end
    floor = max(0, end - _LONGEST)
    while start > floor:
        if start in barriers and start < end:
            return _Name(start, end, start in periods)
        character = folded[start - 1]
        if character in _EDGE:
            break
        if character in "股头" and start < end and _TOLD.search(folded, max(0, start - 3), start) is not None:
            return _Name(start, end, True)
        if character in words.stops:
            return _Name(start, end, False) if character in _JOINS and start < end else None
        if not ("\u4e00" <= character <= "\u9fff" or character in "-*" or character.isascii()):
            return None
        start -= 1
    if start == end or (start and folded[start - 1] not in _EDGE):
        return None
    return _Name(start, end, True)


def _whole(folded: str, name: _Name | None) -> _Name | None:
    """呈|和科技, |和远气体: with one character or none between a comma and 和, it is a part of the name."""
    if name is None or name.edge or folded[name.start - 1] not in _PARTS:
        return name
    for start in (name.start - 1, name.start - 2):
        if start >= 0 and (start == 0 or folded[start - 1] in _EDGE) and folded[start] not in _EDGE:
            return _Name(start, name.end, True)
    return name


def _is_name(folded: str, name: _Name, words: NameWords, least: int) -> bool:
    written = folded[name.start : name.end]
    bare = _CLASS.sub("", written).removeprefix("*st").removeprefix("st")
    if not least <= len(bare) <= 8 or written in words.no_names or written[0] in "第-":
        return False
    if not any("\u4e00" <= c <= "\u9fff" for c in bare) or any(c.isdigit() for c in bare):
        return False
    if bare[-1] in words.no_company_ends and bare[-2:] not in words.company_parts:
        return False
    return not any(
        bare[at : at + size] in words.no_companies for size in (2, 3) for at in range(len(bare) - size + 1)
    )
