"""`/`: what is in the graph."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.frame import page, reading, words_of


def start(request: Request) -> Response:
    """The first page."""
    with reading(request) as state:
        graphs = len(state.store.graphs())
    return page(request, "start.html.j2", title=words_of(request)("start"), sources=graphs)


routes = [Route("/", start)]
