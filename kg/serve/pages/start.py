"""`/`: what is in the graph, and what a fact-checker looks at first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.serve import choice
from kg.serve.frame import page, reading
from kg.serve.pages.tables import rows_of
from kg.serve.states import State
from kg.views.asking import questions
from kg.views.site import Format
from kg.views.start import Start
from kg.views.start import start as made_of
from kg.views.tables import TABLES

COUNTED = {
    "sources": "/sources",
    "mentions": "",
    "claims": "",
    "series": "/series",
    "speakers": "/speakers",
    "origins": "",
    "comparisons": "/conflicts?relation=any",
    "reuses": "",
    "sums": "/sums",
}
"""What is counted, in order, and the page that lists it."""
_EXAMPLES = 4


def start_of(state: State, language: str) -> Start:
    """What the first page shows, made once for each state of the store."""

    def made() -> Start:
        tables = {name: rows_of(state, TABLES[name], language) for name in ("conflicts", "sums", "sources")}
        return made_of(state.store, tables)

    return state.keep(("start", language), made)


def start(request: Request) -> Response:
    """The first page."""
    language = choice.language(request)
    with reading(request) as state:
        begin, names = start_of(state, language), state.names
        asked = questions(language)[:_EXAMPLES]
    return page(
        request,
        "start.html.j2",
        title="claim-kg",
        styles=("start.css",),
        formats=[Format("JSON", "/start.json")],
        begin=begin,
        counted=COUNTED,
        examples=asked,
        asked="",
        called=lambda iri: names.of(iri, language),
    )


def data(request: Request) -> Response:
    """The first page for programs."""
    with reading(request) as state:
        return JSONResponse(start_of(state, choice.language(request)).as_json())


routes = [Route("/", start), Route("/start.json", data)]
