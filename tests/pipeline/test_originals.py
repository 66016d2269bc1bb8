"""Originals, read again as a build noted it."""

from __future__ import annotations

import pytest

from kg.errors import StoreError
from kg.pipeline.originals import originals, reread
from kg.store import open_store

RAW = "出口增长5%。".encode()


@pytest.mark.parametrize(
    "note",
    [
        {},
        {"name": 5},
        {"name": "a.txt", "encoding": 5},
        {"name": "a.txt", "media_type": ["text/plain"]},
        {"name": "a.json", "map": ["text"]},
        {"name": "a.json", "map": {"text": 5}},
    ],
)
def test_a_note_that_does_not_say_how_an_original_was_read_is_an_error_of_the_store(
    note: dict[str, object],
) -> None:
    with open_store(":memory:", mode="w") as store:
        store.blobs.put(RAW, {"source": "https://example.org/s", **note})
        (found,) = originals(store)
        with pytest.raises(StoreError):
            reread(store, found)


def test_an_original_is_read_as_it_was_noted() -> None:
    with open_store(":memory:", mode="w") as store:
        store.blobs.put(RAW, {"source": "https://example.org/s", "name": "a.txt", "map": None})
        (found,) = originals(store)
        assert reread(store, found).text == "出口增长5%。"
