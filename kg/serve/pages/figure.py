"""`/figure/ID`: the dossier of a figure, as a page and as data; `/figure?q=46%25+GMV` finds it.

ID is the digest of any claim of the figure, or of a mention of it.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import QuestionError
from kg.serve import choice
from kg.serve.forms import MEDIA_TYPES, form_of
from kg.serve.frame import frame_of, page, reading, shown, words_of
from kg.serve.refusing import Refused, RefusedFor
from kg.views.dossier import (
    dossier,
    dossier_html,
    dossier_turtle,
    figure_names,
    figure_sources,
    figures_named,
    id_of,
    sample_turtle,
)
from kg.views.site import Format

_ID = re.compile(r"[0-9a-f]{6,32}")
_LISTED = 50
"""Figures that are listed where words mean several."""


def figure(request: Request) -> Response:
    """The dossier of the figure with this id."""
    name, form = form_of(request, request.path_params["name"])
    if _ID.fullmatch(name) is None:
        raise HTTPException(404)
    with reading(request) as state:
        try:
            claims = figures_named(state.store, name, lexicon=state.lexicon)[0]
            found = dossier(state.store, claims, lexicon=state.lexicon)
        except QuestionError as error:
            raise RefusedFor(404, error) from None
        if form == "json":
            return JSONResponse(found.to_json())
        if form == "ttl":
            return Response(dossier_turtle(state.store, found), media_type=MEDIA_TYPES["ttl"])
        turtle = sample_turtle(state.store, found)
        address = f"/figure/{found.id}"
        formats = [Format("JSON", f"{address}.json"), Format("Turtle", f"{address}.ttl")]
        return shown(
            request,
            dossier_html(found, frame_of(request), lexicon=state.lexicon, turtle=turtle, formats=formats),
        )


def find(request: Request) -> Response:
    """The figure that words mean: see other; where they mean several, a choice between them (300)."""
    asked = request.query_params.get("q", "").strip()
    if not asked:
        raise Refused(400, "no-figure", place="/figure?q=46%25+GMV")
    _, form = form_of(request, request.url.path.removeprefix("/"))
    with reading(request) as state:
        try:
            figures = figures_named(state.store, asked, lexicon=state.lexicon)
        except QuestionError as error:
            raise RefusedFor(404, error) from None
        names = figure_names(state.store, figures[:_LISTED], language=choice.language(request))
        sources = figure_sources(state.store, figures[:_LISTED])
    suffix = request.url.path.removeprefix("/figure")
    places = [f"/figure/{id_of(claims)}{suffix}" for claims in figures]
    if len(places) == 1:
        answer = RedirectResponse(places[0], 303)
        choice.remember(request, answer)
        return answer
    listed = [
        {"name": name, "href": quote(place), "sources": count}
        for place, name, count in zip(places, names, sources, strict=False)
    ]
    if form == "json":
        return JSONResponse({"asked": asked, "figures": listed, "count": len(places)}, 300)
    title = words_of(request)("dossier-which")
    return page(
        request,
        "figures.html.j2",
        title=title,
        status=300,
        formats=[Format("JSON", f"/figure.json?{urlencode({'q': asked})}")],
        asked=asked,
        figures=listed,
        count=len(places),
    )


routes = [Route("/figure", find), Route("/figure.json", find), Route("/figure/{name}", figure)]
