"""Where a query stops being one.

Oxigraph's parser names the furthest character that it looked at, and to see whether a keyword stands somewhere it looks
at as many characters as the keyword has. So the query is parsed once more with every stretch of white space made wider
than any keyword: what is looked at then ends before the next word, and the word that is wrong is the one named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from kg.errors import QuerySyntax
from kg.store.query import TOKEN, first_line

LONGEST = 20_000
"""Characters of a query that is parsed once more."""

_WIDE = " " * 40
_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?")
_UNREADABLE = re.compile(r"(?:, )?\[[^\[\]]*(?:'.'[^\[\]]*)*\](?=,|$)")
"""The classes of characters in what the parser expected."""
_KEYWORDS = re.compile(r"[A-Z_]+(?:, [A-Z_]+)*")
_SENTENCE = re.compile(r"\b(?:The|[A-Z][a-z]+) [a-zA-Z ]*[a-zA-Z]")
"""What is wrong, said among the tokens that would be right."""
_SHOWN = 30


class Widened(NamedTuple):
    """A query with wide spaces: its `words`, which white space parts, begin at `starts` in the text, at `origins` in the query."""

    query: str
    text: str
    starts: list[int]
    origins: list[int]

    def error(self, message: str) -> QuerySyntax:
        """What the parser says of the wide text, as an error of the query."""
        place = _PLACE.match(message)
        if place is None:
            return syntax_error(message)
        said = _readable(message[place.end() :])
        at = _offset(self.text, int(place[1]), int(place[2]))
        word = bisect_right(self.starts, at) - 1
        start = self.origins[word]
        end = self.origins[word + 1] if word + 1 < len(self.origins) else len(self.query)
        length = len(self.query[start:end].rstrip())
        sentence = _SENTENCE.search(said)
        within = at - self.starts[word]
        # a parser that stops right behind a word, and not before the next one, wants more of the word
        unfinished = within >= length and end < len(self.query)
        whole_word = unfinished or sentence or not said or _KEYWORDS.fullmatch(said)
        offset = start if whole_word else start + min(within, length)
        line, column = _line_and_column(self.query, offset)
        return QuerySyntax(_told(self.query[offset:], said, sentence), line=line, column=column)


def widened(query: str) -> Widened:
    """The query with wide spaces, where it is not too long for that; texts in it stay as they are."""
    parts: list[str] = []
    starts, origins, length, after_space = [0], [0], 0, False
    for token in TOKEN.finditer(query):
        is_space = token[0].isspace()
        if after_space and not is_space:
            parts.append(_WIDE)
            length += len(_WIDE)
            starts.append(length)
            origins.append(token.start())
        parts.append(token[0])
        length += len(token[0])
        after_space = is_space
    return Widened(query, "".join(parts), starts, origins)


def syntax_error(message: str) -> QuerySyntax:
    """What the parser says, with the place that it names itself."""
    place = _PLACE.match(message)
    if place is None:
        return QuerySyntax(f"not SPARQL: {first_line(message)}")
    said = _readable(message[place.end() :])
    sentence = _SENTENCE.search(said)
    told = sentence[0] if sentence else f"expected {said}" if said else "unexpected"
    return QuerySyntax(f"not SPARQL: {told}", line=int(place[1]), column=int(place[2]))


def _readable(expected: str) -> str:
    return _UNREADABLE.sub("", " ".join(expected.split())).strip(" ,")


def _told(rest: str, expected: str, sentence: re.Match[str] | None) -> str:
    if sentence:
        return f"not SPARQL: {sentence[0]}"
    word = rest.split(maxsplit=1)[0][:_SHOWN] if rest.strip() else ""
    told = f"unexpected {word!r}" if word else "unexpected end"
    # of keywords only the longest are named
    known = expected and not _KEYWORDS.fullmatch(expected)
    return f"not SPARQL: {told}" + (f", expected one of {expected}" if known else "")


def _offset(text: str, line: int, column: int) -> int:
    """The place of a line and column, counted from 1, as the parser counts them: a line ends with a line feed alone."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
