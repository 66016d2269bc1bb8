"""The form in which something is asked for: by the ending of its address, else by what the request accepts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request

from kg.serve import negotiation

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
    best = negotiation.preferred(accepted, [MEDIA_TYPES[form] for form in offered])
    return next((form for form in offered if MEDIA_TYPES[form] == best), offered[0])
