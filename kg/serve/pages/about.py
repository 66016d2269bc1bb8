"""Linked data: every IRI of the graph answers.

`/id/…` and `/term/…` stand for the IRIs of the data and of the vocabulary; they lead to the page of what the IRI names,
or to what the graph says of it. `/about?iri=…` is that for any IRI.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.serve import choice
from kg.serve.frame import links_of, page, reading
from kg.serve.links import checked
from kg.views.facts import Facts
from kg.views.words import in_languages


def named(request: Request) -> Response:
    """An IRI of the data or of the vocabulary: see other."""
    links = links_of(request)
    root = "/" + request.url.path.split("/", 2)[1] + "/"
    iri = links.iri(root, request.path_params["rest"])
    if iri is None:
        raise HTTPException(404, "no IRI")
    return RedirectResponse(links.href(iri), 303)


def about(request: Request) -> Response:
    """What the graph says of an IRI."""
    iri = checked(request.query_params.get("iri", ""))
    if iri is None:
        raise HTTPException(400, "give an absolute IRI: /about?iri=…")
    facts = Facts()
    with reading(request) as state:
        facts.add(state.store, [iri])
    title = in_languages(facts.labels(iri))[choice.language(request)]
    return page(request, "about.html.j2", title=title, iri=iri)


routes = [
    Route("/id/{rest:path}", named),
    Route("/term/{rest:path}", named),
    Route("/about", about),
]
