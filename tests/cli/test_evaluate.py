"""`kg evaluate`: figures, misses, floors, and one line for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from kg.cli import main
from tests.evaluate.small import FIGURE, write


def run(folder: Path, *more: str) -> Result:
    arguments = ["evaluate", "--gold", folder / "gold", "--docs", folder / "docs", *more]
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_figures_of_each_document_and_of_all(tmp_path: Path) -> None:
    write(tmp_path)
    done = run(tmp_path, "--misses", "3")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("a.txt\n  quantity  found P ")
    assert "\nall together\n" in done.output
    assert "\nfound with a wrong slot: " in done.output


def test_json(tmp_path: Path) -> None:
    write(tmp_path)
    told = json.loads(run(tmp_path, "--json").output)
    assert told["total"] == told["documents"]["a.txt"]
    assert told["total"]["quantity"]["found"]["n"] == 3


def test_floors_are_raised_then_kept(tmp_path: Path) -> None:
    gold = write(tmp_path)
    floors = gold / "floors.toml"
    assert run(tmp_path, "--raise-floors").exit_code == 0
    first = floors.read_text()
    assert run(tmp_path).exit_code == 0
    floors.write_text("[total.quantity]\nfound = 0.2\n")
    assert "its floor of 0.2 can go up (--raise-floors)" in run(tmp_path).output
    assert run(tmp_path, "--raise-floors").exit_code == 0
    assert floors.read_text() == first


def test_a_figure_under_its_floor_ends_the_command(tmp_path: Path) -> None:
    gold = write(tmp_path, FIGURE | {"metric": ["利润"]})
    (gold / "floors.toml").write_text("[total.quantity]\nmetric = 1\n")
    done = run(tmp_path, "--quiet")
    assert done.exit_code == 1
    assert "kg: error: total: quantity metric is 0.0, under its floor of 1" in done.stderr


def test_floors_that_are_not_there_are_told(tmp_path: Path) -> None:
    write(tmp_path)
    done = run(tmp_path, "--floors", str(tmp_path / "none.toml"))
    assert done.exit_code == 1
    assert "none.toml: cannot be read: No such file" in done.stderr


def test_a_wrong_annotation_is_one_line(tmp_path: Path) -> None:
    write(tmp_path, FIGURE, {"id": "a"})
    done = run(tmp_path)
    assert done.exit_code == 1
    [line] = done.stderr.splitlines()
    assert "a.jsonl:2: type null is none of" in line
