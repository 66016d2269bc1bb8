"""No block of a document is only words: each is run, drawn or compared by a test, and a new one has to say by which."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from kg.graph import mentions
from kg.lexicon import vocabulary_files
from kg.store import Store
from tests.docs.console import ROOT, commands, fences, run

HELD = {
    "README.md": {"sh": "test_commands, test_servers", "console": "test_commands", "python": "test_commands"},
    "CONTRIBUTING.md": {"sh": "test_commands"},
    "docs/asking.md": {"sh": "here"},
    "docs/commands.md": {"console": "test_commands"},
    "docs/data-model.md": {"mermaid": "here", "text": "here"},
    "docs/dossier.md": {"console": "test_walks"},
    "docs/explorer.md": {"sh": "test_servers"},
    "docs/exports.md": {"console": "test_walks"},
    "docs/extraction.md": {"console": "test_extraction", "turtle": "test_extraction"},
    "docs/python.md": {"python": "test_python"},
    "docs/queries.md": {"python": "here", "sh": "test_commands", "sparql": "tests/ask/test_queries"},
    "docs/sparql.md": {
        "console": "test_sparql",
        "python": "test_sparql",
        "sh": "test_sparql, test_servers",
    },
}
"""Page, language of its blocks, and who holds them to the truth."""


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_every_block_of_a_document_is_held_by_a_test() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    found = {
        str(path.relative_to(ROOT)): {language for language, _ in fences(path.read_text("utf-8"))}
        for path in pages
    }
    assert {name: languages for name, languages in found.items() if languages} == {
        name: set(held) for name, held in HELD.items()
    }


def test_a_claim_record_has_the_fields_that_the_data_model_lists(seed_store: Store) -> None:
    [block] = [block for language, block in fences(page("docs/data-model.md")) if language == "text"]
    told = {name for line in block.splitlines() for name in re.split(r",\s*", line.split("  ")[0])}
    assert told == set(next(iter(mentions(seed_store))).to_json())


def test_the_drawing_of_the_data_model_names_terms_that_there_are() -> None:
    [drawing] = [block for language, block in fences(page("docs/data-model.md")) if language == "mermaid"]
    terms = set(re.findall(r"\bkg:(\w+)", drawing))
    defined = set(
        re.findall(r"^kg:(\w+)", "\n".join(path.read_text("utf-8") for path in vocabulary_files()), re.M)
    )
    assert terms
    assert terms <= defined


@pytest.fixture(scope="module")
def furnished(seed_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the seeds."""
    folder = tmp_path_factory.mktemp("blocks")
    shutil.copytree(seed_store_path, folder / ".kg")
    return folder


@pytest.mark.parametrize("line", commands(page("docs/asking.md")))
def test_a_question_of_the_guide_is_answered(line: str, furnished: Path) -> None:
    status, printed = run(line, furnished)
    assert status == 0, printed


def test_the_python_of_the_cookbook_finds_the_figure(furnished: Path) -> None:
    [program] = [block for language, block in fences(page("docs/queries.md")) if language == "python"]
    (furnished / "example.py").write_text(f"{program}\nprint(len(table.rows))\n", "utf-8")
    assert run(f"'{sys.executable}' example.py", furnished) == (0, "2\n")
