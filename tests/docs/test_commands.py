"""The documents say what the commands do: each example is run, each command and option is described."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.docs.console import ROOT, Example, Walk, agrees, commands, examples, fences, prose, run

REFERENCE = (ROOT / "docs" / "commands.md").read_text()
README = (ROOT / "README.md").read_text()
WALK = examples(REFERENCE)
NAMES = main.list_commands(click.Context(main))


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def section(name: str) -> str:
    """What the reference says of one command."""
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section {name!r}"
    return found[1]


def flags(of: click.Command) -> set[str]:
    """The options of a command and of the commands below it."""
    own = {name for option in of.params if isinstance(option, click.Option) for name in option.opts}
    below = of.commands.values() if isinstance(of, click.Group) and of is not main else ()
    return own.union(*map(flags, below))


@pytest.fixture(scope="module")
def walked(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The examples of the reference, in a folder that begins with nothing but the seeds."""
    folder = tmp_path_factory.mktemp("reference")
    shutil.copytree(seeds, folder / "seeds")
    return Walk(WALK, folder)


@pytest.fixture(scope="module")
def furnished(seeds: Path, seed_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the seeds, and with the files that the README's examples name."""
    folder = tmp_path_factory.mktemp("furnished")
    shutil.copytree(seeds, folder / "seeds")
    shutil.copytree(seed_store_path, folder / ".kg")
    (folder / "my-articles").mkdir()
    shutil.copy(seeds / "003_e481bb41ffbd6ae5.txt", folder / "my-articles")
    (folder / "report.md").write_text("# 报告\n\n2021年甲公司收入为12亿元。\n")
    record = '{"content": "甲公司5月出口额同比增长12%。", "datetime": "2022-06-09", "source": "某报"}\n'
    (folder / "news.jsonl").write_text(record)
    return folder


@pytest.mark.parametrize("example", WALK, ids=lambda example: example.command)
def test_a_command_prints_what_the_reference_says(example: Example, walked: Walk) -> None:
    status, printed = walked[example]
    assert agrees(example.lines, printed), f"$ {example.command}\n{printed}"
    assert status == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_described_with_an_example(name: str) -> None:
    said = section(f"kg {name}")
    assert any(f"kg {name}" in example.command for example in examples(said))
    assert f"[`kg {name}`](#kg-{name})" in REFERENCE


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_described(name: str) -> None:
    said = re.findall(r"`([^`]+)`", prose(section(f"kg {name}")))
    words = {part for item in said for part in re.split(r"[ \\|=]", item)}
    assert flags(command(name)) - flags(main) - {"-h", "--help"} <= words


def test_the_options_of_every_command_are_described() -> None:
    said = section("Everywhere")
    assert all(f"`{flag}" in said for flag in flags(main) | {"-h", "--help"})


def test_the_reference_names_no_option_that_does_not_exist() -> None:
    known = {flag for name in NAMES for flag in flags(command(name))} | flags(main) | {"-h", "--help"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", REFERENCE)) <= known


@pytest.mark.parametrize("line", commands(README))
def test_a_command_of_the_readme_runs(line: str, furnished: Path) -> None:
    status, printed = run(line, furnished)
    assert status == 0, printed


@pytest.fixture(scope="module")
def demonstrated(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """What the README shows of `make demo`, run in a folder that begins with the seeds and a place for the view."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(seeds, folder / "seeds")
    (folder / "build").mkdir()  # as the Makefile does
    return Walk(examples(README), folder)


@pytest.mark.parametrize("example", examples(README), ids=lambda example: example.command)
def test_the_readme_shows_what_a_command_prints(example: Example, demonstrated: Walk) -> None:
    status, printed = demonstrated[example]
    assert agrees(example.lines, printed), f"$ {example.command}\n{printed}"
    assert status == 0


def test_the_python_of_the_readme_runs(furnished: Path) -> None:
    programs = [block for language, block in fences(README) if language == "python"]
    assert programs
    for number, program in enumerate(programs):
        (furnished / f"example{number}.py").write_text(program)
        status, printed = run(f"'{sys.executable}' example{number}.py", furnished)
        assert status == 0, printed
        assert "46%" in printed


@pytest.mark.parametrize("line", commands((ROOT / "docs" / "queries.md").read_text()))
def test_a_query_of_the_cookbook_runs(line: str, seed_store_path: Path) -> None:
    done = CliRunner().invoke(main, ["--store", str(seed_store_path), *shlex.split(line)[1:]])
    assert done.exit_code == 0, done.output


def test_the_demo_of_the_makefile_does_what_the_readme_shows() -> None:
    rule = (ROOT / "Makefile").read_text().split("\ndemo:")[1].split("\n\n")[0]
    done = re.findall(r"\$\(KG\) (\w+)", rule)
    assert done == [example.command.split()[1] for example in examples(README)]


def test_the_make_targets_that_the_readme_names_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE)) <= targets
