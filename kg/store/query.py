"""What a query may be: no update, and no call to other servers.

Oxigraph follows SERVICE over the network. It is looked for in the query's text, outside of strings, comments and IRIs,
before anything is evaluated.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import QueryError

MAX_QUERY = 1_000_000
"""Characters of a query."""

_TOKEN = re.compile(
    r'''
      <[^<>"{}|^`\\\x00-\x20]*>                                # IRI
    | \#[^\n\r]*                                               # comment
    | """(?:(?:"|"")?(?:[^"\\]|\\.))*"""  | \'\'\'(?:(?:'|\'\')?(?:[^'\\]|\\.))*\'\'\'
    | "(?:[^"\\\n\r]|\\.)*"   | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+                                                  # variable
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                             # language tag
    | (?P<name>[\w.\-]*:[\w.\-:%]*)                            # prefixed name
    | (?P<word>\w+)
    | .
    ''',
    re.VERBOSE | re.DOTALL,
)
_UNICODE_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(sparql: str) -> None:
    """Raises `QueryError` for a query that is empty, too long, or calls other servers."""
    if not sparql.strip():
        raise QueryError("the query is empty")
    if len(sparql) > MAX_QUERY:
        raise QueryError(f"the query is longer than {MAX_QUERY:,} characters")
    if "service" in words(sparql):
        raise QueryError("SERVICE is refused: a query may not call other servers")


def evaluate(db: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Start a query on the union of all named graphs. Raises `QueryError` for one that does not parse or is an update."""
    try:
        return db.query(sparql, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(f"not a SPARQL query: {first_line(error)}") from error
    except ValueError as error:
        raise QueryError(f"the query cannot be run: {first_line(error)}") from error


def words(sparql: str) -> set[str]:
    """The bare words of a query in lower case, also those that are spelt with \\u escapes."""
    plain = _UNICODE_ESCAPE.sub(_character, sparql)
    return {match["word"].lower() for match in _TOKEN.finditer(plain) if match["word"]}


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def first_line(error: BaseException) -> str:
    """The first line of an error's message."""
    return str(error).split("\n", 1)[0]
