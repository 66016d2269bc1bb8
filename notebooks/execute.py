"""Run notebooks and keep what they print, without what differs from run to run.

    python notebooks/execute.py                  # all of them, in place
    python notebooks/execute.py some.ipynb

The outputs that are committed come from here: no times, no versions, no counters of a longer session.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
HERE = Path(__file__).parent
SECONDS = 120
"""What one cell may take."""


def execute(path: Path, *, folder: Path | None = None) -> nbformat.NotebookNode:
    """The notebook with fresh outputs, run in a new kernel whose working folder is `folder` (by default its own).

    Raises `nbclient.exceptions.CellExecutionError` for the first cell that fails.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder or path.parent)}},
    )
    client.execute()
    return plain(notebook)


def plain(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The same notebook with nothing in it that depends on when and by which Python it was run."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number:02}"
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/plain" in data:
                data["text/plain"] = _ADDRESS.sub("", data["text/plain"])
    return notebook


def main(names: list[str]) -> None:
    """Run the named notebooks, or all beside this file, and write them back."""
    for path in [Path(name) for name in names] or sorted(HERE.glob("*.ipynb")):
        nbformat.write(execute(path), path)
        print(f"{path.name}: done")


if __name__ == "__main__":
    main(sys.argv[1:])
