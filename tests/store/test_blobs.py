"""Originals are kept as they were, or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.errors import StoreError, StoreWriteFailed
from kg.store.blobs import FolderBlobs

RAW = "原文".encode()
NAME = hashlib.sha256(RAW).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "sources")


def test_a_file_is_named_after_its_bytes(blobs: FolderBlobs) -> None:
    assert blobs.put(RAW, {"media_type": "text/plain"}) == NAME
    assert (blobs.folder / NAME[:2] / NAME).read_bytes() == RAW
    assert (blobs.folder / NAME[:2] / f"{NAME}.json").is_file()


def test_the_latest_word_on_how_it_was_read_counts(blobs: FolderBlobs) -> None:
    blobs.put(RAW, {"name": "a"})
    blobs.put(RAW, {"name": "b"})
    assert blobs.how(NAME) == {"name": "b"}
    assert blobs.names() == [NAME]


def test_changed_bytes_are_noticed(blobs: FolderBlobs) -> None:
    blobs.put(RAW, {})
    blobs.path(NAME).write_bytes(b"forged")
    with pytest.raises(StoreError, match="has changed"):
        blobs.get(NAME)


def test_a_cut_off_file_is_written_again(blobs: FolderBlobs) -> None:
    blobs.put(RAW, {})
    blobs.path(NAME).write_bytes(RAW[:2])
    blobs.put(RAW, {})
    assert blobs.get(NAME) == RAW


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_hash_is_a_name(blobs: FolderBlobs, name: str) -> None:
    with pytest.raises(StoreError, match="not a SHA-256"):
        blobs.get(name)


def test_what_is_not_kept_is_one_clear_error(blobs: FolderBlobs) -> None:
    for ask in (blobs.get, blobs.how):
        with pytest.raises(StoreError, match="no such original"):
            ask("0" * 64)


def test_a_description_that_is_no_json_object_is_one_clear_error(blobs: FolderBlobs) -> None:
    blobs.put(RAW, {})
    for content in ("{", "[]"):
        blobs.path(NAME).with_name(NAME + ".json").write_text(content)
        with pytest.raises(StoreError, match="JSON"):
            blobs.how(NAME)


def test_a_full_disk_leaves_nothing_behind(blobs: FolderBlobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.store.atomic.os.fsync", full)
    with pytest.raises(StoreWriteFailed, match="No space left on device"):
        blobs.put(RAW, {})
    assert [path for path in blobs.folder.rglob("*") if path.is_file()] == []
