"""Pictures of the graph: interactive HTML pages that work offline, and the networks behind them as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import QuestionError
from kg.exports.files import writing
from kg.lexicon import Lexicon
from kg.store import Store
from kg.views.budget import within_budget
from kg.views.network import Network, build_network
from kg.views.records import NodeType, Relation
from kg.views.select import Selection, select_all, select_entity, select_figure, select_source

__all__ = [
    "Network",
    "NodeType",
    "Relation",
    "Selection",
    "ViewReport",
    "build_network",
    "select_all",
    "select_entity",
    "select_figure",
    "select_source",
    "within_budget",
    "write_view",
]


@dataclass(frozen=True, slots=True)
class ViewReport:
    """What a view holds: `shown` of `total` nodes fit the budget."""

    nodes: int
    edges: int
    shown: int
    total: int
    path: Path


def write_view(
    store: Store,
    out: str | Path,
    *,
    figure: str | None = None,
    entity: str | None = None,
    source: str | None = None,
    everything: bool = False,
    budget: int = 300,
    title: str | None = None,
    lexicon: Lexicon | None = None,
) -> ViewReport:
    """Write one HTML file with an interactive picture of some claims and where they come from.

    Give exactly one of `figure` (words such as "46% GMV"), `entity` (a name or IRI), `source` (a file name, title or
    IRI) and `everything`. At most `budget` nodes are drawn, the nearest and best connected; the page says of how many.
    `lexicon` has the words that may be
    used, by default the shipped ones and those that the store was built with. The same store gives the same bytes. Raises `QuestionError` where the words name nothing in the store, `ValueError`
    where the arguments contradict each other, `StoreWriteFailed` where the file cannot be written.

        write_view(store, "gmv.html", figure="46% GMV")
    """
    if sum((figure is not None, entity is not None, source is not None, everything)) != 1:
        raise ValueError("give exactly one of figure, entity, source and everything")
    if budget < 1:
        raise ValueError(f"a budget of {budget} nodes shows nothing")
    from kg.views.page import render  # pyvis brings IPython along, which a mere error need not wait for

    selection = _select(store, figure=figure, entity=entity, source=source, lexicon=lexicon)
    whole = build_network(store, selection)
    graph = within_budget(whole, budget)
    total = max(len(whole), selection.total or 0)
    path = Path(out)
    with writing(path) as file:
        file.write(render(graph, title=title or selection.title, total=total).encode("utf-8", "replace"))
    return ViewReport(len(graph), graph.number_of_edges(), len(graph), total, path)


def _select(
    store: Store,
    *,
    figure: str | None,
    entity: str | None,
    source: str | None,
    lexicon: Lexicon | None,
) -> Selection:
    if figure is not None:
        return select_figure(store, figure, lexicon=lexicon)
    if entity is not None:
        return select_entity(store, entity, lexicon=lexicon)
    if source is not None:
        return select_source(store, source)
    selection = select_all(store)
    if not selection.claims:
        raise QuestionError("the store holds no claims")
    return selection
