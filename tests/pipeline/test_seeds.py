"""The whole path on the seed documents."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline import build, verify
from kg.store import MemoryStore, Store


def test_one_process_and_another_order_give_the_same_bytes(seed_store: Store, seeds: Path) -> None:
    store = MemoryStore()
    files = sorted((path for path in seeds.iterdir() if path.suffix == ".txt"), reverse=True)
    report = build(files, store=store, processes=1)
    assert report.problems == ()
    assert list(store.dump()) == list(seed_store.dump())


def test_every_quote_stands_in_its_original(seed_store: Store) -> None:
    report = verify(seed_store)
    assert (report.sources, report.failures) == (5, ())
    assert report.quotes > 100
