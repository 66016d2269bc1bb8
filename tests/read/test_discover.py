"""Which files are read, and what bad ones get."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import ReadError, TooLarge, Undecodable, UnsupportedFormat
from kg.read import ReadOptions, discover, read_bytes, read_path


def tree(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("正文。", "utf-8")


def found(*paths: str | Path) -> list[str]:
    return [str(item) if isinstance(item, ReadError) else item.name for item in discover(paths)]


def test_a_folder_gives_its_readable_files_in_order(tmp_path: Path) -> None:
    tree(
        tmp_path,
        "b.txt",
        "a.md",
        "c/d.html",
        ".hidden.md",
        ".git/x.md",
        "photo.png",
        "a.md.meta.yaml",
        "metadata.csv",
    )
    assert found(tmp_path) == ["a.md", "b.txt", "d.html"]


def test_of_a_folder_the_files_that_no_reader_is_for_are_heard_of(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", "a.md.meta.yaml", "metadata.csv", ".hidden", "b.docx", "c/d.XLSX", "notes")
    left: list[Path] = []
    assert [getattr(one, "name", "") for one in discover([tmp_path], left=left.append)] == ["a.md"]
    assert [path.name for path in left] == ["b.docx", "notes", "d.XLSX"]


def test_a_file_that_is_given_twice_comes_once(tmp_path: Path) -> None:
    tree(tmp_path, "a.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    assert found(tmp_path / "a.md", tmp_path, tmp_path / "." / "a.md") == ["a.md"]


def test_links_that_go_in_circles_end(tmp_path: Path) -> None:
    tree(tmp_path, "x/a.md")
    (tmp_path / "x" / "up").symlink_to(tmp_path)
    assert found(tmp_path) == ["a.md"]


def test_a_link_to_itself_costs_itself_only(tmp_path: Path) -> None:
    tree(tmp_path, "a.md")
    (tmp_path / "loop").symlink_to("loop")
    assert found(tmp_path) == ["a.md", f"{tmp_path}/loop: is a link to itself"]
    assert found(tmp_path / "loop") == [f"{tmp_path}/loop: is a link to itself"]


def test_a_glob_is_expanded(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", "b.txt", "x/c.md")
    assert found(f"{tmp_path}/*.md") == ["a.md"]
    assert found(f"{tmp_path}/**/*.md") == ["a.md", "c.md"]


def test_a_name_with_brackets_is_a_file_first(tmp_path: Path) -> None:
    tree(tmp_path, "[1]a.md")
    assert found(tmp_path / "[1]a.md") == ["[1]a.md"]


def test_what_is_missing_comes_as_a_value_and_the_rest_is_found(tmp_path: Path) -> None:
    tree(tmp_path, "a.md", "empty/photo.png")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    lines = found(
        tmp_path / "no.md", f"{tmp_path}/*.pdf", tmp_path / "empty", tmp_path / "gone.md", tmp_path / "a.md"
    )
    assert [line.rsplit(": ", 1)[-1].split(" (")[0] for line in lines] == [
        "there is no such file or folder",
        "no file matches",
        "holds no file that can be read",
        "is a link to nothing",
        "a.md",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert "is not a regular file" in found(tmp_path / "pipe.md")[0]
    assert "is not a regular file" in found(tmp_path)[0]


@pytest.mark.parametrize(
    ("raw", "name", "kind", "message"),
    [
        (b"", "a.txt", ReadError, "a.txt: is empty"),
        (b" \n\t\n", "a.txt", ReadError, "a.txt: is empty"),
        (b"<p><br></p>", "a.html", ReadError, "a.html: holds no text"),
        (b"\x7fELF\x02\x01\x00\x00" * 10, "a.txt", Undecodable, "binary"),
        (b"PK\x03\x04" + b"x" * 50, "a.txt", UnsupportedFormat, "ZIP"),
        (b"no pdf", "a.pdf", Undecodable, "no PDF"),
        (b"%PDF-1.4\nnothing", "a.pdf", ReadError, "no PDF that can be read"),
        (b"x" * 101, "a.txt", TooLarge, "101 bytes; at most 100"),
    ],
)
def test_bad_files_get_one_clear_line(raw: bytes, name: str, kind: type[ReadError], message: str) -> None:
    with pytest.raises(kind, match=message) as caught:
        read_bytes(raw, name=name, options=ReadOptions(max_bytes=100))
    assert "\n" not in str(caught.value)


def test_a_large_file_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(TooLarge, match=r"large.html: has 209,715,200 bytes"):
        next(read_path(path))


def test_problems_go_to_the_callback(tmp_path: Path) -> None:
    problems: list[ReadError] = []
    assert list(read_path(tmp_path / "no.md", on_error=problems.append)) == []
    assert str(problems[0]).endswith("no.md: there is no such file")


def test_a_media_type_without_a_reader_is_refused() -> None:
    with pytest.raises(UnsupportedFormat, match="no reader for audio/mpeg"):
        read_bytes(b"x", name="a", media_type="audio/mpeg")
