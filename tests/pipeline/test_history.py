"""Sources that change, are taken back, or go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import QuestionError
from kg.graph import mentions
from kg.graph.history import history
from kg.pipeline import Extraction, build
from kg.pipeline.history import listed, note_revisions, reinstate, remove, retract
from kg.store import MemoryStore, open_store

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def _source(store: MemoryStore, name: str) -> str:
    (found,) = [one.source for one in listed(store) if one.file == name]
    return found


def _rebuilt(store: MemoryStore, folder: Path, fake: Extraction) -> None:
    before = {one.source for one in listed(store)}
    build([folder], store=store, processes=0, extraction=fake, relating=False)
    note_revisions(store, {one.source for one in listed(store)} - before)


def test_a_file_with_other_words_takes_the_place_of_the_earlier_version(
    sources: Path, fake: Extraction
) -> None:
    store = MemoryStore()
    build([sources], store=store, processes=0, extraction=fake, relating=False)
    first = _source(store, "a.txt")
    (sources / "a.txt").write_text("甲报道\n\n更正：交易额同比增长46%。\n", encoding="utf-8")
    _rebuilt(store, sources, fake)
    known = history(store)
    assert known.gone() == {first}
    (second,) = [one.source for one in listed(store) if one.file == "a.txt" and one.source != first]
    assert (known.older(second), known.newer(first)) == (first, second)


def test_another_document_under_another_name_is_no_version(sources: Path, fake: Extraction) -> None:
    store = MemoryStore()
    build([sources / "a.txt"], store=store, processes=0, extraction=fake, relating=False)
    _rebuilt(store, sources, fake)
    assert history(store).gone() == frozenset()


def _titled(sources: Path, title: str, words: str) -> None:
    (sources / "b.md").write_text(f"---\ntitle: {title}\n---\n\n{words}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "versions"),
    [
        (
            "国际站说，去年的交易额同比增长46%，其中华东的商家占了三成，东南亚的订单增加得最快，物流缩短到五天。",
            2,
        ),
        ("全市新开的书店比上一年多了一百家，增长46%，开在社区里的最受欢迎，读者多半是孩子和老人。", 1),
    ],
)
def test_a_version_may_have_another_title_where_most_words_stayed(
    sources: Path, fake: Extraction, words: str, versions: int
) -> None:
    first = (
        "国际站说，去年的交易额同比增长46%，其中华东的商家占了三成，东南亚的订单增加得最快，物流缩短到四天。"
    )
    _titled(sources, "甲报道", first)
    store = MemoryStore()
    build([sources], store=store, processes=0, extraction=fake, relating=False)
    _titled(sources, "更正此前的报道", words)
    _rebuilt(store, sources, fake)
    assert len(history(store).gone()) == versions - 1


def test_two_versions_of_one_build_are_ordered_by_their_dates(tmp_path: Path, fake: Extraction) -> None:
    for day, words in (("2026-01-02", "二"), ("2026-01-01", "一")):
        (tmp_path / day).mkdir()
        text = f"---\ntitle: 报道\ndate: {day}\n---\n\n{words}，增长46%。\n"
        (tmp_path / day / "a.md").write_text(text, encoding="utf-8")
    store = MemoryStore()
    _rebuilt(store, tmp_path, fake)
    (revision,) = history(store).revisions
    dates = {one.source: one.published for one in listed(store)}
    assert (dates[revision.newer], dates[revision.older]) == ("2026-01-02", "2026-01-01")


def test_three_versions_are_a_chain(sources: Path, fake: Extraction) -> None:
    store = MemoryStore()
    build([sources], store=store, processes=0, extraction=fake, relating=False)
    for words in ("第二版，增长46%。", "第三版，增长46%。"):
        (sources / "a.txt").write_text(f"甲报道\n\n{words}\n", encoding="utf-8")
        _rebuilt(store, sources, fake)
    revisions = history(store).revisions
    assert len(revisions) == 2
    assert len(history(store).gone()) == 2
    (latest,) = {r.newer for r in revisions} - {r.older for r in revisions}
    assert latest not in history(store).gone()


def test_a_retracted_source_is_findable_and_does_not_count(sources: Path, fake: Extraction) -> None:
    store = MemoryStore()
    build([sources], store=store, processes=0, extraction=fake, relating=False)
    gone = _source(store, "b.txt")
    retract(store, gone, reason="误报", author="编辑部", at=NOW)
    assert history(store).gone() == {gone}
    assert any(m.source.id == gone for m in mentions(store))
    with pytest.raises(QuestionError, match="is retracted already"):
        retract(store, gone, reason="误报", author="编辑部", at=NOW)
    reinstate(store, gone)
    assert history(store).gone() == frozenset()
    with pytest.raises(QuestionError, match="is not retracted"):
        reinstate(store, gone)


@pytest.mark.parametrize("on_disk", [False, True])
def test_a_removed_source_leaves_nothing(
    sources: Path, fake: Extraction, tmp_path: Path, on_disk: bool
) -> None:
    other = MemoryStore()
    build([sources / "a.txt", sources / "c.txt"], store=other, processes=0, extraction=fake, relating=False)
    with open_store(tmp_path / "kg", mode="w") if on_disk else MemoryStore() as store:
        build([sources], store=store, processes=0, extraction=fake, relating=False)
        (gone,) = [one.source for one in listed(store) if one.file == "b.txt"]
        retract(store, gone, reason="误报", author="编辑部", at=NOW)
        remove(store, gone)
        assert store.dump() == other.dump()
        assert store.blobs.names() == other.blobs.names()
