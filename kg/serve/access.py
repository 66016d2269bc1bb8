"""Who may change something: whoever has the token that the server was started with.

A program sends it as `Authorization: Bearer TOKEN`. A browser trades it once, at `/token`, for a cookie that other sites
cannot use and scripts cannot read.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.refusing import Refused

COOKIE = "kg_session"


class Access:
    """The token of one server, and the sessions of browsers that have shown it."""

    def __init__(self, token: str | None) -> None:
        self._token = token
        self._session = secrets.token_urlsafe(32)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed by anybody."""
        return self._token is None

    def is_token(self, given: str) -> bool:
        """Whether this is the token; takes the same time for every wrong one."""
        return self._token is not None and _same(given, self._token)

    def may_write(self, request: Request) -> bool:
        """Whether the request shows the token, or the session of a browser that has shown it."""
        if self._token is None:
            return False
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.is_token(given.strip()):
            return True
        return _same(request.cookies.get(COOKIE, ""), self._session)

    def check(self, request: Request) -> None:
        """Raises `HTTPException`: 403 where nothing can be changed, 401 without the token."""
        if self._token is None:
            raise Refused(403, "read-only")
        if not self.may_write(request):
            raise Refused(401, "needs-token", {"WWW-Authenticate": "Bearer"})

    def begin_session(self, response: Response) -> None:
        """Let the browser that gets this answer write until it is closed or the server ends."""
        response.set_cookie(COOKIE, self._session, httponly=True, samesite="strict", path="/")


def _same(left: str, right: str) -> bool:
    return secrets.compare_digest(sha256(left.encode()).digest(), sha256(right.encode()).digest())
