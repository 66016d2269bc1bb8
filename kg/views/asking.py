"""A question and its answer as a page shows it: how it was understood, what was ignored, the rows, the SPARQL it became."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.ask import IRI_COLUMNS, Known, answer, examples, named_query, understand
from kg.ask.format import plain
from kg.errors import QuestionError
from kg.graph.namespaces import XSD
from kg.lexicon import Lexicon
from kg.origins import summary
from kg.store import Store, Table
from kg.views.names import days_text

_PAGES = {
    "title": ("source",),
    "figure": ("claim", "check", "mention"),
    "quote": ("mention",),
    "first": ("a",),
    "second": ("b",),
    "sum": ("check",),
    "name": ("other",),
}
"""Columns of words, and the columns whose IRI they lead to."""
_OF_FIGURE = frozenset({"repeats-of-figure", "first-appearance"})
_HIDDEN = IRI_COLUMNS | {"a", "b", "check", "at", "reuse", "mutation"}
_WIDE = frozenset({"title", "quote", "why", "titles", "cited", "original_quote", "copy_quote", "end"})


class AnswerCell(NamedTuple):
    """Words, and the IRI whose page they lead to."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """`problem` says why there is no answer; otherwise `title` is the form of question in the reader's language.

    `understood` are words and what they mean, `ignored` words that changed nothing. `columns` are those that people see.
    """

    question: str
    problem: str = ""
    form: str = ""
    title: str = ""
    understood: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    sparql: str = ""
    origins: str = ""
    cut: bool = False
    table: Table = field(default_factory=lambda: Table((), []))

    @property
    def columns(self) -> list[str]:
        """The columns that people see: those with words in any row."""
        return [
            name
            for place, name in enumerate(self.table.variables)
            if not _hidden(name, self.table) and any(plain(row[place]) for row in self.table.rows)
        ]

    @property
    def rows(self) -> list[list[tuple[str, AnswerCell]]]:
        """The cells of those columns, each with the column's name."""
        names = self.columns
        by_name = (dict(zip(self.table.variables, row, strict=True)) for row in self.table.rows)
        return [
            [(name, AnswerCell(_words(name, row[name]), _page(name, row))) for name in names]
            for row in by_name
        ]

    @property
    def claim(self) -> str:
        """The claim (IRI) that an answer about one figure begins with, "" for other answers."""
        if self.form not in _OF_FIGURE or not self.table.rows:
            return ""
        return plain(self.table.rows[0][self.table.variables.index("claim")])

    @staticmethod
    def is_wide(column: str) -> bool:
        """Whether a column holds sentences."""
        return column in _WIDE

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "question": self.question,
            "problem": self.problem or None,
            "form": self.form,
            "understood": [{"words": words, "meaning": meaning} for words, meaning in self.understood],
            "ignored": list(self.ignored),
            "sparql": self.sparql,
            "origins": self.origins,
            "cut": self.cut,
            "rows": [
                {name: plain(term) or None for name, term in zip(self.table.variables, row, strict=True)}
                for row in self.table.rows
            ],
        }


def questions(language: str) -> list[str]:
    """A question of each form, in a language; those that people ask most come first."""
    return examples(language=language)


def ask(store: Store, question: str, *, lexicon: Lexicon, language: str, today: date) -> Asked:
    """The answer to a question, or why there is none. Raises `QueryError` where it takes too long."""
    try:
        asked = understand(
            question,
            lexicon=lexicon,
            today=today,
            base=store.base,
            language=language,
            known=Known(store),
        )
        found = answer(store, asked)
    except QuestionError as error:
        return Asked(question, problem=str(error))
    query = named_query(asked.form)
    return Asked(
        question=question,
        form=asked.form,
        title=query.title_zh if language == "zh" else query.title,
        understood=asked.understood,
        ignored=asked.ignored,
        sparql=asked.sparql,
        origins=summary(found.origins, language=language) if found.origins else "",
        cut=found.cut,
        table=found.table,
    )


def _hidden(name: str, table: Table) -> bool:
    """IRIs are for programs, where words beside them say the same."""
    column = table.variables.index(name)
    terms = [row[column] for row in table.rows if row[column] is not None]
    return name in _HIDDEN and all(isinstance(term, ox.NamedNode) for term in terms)


def _page(name: str, row: dict[str, Any]) -> str:
    for column in _PAGES.get(name, ()):
        term = row.get(column)
        if isinstance(term, ox.NamedNode):
            return term.value
    own = row[name]
    return own.value if isinstance(own, ox.NamedNode) else ""


def _words(name: str, term: Any) -> str:
    text = plain(term)
    if name == "period":
        return days_text(text) or text
    if isinstance(term, ox.Literal) and term.datatype == XSD.dateTime:
        return text[:16].replace("T", " ")
    return text
