"""Titles without the name of the site after them, and whether two are one."""

from __future__ import annotations

import re

from kg.read.pieces import Part, Piece

_SEPARATOR = re.compile(r"\s+[|｜]\s+|\s*[|｜_](?=[^|｜_]+$)|\s+[-–—]\s+(?=[^-–—]+$)")
_SHORTEST = 8
_LONGEST_TAIL = 12


def without_site(parts: list[Part]) -> list[Part]:
    """Cut 标题 | 经济 | 某某网 after 标题: what follows a separator and is short, without a figure, is the site's."""
    if len(parts) != 1 or not isinstance(parts[0], Piece):
        return parts
    text, first, last = parts[0]
    if len(text) != last - first:
        return parts
    for cut in _SEPARATOR.finditer(text):
        tails = re.split(r"[|｜_]", text[cut.end() :])
        names = all(0 < len(tail.strip()) <= _LONGEST_TAIL and not re.search(r"\d", tail) for tail in tails)
        if cut.start() >= _SHORTEST and names:
            return [Piece(text[: cut.start()], first, first + cut.start())]
    return parts


def same(one: str, other: str) -> bool:
    """Whether two titles are one but for blanks."""
    return "".join(one.split()) == "".join(other.split())
