"""`/source/ID`: the text of a source with what is claimed in it, as a page and as data, and its original bytes.

`/mention/ID` leads to the place of a mention on the page of its source.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import QuestionError, StoreError
from kg.serve.forms import MEDIA_TYPES, form_of, number_of
from kg.serve.frame import frame_of, links_of, reading, shown
from kg.serve.links import checked
from kg.serve.refusing import Refused
from kg.views.site import Format
from kg.views.source import anchor_of, place_of, source_page, source_turtle
from kg.views.source.html import source_html
from kg.views.source.stored import outline, record

_INERT = "sandbox; default-src 'none'"
"""The policy of originals: whatever a browser makes of the bytes, it runs nothing in them."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def source(request: Request) -> Response:
    """One page of the text; `?page=2` is the second."""
    name, form = form_of(request, request.path_params["name"])
    links = links_of(request)
    iri = _iri(links.base, "source", name)
    with reading(request) as state:
        if form == "ttl":
            try:
                return Response(source_turtle(state.store, iri), media_type=MEDIA_TYPES["ttl"])
            except QuestionError:
                raise HTTPException(404) from None
        try:
            page = source_page(
                state.store,
                iri,
                lexicon=state.lexicon,
                href=links.href,
                page=number_of(request, "page"),
                outline=state.keep_recent(("outline", iri), lambda: outline(state.store, iri)),
            )
        except QuestionError:
            raise HTTPException(404) from None
    if form == "json":
        return JSONResponse(page.to_json())
    address = links.href(iri)
    formats = [Format("JSON", f"{address}.json?page={page.page}"), Format("Turtle", f"{address}.ttl")]
    html = source_html(
        page, frame_of(request), lexicon=state.lexicon, original=f"{address}/original", formats=formats
    )
    return shown(request, html)


def original(request: Request) -> Response:
    """The bytes that were read, to be saved and not to be opened here."""
    iri = _iri(links_of(request).base, "source", request.path_params["name"])
    with reading(request) as state:
        found = record(state.store, iri)
        if found is None:
            raise HTTPException(404)
        try:
            raw = state.store.blobs.get(found.sha256)
        except StoreError as error:
            raise Refused(404, "no-original") from error
    return Response(
        raw,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": disposition(found.name),
            "Content-Security-Policy": _INERT,
            "Cross-Origin-Resource-Policy": "same-origin",
            "ETag": f'"{found.sha256}"',
        },
    )


def mention(request: Request) -> Response:
    """A mention: see other."""
    links = links_of(request)
    iri = _iri(links.base, "mention", request.path_params["name"])
    with reading(request) as state:
        place = place_of(state.store, iri)
    if place is None:
        raise HTTPException(404)
    of, page = place
    return RedirectResponse(
        links.href(of) + (f"?page={page}" if page > 1 else "") + "#" + anchor_of(iri), 303
    )


def disposition(name: str) -> str:
    """`attachment`, under a name that no header and no file system can take amiss, and the true name beside it (RFC 6266)."""
    plain = _UNSAFE.sub("_", name).strip("._") or "original"
    return f"attachment; filename=\"{plain[-100:]}\"; filename*=UTF-8''{quote(name[-200:], safe='')}"


def _iri(base: str, kind: str, name: str) -> str:
    iri = checked(f"{base}{kind}/{name}")
    if iri is None:
        raise HTTPException(404)
    return iri


routes = [
    Route("/source/{name}", source),
    Route("/source/{name}/original", original),
    Route("/mention/{name}", mention),
]
