"""What a query may be: no update, and no call to other servers.

Oxigraph follows SERVICE over the network, and what parses a query also begins to evaluate it. So SERVICE is looked for
in the text, outside of strings, comments and IRIs, before; where there is doubt the query is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError, QuerySyntax

MAX_QUERY = 1_000_000
"""Characters of a query."""

TOKEN = re.compile(
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
    _check(sparql, {"service": "SERVICE is refused: a query may not call other servers"})


def check_update(sparql: str) -> None:
    """The same for an update, which may load nothing either."""
    _check(
        sparql,
        {
            "service": "SERVICE is refused: an update may not call other servers",
            "load": "LOAD is refused: an update may not read files or other servers",
        },
    )


def has_dataset(sparql: str) -> bool:
    """Whether a query says itself, with FROM, which graphs it is asked of."""
    return "from" in sparql.lower() and any(token[0].lower() == "from" for token in TOKEN.finditer(sparql))


def _check(sparql: str, refused: Mapping[str, str]) -> None:
    if not sparql.strip():
        raise QueryError("the query is empty")
    if len(sparql) > MAX_QUERY:
        raise QueryError(f"the query is longer than {MAX_QUERY:,} characters")
    # escapes may stand for any character of a query; whoever reads them where should see no SERVICE
    for text in (sparql, _UNICODE_ESCAPE.sub(_character, sparql)):
        for word, message in refused.items():
            if _may_say(word, text):
                raise QueryError(message)


def _may_say(word: str, text: str) -> bool:
    """Whether a keyword can be read in a query, by oxigraph's grammar, which needs no space around it."""
    if word not in text.lower():
        return False
    for token in TOKEN.finditer(text):
        if token["word"] and word in token["word"].lower():
            return True
        # `?a<?b)#>` is an IRI here, and a comparison and a comment there: only what is an IRI to all is passed over
        if token["iri"] and not _PLAIN_IRI.fullmatch(token["iri"]):
            return True
    return False


def evaluate(db: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Start a query on the union of all named graphs. Raises `QueryError` for one that does not parse or is an update."""
    try:
        return db.query(sparql, use_default_graph_as_union=not has_dataset(sparql))
    except SyntaxError as error:
        raise QuerySyntax(f"not SPARQL: {first_line(error)}") from error
    except ValueError as error:
        raise QueryError(f"the query cannot be run: {first_line(error)}") from error


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def first_line(error: BaseException | str) -> str:
    """The first line of an error's message."""
    return str(error).split("\n", 1)[0]
