"""What the pages about commands over a store show is what the commands do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.console import ROOT, Example, Walk, agrees, examples

PAGES = ("dossier.md", "exports.md")
WALKS = [(page, example) for page in PAGES for example in examples((ROOT / "docs" / page).read_text())]
Walked = dict[str, Walk]


@pytest.fixture(scope="module")
def walked(seed_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The examples, those of a page beside a store of the seeds."""
    folders = {page: tmp_path_factory.mktemp(page) for page in PAGES}
    for folder in folders.values():
        shutil.copytree(seed_store_path, folder / ".kg")
    return {
        page: Walk(examples((ROOT / "docs" / page).read_text()), folder) for page, folder in folders.items()
    }


@pytest.mark.parametrize(("page", "example"), WALKS, ids=lambda part: getattr(part, "command", part))
def test_a_command_prints_what_the_page_says(page: str, example: Example, walked: Walked) -> None:
    if re.search(r"\bjq ", example.command) and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    status, printed = walked[page][example]
    assert agrees(example.lines, printed), f"$ {example.command}\n{printed}"
    assert status == 0
