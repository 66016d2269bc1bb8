"""Asking: the named queries, and questions in words that become one of them.

>>> run(store, "repeats-of-figure", value="0.46", metric="metric:gmv")           # doctest: +SKIP
>>> ask(store, "哪些来源重复了46%交易额增长的说法")                                   # doctest: +SKIP
"""

from __future__ import annotations

from kg.ask.answer import OF_FIGURE, Answer, answer, ask
from kg.ask.bind import Value, bind
from kg.ask.catalogue import Column, NamedQuery, Parameter, named_queries, named_query
from kg.ask.format import FORMATS, IRI_COLUMNS, render
from kg.ask.known import Known
from kg.ask.question import Question, examples, understand
from kg.ask.run import run

__all__ = [
    "FORMATS",
    "IRI_COLUMNS",
    "OF_FIGURE",
    "Answer",
    "Column",
    "Known",
    "NamedQuery",
    "Parameter",
    "Question",
    "Value",
    "answer",
    "ask",
    "bind",
    "examples",
    "named_queries",
    "named_query",
    "render",
    "run",
    "understand",
]
