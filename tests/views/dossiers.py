"""Stores for dossiers: a report with a sum that fails, what others made of it, one of them taken back; and a hostile one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kg.graph import mentions
from kg.graph.comparison import comparison_graph
from kg.graph.derived import derived_graph_id
from kg.graph.judgement import judgement_graph, judgements_graph_id
from kg.model import Decision, Mention, Relation, comparison
from kg.model.judgement import Anchor, judgement
from kg.pipeline import build, relate
from kg.pipeline.history import retract
from kg.store import Store, open_store
from tests.views.worlds import attack, hostile

_PASSAGE = (
    "业绩会在周一下午举行，许多投资者到场，会上的气氛相当热烈。据甲公司年度报告，2025年，甲公司营业收入为{figure}。"
    "董事长王建国表示，公司还将继续扩大海外市场的投入，并且增加研发人员。\n"
)
_REPORT = "2025年，甲公司营业收入为12.3亿元，同比增长34%。2024年，甲公司营业收入为8亿元。2023年，甲公司营业收入为7.1亿元。\n"
DOCUMENTS = {
    "annual.md": ("甲公司2025年年度报告", "甲公司", "2026-03-01", _REPORT),
    "first.md": ("甲公司营收大增", "早报", "2026-03-02", _PASSAGE.format(figure="12.3亿元")),
    "copy.md": (
        "甲公司年报亮眼",
        "晚报",
        "2026-03-03",
        _PASSAGE.format(figure="13.2亿元") + "\n（文章来源：早报）\n",
    ),
    "rounded.md": ("一家公司的一年", "周刊", "2026-03-09", "2025年，甲公司营业收入为12亿元。\n"),
    "taken.md": ("误报", "小报", "2026-03-04", "2025年，甲公司营业收入为12.3亿元。\n"),
    "plain.txt": ("", "", "", "2025年，甲公司营业收入为12.3亿元。\n"),
}
FIGURE = "12.3亿元 营业收入"
MOMENT = datetime(2026, 4, 1, tzinfo=UTC)


def dossier_store(folder: Path) -> Store:
    """The store, in memory: built, one source taken back, one mention said to be of another period."""
    for name, (title, publisher, published, text) in DOCUMENTS.items():
        head = (
            f"---\ntitle: {title}\npublisher: {publisher}\npublished: {published}\n---\n\n" if title else ""
        )
        (folder / name).write_text(head + text, "utf-8")
    store = open_store(":memory:", mode="w")
    report = build([folder], store=store, processes=0)
    assert report.ok, report.problems
    retract(store, of_file(store, "taken.md").source.id, reason="数字有误", author="li", at=MOMENT)
    wrong = judgement(
        Decision.WRONG,
        author="li",
        time=MOMENT,
        reason="说的是上一年",
        targets=(Anchor.of(of_file(store, "plain.txt")),),
        slots=(("period", "2024"),),
    )
    relate(store, judgements=[wrong], processes=0)
    return store


def of_file(store: Store, name: str) -> Mention:
    """The first mention of a file."""
    return next(m for m in mentions(store) if m.source.name == name)


def hostile_dossier_store() -> Store:
    """The hostile source of `worlds`, with a comparison, a judgement and a retraction that attack the page as well."""
    store = hostile()
    figure, statement = sorted(mentions(store), key=lambda m: m.quantity is None)
    compared = comparison(
        figure,
        statement,
        Relation.CONTRADICTS,
        slots=("value", "value"),
        why=attack("why"),
        why_zh=attack("why"),
        rule="test",
        confidence=0.5,
    )
    graph = derived_graph_id("comparisons", "hostile", base=store.base)
    store.replace(graph, comparison_graph([compared], graph=graph))
    said = judgement(
        Decision.WRONG,
        author=attack("author"),
        time=MOMENT,
        reason=attack("reason"),
        targets=(Anchor.of(figure),),
        slots=((attack("slot"), attack("right")),),
    )
    quads = judgement_graph([said], placed={said.id: [figure]}, base=store.base)
    store.replace(judgements_graph_id(base=store.base), quads)
    return store
