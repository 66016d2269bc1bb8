"""Notebooks run from start to end in a fresh kernel, and what is committed says what they say now."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import nbformat
import pytest

from notebooks.execute import execute, plain

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PROVENANCE = ROOT / "notebooks" / "provenance-check.ipynb"
_OF_A_MACHINE = re.compile(r"(?<![\w.:/<*])/(?:[\w.-]+/)+[\w.-]+|\b[A-Z]:\\| at 0x[0-9a-f]+")
"""Absolute paths and addresses of objects."""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, nbformat.NotebookNode]:
    """Every notebook, run in a copy of the repository's layout."""
    with pytest.MonkeyPatch.context() as patch:
        copy = tmp_path_factory.mktemp("copy")
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv(
            "JUPYTER_DATA_DIR", str(copy / "jupyter")
        )  # no kernel of the user's instead of this Python
        shutil.copytree(ROOT / "seeds", copy / "seeds")
        (copy / "notebooks").mkdir()
        shutil.copytree(ROOT / "notebooks" / "articles", copy / "notebooks" / "articles")
        return {path.name: execute(path, folder=copy / "notebooks") for path in NOTEBOOKS}


@pytest.fixture(scope="module")
def committed() -> dict[str, nbformat.NotebookNode]:
    return {path.name: nbformat.read(path, as_version=4) for path in NOTEBOOKS}


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def words(notebook: nbformat.NotebookNode) -> str:
    """Everything that the outputs say in letters."""
    said = []
    for output in outputs(notebook):
        data = output.get("data", {})
        said.append(output.get("text", "") or data.get("text/html", "") or data.get("text/plain", ""))
    return unescape("\n".join(said))


def cells_of(table: str, notebook: nbformat.NotebookNode) -> list[str]:
    """The cells of the HTML table with this id."""
    (html,) = (
        html
        for output in outputs(notebook)
        if f'id="T_{table}"' in (html := output.get("data", {}).get("text/html", ""))
    )
    return [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html)]


def test_there_is_the_notebook_that_the_readme_names() -> None:
    assert PROVENANCE in NOTEBOOKS


@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_a_notebook_runs_without_errors_and_warnings(
    name: str, fresh: dict[str, nbformat.NotebookNode]
) -> None:
    assert all(output.output_type != "error" for output in outputs(fresh[name]))
    said = "".join(output.text for output in outputs(fresh[name]) if output.get("name") == "stderr")
    # on a slow machine matplotlib says so when it looks for fonts for the first time
    assert [line for line in said.splitlines() if "building the font cache" not in line] == []


@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_committed_outputs_are_whole_and_say_nothing_of_the_machine(
    name: str, committed: dict[str, nbformat.NotebookNode]
) -> None:
    notebook = committed[name]
    runs = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert runs == list(range(1, len(runs) + 1)), "run it with notebooks/execute.py"
    assert plain(nbformat.from_dict(notebook)) == notebook
    assert all(output.get("name") != "stderr" for output in outputs(notebook))
    assert not _OF_A_MACHINE.search(words(notebook))


def test_the_answer_names_both_sources(fresh: dict[str, nbformat.NotebookNode]) -> None:
    table = cells_of("answer", fresh[PROVENANCE.name])
    assert {"每日经济新闻", "东方财富", "界面新闻"} <= set(table)
    assert sum("46%" in cell for cell in table) == 2


def test_the_quotes_are_found_in_the_bytes_and_everything_verifies(
    fresh: dict[str, nbformat.NotebookNode],
) -> None:
    said = words(fresh[PROVENANCE.name])
    assert said.count("is its name: True  equals the seed file: True") == 2
    assert re.search(r"\d+ quotes checked, 0 do not hold", said)
    assert len(re.findall(r"the quote .*46%$", said, re.MULTILINE)) == 2


def test_there_are_two_pictures(fresh: dict[str, nbformat.NotebookNode]) -> None:
    drawn = [output for output in outputs(fresh[PROVENANCE.name]) if "image/png" in output.get("data", {})]
    assert len(drawn) == 2


@pytest.mark.parametrize("table", ["answer", "first"])
def test_committed_tables_say_what_the_program_says_now(
    table: str, fresh: dict[str, nbformat.NotebookNode], committed: dict[str, nbformat.NotebookNode]
) -> None:
    now, then = (cells_of(table, notebooks[PROVENANCE.name]) for notebooks in (fresh, committed))
    assert now == then, "run notebooks/execute.py and commit what it writes"


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("conflicts-and-sums.ipynb", "left side  48,599.5 to 50,600.5"),
        ("conflicts-and-sums.ipynb", "23% / 32%: the same series and period, and they cannot both be right"),
        ("your-own-corpus.ipynb", "quotes checked, 0 do not hold"),
        ("your-own-corpus.ipynb", "快览 (03-03) took 92% of its text from 潮信网: 快览 credits 潮信网"),
        ("network-of-sources.ipynb", "5 sources, 1 origin: all cite the results of 云舟科技"),
    ],
)
def test_what_a_notebook_shows_is_found_and_committed(
    name: str,
    fact: str,
    fresh: dict[str, nbformat.NotebookNode],
    committed: dict[str, nbformat.NotebookNode],
) -> None:
    assert fact in words(fresh[name])
    assert fact in words(committed[name]), "run notebooks/execute.py and commit what it writes"
