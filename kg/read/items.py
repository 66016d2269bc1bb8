"""A digest in one paragraph, cut into its items: 1、… 2、… 3、… are each a story of its own."""

from __future__ import annotations

import re

from kg.model import BlockKind
from kg.read.drafts import Draft
from kg.read.pieces import Mark, Part, Piece, words_of
from kg.read.words import pattern

_NUMBER = re.compile(r"(?:(?<=[\s。；;：:】！？…])|^)(?:(\d{1,2})\s?[、.．](?!\d)|([①-⑳]))")
_CIRCLED = ord("①") - 1
_LEAST = 3
_MANY = 5
"""So many items in one paragraph make a digest of it, whatever its title says."""


def split_digests(drafts: list[Draft]) -> list[Draft]:
    """The same drafts, with each paragraph that lists stories cut before each number."""
    titled = " ".join(draft.text for draft in drafts[:2] if draft.kind is BlockKind.TITLE)
    out: list[Draft] = []
    for draft in drafts:
        cuts = _cuts(draft, titled)
        if not cuts:
            out.append(draft)
            continue
        for index, parts in enumerate(_cut(draft.parts, cuts)):
            if not words_of(parts).strip():
                continue
            kind = BlockKind.LIST_ITEM if index else BlockKind.PARAGRAPH
            out.append(Draft(kind, parts, cut_after=draft.cut_after, gap_after=draft.gap_after))
    return out


def _cuts(draft: Draft, titled: str) -> list[int]:
    """Where the items of a digest begin, [] in any other paragraph."""
    if draft.fixed or draft.rows is not None or draft.kind is not BlockKind.PARAGRAPH:
        return []
    words = words_of(draft.parts)
    cuts: list[int] = []
    expected = 1
    for found in _NUMBER.finditer(words):
        number = int(found[1]) if found[1] else ord(found[2]) - _CIRCLED
        if number == expected:
            cuts.append(found.start())
            expected += 1
    told = pattern("WORDS", "digest").search(titled + " " + words[: cuts[0] if cuts else 0][:80])
    return cuts if len(cuts) >= _MANY or (len(cuts) >= _LEAST and told) else []


def _cut(parts: list[Part], cuts: list[int]) -> list[list[Part]]:
    """Parts cut at offsets of their words; a piece that was decoded as a whole stays whole."""
    out: list[list[Part]] = [[]]
    ahead = list(cuts)
    at = 0
    for part in parts:
        if isinstance(part, Mark):
            out[-1].append(part)
            continue
        while ahead and ahead[0] < at + len(part.text):
            keep = ahead.pop(0) - at
            if keep > 0 and len(part.text) == part.last - part.first:
                out[-1].append(Piece(part.text[:keep], part.first, part.first + keep))
                part = Piece(part.text[keep:], part.first + keep, part.last)
                at += keep
            out.append([])
        out[-1].append(part)
        at += len(part.text)
    return out
