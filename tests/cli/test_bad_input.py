"""What bad input gets: one clear line with its name, the others done, a summary, exit status 1, the last good state kept."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.store import open_store
from tests.cli.running import Ran, environment, kg

GOOD = "好报道\n\n据财报，阿里巴巴国际站交易额同比增长46%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sources with a good one in it; the store is to be beside it."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "good.txt").write_text(GOOD, encoding="utf-8")
    return sources


def built(folder: Path, *more: str | Path, processes: int = 0) -> Ran:
    """`kg build` in this process, which need not import spaCy anew for each test."""
    store = folder.parent / ".kg"
    arguments = ["--store", store, "build", folder, *more, "-j", processes]
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def stored(folder: Path) -> list[str]:
    """The names of the sources in the store."""
    with open_store(folder.parent / ".kg") as store:
        return [str(getattr(row[0], "value", "")) for row in store.select(_NAMES).rows]


_NAMES = "SELECT DISTINCT ?name { ?s <https://w3id.org/claim-kg/ontology#fileName> ?name } ORDER BY ?name"


def assert_one_line_about(ran: Ran, name: str, folder: Path) -> None:
    """The bad one is told in one line with its name and why, the good one is in the store, and the summary counts both."""
    [line] = ran.complaints
    assert name in line
    assert len(line) > len("kg: error: : ") + len(name)
    assert "Traceback" not in ran.err
    assert "a fault of this program" not in ran.err
    assert ran.code == 1
    assert "1 source read" in ran.out
    assert "1 failed" in ran.out
    assert stored(folder) == ["good.txt"]


def test_files_without_a_reader_are_told_by_their_kinds(folder: Path) -> None:
    for name in ("a.docx", "b.docx", "photo.png", "good.txt.meta.yaml"):
        (folder / name).write_bytes(b"")
    ran = built(folder)
    assert (ran.code, ran.complaints) == (0, [])
    assert "left out, no reader for them: 2 .docx, 1 .png\n" in ran.out


def test_a_question_to_a_store_without_a_source_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = built(tmp_path / "empty")
    assert (ran.code, len(ran.complaints)) == (1, 1)
    for command in (["ask", "46% GMV"], ["claims"]):
        asked = CliRunner().invoke(main, ["--store", str(tmp_path / ".kg"), *command])
        assert asked.exit_code == 1
        assert "kg: error: this store has no source yet: `kg build FOLDER` reads some\n" in asked.stderr


def test_a_link_to_itself(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    assert_one_line_about(built(folder), "loop", folder)


@pytest.mark.parametrize(
    "base",
    [
        "not an iri",
        "relative/",
        "https://",
        "https://example.org/id",
        "file:///data/",
        "https://example.org/#",
    ],
)
def test_a_base_that_no_id_can_be_made_of(folder: Path, base: str) -> None:
    ran = built(folder, "--base", base)
    assert ran.code == 2
    assert "--base" in ran.err.splitlines()[-1]
    assert base in ran.err.splitlines()[-1]
    assert not (folder.parent / ".kg").exists()


@pytest.mark.parametrize("base", ["https://example.org/id/", "http://localhost:8000/", "urn:example:id:"])
def test_a_base_of_ones_own(folder: Path, base: str) -> None:
    assert built(folder, "--base", base).code == 0
    with open_store(folder.parent / ".kg") as store:
        assert all(graph.startswith(base) for graph in store.graphs())


def test_a_missing_path(folder: Path) -> None:
    assert_one_line_about(built(folder, "missing.txt"), "missing.txt", folder)


def test_an_empty_file(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert_one_line_about(built(folder), "empty.txt", folder)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        b"\x7fELF" + bytes(range(256)) * 9,
        b"PK\x03\x04" + bytes(999),
    ],
)
def test_a_binary(folder: Path, raw: bytes) -> None:
    (folder / "binary.txt").write_bytes(raw)
    assert_one_line_about(built(folder), "binary.txt", folder)


def test_broken_front_matter(folder: Path) -> None:
    (folder / "front.md").write_text(
        "---\ntitle: [unclosed\n  date: : :\n---\n交易额增长46%。\n", encoding="utf-8"
    )
    assert_one_line_about(built(folder), "front.md", folder)


def test_text_in_no_known_encoding(folder: Path) -> None:
    (folder / "odd.txt").write_bytes(bytes(range(1, 256)) * 20)
    assert_one_line_about(built(folder), "odd.txt", folder)


def test_a_file_of_200_megabytes(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 << 20)
    assert_one_line_about(built(folder), "huge.txt", folder)


def test_an_html_bomb(folder: Path) -> None:
    deep = "<div>" * 200_000
    (folder / "bomb.html").write_text(
        f"<html><body>{deep}<p>交易额增长46%。</p></body></html>", encoding="utf-8"
    )
    assert_one_line_about(built(folder, processes=1), "bomb.html", folder)


def test_the_same_source_twice(folder: Path) -> None:
    (folder / "again.txt").write_text(GOOD, encoding="utf-8")
    ran = built(folder)
    [line] = ran.complaints
    assert "good.txt" in line
    assert "again.txt" in line
    assert "1 duplicate" in ran.out
    assert ran.code == 1
    assert stored(folder) == ["again.txt"]


def test_a_name_with_control_characters_cannot_write_to_the_terminal(folder: Path) -> None:
    (folder / "\x1b[2Jevil\n\u202e.txt").write_bytes(b"")
    ran = built(folder)
    [line] = ran.complaints
    assert "evil" in line
    assert not {"\x1b", "\u202e"} & set(ran.err)


def test_a_name_that_is_no_text(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_bytes(b"")
    ran = built(folder)
    assert len(ran.complaints) == 1
    assert "1 source read" in ran.out


def test_a_store_from_a_newer_version(folder: Path) -> None:
    built(folder)
    meta = folder.parent / ".kg" / "meta.json"
    about = json.loads(meta.read_text())
    [key] = [name for name in about if "version" in name or "format" in name]
    about[key] = 999
    meta.write_text(json.dumps(about))
    for command in (["build", folder], ["sources"]):
        ran = kg(*command, cwd=folder.parent)
        assert ran.code == 1
        assert len(ran.err.splitlines()) == 1
        assert ".kg" in ran.complaints[0]
    assert json.loads(meta.read_text())[key] == 999


def test_a_second_writer(folder: Path) -> None:
    built(folder)
    with open_store(folder.parent / ".kg", mode="w"):
        ran = built(folder)
        assert stored(folder) == ["good.txt"]  # reading goes on
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert ".kg" in ran.complaints[0]


def test_no_store(tmp_path: Path) -> None:
    ran = kg("sources", cwd=tmp_path)
    assert ran.code == 1
    assert len(ran.complaints) == 1
    assert "kg build" in ran.err
    assert not (tmp_path / ".kg").exists()


def test_a_full_disk(folder: Path) -> None:
    built(folder)
    (folder / "new.txt").write_text("新报道\n\n平台交易额增长12%。\n", encoding="utf-8")

    def small_disk() -> None:
        # files can grow to 4 KB only: what a database writes then fails as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", str(folder), "-j", "1"],
        cwd=folder.parent,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        preexec_fn=small_disk,
        timeout=120,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout, done.stderr)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert len(ran.complaints) == 1
    assert ".kg" in ran.complaints[0]
    assert "0 sources read" in ran.out
    assert stored(folder) == ["good.txt"]
    assert built(folder).code == 0


def test_a_view_that_cannot_be_written(seed_store_path: Path, tmp_path: Path) -> None:
    ran = kg("--store", seed_store_path, "export", "-o", "/dev/full", cwd=tmp_path)
    assert ran.code == 1
    assert "/dev/full" in ran.complaints[0]


def test_ctrl_c_in_mid_build(folder: Path) -> None:
    for number in range(1500):
        (folder / f"{number:04}.txt").write_text(
            f"报道{number}\n\n平台交易额增长{number}%。\n", encoding="utf-8"
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(folder), "-j", "1"],
        cwd=folder.parent,
        env=environment(FORCE_COLOR="1", COLUMNS="120", TERM="xterm-256color"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C reaches the workers too, as in a terminal
        # a shell that runs the tests in the background has them ignore Ctrl-C, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr
    shown = b""
    while b".txt" not in shown:  # the bar names the sources that are done
        chunk = process.stderr.read1()
        assert chunk, shown
        shown += chunk
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert b"interrupted" in err
    kept = len(stored(folder))
    assert 0 < kept < 1501
    assert f"{kept:,} source" in out.decode()
    for path in sorted(folder.iterdir())[5:]:
        path.unlink()
    assert f"{min(kept, 5)} unchanged" in built(folder).out
