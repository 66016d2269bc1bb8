"""Everything that this program raises on purpose.

    KgError                    one line that says what is wrong and where
    ├── ReadError              a source cannot be read
    │   ├── UnsupportedFormat  no reader for this kind of file
    │   ├── Undecodable        the bytes are text in no encoding that we know
    │   ├── TooLarge           over a bound on size, nesting or time
    │   └── BrokenMetadata     front matter or sidecar that does not parse
    ├── VocabularyError        the Turtle of the vocabulary is wrong
    ├── ExtractError           a rule produced what it may not (a quote that does not occur)
    ├── GoldError              an annotation, a floor or a calibration that an evaluation cannot use
    ├── JudgementError         a record of a decision that is wrong, or one that cannot be made
    ├── StoreError             the store
    │   ├── StoreLocked        another process writes to it
    │   ├── StoreTooNew        written by a later version of this program
    │   ├── StoreMissing       no store where one is expected
    │   └── StoreWriteFailed   the disk is full or refuses
    ├── QueryError             a SPARQL query that is refused or cannot be run
    │   ├── QuerySyntax        one that does not parse
    │   └── QueryTooMuch       one that takes more time, memory or rows than it may
    ├── ServeError             a server cannot start where it was asked to
    ├── QuestionError          a question in words that is not understood
    ├── MissingExtra           what is asked for needs a package that is not installed
    └── InvalidGraph           the graph breaks a SHACL shape

Each carries `where` (a path, a query's name, an IRI) apart from the message, so that a caller can group by it.
"""

from __future__ import annotations

from functools import partial


class KgError(Exception):
    """The root: `str()` is one line for a person, `where` names the file, query or IRI, or is None.

    What readers of the pages meet has its message in Chinese as well (`zh`).
    """

    def __init__(self, message: str, *, where: object | None = None, zh: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = None if where is None else str(where)
        self.zh = zh

    def told(self, language: str) -> str:
        """The line in a language of the pages (`en`, `zh`), in English where there is no other."""
        if language != "zh" or self.zh is None:
            return str(self)
        return f"{self.where}：{self.zh}" if self.where else self.zh

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # exceptions with keyword-only arguments do not survive the trip between worker processes without this
        return _rebuild, (type(self), self.message, self.where, self.zh)


def _rebuild(kind: type[KgError], message: str, where: str | None, zh: str | None) -> KgError:
    return kind(message, where=where, zh=zh)


class ReadError(KgError):
    """A source cannot be read."""


class UnsupportedFormat(ReadError):
    """No reader for this kind of file."""


class Undecodable(ReadError):
    """The bytes are text in no encoding that we know."""


class TooLarge(ReadError):
    """Over a bound on size, nesting or time."""


class BrokenMetadata(ReadError):
    """Front matter or a sidecar that does not parse."""


class VocabularyError(KgError):
    """The Turtle of the vocabulary is wrong."""


class ExtractError(KgError):
    """A rule produced what it may not, for example a quote that does not occur in its source."""


class GoldError(KgError):
    """An annotation of the gold, a floor or a calibration that an evaluation cannot use."""


class JudgementError(KgError):
    """A record of a person's decision that is wrong, or a decision that cannot be recorded."""


class StoreError(KgError):
    """The store."""


class StoreLocked(StoreError):
    """Another process writes to the store."""


class StoreTooNew(StoreError):
    """The store was written by a later version of this program."""


class StoreMissing(StoreError):
    """There is no store where one is expected."""


class StoreWriteFailed(StoreError):
    """The disk is full or refuses."""


class QueryError(KgError):
    """A SPARQL query that is refused or cannot be run."""


class QuerySyntax(QueryError):
    """A SPARQL query that does not parse; `line` and `column`, counted from 1, say where, as far as that is known."""

    def __init__(
        self,
        message: str,
        *,
        where: object | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        place = f" (line {line}, column {column})" if line is not None else ""
        super().__init__(message + place, where=where)
        self.line = line
        self.column = column
        self.said = message
        """The message without the place."""

    def __reduce__(self) -> tuple[object, ...]:
        return partial(QuerySyntax, self.said, where=self.where, line=self.line, column=self.column), ()


class QueryTooMuch(QueryError):
    """A SPARQL query that takes more time, memory or rows than it may."""


class ServeError(KgError):
    """A server cannot start: the port is taken, the address is none of this machine's."""


class QuestionError(KgError):
    """A question in words that is not understood."""


class MissingExtra(KgError):
    """What is asked for needs a package that is not installed; the message says how to install it."""


class InvalidGraph(KgError):
    """The graph breaks a SHACL shape."""
