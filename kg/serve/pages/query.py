"""The page on which people write queries: examples, the editor, the answer as a table and, of triples, as a picture; downloads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.ask import named_queries
from kg.ask.format import plain, shown
from kg.errors import QueryError, QuerySyntax
from kg.graph import PREFIXES
from kg.model import ids
from kg.serve.frame import access_of, desk_of, links_of, page, reading, words_of
from kg.serve.links import Links
from kg.serve.sparql.formats import GRAPHS, RESULTS
from kg.serve.sparql.protocol import Operation
from kg.store.worker import Wanted, Written
from kg.views.picture import BUDGETS, SCRIPTS, STYLES, picture_data
from kg.views.site import Format, Switch
from kg.views.triples import TriplePicture, kinds, triple_picture

_ROWS = 500
"""Rows that the page shows; the downloads have all."""
_TRIPLE = ("subject", "predicate", "object")

FIRST = """PREFIX kg: <https://w3id.org/claim-kg/ontology#>

SELECT ?type (COUNT(DISTINCT ?thing) AS ?things)
WHERE { ?thing a ?type }
GROUP BY ?type
ORDER BY DESC(?things)
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term: the `text` shown, the `href` of what an IRI names with the IRI as `note`, or the language or datatype of a literal."""

    text: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: a truth, or rows of which `total` were found and the first are shown."""

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    truth: bool | None = None
    picture: TriplePicture | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer, and where in the query."""

    message: str
    line: int | None = None
    column: int | None = None
    before: str = ""
    at: str = ""
    after: str = ""


async def query_page(request: Request, asked: Operation | None = None) -> Response:
    """The page, with the answer to a query if one is asked."""
    result: Result | None = None
    problem: Problem | None = None
    if asked is not None:
        try:
            found = await desk_of(request).query(
                request, asked.text, Wanted("json", "ntriples"), asked.dataset
            )
            result = await run_in_threadpool(_result, request, found)
        except QueryError as error:
            problem = _problem(asked.text, error)
    return await run_in_threadpool(_page, request, asked, result, problem)


def _view(request: Request) -> str:
    """How a graph is shown: "graph" is a picture, anything else a table alone."""
    return "graph" if request.query_params.get("view") == "graph" else "table"


def _page(
    request: Request, asked: Operation | None, result: Result | None, problem: Problem | None
) -> Response:
    words = words_of(request)
    picture = result.picture if result else None
    return page(
        request,
        "sparql.html.j2",
        title=words("sparql-title"),
        status=400 if problem else 200,
        styles=("sparql.css", *(STYLES if picture else ())),
        scripts=("sparql.js", *(SCRIPTS if picture else ())),
        formats=_downloads(asked, result) if asked and result else (),
        text=asked.text if asked else FIRST,
        result=result,
        problem=problem,
        view=_view(request),
        views=_views(asked, _view(request)) if asked and result and result.kind == "graph" else (),
        picture=picture_data(
            picture.to_json(), language=words.language, kinds=kinds(), part="sparql-nodes", named=True
        )
        if picture
        else None,
        budgets=BUDGETS,
        examples=[
            (one.name, one.title_zh if words.language == "zh" else one.title, one.text)
            for one in named_queries()
        ],
        prefixes=PREFIXES,
        writable=access_of(request).may_write(request),
    )


def _result(request: Request, found: Written) -> Result:
    links = links_of(request)
    with found.body as body:
        if found.kind == "graph":
            triples = [quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)]
            rows = tuple(
                tuple(_cell(term, links) for term in (t.subject, t.predicate, t.object))
                for t in triples[:_ROWS]
            )
            picture = _picture(request, triples) if triples and _view(request) == "graph" else None
            return Result("graph", _TRIPLE, rows, len(triples), picture=picture)
        answer = ox.parse_query_results(body.read(), ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return Result("ask", truth=bool(answer))
    columns = tuple(variable.value for variable in answer.variables)
    shown_rows = [tuple(_cell(term, links) for term in row) for row in islice(answer, _ROWS)]
    return Result("select", columns, tuple(shown_rows), len(shown_rows) + sum(1 for _ in answer))


def _picture(request: Request, triples: list[ox.Triple]) -> TriplePicture:
    links = links_of(request)
    with reading(request) as state:
        return triple_picture(
            state.store, triples, short=links.name, href=links.href, namespaces=(links.base, ids.VOCABULARY)
        )


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, links: Links) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(links.name(term.value), links.href(term.value), term.value)
    if isinstance(term, ox.Literal):
        datatype = "" if term.language else shown(term.datatype)
        return Cell(term.value, note=term.language or ("" if datatype == "xsd:string" else datatype))
    return Cell(plain(term))


def _problem(text: str, error: QueryError) -> Problem:
    if not isinstance(error, QuerySyntax) or error.line is None or error.column is None:
        return Problem(str(error))
    lines = text.split("\n")
    line = lines[error.line - 1] if error.line <= len(lines) else ""
    at = error.column - 1
    end = at + max(1, len(line[at:].split(maxsplit=1)[0]) if line[at:].strip() else 1)
    return Problem(
        str(error), error.line, error.column, line[:at][-200:], line[at:end][:200], line[end:][:200]
    )


def _downloads(asked: Operation, result: Result) -> list[Format]:
    """The answer as files."""
    forms = GRAPHS if result.kind == "graph" else RESULTS
    return [Format(form.title, _address(asked, ("format", form.name))) for form in forms]


def _views(asked: Operation, chosen: str) -> list[Switch]:
    """The ways to see a graph on the page."""
    return [
        Switch("table", _address(asked), chosen == "table"),
        Switch("graph", _address(asked, ("view", "graph")), chosen == "graph"),
    ]


def _address(asked: Operation, *more: tuple[str, str]) -> str:
    """The address of an answer, which holds the whole query."""
    dataset = [("default-graph-uri", iri) for iri in asked.dataset.default or ()]
    dataset += [("named-graph-uri", iri) for iri in asked.dataset.named or ()]
    return "/sparql?" + urlencode([("query", asked.text), *dataset, *more])
