"""Which of several media types a client would rather have (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_RANGE = re.compile(r"\s*([^\s;,/]+/[^\s;,/]+)((?:\s*;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)")
_LONGEST = 2000


def preferred(accept: str, offered: Sequence[str], *, by_name: Collection[str] = ()) -> str | None:
    """The one of `offered` (media types, the most usual first) that an Accept header prefers, None if it takes none of them.

    An empty header, or one that names no media type, takes the first. The more exact of two ranges that fit decides;
    between equals the order of `offered`. Those `by_name` are taken only by a client that names them, not by one that takes `text/*`.
    """
    if not accept.strip():
        return offered[0]
    ranges = list(_ranges(accept[:_LONGEST])) or [("*/*", 1.0)]
    best, quality = None, 0.0
    for one in offered:
        least = 2 if one in by_name else 0
        fitting = [(exact, q) for exact, q in (_fit(one, of, q) for of, q in ranges) if exact >= least]
        q = max(fitting)[1] if fitting else 0.0
        if q > quality:
            best, quality = one, q
    return best


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        match = _RANGE.fullmatch(part.rstrip())
        if match:
            quality = _QUALITY.search(match[2])
            found.append((match[1].lower(), float(quality[1]) if quality else 1.0))
    return found


def _fit(offered: str, of: str, quality: float) -> tuple[int, float]:
    """How exactly a range names a type: 2 by its name, 1 by its kind, 0 by `*/*`, -1 not at all."""
    name = offered.partition(";")[0].strip()
    if of == name:
        return 2, quality
    if of == name.partition("/")[0] + "/*":
        return 1, quality
    return (0 if of == "*/*" else -1), quality
