"""`/static/…`: the style sheets and scripts of the pages, which lie in `kg/views/templates`."""

from __future__ import annotations

import re
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.views.assets import asset

_NAME = re.compile(r"[a-z][a-z0-9-]*\.(css|js)")
_TYPES = {"css": "text/css", "js": "text/javascript"}


def static(request: Request) -> Response:
    """One file, kept by browsers for good: its address changes with its text."""
    name = request.path_params["name"]
    match = _NAME.fullmatch(name)
    if match is None:
        raise HTTPException(404)
    try:
        text = _text(name)
    except FileNotFoundError:
        raise HTTPException(404) from None
    lasting = "public, max-age=31536000, immutable" if "v" in request.query_params else "no-cache"
    return Response(text, media_type=_TYPES[match[1]], headers={"Cache-Control": lasting})


@cache
def _text(name: str) -> str:
    return asset(name)


routes = [Route("/static/{name}", static)]
