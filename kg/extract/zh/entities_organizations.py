"""Organisations (and platforms, indices, agreements) by how their names end: …有限公司, …研究院, …总署.

The end of a name is a word of the vocabulary; where it begins is found by walking left to the first character or word
that no name holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities_words import NameWords
from kg.lexicon import Hit
from kg.model import Ref

_LONGEST = 22
_NUMBERED = frozenset({"Index", "Product"})
"""Classes of names that hold figures: 中证1000指数, 上证50ETF."""
_LONGEST_REGISTERED = 34
_INSIDE = regex.compile(r"[（(][\u4e00-\u9fff]{2,6}[)）]$")
"""青禾（杭州）网络科技有限公司: a place inside a registered name."""
_KIND_BEFORE = regex.compile(r".*(?:企业(?!管理|发展|服务|咨询|集团|投资|孵化|营销)|旗下)(?=.{2})")
"""脑机接口企业|青禾技术股份有限公司: what kind of company it is stands before its name."""
_CERTAIN = ("有限公司", "股份公司", "委员会", "总署", "总局", "研究院", "大学")


def by_ending(
    text: str,
    folded: str,
    endings: Iterable[Hit],
    words: NameWords,
    known: dict[int, EntitySpan],
    barriers: frozenset[int],
) -> Iterator[EntitySpan]:
    """Names that end as names do. `known` holds spans of the vocabulary by their end; a name may begin with one.

    `barriers` are offsets that a name cannot reach across: ends of verbs, periods and quantities.
    """
    begins = {span.start for span in known.values() if span.ref.type != "Place"}
    for ending in endings:
        kind = ending.entry.get("class") or "Organization"
        registered = ending.entry.get("nature") == "registered"
        start = _left(
            folded, ending.start, words, known, barriers, digits=kind in _NUMBERED, registered=registered
        )
        if registered:
            kindred = _KIND_BEFORE.match(folded, start, ending.start)
            start = kindred.end() if kindred is not None else start
        name = folded[start : ending.end]
        own = ending.start - start
        if (
            own < 2
            or name[0] == "第"
            or name[0].isdecimal()
            or name in words.no_names
            or name.strip() != name
        ):
            continue
        if any(name[-size:] in words.no_endings for size in range(3, 8)):
            continue
        if kind == "Platform" and start not in begins:
            continue
        if _generic(name[:own], words):
            continue
        written = text[start : ending.end]
        score = 0.8 if registered or name.endswith(_CERTAIN) else 0.6
        yield EntitySpan(start, ending.end, Ref(None, written, written, kind), score, "ending")


def _left(
    folded: str,
    at: int,
    words: NameWords,
    known: dict[int, EntitySpan],
    barriers: frozenset[int],
    *,
    digits: bool,
    registered: bool,
) -> int:
    floor = max(0, at - (_LONGEST_REGISTERED if registered else _LONGEST))
    while at > floor:
        if registered:
            # 海棠投资|有限公司, 青禾（杭州）|网络科技有限公司: what stands in registered names only
            trade = next((size for size in (4, 3, 2) if folded[at - size : at] in words.trades), 0)
            inside = _INSIDE.search(folded, max(floor, at - 8), at)
            if trade or inside:
                at = inside.start() if inside else at - trade
                continue
        if at in barriers and not (digits and folded[at - 1].isdecimal()):
            break
        before = known.get(at)
        if before is not None:
            at = before.start
            if before.start < floor:
                return at
            if before.ref.type == "Place":
                return _family(folded, at, words) if digits else at
            continue
        character = folded[at - 1]
        if not (
            "\u4e00" <= character <= "\u9fff"
            or character in "·&"
            or (character.isascii() and (character.isalpha() or (digits and character.isdecimal())))
        ):
            return at
        if (
            character in words.stops
            and folded[at - 2 : at] not in words.parts
            and folded[at - 1 : at + 1] not in words.parts
        ):
            return at
        at -= 1
    return at


def _family(folded: str, at: int, words: NameWords) -> int:
    """富时 before 中国A50指数."""
    sizes = range(2, min(5, at) + 1)
    return next((at - size for size in sizes if folded[at - size : at] in words.index_families), at)


def _generic(stem: str, words: NameWords) -> bool:
    """Whether a stem only says what kind of organisation it is: 互联网, 大型制造, 国际物流."""
    while stem:
        for size in (3, 2):
            if stem[:size] in words.kinds:
                stem = stem[size:]
                break
        else:
            return False
    return True
