"""The bar of a notebook, and cards of records there."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

from kg.errors import ReadError
from kg.notebook import Bar
from tests.cli.running import ROOT

CODE = """
import kg
from tests.builders import tiny_documents
bar = kg.Bar("Reading")
bar.begin(2)
bar.advance("a")
bar.problem(kg.KgError("<b>not read</b>", where="b"))
bar.advance("b")
"""
RECORD = """
from kg.notebook.cards import show_records
show_records()
tiny_documents()[0][1][0]
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[list[nbformat.NotebookNode]]:
    """What the cells show in a kernel."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("JUPYTER_DATA_DIR", str(tmp_path_factory.mktemp("jupyter")))
        cells = [nbformat.v4.new_code_cell(text) for text in (CODE, RECORD)]
        notebook = nbformat.v4.new_notebook(cells=cells)
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells]


def test_a_bar_is_drawn_in_its_own_place(outputs: list[list[nbformat.NotebookNode]]) -> None:
    [bar] = outputs[0]
    assert '<progress value="2" max="2">' in bar.data["text/html"]
    assert "&lt;b&gt;not read" in bar.data["text/html"]


def test_a_record_is_a_card(outputs: list[list[nbformat.NotebookNode]]) -> None:
    [card] = outputs[1]
    assert "<mark>国际站2022财年交易额增长46%</mark>" in card.data["text/html"]


def test_a_bar_is_silent_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar()
    bar.begin(1)
    bar.problem(ReadError("broken"))
    bar.advance("a")
    assert capsys.readouterr() == ("", "")
    assert repr(bar) == "Reading sources 1 / 1"
