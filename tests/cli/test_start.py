"""`kg --help` answers at once, and each command loads only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from tests.cli.running import COMMANDS, environment
from tests.cli.running import kg as run

_HEAVY = ("spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "lxml", "trafilatura")


def modules_after(code: str, cwd: Path) -> set[str]:
    """Which top-level packages a fresh Python has imported after this code."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{code}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))",
        ],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def calling(*arguments: str) -> str:
    return f"from kg.cli import main\ntry: main({list(arguments)!r})\nexcept SystemExit as end: assert not end.code"


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), *((name, "--help") for name in COMMANDS)])
def test_help_imports_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert modules_after(calling(*arguments), tmp_path).isdisjoint(_HEAVY)


def test_importing_the_package_imports_nothing_heavy(tmp_path: Path) -> None:
    assert modules_after("import kg", tmp_path).isdisjoint(_HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "which sources repeat the 46% GMV figure"),
        ("sources",),
        ("queries",),
        ("claims", "--speaker", "张阔"),
        ("view", "--figure", "46% GMV"),
        ("export",),
        ("verify",),
    ],
)
def test_commands_that_do_not_extract_do_not_import_spacy(
    arguments: tuple[str, ...], seed_store_path: Path, tmp_path: Path
) -> None:
    code = calling("--store", str(seed_store_path), *arguments)
    assert "spacy" not in modules_after(code, tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_shows_an_example(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert f" kg {name}" in shown.output.partition("Example")[2]


def test_the_help_lists_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_version(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).out == f"kg {kg.__version__}\n"


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(kg, name) is not None


def test_a_wrong_option_is_a_usage_error(tmp_path: Path) -> None:
    ran = run("build", "--no-such-option", cwd=tmp_path)
    assert ran.code == 2
    assert "Traceback" not in ran.err
