"""The application: every page's routes, between what guards all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from kg.errors import KgError
from kg.serve import errors
from kg.serve.access import Access
from kg.serve.config import LOOPBACK_ORIGIN, Config
from kg.serve.guard import Guard
from kg.serve.links import Links
from kg.serve.pages import ROUTES
from kg.serve.sparql.answering import Desk
from kg.serve.states import States
from kg.store import open_store

_SMALLEST = 1000
"""Bytes of an answer that is worth compressing."""


class _Guarded(Starlette):
    """An application with the guard round everything, also round what answers when a handler fails."""

    def __init__(self, *, hosts: Collection[str], **options: Any) -> None:
        super().__init__(**options)
        self._hosts = hosts

    def build_middleware_stack(self) -> ASGIApp:
        return Guard(super().build_middleware_stack(), hosts=self._hosts)


def create_app(config: Config) -> Starlette:
    """The explorer and the endpoint over one store, as an ASGI application.

    Opens the store; raises `StoreMissing`, `StoreTooNew` or `StoreError`.
    """
    states = States(
        lambda: open_store(config.store, originals=config.originals), vocabulary=config.vocabulary
    )

    desk = Desk(states, config)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()
        states.close()

    app = _Guarded(
        hosts=config.hosts,
        routes=ROUTES,
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=config.origins,
                allow_origin_regex=LOOPBACK_ORIGIN,
                allow_methods=("GET", "HEAD", "POST"),
                allow_headers=("Accept", "Content-Type"),
            ),
            Middleware(GZipMiddleware, minimum_size=_SMALLEST, compresslevel=4),
        ],
        exception_handlers={
            HTTPException: errors.http_error,
            KgError: errors.kg_error,
            Exception: errors.server_error,
        },
        lifespan=lifespan,
    )
    with states.reading() as state:
        app.state.links = Links(state.store.base)
    app.state.states = states
    app.state.desk = desk
    app.state.config = config
    app.state.access = Access(config.token)
    return app
