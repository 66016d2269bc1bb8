"""A page in the frame that all pages share, and what handlers get at of the server.

def sources(request: Request) -> Response:
    with reading(request) as state:
        return page(request, "sources.html.j2", table=sources_table(state.store))
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from hashlib import sha256
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.serve.access import Access
from kg.serve.config import Config
from kg.serve.links import Links
from kg.serve.states import State, States
from kg.views.assets import asset, template


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


def page(request: Request, name: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A template of `kg/views/templates`, which extends `site.html.j2`, filled and escaped.

    Every template gets `href` (IRI to address), `static` (file name to address), `path` of this page and `writable`.
    """
    text = template(name).render(
        href=links_of(request).href,
        static=static_url,
        path=request.url.path,
        writable=access_of(request).may_write(request),
        **context,
    )
    return HTMLResponse(text, status)


@cache
def static_url(name: str) -> str:
    """Where a file of `kg/views/templates` is served: another address when its text is another one."""
    return f"/static/{name}?v={sha256(asset(name).encode()).hexdigest()[:12]}"
