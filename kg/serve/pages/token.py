"""`/token`: a browser trades the server's token for a cookie."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.serve.frame import access_of, page, words_of
from kg.serve.posting import form_of


async def token(request: Request) -> Response:
    """The form, and what it is sent to."""
    access = access_of(request)
    wrong = False
    if request.method == "POST":
        given = (await form_of(request)).get("token", "")
        if access.is_token(given.strip()):
            answer = RedirectResponse("/", 303)
            access.begin_session(answer)
            return answer
        wrong = True
    status = 401 if wrong else 200
    title = words_of(request)("token")
    return page(
        request, "token.html.j2", title=title, status=status, wrong=wrong, read_only=access.is_read_only
    )


routes = [Route("/token", token, methods=["GET", "POST"])]
