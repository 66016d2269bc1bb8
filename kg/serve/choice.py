"""What the reader chose: language and light, from the address, a cookie, or what the browser says it prefers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kg.views.site import THEMES
from kg.views.words import LANGUAGES

_YEAR = 365 * 24 * 3600
_CHOICES = {"lang": LANGUAGES, "theme": THEMES}
_PREFERRED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9]{1,8})*\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?")
_LONGEST = 400


def language(request: Request) -> str:
    """`en` or `zh`: what `?lang=` says, else the cookie, else the first of the two in Accept-Language, else `en`."""
    return _chosen(request, "lang") or _preferred(request.headers.get("accept-language", ""))


def theme(request: Request) -> str:
    """`auto`, `light` or `dark`: what `?theme=` says, else the cookie."""
    return _chosen(request, "theme") or "auto"


def remember(request: Request, response: Response) -> None:
    """Keep for the next page what the address of this one chose."""
    for name, values in _CHOICES.items():
        value = request.query_params.get(name)
        if value in values:
            response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")


def _chosen(request: Request, name: str) -> str | None:
    values: Sequence[str] = _CHOICES[name]
    given = (request.query_params.get(name), request.cookies.get(name))
    return next((value for value in given if value in values), None)


def _preferred(accepted: str) -> str:
    """The best language of an Accept-Language header; between equals the one named first."""
    best, quality = "en", 0.0
    for part in accepted[:_LONGEST].split(","):
        match = _PREFERRED.fullmatch(part)
        if match and match[1].lower() in LANGUAGES and float(match[2] or 1) > quality:
            best, quality = match[1].lower(), float(match[2] or 1)
    return best
