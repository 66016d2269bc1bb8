"""Other names that a text gives its things: 国家工商总局（以下简称工商局）, 世界海关组织（The World Customs Organization）, 张总.

A second pass finds the later mentions by these names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick_rs
import regex

from kg.extract.annotations import EntitySpan
from kg.folding import fold
from kg.model import Ref

_BRACKET = regex.compile(r" ?[（(](?P<inside>[^（）()\n]{1,80})[)）]")
_SHORT = regex.compile(
    r"(?:以下|下文|下称|文中)?(?:简称|统称|缩写|下称)(?:为|：|:)?[“\"「『‘]?(?P<name>[^”\"」』’，,；;]{2,30})"
)
_LATIN_NAME = regex.compile(r"(?:英文名?(?:称|为)?[：:]? ?)?(?P<name>[A-Z][A-Za-z0-9 .&'’-]{1,70})")
_CODE = regex.compile(r"\d|\.[A-Z]{1,2}$")
"""A stock or product code rather than a name."""
_MOST = 400
"""Names learned from one text; a text has no more, and a list of names is not a text."""


class Alias(NamedTuple):
    """A name and what it stands for; `start` is where the text gives it."""

    name: str
    ref: Ref
    start: int
    end: int


def given(text: str, spans: Iterable[EntitySpan], no_names: frozenset[str]) -> Iterator[Alias]:
    """The names that stand in brackets right after a thing."""
    for span in spans:
        match = _BRACKET.match(text, span.end)
        if match is None:
            continue
        inside, at = match["inside"], match.start("inside")
        short = _SHORT.search(inside)
        if short is not None:
            name = short["name"].strip()
            if fold(name) in no_names or (span.ref.type == "Document" and len(name) < 3):
                continue
            yield Alias(name, span.ref, at + short.start("name"), at + short.start("name") + len(name))
        for part in regex.finditer(r"[^，,；;、]+", inside):
            latin = _LATIN_NAME.fullmatch(part[0].strip())
            if latin is not None and span.ref.type != "Place":
                name = latin["name"].strip().rstrip(".")
                if _CODE.search(name) or fold(name) in no_names:
                    continue
                begin = at + part.start() + part[0].find(name)
                yield Alias(name, span.ref, begin, begin + len(name))


def later(text: str, aliases: Iterable[Alias], taken: list[EntitySpan]) -> Iterator[EntitySpan]:
    """Where the names learned stand, whole words only, outside spans that are taken.

    A name that stands for two things (张总, where two of that surname have been named) stands for neither.
    """
    names: dict[str, Ref] = {}
    unclear: set[str] = set()
    for alias in aliases:
        if len(names) < _MOST and len(alias.name) > 1:
            first = names.setdefault(alias.name, alias.ref)
            if (first.id or first.label) != (alias.ref.id or alias.ref.label):
                unclear.add(alias.name)
    names = {name: ref for name, ref in names.items() if name not in unclear}
    if not names:
        return
    keys = list(names)
    found = ahocorasick_rs.AhoCorasick(keys, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    place = 0
    for index, start, end in found.find_matches_as_indexes(text):
        while place < len(taken) and taken[place].end <= start:
            place += 1
        if place < len(taken) and taken[place].start < end:
            continue
        name = keys[index]
        if name.isascii() and (_word(text, start - 1) or _word(text, end)):
            continue
        ref = names[name]
        yield EntitySpan(start, end, Ref(ref.id, ref.label, name, ref.type), 0.7, "alias")


def _word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalnum()
