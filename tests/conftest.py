"""What many tests share: the seed documents, and the store that is built from them, once in a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import build
from kg.store import Store, open_store

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed documents."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seed_store_path(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store of the seeds. Only to be read."""
    folder = tmp_path_factory.mktemp("seeds") / "kg"
    with open_store(folder, mode="w") as store:
        report = build([seeds], store=store)
    assert report.ok, report.problems
    return folder


@pytest.fixture(scope="session")
def seed_store(seed_store_path: Path) -> Iterator[Store]:
    """That store, open for reading."""
    with open_store(seed_store_path) as store:
        yield store
