"""What the page about dossiers shows is what the commands do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.console import ROOT, Example, agrees, examples, run

WALK = examples((ROOT / "docs" / "dossier.md").read_text())


@pytest.fixture(scope="module")
def walked(seed_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Example, tuple[int, str]]:
    """The examples, run one after the other beside a store of the seeds."""
    folder = tmp_path_factory.mktemp("dossier")
    shutil.copytree(seed_store_path, folder / ".kg")
    return {example: run(example.command, folder) for example in WALK}


@pytest.mark.parametrize("example", WALK, ids=lambda example: example.command)
def test_a_command_prints_what_the_page_says(
    example: Example, walked: dict[Example, tuple[int, str]]
) -> None:
    status, printed = walked[example]
    assert agrees(example.lines, printed), f"$ {example.command}\n{printed}"
    assert status == 0
