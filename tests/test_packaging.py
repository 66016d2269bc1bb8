"""The wheel holds all that the program needs, and runs in an empty environment from an empty folder.

The environment borrows the dependencies of the one that runs the tests; with KG_FULL_INSTALL set it gets its own from
the package index, which shows that those declared are enough.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that must succeed, in an environment that knows nothing of this checkout."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KG_", "PYTHON", "VIRTUAL_ENV", "COLUMNS"))
    }
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=clean | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that holds nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / "bin" / "python"
    full = bool(os.environ.get("KG_FULL_INSTALL"))
    needs = [] if full else ["--no-deps"]
    run(sys.executable, "-m", "pip", "--python", python, "install", "-qq", *needs, wheel, cwd=folder)
    if not full:
        [site] = folder.glob("lib/python*/site-packages")
        # a path file names folders; path files in those folders, such as this checkout's, are not followed
        borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        (site / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n")
    return folder / "bin"


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


def test_the_ontology_is_in_the_wheel(wheel: Path) -> None:
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / "ontology").rglob("*.ttl")}
    assert shipped
    assert {f"kg/{name}" for name in shipped} <= names(wheel)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert package <= names(wheel)


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}


def test_the_installed_program_answers_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    run(installed / "kg", "build", ROOT / "seeds", "--quiet", cwd=tmp_path)
    answer = run(installed / "kg", "ask", "which sources repeat the 46% GMV figure", cwd=tmp_path)
    assert "东方财富" in answer
    assert "每日经济新闻" in answer
    assert [path.name for path in tmp_path.iterdir()] == [".kg"]


def test_the_installed_program_does_not_use_this_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import kg.lexicon as l; print(l.ontology_dir())"
    assert run(installed / "python", "-c", code, cwd=tmp_path).startswith(str(installed.parent.resolve()))
