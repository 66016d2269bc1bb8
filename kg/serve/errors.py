"""Errors as people and programs read them: a page for a browser, JSON for everybody else."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, QueryError, QuerySyntax, QuestionError, StoreError, StoreLocked
from kg.serve.frame import page, words_of

_log = logging.getLogger(__name__)


def wants_page(request: Request) -> bool:
    """Whether a browser asks: it names HTML itself, which programs do not."""
    return "text/html" in request.headers.get("accept", "")


def http_error(request: Request, error: Exception) -> Response:
    """One that a handler, or the routing, raised on purpose."""
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, error.detail, dict(error.headers or {}))


def kg_error(request: Request, error: Exception) -> Response:
    """What this program raises on purpose; of the store's place on disk nothing is told."""
    assert isinstance(error, KgError)
    if isinstance(error, StoreError):
        _log.error("%s", error)
        locked = isinstance(error, StoreLocked)
        message = (
            "another process is writing to the store" if locked else "the store cannot be read at the moment"
        )
        return _told(request, 503, message, {"Retry-After": "5"})
    status = 400 if isinstance(error, QueryError | QuestionError) else 500
    place = {"line": error.line, "column": error.column} if isinstance(error, QuerySyntax) else {}
    return _told(request, status, str(error), {}, **place)


def server_error(request: Request, error: Exception) -> Response:
    """A defect of this program: the log has the traceback, the answer does not."""
    return _told(request, 500, "something went wrong here; the server's log says what", {})


def _told(request: Request, status: int, message: str, headers: dict[str, str], **more: object) -> Response:
    reason = HTTPStatus(status).phrase
    if wants_page(request):
        title = words_of(request)("not-found" if status == HTTPStatus.NOT_FOUND else "went-wrong")
        answer: Response = page(
            request, "error.html.j2", title=title, status=status, code=status, reason=reason, message=message
        )
    else:
        said = {"status": status, "error": reason, "message": message, **more}
        answer = Response(json.dumps(said, ensure_ascii=False) + "\n", status, media_type="application/json")
    answer.headers.update(headers)
    return answer
