"""A request of the SPARQL 1.1 Protocol as an operation (https://www.w3.org/TR/sparql11-protocol/, 2.1 and 2.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.links import checked
from kg.store.worker import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_GRAPHS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
_MOST = 1000
"""Parameters of a request."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update, the graphs that the request names for it, and the form that it names, if any."""

    kind: Literal["query", "update"]
    text: str
    dataset: Dataset
    form: str | None = None


async def operation(request: Request) -> Operation | None:
    """What is asked; None for a GET that asks nothing, and so is about the endpoint itself.

    Raises `HTTPException`: 400 for a request that the protocol does not know, 415 for a body in another form.
    """
    address = _parameters(request.scope["query_string"])
    base = str(request.url.replace(query=""))
    if request.method != "POST":
        if "update" in address:
            raise HTTPException(400, "an update is sent by POST")
        return _asked("query", address, base) if "query" in address else None
    media_type, _, more = request.headers.get("content-type", "").partition(";")
    _check_charset(more)
    match media_type.strip().lower():
        case str(given) if given == FORM:
            fields = _parameters(await request.body())
            if ("query" in fields) == ("update" in fields):
                raise HTTPException(400, "give either a query or an update, in the body of the request")
            _check_nothing_asked(address)
            fields = {name: [*address.get(name, ()), *fields.get(name, ())] for name in {**address, **fields}}
            return _asked("query" if "query" in fields else "update", fields, base)
        case str(given) if given in (QUERY, UPDATE):
            _check_nothing_asked(address)
            kind: Literal["query", "update"] = "query" if given == QUERY else "update"
            return _asked(kind, {**address, kind: [_text(await request.body())]}, base)
    raise HTTPException(415, f"send the operation as {QUERY}, {UPDATE} or {FORM}")


def _asked(kind: Literal["query", "update"], fields: Mapping[str, Sequence[str]], base: str) -> Operation:
    texts = fields[kind]
    if len(texts) > 1:
        raise HTTPException(400, f"give one {kind}, not {len(texts)}")
    default, named = _GRAPHS[kind]
    if default not in fields and named not in fields:
        dataset = Dataset(base=base)
    else:
        dataset = Dataset(_iris(fields.get(default, ())), _iris(fields.get(named, ())), base)
    forms = fields.get("format", ())
    return Operation(kind, texts[0], dataset, forms[-1] if forms and forms[-1] else None)


def _check_nothing_asked(address: Mapping[str, Sequence[str]]) -> None:
    if "query" in address or "update" in address:
        raise HTTPException(400, "the operation is the body of the request, not in its address")


def _iris(texts: Sequence[str]) -> tuple[str, ...]:
    # an empty one, as a form sends for a field that was not filled in, names no graph
    given = [text for text in texts if text]
    for text in given:
        if checked(text) is None:
            raise HTTPException(400, "a graph is named by an absolute IRI")
    return tuple(given)


def _parameters(raw: bytes) -> dict[str, list[str]]:
    """The fields of a form or of an address, in UTF-8."""
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(_text(raw), keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except UnicodeDecodeError:
        raise HTTPException(400, "the request is not UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"more than {_MOST} parameters") from None
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HTTPException(400, "the request is not UTF-8") from None


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in ("utf-8", "utf8"):
            raise HTTPException(415, "send the operation in UTF-8")
