"""The first page: how much is in the graph, and what a fact-checker looks at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.ask.format import plain
from kg.store import Store
from kg.views.facts import query_text
from kg.views.leading import LeadingFigure, leading_figures
from kg.views.tables import Chosen, Rows
from kg.views.tables.rows import Cell

SHOWN = 6
"""Rows of each list."""


@dataclass(frozen=True, slots=True)
class Start:
    """`counts` are numbers by what they count. The lists hold rows as mappings of a table's columns to cells.

    `open_conflicts` are contradictions that nobody decided, `failing` the sums that no reading of the digits allows; how many
    there are of either is in `totals`.
    """

    counts: Mapping[str, int]
    figures: Sequence[LeadingFigure]
    open_conflicts: Sequence[Mapping[str, Cell]]
    failing: Sequence[Mapping[str, Cell]]
    newest: Sequence[Mapping[str, Cell]]
    totals: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """The same for programs: IRIs and values instead of names."""

        def plain(rows: Sequence[Mapping[str, Cell]]) -> list[dict[str, str]]:
            return [{name: cell.raw for name, cell in row.items()} for row in rows]

        return {
            "counts": dict(self.counts),
            "figures": [asdict(figure) for figure in self.figures],
            "open_conflicts": plain(self.open_conflicts),
            "failing_sums": plain(self.failing),
            "newest_sources": plain(self.newest),
            "totals": dict(self.totals),
        }


def count_all(store: Store) -> dict[str, int]:
    """How many sources, mentions, claims and so on the store has, by the query's columns."""
    table = store.select(query_text("counts"))
    [row] = table.rows
    return {name: int(plain(term)) for name, term in zip(table.variables, row, strict=True)}


def start(store: Store, tables: Mapping[str, Rows]) -> Start:
    """The first page of a store; `tables` has the rows of `conflicts`, `sums` and `sources`."""
    conflicts = _records(tables["conflicts"], [("relation", "contradicts")])
    undecided = [row for row in conflicts if not row["decided"].raw]
    failing = _records(tables["sums"], [("verdict", "fails")])
    newest = [row for row in _records(tables["sources"], []) if not row["status"].raw]
    return Start(
        counts={"sources": len(newest), **count_all(store)},
        figures=leading_figures(store),
        open_conflicts=undecided[:SHOWN],
        failing=failing[:SHOWN],
        newest=newest[:SHOWN],
        totals={"conflicts": len(undecided), "sums": len(failing)},
    )


def _records(rows: Rows, said: list[tuple[str, str]]) -> list[dict[str, Cell]]:
    names = [column.name for column in rows.table.columns]
    return [dict(zip(names, row.cells, strict=True)) for row in Chosen.of(rows.table, said).of_rows(rows)]
