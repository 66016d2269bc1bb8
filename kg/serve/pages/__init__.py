"""The pages: one module each, with its `routes`. A page that is not in this list is not served."""

from __future__ import annotations

from starlette.routing import BaseRoute

from kg.serve.pages import (
    about,
    ask,
    entity,
    figure,
    health,
    judge,
    source,
    sparql,
    start,
    static,
    tables,
    terms,
    token,
)

ROUTES: list[BaseRoute] = [
    *start.routes,
    *tables.routes,
    *ask.routes,
    *judge.routes,
    *about.routes,
    *source.routes,
    *entity.routes,
    *figure.routes,
    *sparql.routes,
    *terms.routes,
    *token.routes,
    *static.routes,
    *health.routes,
]
