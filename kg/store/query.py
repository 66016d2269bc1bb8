"""What a query may be: no update, and no call to other servers.

Oxigraph follows SERVICE over the network, and what parses a query also begins to evaluate it. So SERVICE is looked for
in the text, outside of strings, comments and IRIs, before; where there is doubt the query is refused.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import QueryError

MAX_QUERY = 1_000_000
"""Characters of a query."""

_TOKEN = re.compile(
    r'''
      (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | \#[^\n\r]*                                               # comment
    | """(?:(?:"|"")?(?:[^"\\]|\\.))*"""  | \'\'\'(?:(?:'|\'\')?(?:[^'\\]|\\.))*\'\'\'
    | "(?:[^"\\\n\r]|\\.)*"   | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+                                                  # variable
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                             # language tag
    | (?P<word>[\w.\-]+)(?::(?:[\w.\-:%]|\\.)*)?               # word, number, or prefixed name
    | :(?:[\w.\-:%]|\\.)*
    | .
    ''',
    re.VERBOSE | re.DOTALL,
)
_PLAIN_IRI = re.compile(r"<(?:https?://.*|[\w:/.\-]*)>")
_UNICODE_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(sparql: str) -> None:
    """Raises `QueryError` for a query that is empty, too long, or may call other servers."""
    if not sparql.strip():
        raise QueryError("the query is empty")
    if len(sparql) > MAX_QUERY:
        raise QueryError(f"the query is longer than {MAX_QUERY:,} characters")
    # escapes may stand for any character of a query; whoever reads them where should see no SERVICE
    if any(_may_call(text) for text in (sparql, _UNICODE_ESCAPE.sub(_character, sparql))):
        raise QueryError("SERVICE is refused: a query may not call other servers")


def _may_call(text: str) -> bool:
    """Whether SERVICE can be read in a query, by oxigraph's grammar, which needs no space around a word."""
    if "service" not in text.lower():
        return False
    for token in _TOKEN.finditer(text):
        if token["word"] and "service" in token["word"].lower():
            return True
        # `?a<?b)#>` is an IRI here, and a comparison and a comment there: only what is an IRI to all is passed over
        if token["iri"] and not _PLAIN_IRI.fullmatch(token["iri"]):
            return True
    return False


def evaluate(db: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Start a query on the union of all named graphs. Raises `QueryError` for one that does not parse or is an update."""
    try:
        return db.query(sparql, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(f"not a SPARQL query: {first_line(error)}") from error
    except ValueError as error:
        raise QueryError(f"the query cannot be run: {first_line(error)}") from error


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def first_line(error: BaseException) -> str:
    """The first line of an error's message."""
    return str(error).split("\n", 1)[0]
