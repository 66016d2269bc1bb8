"""`/ask?q=`: a question in words, as `kg ask` reads it; `/suggest.json?q=`: what somebody who types may mean."""

from __future__ import annotations

from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.ask.question import LONGEST
from kg.exports.cells import csv_lines
from kg.graph.namespaces import KG
from kg.serve import choice
from kg.serve.frame import links_of, page, reading, words_of
from kg.serve.negotiation import preferred
from kg.serve.pages.tables import rows_of
from kg.serve.refusing import Refused
from kg.serve.states import State
from kg.views.asking import Asked, ask, questions
from kg.views.site import Format
from kg.views.suggesting import Suggestions, suggestions
from kg.views.tables import TABLES

_PROBLEM = 422


def _asked(request: Request) -> Asked | None:
    """The answer to the request's question, None where there is no question."""
    question = " ".join(request.query_params.get("q", "").split())
    if not question:
        return None
    if len(question) > LONGEST:
        raise Refused(400, "long-question", most=LONGEST)
    with reading(request) as state:
        return ask(
            state.store,
            question,
            lexicon=state.lexicon,
            language=choice.language(request),
            today=datetime.now().astimezone().date(),
        )


def asking(request: Request) -> Response:
    """The page of a question and its answer."""
    wanted = preferred(request.headers.get("accept", ""), ("text/html", "application/json", "text/csv"))
    if wanted == "application/json":
        return as_json(request)
    if wanted == "text/csv":
        return as_csv(request)
    found = _asked(request)
    w = words_of(request)
    tried = questions(w.language)
    return page(
        request,
        "ask.html.j2",
        title=found.question if found else w("ask-title"),
        styles=("table.css", "ask.css"),
        formats=_formats(request) if found and not found.problem else (),
        found=found,
        asked=found.question if found else "",
        examples=tried,
        dossier=links_of(request).page(found.claim) if found and found.claim else None,
        column_words=lambda name: w.words.get(f"answer-{name}", name),
    )


def _formats(request: Request) -> list[Format]:
    query = request.url.query
    return [Format("JSON", f"/ask.json?{query}"), Format("CSV", f"/ask.csv?{query}")]


def as_json(request: Request) -> Response:
    """The answer for programs."""
    found = _needed(request)
    return JSONResponse(found.as_json(), _PROBLEM if found.problem else 200)


def as_csv(request: Request) -> Response:
    """The rows for spreadsheets."""
    found = _needed(request)
    if found.problem:
        raise HTTPException(_PROBLEM, found.problem)
    records = found.as_json()["rows"]
    lines = csv_lines([found.table.variables, *(tuple(record.values()) for record in records)])
    body = b"\xef\xbb\xbf" + "".join(lines).encode("utf-8", "replace")
    headers = {"Content-Disposition": 'attachment; filename="answer.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def _needed(request: Request) -> Asked:
    found = _asked(request)
    if found is None:
        raise Refused(400, "no-question")
    return found


def suggestions_of(state: State) -> Suggestions:
    """What may be meant, made once for each state of the store."""
    tables = {name: rows_of(state, TABLES[name], "zh") for name in ("series", "speakers", "sources")}
    return state.keep("suggestions", lambda: suggestions(tables, state.names))


def suggest(request: Request) -> Response:
    """Suggestions for what was typed so far."""
    typed = request.query_params.get("q", "")[:LONGEST]
    w = words_of(request)
    with reading(request) as state:
        found = suggestions_of(state).of(typed, questions=questions(w.language))
    href = links_of(request).page
    listed = [
        {
            "text": one.text,
            "what": w.label(one.kind) if one.kind else "",
            "whole": one.whole,
            "href": (href(one.iri) or "") if one.kind == KG.Source.value and one.whole else "",
        }
        for one in found
    ]
    return JSONResponse({"suggestions": listed}, headers={"Cache-Control": "private, max-age=60"})


routes = [
    Route("/ask", asking),
    Route("/ask.json", as_json),
    Route("/ask.csv", as_csv),
    Route("/suggest.json", suggest),
]
