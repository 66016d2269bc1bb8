"""Answers: what a store has for an understood question, counted, with the origins of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.ask.bind import bind
from kg.ask.catalogue import named_query
from kg.ask.format import clean, plain
from kg.ask.known import Known
from kg.ask.question import Question, understand
from kg.ask.tracing import trace
from kg.errors import QuestionError
from kg.graph.namespaces import KG
from kg.lexicon import Lexicon
from kg.model import Origin
from kg.origins import summary
from kg.store import Store, Table
from kg.store.base import TIMEOUT

_FIRST = "first-appearance"
_ORIGINS = "origins-of-figure"
_REPEATS = "repeats-of-figure"
_ANY_SOURCE = f"SELECT ?source {{ GRAPH ?graph {{ ?source a {KG.Source} }} }} LIMIT 1"
OF_FIGURE = frozenset({_REPEATS, _FIRST})
"""The queries that list the mentions of one figure."""
_DERIVED = {
    _ORIGINS: "origins",
    "conflicts": "comparisons",
    "copies-of-source": "reuse",
    "mutations": "reuse",
    "failing-sums": "checks",
}
"""The graphs that a query needs, which a build with `--no-relate` leaves out."""


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
        """How much was found, in the words of the language asked in: `2 sources, 3 mentions`; `at least …` when the query's limit
        was reached.

        Of a first appearance it names the earliest: `first of 2 sources: 甲报, 2022-05-26`.
        """
        chinese = self.question.asked_in == "zh"
        found = [
            _counted(len({row[self.table.variables.index(name)] for row in self.table.rows}), name, chinese)
            for name in ("source", "mention")
            if name in self.table.variables
        ] or [_counted(len(self.table.rows), "row", chinese)]
        if self.cut:
            found[0] = f"至少{found[0]}" if chinese else f"at least {found[0]}"
        if self.question.form == _FIRST and self.table.rows:
            return self._first(found[0], chinese)
        return ("，" if chinese else ", ").join(found)

    def _first(self, sources: str, chinese: bool) -> str:
        row = dict(zip(self.table.variables, self.table.rows[0], strict=True))
        name = clean(plain(row["publisher"]) or plain(row["title"]))
        day = plain(row["date"])[:10]
        return f"{sources}中最早的：{name}，{day}" if chinese else f"first of {sources}: {name}, {day}"


_THINGS = {"source": "个来源", "mention": "处说法", "row": "行"}


def _counted(number: int, thing: str, chinese: bool) -> str:
    return f"{number}{_THINGS[thing]}" if chinese else f"{number} {thing}{'' if number == 1 else 's'}"


def ask(
    store: Store,
    question: str,
    *,
    lexicon: Lexicon | None = None,
    today: date | None = None,
    language: str = "zh",
) -> Answer:
    """The answer of a store to a question in words, with the names that the store knows.

    Raises as `understand` and `answer` do.

    >>> ask(store, "which sources repeat the 46% GMV figure").counts    # doctest: +SKIP
    '3 sources, 3 mentions'
    """
    words = lexicon or Lexicon.load(*store.vocabulary())
    asked = understand(
        question, lexicon=words, today=today, base=store.base, language=language, known=Known(store)
    )
    return answer(store, asked)


def answer(store: Store, question: Question, *, timeout: float = TIMEOUT) -> Answer:
    """The answer to an understood question. Raises `QueryError` when it takes longer than `timeout` seconds.

    An answer about one figure has its origins as well. Raises `QuestionError` where the store has no source, or none of
    the graphs that the answer stands in: nothing found would be no answer.
    """
    table = store.select(question.sparql, timeout=timeout)
    if not table.rows and not store.select(_ANY_SOURCE, timeout=timeout).rows:
        raise QuestionError("this store has no source yet: `kg build FOLDER` reads some")
    if not table.rows and (part := _DERIVED.get(question.form)):
        known = any(graph.startswith(f"{store.base}graph/{part}/") for graph in store.graphs())
        if not known:
            raise QuestionError(
                f"this store has no graph of {part} to answer from; `kg relate` makes them",
                zh=f"本库没有可供回答的图（{part}）；kg relate 会建立它",
            )
    if not table.rows or question.form not in OF_FIGURE | {_ORIGINS}:
        return Answer(question, table)
    mentions = table if question.form in OF_FIGURE else store.select(_repeats(question), timeout=timeout)
    column = mentions.variables.index("mention")
    return Answer(question, table, tuple(trace(store, _iris(mentions, column))))


def _repeats(question: Question) -> str:
    """The mentions whose origins are asked for."""
    return bind(named_query(_REPEATS), **question.parameters)


def _iris(table: Table, column: int) -> list[str]:
    return [cell.value for row in table.rows if isinstance(cell := row[column], ox.NamedNode)]
