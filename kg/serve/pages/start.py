"""`/`: what is in the graph."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.frame import page, reading


def start(request: Request) -> Response:
    """The first page."""
    with reading(request) as state:
        return page(request, "start.html.j2", sources=len(state.store.graphs()))


routes = [Route("/", start)]
