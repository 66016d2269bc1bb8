"""Companies by their results: 知乎发布一季报显示, 360数科第一季度营收43.2亿元, 仁宝4月合并营收月减47.5%.

Short names of companies have no ending to know them by. Who publishes results, or whose profit of a quarter is told at
the beginning of a clause, is a company all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities_words import NameWords
from kg.folding import fold
from kg.lexicon import Hit
from kg.model import Ref

_LONGEST = 8
_PUBLISHES = regex.compile(
    r"(?:[今昨前]日|[今昨]天|日前|近日|周[一二三四五六日]|盘[前后]|早间|晚间|正式|如期|率先|最新|已|也|还)*"
    r"(?:发布|公布|披露|交出|公告)(?:了|其)?[^，。；：\n]{0,12}?(?:季报|季度报告|一季披|年报|半年报|中报|月报|财报|财务报告|业绩|成绩单)(?!会|说明|发布|预期)"
)
_RELEASED = regex.compile(r"(?:[今昨]天|[今昨前]日|日前|近日)?(?:公布|发布|披露|公告)(?:了|其)?$")
_EDGE = frozenset("\n\t 【】[]，。；：！？、“”‘’《》()（）\"'■●▲|/—,;:!?")
_DASHES = regex.compile(r"[-—–]{2,}$")
_NUMBERED = regex.compile(r"[1-9]\d{0,3}(?=[\u4e00-\u9fff]{2})")


def by_results(
    text: str,
    folded: str,
    cues: Iterable[Hit],
    spoken: Iterable[Hit],
    words: NameWords,
    known: dict[int, EntitySpan],
    barriers: frozenset[int],
    periods: Mapping[int, int],
) -> Iterator[EntitySpan]:
    """Names before results. `cues` are words for what companies earn, `spoken` those that
    stand in no name (改写, 上调), `periods` gives the start of a period by its end."""
    told = frozenset(hit.start for hit in spoken if hit.end - hit.start > 1)
    starts = frozenset(span.start for span in known.values())
    full = _full_names(known)
    ends = {match.start() for match in _PUBLISHES.finditer(folded)}
    for cue in cues:
        at = cue.start
        while folded[at - 1 : at] == "的":
            at -= 1
        if at in periods:
            ends.add(periods[at])
    for end in sorted(ends):
        released = _RELEASED.search(folded, max(0, end - _LONGEST), end)
        end = released.start() if released is not None else end
        while end in periods:
            end = periods[end]
        if end in known:
            continue
        start = _start(folded, end, words, barriers, periods)
        if start is None or start in starts or any(at in told for at in range(start, end)):
            continue
        written = text[start:end]
        whole = full.get(folded[start:end])
        ref = replace(whole, text=written) if whole else Ref(None, written, written, "Organization")
        yield EntitySpan(start, end, ref, 0.75, "results")


def _start(
    folded: str, end: int, words: NameWords, barriers: frozenset[int], periods: Mapping[int, int]
) -> int | None:
    """Where the name that ends here begins: right behind punctuation or a period, else None."""
    start = end
    while start > 0 and end - start <= _LONGEST:
        if start < end and (start in periods or (start in barriers and not folded[start - 1].isdecimal())):
            break
        character = folded[start - 1]
        if character in _EDGE or _DASHES.search(folded, max(0, start - 3), start):
            break
        if character in words.stops:
            return None
        start -= 1
    name = folded[start:end]
    bare = name[match.end() :] if (match := _NUMBERED.match(name)) else name
    if not 2 <= len(bare) <= 6 or name in words.no_names or not all("\u4e00" <= c <= "\u9fff" for c in bare):
        return None
    if bare[-1] in words.no_company_ends or (bare[-1] == "业" and bare[-2:] not in words.company_parts):
        return None
    held = (bare[at : at + size] for size in (2, 3) for at in range(len(bare) - size + 1))
    return None if any(part in words.no_companies for part in held) else start


def _full_names(known: dict[int, EntitySpan]) -> dict[str, Ref]:
    """The bodies that the text names elsewhere, by how their names begin: 蚂蚁 where 蚂蚁集团 is named too."""
    found: dict[str, Ref] = {}
    for span in known.values():
        name = fold(span.ref.text)
        if span.ref.type == "Organization":
            for size in range(2, len(name)):
                found.setdefault(name[:size], span.ref)
    return found
