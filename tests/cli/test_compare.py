"""`kg compare` and `kg conflicts`: of files and of a store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import kg

TEXTS = {
    "a.txt": "2021年青山集团营业收入为12.34亿元。\n",
    "b.txt": "青山集团2021年营业收入为12.3亿元。\n",
    "c.txt": "青山集团2021年营业收入为13.5亿元，2020年营业收入为11亿元。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three papers about one figure."""
    (tmp_path / "papers").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "papers" / name).write_text(text, encoding="utf-8")
    return tmp_path


def relations(folder: Path, *arguments: str) -> list[str]:
    done = kg("compare", "papers", "--format", "jsonl", *arguments, cwd=folder)
    return sorted(json.loads(line)["relation"] for line in done.out.splitlines())


def test_every_two_mentions_that_a_relation_ties_are_a_line(folder: Path) -> None:
    assert relations(folder) == ["contradicts", "contradicts", "rounded", "update", "update", "update"]


def test_a_relation_is_picked(folder: Path) -> None:
    assert relations(folder, "--relation", "rounded") == ["rounded"]


def test_a_table_has_both_figures_and_says_why(folder: Path) -> None:
    done = kg("compare", "papers", "--relation", "rounded", "--format", "csv", "--language", "zh", cwd=folder)
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert {row["first"], row["second"]} == {"12.34亿元", "12.3亿元"}
    assert "精度" in row["why"]


def test_conflicts_lists_what_cannot_both_be_right(folder: Path) -> None:
    done = kg("conflicts", "papers", "--format", "json", cwd=folder)
    assert {row["relation"] for row in json.loads(done.out)} == {"contradicts"}


def test_a_store_says_what_its_files_say(folder: Path) -> None:
    assert kg("build", "papers", cwd=folder).code == 0
    of_store = kg("compare", "--format", "jsonl", cwd=folder)
    assert of_store.out == kg("compare", "papers", "--format", "jsonl", cwd=folder).out != ""


def test_nothing_to_compare_is_no_error(folder: Path) -> None:
    done = kg("compare", "papers/a.txt", "--format", "jsonl", cwd=folder)
    assert (done.code, done.out) == (0, "")
