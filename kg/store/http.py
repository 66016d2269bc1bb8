"""Requests to a SPARQL endpoint: bounded in time and size, errors in one line."""

from __future__ import annotations

import base64
import http.client
import time
import urllib.error
import urllib.request
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.errors import QueryError, StoreError

ANSWER = 256 << 20
"""Bytes of an answer."""

_CHUNK = 1 << 16


class Response(NamedTuple):
    """The media type without parameters, and the body."""

    media_type: str
    body: bytes


class Endpoint:
    """One URL of an endpoint; a user and password in it are sent as basic authentication and never shown."""

    def __init__(self, url: str) -> None:
        """Raises `StoreError` for what is no http or https URL."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError("not an http or https URL", where=url)
        self.url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._headers = {"User-Agent": "claim-kg"}
        if parts.username is not None:
            user = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = "Basic " + base64.b64encode(user.encode()).decode("ascii")

    def post(self, body: bytes, *, media_type: str, accept: str, timeout: float) -> Response:
        """Send and wait for the whole answer, at most `timeout` seconds.

        Raises `QueryError` where the endpoint calls the request wrong or time is up, else `StoreError`.
        """
        headers = {"Content-Type": media_type, "Accept": accept, **self._headers}
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310
        deadline = time.monotonic() + timeout
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
                return Response(answer.headers.get_content_type(), self._read(answer, deadline, timeout))
        except urllib.error.HTTPError as error:
            with error:
                said = error.read(1000).decode("utf-8", "replace").strip().split("\n", 1)[0]
            kind = QueryError if error.code == 400 else StoreError
            raise kind(f"the endpoint says {error.code}: {said or error.reason}", where=self.url) from error
        except TimeoutError:
            raise QueryError(f"stopped after {timeout:g} s", where=self.url) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise QueryError(f"stopped after {timeout:g} s", where=self.url) from None
            raise StoreError(f"cannot be reached: {error.reason}", where=self.url) from error
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(f"the connection broke: {error}", where=self.url) from error

    def _read(self, answer: http.client.HTTPResponse, deadline: float, timeout: float) -> bytes:
        body = bytearray()
        while chunk := answer.read1(_CHUNK):
            body += chunk
            if len(body) > ANSWER:
                raise QueryError(f"the answer is larger than {ANSWER >> 20} MiB: add a LIMIT", where=self.url)
            if time.monotonic() > deadline:
                raise QueryError(f"stopped after {timeout:g} s", where=self.url)
        return bytes(body)
