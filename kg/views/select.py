"""Which claims a picture shows: those of a figure, of a thing, of a source, or all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QuestionError
from kg.folding import fold
from kg.lexicon import Lexicon
from kg.store import Store
from kg.views.facts import Facts, plain_rows, query_text, rows

if TYPE_CHECKING:
    from kg.ask import Question

MAX_CLAIMS = 5_000
"""Claims that are looked at for one picture; a budget of nodes then chooses among them."""

_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Selection:
    """`claims` and the nodes that the picture is about (`focus`), as IRIs.

    `total` is how many nodes a picture without any bound would have, where the claims here are not all of them.
    `title` None stands for the whole graph.
    """

    claims: tuple[str, ...]
    focus: tuple[str, ...] = ()
    title: str | None = None
    total: int | None = None


def select_figure(
    store: Store, words: str, *, lexicon: Lexicon | None = None, figures_only: bool = False
) -> Selection:
    """The claims that a question such as "46% GMV" is about; with `figures_only`, words that name no figure are refused.

    Raises `QuestionError` where the words are not understood or no claim carries the figure.
    """
    from kg import ask  # recognising words is slow to import, and only this selection needs it

    lexicon = lexicon or Lexicon.load(*store.vocabulary())
    question = ask.understand(words, lexicon=lexicon, base=store.base, known=ask.Known(store))
    alone = _claims_of_figure(question) if question.form in ask.OF_FIGURE else None
    if alone is not None:
        table = store.select(alone)
    elif figures_only and question.form not in ask.OF_FIGURE:
        raise QuestionError("these words name no figure", where=words, zh="这些词没有说明是哪个数字")
    else:
        table = ask.answer(store, question).table
    if "claim" not in table.variables:
        raise QuestionError("these words name no figure", where=words, zh="这些词没有说明是哪个数字")
    column = table.variables.index("claim")
    found = (row[column] for row in table.rows)
    claims = tuple(dict.fromkeys(term.value for term in found if isinstance(term, ox.NamedNode)))
    if not claims:
        raise QuestionError("no claim carries this figure", where=words, zh="没有说法带有这个数字")
    return Selection(claims[:MAX_CLAIMS], focus=claims, title=words)


def _claims_of_figure(question: Question) -> str | None:
    """The query for the claims alone, which takes no longer where hundreds of sources repeat a figure.

    None where the question narrows the figure by what a mention says: by its speaker or publisher.
    """
    from kg import ask

    query = ask.named_query("claims-of-figure")
    known = {parameter.name for parameter in query.parameters} - {"limit"}
    given = {name: value for name, value in question.parameters.items() if name != "language"}
    return ask.bind(query, **given) if given.keys() <= known else None


def select_entity(store: Store, name: str, *, lexicon: Lexicon | None = None) -> Selection:
    """The claims about, by, within or citing a thing, given by any of its names (case, width and script ignored) or its IRI.

    Raises `QuestionError` with names that come near where there is no such thing in the store.
    """
    named = [(node.value, text.value) for node, text in plain_rows(store, query_text("entities"))]
    in_use = {node for node, _ in named}
    entries = (lexicon or Lexicon.load(*store.vocabulary())).entries
    named += [(iri, alias) for iri in sorted(in_use & entries.keys()) for alias in entries[iri].names]
    found = _named(named, name, what="thing")
    return Selection(
        _claims_of(store, found), focus=found, title=_label(store, found[0]) if _is_iri(name) else name
    )


def select_source(store: Store, name: str) -> Selection:
    """The claims in a source, given by its file name, its title or its IRI.

    Raises `QuestionError` with names that come near where there is no such source in the store.
    """
    named = [(node.value, text.value) for node, text in plain_rows(store, query_text("sources"))]
    found = _named(named, name if _is_iri(name) else PurePath(name).name, what="source")
    return Selection(_claims_of(store, found), focus=found, title=_label(store, found[0]))


def select_all(store: Store) -> Selection:
    """All claims of the store, those that most sources carry first, and how many nodes there are in all."""
    ranked = plain_rows(store, f"{query_text('claims-all')}LIMIT {MAX_CLAIMS}")
    claims = tuple(row[0].value for row in ranked if isinstance(row[0], ox.NamedNode))
    total = next((int(row[0].value) for row in plain_rows(store, query_text("count-all"))), 0)
    return Selection(claims, total=total)


def _claims_of(store: Store, nodes: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(row[0].value for row in rows(store, "claims-of-nodes", nodes))
    return tuple(sorted(found))[:MAX_CLAIMS]


def _named(named: Sequence[tuple[str, str]], name: str, *, what: str) -> tuple[str, ...]:
    wanted = _key(name)
    found = {node for node, text in named if node == name or _key(text) == wanted}
    if found:
        return tuple(sorted(found))
    near = sorted({text for _, text in named if wanted and wanted in _key(text)}, key=lambda t: (len(t), t))
    hint = f"; there are {', '.join(near[:_SUGGESTIONS])}" if near else ""
    raise QuestionError(f"no {what} of this name in the store{hint}", where=name)


def _label(store: Store, iri: str) -> str:
    facts = Facts()
    facts.add(store, [iri])
    labels = facts.labels(iri)
    return labels.get("zh") or next(iter(labels.values()))


def _key(text: str) -> str:
    return "".join(fold(text).split())


def _is_iri(text: str) -> bool:
    return "://" in text
