"""Files and folders are there as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreWriteFailed
from kg.exports.files import writing, writing_folder

MARK = "datapackage.json"


class Interrupted(BaseException):
    """What Ctrl-C is to a test."""


def export(path: Path, words: str, *, interrupted: bool = False) -> None:
    with writing_folder(path, mark=MARK) as folder:
        (folder / MARK).write_text(words)
        if interrupted:
            raise Interrupted


def write_half(path: Path) -> None:
    with writing(path) as file:
        file.write(b"half")
        raise Interrupted


def test_an_interrupted_file_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_text("old")
    with pytest.raises(Interrupted):
        write_half(out)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]


def test_an_interrupted_folder_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        export(tmp_path / "out", "half", interrupted=True)
    assert not list(tmp_path.iterdir())


def test_an_interrupted_folder_leaves_the_old_one(tmp_path: Path) -> None:
    export(tmp_path / "out", "old")
    with pytest.raises(Interrupted):
        export(tmp_path / "out", "new", interrupted=True)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / MARK).read_text() == "old"


def test_an_earlier_export_is_replaced_as_a_whole(tmp_path: Path) -> None:
    export(tmp_path / "out", "old")
    (tmp_path / "out" / "more.csv").write_text("of the earlier one")
    export(tmp_path / "out", "new")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert [(p.name, p.read_text()) for p in (tmp_path / "out").iterdir()] == [(MARK, "new")]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(tmp_path / "out", "new")
    assert (tmp_path / "out" / MARK).is_file()


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_export_is_left_alone(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "folder":
        out.mkdir()
        (out / "thesis.tex").write_text("mine")
    else:
        out.write_text("mine")
    with pytest.raises(StoreWriteFailed, match="no earlier export"):
        export(out, "new")
    assert (out / "thesis.tex" if kind == "folder" else out).read_text() == "mine"


def test_a_folder_without_a_parent_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(StoreWriteFailed, match="cannot be written"):
        export(tmp_path / "no" / "out", "new")
