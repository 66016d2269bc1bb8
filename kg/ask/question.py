"""Questions in words: understood as one of the named queries, or not at all.

A question goes through the same recognition as a document. Whatever its words do not add to the query is reported, and
a question that fits no form raises `QuestionError` rather than being guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.ask.bind import Value, bind
from kg.ask.catalogue import named_query
from kg.ask.format import clean, plain
from kg.ask.forms import FORMS, Asked
from kg.ask.reading import Reading, Role, examples, read
from kg.ask.tracing import trace
from kg.errors import QuestionError
from kg.lexicon import Lexicon
from kg.model import Origin, ids
from kg.origins import summary
from kg.store import Store, Table
from kg.store.base import TIMEOUT

LONGEST = 500
"""Characters that a question may have."""
_SHOWN = 10
_FIRST = "first-appearance"
OF_FIGURE = frozenset({"repeats-of-figure", _FIRST})
"""The forms that ask about one figure."""


@dataclass(frozen=True)
class Question:
    """A question understood: `form` is the named query, `understood` which words meant what, `ignored` which meant nothing."""

    text: str
    form: str
    parameters: Mapping[str, Value]
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    sparql: str
    asked_in: str = "en"
    """The language of its words: `zh` or `en`."""


@dataclass(frozen=True)
class Answer:
    """What was found, and how the question was understood."""

    question: Question
    table: Table
    origins: tuple[Origin, ...] = ()
    """What the mentions that repeat a figure go back to; empty for other questions."""

    @property
    def origins_counted(self) -> str:
        """How many origins and why, as the last line of an answer about one figure; empty for other questions."""
        return summary(self.origins, language=self.question.asked_in) if self.origins else ""

    @property
    def sparql(self) -> str:
        return self.question.sparql

    @property
    def understood(self) -> tuple[tuple[str, str], ...]:
        return self.question.understood

    @property
    def ignored(self) -> tuple[str, ...]:
        return self.question.ignored

    @property
    def cut(self) -> bool:
        """Whether the query's limit was reached, so that there may be more."""
        limit = (
            self.question.parameters.get("limit")
            or named_query(self.question.form).parameter("limit").example
        )
        return len(self.table.rows) >= int(str(limit))

    @property
    def counts(self) -> str:
        """How much was found, in words: `2 sources, 3 mentions`; `at least …` when the query's limit was reached.

        Of a first appearance it names the earliest: `first of 2 sources: 甲报, 2022-05-26`.
        """
        found = [
            _counted(len({row[self.table.variables.index(name)] for row in self.table.rows}), name)
            for name in ("source", "mention")
            if name in self.table.variables
        ]
        words = ", ".join(found) or _counted(len(self.table.rows), "row")
        words = f"at least {words}" if self.cut else words
        return self._first(words.split(",")[0]) if self.question.form == _FIRST and self.table.rows else words

    def _first(self, sources: str) -> str:
        row = dict(zip(self.table.variables, self.table.rows[0], strict=True))
        name = clean(plain(row["publisher"]) or plain(row["title"]))
        return f"first of {sources}: {name}, {plain(row['date'])[:10]}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def understand(
    question: str,
    *,
    lexicon: Lexicon,
    today: date | None = None,
    base: str = ids.DEFAULT_BASE,
    language: str = "zh",
) -> Question:
    """The named query that a question in Chinese or English asks for.

    `today` anchors words such as 去年; `base` is the base of the store's data, for names that the vocabulary lacks.
    Names in the answer are in `language` where there are such: outlets and people are looked up best by the names that
    the sources use, so that is Chinese even for a question in English.
    Raises `QuestionError` with the words that could not be used and three examples, and for a question with "not":
    the graph holds what sources say.
    """
    question = question.strip()
    if not question:
        raise QuestionError("the question is empty")
    if len(question) > LONGEST:
        raise QuestionError(f"a question has at most {LONGEST} characters, this one has {len(question)}")
    reading = read(question, lexicon=lexicon, today=today, base=base)
    negated = next((p for p in reading.pieces if p.role is Role.ASKS and p.value == "not"), None)
    if negated:
        word = question[negated.start : negated.end]
        raise QuestionError(f"cannot answer what sources do not say: {word!r}; ask for what they say")
    asked = next((asked for form in FORMS if (asked := form(reading))), None)
    if asked is None:
        raise _not_understood(question, reading, lexicon)
    parameters: dict[str, Value] = {**asked.parameters, "language": language}
    return Question(
        text=question,
        form=asked.query,
        parameters=MappingProxyType(parameters),
        understood=tuple((question[p.start : p.end], p.meaning) for p in sorted(asked.used)),
        ignored=_ignored(question, reading, asked),
        sparql=bind(named_query(asked.query), **parameters),
        asked_in=reading.language,
    )


def answer(store: Store, question: Question, *, timeout: float = TIMEOUT) -> Answer:
    """The answer to an understood question. Raises `QueryError` when it takes longer than `timeout` seconds.

    An answer about one figure has its origins as well.
    """
    table = store.select(question.sparql, timeout=timeout)
    if question.form not in OF_FIGURE or not table.rows:
        return Answer(question, table)
    column = table.variables.index("mention")
    return Answer(question, table, tuple(trace(store, [plain(row[column]) for row in table.rows])))


def _ignored(question: str, reading: Reading, asked: Asked) -> tuple[str, ...]:
    unused = [
        question[p.start : p.end]
        for p in reading.pieces
        if p.role is not Role.NOTHING and p not in asked.used
    ]
    return (*unused, *reading.left)


def _not_understood(question: str, reading: Reading, lexicon: Lexicon) -> QuestionError:
    known = [question[p.start : p.end] for p in reading.pieces if p.role is not Role.NOTHING]
    words = list(reading.left) or known or [question]
    # a word that means something is never called unknown: it is something else that the question lacks
    what = "could not use" if reading.left or not known else "it does not say enough beside"
    shown = ", ".join(repr(word[:40]) for word in words[:_SHOWN])
    more = ", …" if len(words) > _SHOWN else ""
    tried = "; ".join(examples(lexicon, language=reading.language)[:3])
    return QuestionError(f"not understood; {what} {shown}{more}. Try: {tried}")
