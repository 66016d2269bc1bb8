"""What `import kg` offers beside building: questions, listings of records, pictures, files for other programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg import ask
from kg.ask import Question
from kg.ask.catalogue import named_queries
from kg.errors import QueryError, QuestionError
from kg.exports.rows import comparison_rows, copy_rows, mention_rows, source_rows, sum_rows
from kg.exports.standing import Standing, standing
from kg.exports.tables import (
    CLAIMS,
    COMPARISONS,
    COPIES,
    MENTIONS,
    SOURCES,
    SUMS,
    ClaimRow,
    MentionRow,
    SourceRow,
)
from kg.lexicon import Lexicon
from kg.model import Check, Comparison, Mention, Reuse
from kg.notebook.drawn import DossierPage, Picture
from kg.notebook.listing import Listing
from kg.notebook.rows import Reply, Rows
from kg.store import Store, Table
from kg.views import build_network, select_all, select_entity, select_figure, select_source, within_budget
from kg.views.dossier import dossier as figure_dossier
from kg.views.dossier import dossier_html, figures_named, headline, id_of, sample_turtle
from kg.views.select import Selection
from kg.views.site import Frame


def answer(store: Store, question: str | Question, *, lexicon: Lexicon | None = None) -> Reply:
    """The answer to a question in Chinese or English, or to one that `understand` understood.

    Raises `QuestionError` where it is not understood, `QueryError` where it takes too long.

        kg.answer(store, "which sources repeat the 46% GMV figure").frame()
    """
    if isinstance(question, str):
        words = lexicon or Lexicon.load(*store.vocabulary())
        question = ask.understand(question, lexicon=words, base=store.base, known=ask.Known(store))
    found = ask.answer(store, question)
    return Reply(found.question, found.table, found.origins)


def query(store: Store, sparql: str, /, **parameters: Any) -> Rows:
    """The rows of a SELECT query, or of a named query with its parameters (see `run`). Raises `QueryError`.

    kg.query(store, "series-over-time", metric="GMV", subject="阿里巴巴国际站")
    """
    if sparql in {one.name for one in named_queries()}:
        return Rows(ask.run(store, sparql, **parameters))
    found = store.query(sparql)
    if not isinstance(found, Table):
        raise QueryError("not a SELECT query")
    return Rows(found)


def claims(
    store: Store, figure: str | None = None, *, entity: str | None = None, source: str | None = None
) -> Listing[Standing]:
    """The claims of a figure ("46% GMV"), about or by a thing, in a source, or all; each with the mentions that stand.

    Raises `QuestionError` where the words name nothing in the store.
    """
    chosen = _selected(store, figure, entity, source)
    found = standing(store, chosen.claims, skip=figure is None)
    brief = ("subject", "metric", "kind", "value", "unit", "period_start", "period_end", "quote", "sources")
    return Listing(CLAIMS, tuple(found), brief, lambda one: CLAIMS.row(_claim_row(one)))


def mentions(
    store: Store, figure: str | None = None, *, entity: str | None = None, source: str | None = None
) -> Listing[Mention]:
    """The mentions of a figure, about or by a thing, in a source, or all that stand in sources that count."""
    brief = ("quote", "value_text", "metric", "subject", "speaker", "period_text", "confidence")
    if figure is entity is source is None:
        found = tuple(row.mention for row in mention_rows(store) if row.counts)
    else:
        found = tuple(m for one in claims(store, figure, entity=entity, source=source) for m in one.mentions)
    return Listing(MENTIONS, found, brief, lambda m: MENTIONS.row(MentionRow(m, counts=True)))


def sources(store: Store) -> Listing[SourceRow]:
    """The sources of a store, by the day of publishing."""
    found = sorted(source_rows(store), key=lambda row: (_day(row), row.source.id))
    brief = ("published", "publisher", "credited", "title", "kind", "counts", "mentions")
    return Listing(SOURCES, tuple(found), brief, SOURCES.row)


def comparisons(store: Store, *relations: str) -> Listing[Comparison]:
    """How claims stand to each other: all comparisons, or those of some relations ("contradicts", "rounded", …)."""
    found = (one for one in comparison_rows(store) if not relations or one.relation.value in relations)
    ordered = sorted(found, key=lambda one: (one.relation.value, -one.confidence, one.id))
    brief = ("relation", "earlier_value_text", "later_value_text", "earlier_quote", "later_quote", "why")
    return Listing(COMPARISONS, tuple(ordered), brief, COMPARISONS.row)


def sums(store: Store, *verdicts: str) -> Listing[Check]:
    """The sums that tie figures together: all, or those with some verdicts ("fails", "holds", "cannot-tell")."""
    found = (one for one in sum_rows(store) if not verdicts or one.verdict.value in verdicts)
    ordered = sorted(found, key=lambda one: (one.verdict.value, -one.confidence, one.id))
    return Listing(SUMS, tuple(ordered), ("verdict", "identity", "shown", "why", "confidence"), SUMS.row)


def copies(store: Store) -> Listing[Reuse]:
    """The sources that share passages, those that share most first; who took them from whom, as far as that is known."""
    ordered = sorted(copy_rows(store), key=lambda one: (-one.share, one.id))
    return Listing(COPIES, tuple(ordered), ("share", "direction", "passages", "why"), COPIES.row)


def dossier(store: Store, figure: str, *, language: str = "en") -> DossierPage:
    """The dossier of a figure, named by words ("46% GMV") or by the id of a claim or mention, on one page that works offline.

    Raises `QuestionError` where the words name no figure, or several.
    """
    words = Lexicon.load(*store.vocabulary())
    figures = figures_named(store, figure, lexicon=words)
    if len(figures) > 1:
        names = ", ".join(id_of(claims) for claims in figures[:4])
        raise QuestionError(f"means {len(figures)} figures, give the id of one: {names}", where=figure)
    found = figure_dossier(store, figures[0], lexicon=words)
    frame = Frame(language=language).alone()
    html = dossier_html(found, frame, lexicon=words, turtle=sample_turtle(store, found))
    return DossierPage(html, headline(found, language), found)


def picture(
    store: Store,
    figure: str | None = None,
    *,
    entity: str | None = None,
    source: str | None = None,
    budget: int = 150,
) -> Picture:
    """The interactive graph of a figure, a thing, a source, or of everything, with at most `budget` nodes.

    Raises `QuestionError` where the words name nothing in the store.
    """
    from kg.views.page import render  # pyvis is slow to import

    chosen = _selected(store, figure, entity, source)
    whole = build_network(store, chosen)
    graph = within_budget(whole, budget)
    total = max(len(whole), chosen.total or 0)
    html = render(graph, title=chosen.title, total=total)
    return Picture(html, chosen.title or "the graph", len(graph), graph.number_of_edges(), total)


def _selected(store: Store, figure: str | None, entity: str | None, source: str | None) -> Selection:
    if sum(one is not None for one in (figure, entity, source)) > 1:
        raise ValueError("give at most one of figure, entity and source")
    if figure is not None:
        return select_figure(store, figure)
    if entity is not None:
        return select_entity(store, entity)
    return select_all(store) if source is None else select_source(store, source)


def _claim_row(one: Standing) -> ClaimRow:
    days = [day for m in one.mentions if (day := m.source.published) is not None]
    first: Any = min((_plain_day(day) for day in days), default=None)
    return ClaimRow(one.mentions[0], len(one.mentions), len({m.source.id for m in one.mentions}), first)


def _day(row: SourceRow) -> str:
    return row.source.published.isoformat() if row.source.published else ""


def _plain_day(day: date) -> date:
    return date(day.year, day.month, day.day)
