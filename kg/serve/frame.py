"""A page in the frame that all pages share, and what handlers get at of the server.

def sources(request: Request) -> Response:
    with reading(request) as state:
        table = sources_table(state.store)
    return page(request, "sources.html.j2", title=words_of(request)("sources"), table=table)
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.serve import choice
from kg.serve.access import Access
from kg.serve.config import Config
from kg.serve.links import Links
from kg.serve.sparql.answering import Desk
from kg.serve.states import State, States
from kg.views.interface import Interface, interface
from kg.views.site import Entry, Frame, render
from kg.views.tables import TABLES

NAVIGATION: tuple[Entry, ...] = tuple(Entry(name, f"/{name}") for name in (*TABLES, "judge", "sparql"))
"""The pages that the head of each page names; each is served."""


def reading(request: Request) -> AbstractContextManager[State]:
    """The state of the store that this request reads."""
    states: States = request.app.state.states
    return states.reading()


def config_of(request: Request) -> Config:
    """What the server was started with."""
    found: Config = request.app.state.config
    return found


def links_of(request: Request) -> Links:
    """The addresses of this server."""
    found: Links = request.app.state.links
    return found


def access_of(request: Request) -> Access:
    """Who may change something."""
    found: Access = request.app.state.access
    return found


def desk_of(request: Request) -> Desk:
    """Where queries of strangers and updates are answered."""
    found: Desk = request.app.state.desk
    return found


def words_of(request: Request) -> Interface:
    """The words of the reader's language."""
    return interface(choice.language(request))


def frame_of(request: Request) -> Frame:
    """Where the page of this request is shown."""
    url = request.url
    # with two slashes at its beginning a path would be the address of another site
    path = "/" + url.path.lstrip("/\\")
    return Frame(
        language=choice.language(request),
        theme=choice.theme(request),
        here=f"{path}?{url.query}" if url.query else path,
        href=links_of(request).href,
        navigation=NAVIGATION,
    )


def page(request: Request, name: str, *, title: str, status: int = 200, **content: Any) -> HTMLResponse:
    """A template that extends `site.html.j2`, as `kg.views.site.render` fills it, for the reader of this request."""
    return shown(request, render(name, frame_of(request), title=title, **content), status=status)


def shown(request: Request, html: str, *, status: int = 200) -> HTMLResponse:
    """A page that is made already, as the answer to this request."""
    answer = HTMLResponse(html, status)
    answer.headers["Vary"] = "Accept, Accept-Language, Cookie"
    choice.remember(request, answer)
    return answer
