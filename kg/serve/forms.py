"""The form in which something is asked for: by the ending of its address, else by what the request accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "html": "text/html",
        "json": "application/json",
        "ttl": "text/turtle",
        "jsonld": "application/ld+json",
        "nt": "application/n-triples",
        "csv": "text/csv",
    }
)
"""Endings of addresses, and what comes under them."""

_RANGE = re.compile(r"\s*([\w.+*-]{1,60}/[\w.+*-]{1,60})\s*(?:;[^,]*?\bq=([01](?:\.\d{0,3})?))?[^,]*")
_LONGEST = 1000


def form_of(request: Request, name: str, *offered: str) -> tuple[str, str]:
    """The name without its ending, and the form (an ending of `MEDIA_TYPES`) that is meant; the first offered if any will do.

    `/source/X.ttl` and `/source/X` with `Accept: text/turtle` ask for the same.
    """
    stem, dot, ending = name.rpartition(".")
    if dot and stem and ending in offered:
        return stem, ending
    return name, preferred(request.headers.get("accept", ""), *offered)


def preferred(accepted: str, *offered: str) -> str:
    """The best of these forms by an Accept header; between equals the one offered first."""
    ranges = [
        (match[1].lower(), float(match[2] or 1))
        for part in accepted[:_LONGEST].split(",")
        if (match := _RANGE.fullmatch(part))
    ]

    def quality(form: str) -> float:
        kind = MEDIA_TYPES[form]
        # the most specific range that has it decides
        for pattern in (kind, kind.split("/")[0] + "/*", "*/*"):
            found = [q for name, q in ranges if name == pattern]
            if found:
                return max(found)
        return 0.0

    return max(offered, key=quality)
