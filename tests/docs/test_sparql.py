"""What docs/sparql.md shows is what a server over the seeds answers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.docs.console import ROOT, Example, agrees, examples, fences, run
from tests.serve.test_running import served

TEXT = (ROOT / "docs" / "sparql.md").read_text("utf-8")
DEFAULT = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def address(seed_store_path: Path) -> Iterator[str]:
    with served(seed_store_path) as found:
        yield found


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("example", examples(TEXT), ids=lambda example: example.command[:50])
def test_the_endpoint_answers_as_the_page_says(example: Example, address: str, tmp_path: Path) -> None:
    command = example.command.replace(DEFAULT, address)
    said = tuple(line.replace(DEFAULT, address) for line in example.lines)
    # a command of several lines is one until its quotes are closed
    while command.count("'") % 2:
        command, said = f"{command}\n{said[0]}", said[1:]
    status, printed = run(command, tmp_path)
    assert agrees(said, printed.replace("\r\n", "\n")), printed
    assert status == 0


def test_the_python_of_the_page_runs(address: str, tmp_path: Path) -> None:
    (program,) = [block for language, block in fences(TEXT) if language == "python"]
    (tmp_path / "example.py").write_text(program.replace(DEFAULT, address), "utf-8")
    status, printed = run(f"'{sys.executable}' example.py", tmp_path)
    assert (status, sorted(printed.split())) == (0, ["GMV", "交易额"])


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_update_of_the_page_writes_with_the_token(seed_store_path: Path, tmp_path: Path) -> None:
    shutil.copytree(seed_store_path, tmp_path / ".kg")
    [update] = [block for language, block in fences(TEXT) if language == "sh" and "curl" in block]
    with served(tmp_path / ".kg", "--token", "secret") as address:
        command = f"export KG_TOKEN=secret\n{update.replace(DEFAULT, address)}"
        assert run(command, tmp_path)[0] == 0
        query = "ASK { GRAPH <https://example.org/notes> { ?a ?label 'a note' } }"
        answer = httpx.get(f"{address}/sparql", params={"query": query})
    assert answer.json()["boolean"] is True
