"""`/sparql`: the endpoint for programs, and for people a page to write queries on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kg.graph.namespaces import RDF
from kg.serve.errors import wants_page
from kg.serve.frame import access_of, config_of, desk_of, reading
from kg.serve.pages.query import query_page
from kg.serve.sparql.description import SD, description
from kg.serve.sparql.formats import FORMS, OX_GRAPHS, Choice, Form, choice, graph_form
from kg.serve.sparql.protocol import Operation, operation

_CHUNK = 1 << 16
_DESCRIBED = 10_000
"""Named graphs that the description lists at most."""


async def sparql(request: Request) -> Response:
    """An operation of the SPARQL 1.1 Protocol; without one the service description, or the page for people."""
    asked = await operation(request)
    if asked is None:
        form = graph_form(request.headers.get("accept"))
        if form is None and wants_page(request):
            return await query_page(request)
        return await run_in_threadpool(_description, request, form)
    if asked.kind == "update":
        access_of(request).check(request)
        await desk_of(request).update(request, asked.text, asked.dataset)
        return Response(status_code=204)
    accepted = choice(request.headers.get("accept"), asked.form)
    if accepted is None:
        raise HTTPException(400, f"no form {asked.form!r}: there are {_names()}")
    if accepted.page:
        return await query_page(request, asked)
    return await _answer(request, asked, accepted)


async def _answer(request: Request, asked: Operation, accepted: Choice) -> Response:
    found = await desk_of(request).query(request, asked.text, accepted.wanted(), asked.dataset)
    form: Form[Any] | None = accepted.graph if found.kind == "graph" else accepted.results
    if form is None:
        found.body.close()
        what = "a graph" if found.kind == "graph" else "a table"
        raise HTTPException(406, f"the query makes {what}: accept one of {_names()}")
    headers = {"Content-Length": str(found.size), "Vary": "Accept"}
    if asked.form is not None:
        headers["Content-Disposition"] = f'attachment; filename="query.{form.ending}"'
    return StreamingResponse(_chunks(found.body), media_type=form.content_type, headers=headers)


def _chunks(body: IO[bytes]) -> Iterator[bytes]:
    with body:
        while chunk := body.read(_CHUNK):
            yield chunk


def _description(request: Request, form: Form[Any] | None) -> Response:
    if form is None:
        raise HTTPException(406, f"the service description is a graph: accept one of {_names()}")
    with reading(request) as state:
        graphs = state.store.graphs()[:_DESCRIBED]
    writable = config_of(request).token is not None
    triples = description(str(request.url.replace(query="")), graphs, writable=writable)
    raw = ox.serialize(triples, format=OX_GRAPHS[form.name], prefixes={"rdf": RDF.iri, "sd": SD.iri})
    return Response(raw, media_type=form.content_type, headers={"Vary": "Accept"})


def _names() -> str:
    return ", ".join(form.name for form in FORMS)


routes = [Route("/sparql", sparql, methods=["GET", "POST"])]
