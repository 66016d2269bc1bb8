"""What a form of a page sends."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

_FORM = "application/x-www-form-urlencoded"
_FIELDS = 100


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, of one that comes twice the last. Raises `HTTPException` 415 for anything but a form, 400 for one too large."""
    if request.headers.get("content-type", _FORM).partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"send a form: {_FORM}")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError as error:
        raise HTTPException(400, f"a form has at most {_FIELDS} fields") from error
