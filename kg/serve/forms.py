"""The form in which a thing is asked for: by the ending of its address, else by what the request accepts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.negotiation import preferred

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {"html": "text/html", "json": "application/json", "ttl": "text/turtle"}
)
"""Endings of addresses, and what comes under them."""


def form_of(request: Request, name: str) -> tuple[str, str]:
    """The name without its ending, and the form that is meant, one of `MEDIA_TYPES`.

    `/source/X.ttl` and `/source/X` with `Accept: text/turtle` ask for the same. Raises `HTTPException` (406) where none
    of the forms is accepted.
    """
    stem, dot, ending = name.rpartition(".")
    if dot and stem and ending in MEDIA_TYPES:
        return stem, ending
    endings = {kind: ending for ending, kind in MEDIA_TYPES.items()}
    wanted = preferred(request.headers.get("accept", ""), tuple(endings))
    if wanted is None:
        raise HTTPException(406, f"this is {', '.join(endings)}")
    return name, endings[wanted]


def number_of(request: Request, name: str, *, least: int = 1) -> int:
    """A number in the query of an address; what is none, or less than the least, counts as the least."""
    given = request.query_params.get(name, "")
    return max(least, int(given)) if given.isascii() and given.isdigit() and len(given) < 8 else least
