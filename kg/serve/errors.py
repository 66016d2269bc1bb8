"""Errors as people and programs read them: a page for a browser, JSON for everybody else."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, QueryError, QuerySyntax, QuestionError, StoreError, StoreLocked
from kg.serve.frame import page, words_of
from kg.serve.refusing import Refused, RefusedFor
from kg.views.interface import interface

_log = logging.getLogger(__name__)


def wants_page(request: Request) -> bool:
    """Whether a browser asks: it names HTML itself, which programs do not."""
    return "text/html" in request.headers.get("accept", "")


def http_error(request: Request, error: Exception) -> Response:
    """One that a handler, or the routing, raised on purpose."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if isinstance(error, Refused | RefusedFor):
        return _told(request, error.status_code, error.told, headers)
    if error.status_code == HTTPStatus.NOT_FOUND and error.detail == HTTPStatus.NOT_FOUND.phrase:
        return _told(request, error.status_code, _words("nothing-here"), headers)
    return _told(request, error.status_code, lambda _: error.detail, headers)


def kg_error(request: Request, error: Exception) -> Response:
    """What this program raises on purpose; of the store's place on disk nothing is told."""
    assert isinstance(error, KgError)
    if isinstance(error, StoreError):
        _log.error("%s", error)
        locked = isinstance(error, StoreLocked)
        name = "store-locked" if locked else "store-unread"
        return _told(request, 503, _words(name), {"Retry-After": "5"})
    status = 400 if isinstance(error, QueryError | QuestionError) else 500
    place = {"line": error.line, "column": error.column} if isinstance(error, QuerySyntax) else {}
    return _told(request, status, error.told, {}, **place)


def server_error(request: Request, error: Exception) -> Response:
    """A defect of this program: the log has the traceback, the answer does not."""
    return _told(request, 500, _words("defect"), {})


def _words(name: str) -> Callable[[str], str]:
    return lambda language: interface(language)(name)


def _told(
    request: Request, status: int, message: Callable[[str], str], headers: dict[str, str], **more: object
) -> Response:
    """The page says it in the reader's language, JSON in English."""
    reason = HTTPStatus(status).phrase
    if wants_page(request):
        w = words_of(request)
        answer: Response = page(
            request,
            "error.html.j2",
            title=w("not-found" if status == HTTPStatus.NOT_FOUND else "went-wrong"),
            status=status,
            code=status,
            reason=reason,
            message=message(w.language),
        )
    else:
        said = {"status": status, "error": reason, "message": message("en"), **more}
        answer = Response(json.dumps(said, ensure_ascii=False) + "\n", status, media_type="application/json")
    answer.headers.update(headers)
    return answer
