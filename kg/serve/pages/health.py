"""`/healthz`: whether the store can be read, for whatever watches over the server."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg import __version__
from kg.serve.frame import reading


def healthz(request: Request) -> Response:
    """200 with the version while the store can be read, else 503."""
    with reading(request) as state:
        found = state.store.ask_("ASK { ?s ?p ?o }")
    answer = {"status": "ok", "version": __version__, "state": state.number, "empty": not found}
    return JSONResponse(answer, headers={"Cache-Control": "no-store"})


routes = [Route("/healthz", healthz)]
