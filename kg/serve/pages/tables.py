"""The tables: `/conflicts`, `/sources`, `/speakers`, `/series`, `/sums`; as data by suffix, or as Accept asks."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.errors import MissingExtra
from kg.serve import choice
from kg.serve.frame import page, reading, words_of
from kg.serve.negotiation import preferred
from kg.serve.states import State
from kg.views.site import Format
from kg.views.tables import ENCODINGS, TABLES, Chosen, Rows, Table, read_rows, table_page, table_sparql

_PAGE = "text/html"
_TYPES = {one.media_type.partition(";")[0]: ending for ending, one in ENCODINGS.items()}
_READERS_OWN = ("lang", "theme")


def rows_of(state: State, table: Table, language: str) -> Rows:
    """The rows of a table, read once for each state of the store."""
    return state.keep(
        ("table", table.name, language),
        lambda: read_rows(state.store, table, state.names, language=language),
    )


def _shown(table: Table) -> Callable[[Request], Response]:
    """The handler of a table's page."""

    def shown(request: Request) -> Response:
        wanted = preferred(request.headers.get("accept", ""), (_PAGE, *_TYPES))
        if wanted is None:
            raise HTTPException(406, f"this is {', '.join((_PAGE, *_TYPES))}")
        if wanted != _PAGE:
            return _data(table, _TYPES[wanted])(request)
        said = request.query_params.multi_items()
        chosen = Chosen.of(table, said)
        clean = _clean(chosen, said)
        if clean is not None:
            answer: Response = RedirectResponse(f"/{table.name}{clean}", 303)
            choice.remember(request, answer)
            return answer
        language = choice.language(request)
        with reading(request) as state:
            rows, names = rows_of(state, table, language), state.names
        listed = table_page(rows, chosen, names, sparql=table_sparql(table, language=language))
        return page(
            request,
            "table.html.j2",
            title=words_of(request)(table.name),
            styles=("table.css",),
            formats=[Format(one.name, listed.data(ending)) for ending, one in ENCODINGS.items()],
            listed=listed,
        )

    return shown


def _clean(chosen: Chosen, said: list[tuple[str, str]]) -> str | None:
    """The query that a form should have sent, which has no field that says nothing; None where it is that."""
    if all(value for _, value in said):
        return None
    own = "&".join(f"{name}={value}" for name, value in said if name in _READERS_OWN and value.isalpha())
    query = "&".join(filter(None, (chosen.query(), own)))
    return f"?{query}" if query else ""


def _data(table: Table, ending: str) -> Callable[[Request], Response]:
    """The handler of a table as data: all rows that are chosen."""
    encoding = ENCODINGS[ending]

    def data(request: Request) -> Response:
        chosen = Chosen.of(table, request.query_params.multi_items())
        with reading(request) as state:
            rows = rows_of(state, table, choice.language(request))
        try:
            body = encoding.write(table, chosen.of_rows(rows))
        except MissingExtra as error:
            raise HTTPException(501, str(error)) from error
        headers = {
            "Content-Disposition": f'attachment; filename="{table.name}.{ending}"',
            "Vary": "Accept, Accept-Language, Cookie",
        }
        if rows.cut:
            headers["Warning"] = f'199 - "only the first {len(rows.rows)} rows were looked at"'
        if ending == "json":
            del headers["Content-Disposition"]
        return Response(body, media_type=encoding.media_type, headers=headers)

    return data


routes = [
    route
    for table in TABLES.values()
    for route in (
        Route(f"/{table.name}", _shown(table), name=table.name),
        *(
            Route(f"/{table.name}.{ending}", _data(table, ending), name=f"{table.name}.{ending}")
            for ending in ENCODINGS
        ),
    )
]
