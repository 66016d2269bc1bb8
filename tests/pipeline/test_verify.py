"""Do the quotes stand in the originals?"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import Extraction, build, verify
from kg.read import ReadOptions
from kg.store import DiskStore, MemoryStore
from tests.pipeline import fakes


@pytest.fixture
def store(sources: Path, fake: Extraction) -> MemoryStore:
    store = MemoryStore()
    build([sources], store=store, processes=0, extraction=fake)
    return store


def test_what_was_built_verifies(store: MemoryStore) -> None:
    report = verify(store)
    assert (report.sources, report.quotes, report.failures) == (3, 2, ())


def test_a_quote_that_does_not_stand_at_its_offsets_is_told_with_source_and_mention(sources: Path) -> None:
    store = MemoryStore()
    build([sources], store=store, processes=0, extraction=Extraction(load=fakes.load_misquoting))
    first, second = verify(store).failures
    assert "a.txt" in f"{first}{second}"
    assert "/mention/" in str(first)


def test_an_original_that_changed_is_told(sources: Path, fake: Extraction, tmp_path: Path) -> None:
    with DiskStore(tmp_path / "kg", mode="w") as store:
        build([sources], store=store, processes=0, extraction=fake)
        changed = next(name for name in store.blobs.names() if b"46%" in store.blobs.get(name))
        path = store.blobs.path(changed)
        path.chmod(0o644)
        path.write_bytes(path.read_bytes().replace(b"46%", b"64%"))
        [failure] = verify(store).failures
    assert "original has changed" in str(failure)


def test_a_missing_original_is_told(sources: Path, fake: Extraction, tmp_path: Path) -> None:
    with DiskStore(tmp_path / "kg", mode="w") as store:
        build([sources], store=store, processes=0, extraction=fake)
        store.blobs.path(store.blobs.names()[0]).unlink()
        assert not verify(store).ok


def test_records_are_read_again_with_their_field_mapping(tmp_path: Path, fake: Extraction) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text('{"body": "平台交易额增长46%。"}\n', encoding="utf-8")
    store = MemoryStore()
    build([news], store=store, processes=0, extraction=fake, options=ReadOptions(map={"text": "body"}))
    report = verify(store)
    assert (report.quotes, report.failures) == (1, ())
