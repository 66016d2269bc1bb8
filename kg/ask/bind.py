"""Values into a named query: each becomes an RDF term, and pyoxigraph writes the term, so no text of a user is ever SPARQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.ask.catalogue import Line, NamedQuery, Parameter
from kg.ask.names import named
from kg.errors import QueryError
from kg.graph.namespaces import PREFIXES, XSD
from kg.model import ids

Value = str | int | Decimal | date | ox.NamedNode
"""What a parameter takes; text is read by the parameter's type, so everything can come from a command line."""

_DIGITS = 30
_TEXT = 500
_MANY = 1000


def bind(query: NamedQuery, /, **parameters: Value | Iterable[Value] | None) -> str:
    """The query with these values, ready to run; several values of one parameter mean any of them, None means not given.

    For an IRI the name that the shipped vocabulary has for one thing does as well: `speaker="张阔"`.
    Raises `QueryError` for an unknown or missing parameter and for a value that does not fit its type.
    """
    given = {query.parameter(name): value for name, value in parameters.items() if value is not None}
    texts = {parameter.name: _terms(query, parameter, value) for parameter, value in given.items()}
    missing = [p.name for p in query.parameters if p.need == "required" and p.name not in texts]
    if missing:
        raise QueryError(f"needs a value for {', '.join(missing)}", where=query.name)
    if query.one_of and not set(query.one_of) & set(texts):
        raise QueryError(f"needs a value for at least one of {', '.join(query.one_of)}", where=query.name)
    together = [name for name in query.together if name in texts]
    if len(together) > 1 and any(len(texts[name]) > 1 for name in together):
        raise QueryError(
            f"{' and '.join(together)} take one value each when given together", where=query.name
        )
    kept = {p.name for p in query.parameters if p.need == "default"}
    return "\n".join(_written(line, texts) for line in query.lines if _stays(line, texts, kept)) + "\n"


def _stays(line: Line, texts: dict[str, list[str]], kept: set[str]) -> bool:
    return line.parameter is None or line.parameter in texts or (line.parameter in kept and line.on)


def _written(line: Line, texts: dict[str, list[str]]) -> str:
    if line.parameter is None or line.parameter not in texts:
        return line.text
    code, terms = line.code, " ".join(texts[line.parameter])
    if line.example() is not None:
        code = f"LIMIT {terms}" if code.startswith("LIMIT") else f"VALUES ?{line.parameter} {{ {terms} }}"
    return f"{line.indent}{code}"


def _terms(query: NamedQuery, parameter: Parameter, value: Value | Iterable[Value]) -> list[str]:
    single = isinstance(value, str | int | Decimal | date | ox.NamedNode)
    values: list[Value] = [value] if single else list(value)  # type: ignore[list-item, arg-type]
    if not 0 < len(values) <= _MANY:
        raise QueryError(f"{parameter.name} takes 1 to {_MANY} values", where=query.name)
    if len(values) > 1 and parameter.type == "integer":
        raise QueryError(f"{parameter.name} takes one value", where=query.name)
    try:
        return [_term(parameter, one) for one in values]
    except (ValueError, InvalidOperation, LookupError) as error:
        shown = ", ".join(str(one)[:80] for one in values)
        hint = f"; {error}" if isinstance(error, LookupError) and str(error) else ""
        raise QueryError(
            f"{parameter.name} is not {_WANTED[parameter.type]}: {shown!r}{hint}", where=query.name
        ) from error


_WANTED = {
    "decimal": "a decimal number such as 0.46",
    "integer": "a whole number such as 20",
    "date": "a day such as 2021-04-01",
    "iri": "an IRI, a name with a known prefix such as metric:gmv, or a name of the vocabulary",
    "text": f"a text of at most {_TEXT} characters",
}


def _term(parameter: Parameter, value: Value) -> str:
    text = value.value if isinstance(value, ox.NamedNode) else str(value).strip()
    match parameter.type:
        case "decimal":
            return _decimal(text)
        case "integer":
            if not re.fullmatch(r"[0-9]{1,9}", text):
                raise ValueError(text)
            return str(int(text))
        case "date":
            return str(ox.Literal(date.fromisoformat(text[:10]).isoformat(), datatype=XSD.date))
        case "iri":
            return str(_iri(parameter.name, text))
        case "text":
            if len(text) > _TEXT:
                raise ValueError(text)
            return str(ox.Literal(text))


def _decimal(text: str) -> str:
    if len(text) > _DIGITS:
        raise ValueError(text)
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > _DIGITS:
        raise ValueError(text)
    written = ids.number(number) or "0"
    return str(ox.Literal(written, datatype=XSD.decimal))


def _iri(parameter: str, text: str) -> ox.NamedNode:
    """An IRI as written, else the thing that the vocabulary calls so. Raises `LookupError` where it is not one thing."""
    try:
        return iri(text)
    except ValueError:
        return ox.NamedNode(named(parameter, text))


def iri(text: str) -> ox.NamedNode:
    """An IRI written out, in angle brackets or with a prefix of `kg.graph.namespaces.PREFIXES`: `metric:gmv`. Raises `ValueError` for anything else."""
    text = text.removeprefix("<").removesuffix(">")
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        return ox.NamedNode(PREFIXES[prefix] + local)
    return ox.NamedNode(text)
