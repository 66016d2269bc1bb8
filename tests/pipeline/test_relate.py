"""Derived graphs: what is made, what is made anew, and that the way there does not matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import ExtractError, KgError
from kg.graph import mentions
from kg.graph.derived import is_derived, ledger_graph_id
from kg.graph.judgement import judgements_graph_id
from kg.graph.namespaces import KG
from kg.model import Anchor, Decision, Judgement, Mention, SourceAnchor, judgement
from kg.pipeline import Extraction, build, relate, relating
from kg.pipeline.history import listed, reinstate, remove, retract
from kg.pipeline.ledger import Ledger
from kg.store import MemoryStore, Store, open_store

TEXTS = {
    "a.txt": "甲公司去年营收为12.5亿元，同比增长46%。其海外销量达到3万台。",
    "b.txt": "甲公司2025年营收为12.5亿元。乙公司去年净利润为2亿元。",
    "c.txt": "乙公司2025年净利润为2.04亿元，同比增长8%。",
    "d.txt": "丙公司去年出口额为9亿美元。",
    "e.txt": "丙公司去年出口额为9亿美元，公司董事长表示，海外买家对国产厨具的需求超出预期，今年将在沿海三省新设仓库，并把海外销售团队扩大一倍，同时改进退换货流程，让小店铺也能按时收到货款。",
    "f.txt": "据某报报道，丙公司去年出口额为9亿美元，公司董事长表示，海外买家对国产厨具的需求超出预期，今年将在沿海三省新设仓库，并把海外销售团队扩大一倍，同时改进退换货流程，让小店铺也能按时收到货款。",
}
HEAD = "---\ntitle: {name}\npublisher: 某报\ndate: 2026-03-0{day}\n---\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sources"
    made.mkdir()
    for day, (name, text) in enumerate(TEXTS.items(), 1):
        (made / name).with_suffix(".md").write_text(HEAD.format(name=name, day=day) + text + "\n", "utf-8")
    return made


def built(paths: Iterable[Path], *, processes: int = 0) -> MemoryStore:
    store = MemoryStore()
    report = build(paths, store=store, processes=processes)
    assert report.ok, report
    return store


def derived(store: Store) -> list[str]:
    return [graph for graph in store.graphs() if is_derived(graph, base=store.base)]


def file(store: Store, name: str) -> str:
    (found,) = (one.source for one in listed(store) if one.file == name)
    return found


def test_a_build_relates_what_it_reads(folder: Path) -> None:
    store = built([folder])
    assert any("/comparisons/" in graph for graph in derived(store))
    assert ledger_graph_id(base=store.base) in store.graphs()


def test_what_one_source_shares_with_another_is_stated(folder: Path) -> None:
    store = built([folder])
    shared = {
        quad.subject for graph in derived(store) for quad in store.quads(graph) if quad.object == KG.Reuse
    }
    assert len(shared) == 1


def test_what_is_up_to_date_is_left_alone(folder: Path) -> None:
    store = built([folder])
    before = store.dump()
    report = relate(store, processes=0)
    assert report.made == 0
    assert report.graphs > 0
    assert store.dump() == before


def test_all_is_made_again_on_demand(folder: Path) -> None:
    store = built([folder])
    before = store.dump()
    report = relate(store, processes=0, anew=True)
    assert report.made == report.graphs
    assert store.dump() == before


@pytest.mark.parametrize("late", ["a.md", "c.md", "d.md", "e.md", "f.md"])
def test_adding_a_source_gives_what_a_build_from_scratch_gives(folder: Path, late: str) -> None:
    store = built(path for path in folder.iterdir() if path.name != late)
    report = build([folder / late], store=store, processes=0)
    assert report.related is not None
    assert 0 < report.related.made < report.related.graphs
    assert store.dump() == built([folder]).dump()


@pytest.mark.parametrize("gone", ["a.md", "b.md", "d.md", "e.md"])
def test_removing_a_source_gives_what_a_build_without_it_gives(folder: Path, gone: str) -> None:
    store = built([folder])
    remove(store, file(store, gone))
    relate(store, processes=0)
    assert store.dump() == built(path for path in folder.iterdir() if path.name != gone).dump()


def test_neither_order_nor_processes_change_a_byte(folder: Path) -> None:
    files = sorted(folder.iterdir())
    assert built(files).dump() == built(reversed(files)).dump()
    with open_store(":memory:", mode="w") as store:
        build([folder], store=store, processes=0, relating=False)
        relate(store, processes=2)
        assert store.dump() == built(files).dump()


def test_a_retracted_source_is_related_to_nothing_until_it_counts_again(folder: Path) -> None:
    store = built([folder])
    before = store.dump()
    gone = file(store, "b.md")
    retract(store, gone, reason="误报", author="编辑部", at=datetime(2026, 4, 1, tzinfo=UTC))
    relate(store, processes=0)
    without = built(path for path in folder.iterdir() if path.name != "b.md")
    assert derived(store) == derived(without)
    assert all(set(store.quads(graph)) == set(without.quads(graph)) for graph in derived(store))
    reinstate(store, gone)
    relate(store, processes=0)
    assert store.dump() == before


def test_an_interrupted_run_is_finished_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    build([folder], store=store, processes=0, relating=False)
    taken = []
    take = Ledger.take

    def interrupt(self: Ledger, *given: object) -> None:
        take(self, *given)  # type: ignore[arg-type]
        taken.append(given)
        if len(taken) == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "take", interrupt)
        report = relate(store, processes=0)
    assert report.interrupted
    assert report.made
    again = relate(store, processes=0)
    assert 0 < again.made < again.graphs
    assert store.dump() == built([folder]).dump()


def test_what_fails_is_told_and_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    build([folder], store=store, processes=0, relating=False)

    def fail(*given: object, **named: object) -> list[KgError]:
        raise ExtractError("broken on purpose")

    with monkeypatch.context() as patch:
        patch.setattr(relating, "comparisons", fail)
        report = relate(store, processes=0)
    assert not report.ok
    assert {problem.message for problem in report.problems} == {"broken on purpose"}
    assert relate(store, processes=0).ok
    assert store.dump() == built([folder]).dump()


def told(store: Store, figure: str) -> list[Mention]:
    """The mentions of a figure, in the order of their files."""
    found = [m for m in mentions(store) if m.quantity and m.quantity.text == figure]
    return sorted(found, key=lambda m: m.source.name)


def decision(kind: Decision, *about: Mention, slots: tuple[tuple[str, str], ...] = ()) -> Judgement:
    return judgement(
        kind,
        author="李",
        time=datetime(2026, 4, 1, tzinfo=UTC),
        reason="核对过原文",
        targets=tuple(Anchor.of(m) for m in about),
        slots=slots,
    )


def origin_nodes(store: Store, mention: Mention) -> set[str]:
    return {
        quad.subject.value
        for graph in derived(store)
        if "/origins/" in graph
        for quad in store.quads(graph)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value == mention.id
        if isinstance(quad.subject, ox.NamedNode)
    }


def test_a_slot_that_a_person_put_right_is_related_as_it_is_right(folder: Path) -> None:
    store = built([folder])
    before = store.dump()
    wrong, _ = told(store, "12.5亿元")
    put_right = decision(Decision.WRONG, wrong, slots=(("value", "99亿"),))
    report = relate(store, judgements=[put_right], processes=0)
    assert report.ok
    assert 0 < report.made < report.graphs
    (graph,) = {quad.graph_name for quad in store.quads(judgements_graph_id(base=store.base))}
    assert graph == ox.NamedNode(judgements_graph_id(base=store.base))
    assert relate(store, judgements=[put_right], processes=0).made == 0
    relate(store, processes=0)
    assert store.dump() == before


def test_what_a_person_says_is_not_the_same_has_origins_of_its_own(folder: Path) -> None:
    store = built([folder])
    one, other = told(store, "12.5亿元")
    relate(store, judgements=[decision(Decision.NOT_SAME, one, other)], processes=0)
    assert origin_nodes(store, one).isdisjoint(origin_nodes(store, other))


def test_a_decision_that_finds_no_place_is_told_and_kept(folder: Path) -> None:
    store = built([folder])
    one, other = told(store, "12.5亿元")
    remove(store, one.source.id)
    report = relate(store, judgements=[decision(Decision.SAME, one, other)], processes=0)
    assert [problem.message for problem in report.problems] == [
        "is orphaned: no mention has these words any more"
    ]
    assert any("orphaned" in line for line in store.dump())


def test_a_store_that_was_built_before_there_were_notes_is_related_all_the_same(folder: Path) -> None:
    store = built([folder])
    families = {graph: set(store.quads(graph)) for graph in derived(store) if "/comparisons/" in graph}
    for sha256 in store.blobs.names():
        how = {
            key: value for key, value in store.blobs.how(sha256).items() if key not in ("families", "sketch")
        }
        store.blobs.put(store.blobs.get(sha256), how)
    relate(store, processes=0)
    assert {graph: set(store.quads(graph)) for graph in families} == families


def test_the_vocabulary_decides_families(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    store = built([folder])
    report = build([folder], store=store, processes=0, extraction=Extraction((mine,)))
    assert report.related is not None
    assert report.related.made == report.related.graphs


def test_a_person_says_which_source_is_the_copy(folder: Path) -> None:
    store = built([folder])
    before = store.dump()
    one, other = (m.source for m in told(store, "9亿美元") if m.source.name in ("e.md", "f.md"))
    said = judgement(
        Decision.COPY_OF,
        author="李",
        time=datetime(2026, 4, 1, tzinfo=UTC),
        reason="核对过原文",
        sources=(SourceAnchor.of(one), SourceAnchor.of(other)),
    )
    report = relate(store, judgements=[said], processes=0)
    assert 0 < report.made < report.graphs
    directions = {
        quad.object.value
        for graph in derived(store)
        for quad in store.quads(graph)
        if quad.predicate == KG.direction
    }
    assert directions == {"judgement"}
    relate(store, processes=0)
    assert store.dump() == before


def test_a_figure_without_a_subject_meets_its_copy_whichever_comes_first(tmp_path: Path) -> None:
    words = (
        "加满一箱油能少花20.5元。记者走访沿海三省的加油站了解到，夜间排队加油的车辆明显增多，"
        "部分站点临时加派了人手，并把便利店的营业时间延长到凌晨，方便过往司机歇脚和补充物资。"
    )
    made = []
    for day, name in ((1, "g"), (2, "h")):
        path = tmp_path / f"{name}.md"
        path.write_text(HEAD.format(name=name, day=day) + words + "据悉。" * (day - 1) + "\n", "utf-8")
        made.append(path)
    whole = built(made)
    rules = {
        quad.object.value
        for graph in derived(whole)
        for quad in whole.quads(graph)
        if quad.predicate == KG.rule
    }
    assert "aligned-passage" in rules
    for first, second in (made, made[::-1]):
        store = built([first])
        build([second], store=store, processes=0)
        assert store.dump() == whole.dump()
