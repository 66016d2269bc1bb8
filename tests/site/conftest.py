"""A site that is written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.site import SiteReport, write_site

PAGES = 24


@pytest.fixture(scope="module")
def report(seed_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> SiteReport:
    """The pages of the seeds that are nearest to the first, in both languages."""
    return write_site(seed_store_path, tmp_path_factory.mktemp("site") / "out", most=PAGES)
