"""A question and its answer as a page shows it: how it was understood, what was ignored, the rows, the SPARQL it became."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.ask import IRI_COLUMNS, Known, answer, examples, named_query, understand
from kg.ask.format import plain
from kg.errors import QuestionError
from kg.graph.namespaces import XSD
from kg.lexicon import Lexicon
from kg.model import ids
from kg.origins import summary
from kg.store import Store, Table
from kg.views.interface import Interface, interface
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
_LISTS = {
    "how": ("relation", "modality"),
    "identity": ("identity",),
    "kind": ("kind",),
    "measure": ("kind",),
    "modality": ("modality",),
}
"""Columns of local names, and the closed lists of the vocabulary that have them."""
_SHARES = frozenset({"confidence", "share"})
_OF_SPANS = frozenset({"series-over-time", "figures-side-by-side"})
"""The queries whose columns `first` and `last` are the ends of a period."""
_FIRST, _LAST = "first", "last"
_ALSO = {"value": "figure", "in": "figure"}
"""Columns for programs, and the column that tells people the same."""
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
    language: str = "en"
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
        """The columns that people see: those with words in any row; first and last day of a period are one column."""
        spans = self.form in _OF_SPANS
        return [
            "period" if spans and name == _FIRST else name
            for place, name in enumerate(self.table.variables)
            if _ALSO.get(name) not in self.table.variables and not (spans and name == _LAST)
            if not _hidden(name, self.table) and any(plain(row[place]) for row in self.table.rows)
        ]

    @property
    def rows(self) -> list[list[tuple[str, AnswerCell]]]:
        """The cells of those columns, each with the column's name."""
        names = self.columns
        w = interface(self.language)
        by_name = [dict(zip(self.table.variables, row, strict=True)) for row in self.table.rows]
        if self.form in _OF_SPANS:
            by_name = [
                row | {"period": ox.Literal(f"{plain(row[_FIRST])}/{plain(row[_LAST])}")} for row in by_name
            ]
        return [
            [(name, AnswerCell(_words(name, row[name], w), _page(name, row))) for name in names]
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
        return Asked(question, language, problem=error.told(language))
    query = named_query(asked.form)
    return Asked(
        question=question,
        language=language,
        form=asked.form,
        title=query.title_zh if language == "zh" else query.title,
        understood=tuple((words, meaning.of(language)) for words, meaning in asked.meant),
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


def _words(name: str, term: Any, w: Interface) -> str:
    """A cell as people read it: concepts of the closed lists by their names, shares in percent, days short."""
    text = plain(term)
    if name == "period":
        return days_text(text) or text.strip("/")
    if name in _SHARES and isinstance(term, ox.Literal) and term.datatype == XSD.decimal:
        return f"{Decimal(text):.0%}"
    if isinstance(term, ox.Literal) and term.datatype == XSD.dateTime:
        return text[:16].replace("T", " ")
    lists = (w.labels.get(f"{ids.VOCABULARY}{of}/{text}") for of in _LISTS.get(name, ()))
    return w.words.get(f"answer-{name}-{text}") or next(filter(None, lists), text)
