"""The store on disk: who may open it, what a crash or a full disk leaves, what readers see meanwhile."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, StoreError, StoreLocked, StoreMissing, StoreTooNew, StoreWriteFailed
from kg.store import disk, generations, open_store
from tests.store.crash import FAILPOINTS, GRAPHS, OLD, quads_of

CRASH = [sys.executable, "-m", "tests.store.crash"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kg"


@pytest.fixture
def filled(place: Path) -> Path:
    """A store with one graph in its first state."""
    with open_store(place, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 5, "before"))
    return place


def complete(place: Path) -> dict[str, int]:
    """How many statements each graph holds, and how many of them come from before."""
    with open_store(place) as store:
        return {graph: len(list(store.quads(graph))) for graph in store.graphs()}


def run_crash(place: Path, failpoint: str) -> int:
    return subprocess.run([*CRASH, str(place), failpoint], timeout=60, check=False).returncode


def test_a_store_that_is_not_there_says_what_to_do(place: Path) -> None:
    with pytest.raises(StoreMissing, match="no store here: run `kg build` first"):
        open_store(place)
    assert not place.exists()


def test_what_was_written_is_there_when_opened_again(filled: Path) -> None:
    assert complete(filled) == {OLD: 5}


def test_the_base_is_kept_and_another_is_refused(place: Path) -> None:
    open_store(place, mode="w", base="https://example.org/x/").close()
    with open_store(place) as store:
        assert store.base == "https://example.org/x/"
    with pytest.raises(StoreError, match=r"holds data under https://example\.org/x/"):
        open_store(place, base="https://example.org/y/")


def test_a_store_of_a_later_version_is_left_alone(filled: Path) -> None:
    (filled / "meta.json").write_text(json.dumps({"format": 99, "base": "https://example.org/"}))
    for mode in ("r", "w"):
        with pytest.raises(StoreTooNew, match="format 99"):
            open_store(filled, mode=mode)  # type: ignore[arg-type]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "x", "base": "y"}'])
def test_a_broken_description_is_one_clear_error(filled: Path, content: str) -> None:
    (filled / "meta.json").write_text(content)
    with pytest.raises(StoreError, match="does not say what store this is"):
        open_store(filled)


@pytest.mark.parametrize("content", ["", "x", "77"])
def test_a_broken_pointer_is_one_clear_error(filled: Path, content: str) -> None:
    (filled / "graph" / "current").write_text(content)
    with pytest.raises(StoreError) as caught:
        open_store(filled)
    assert "\n" not in str(caught.value)


def test_a_broken_database_is_one_clear_error(filled: Path) -> None:
    for path in (filled / "graph").glob("*/MANIFEST*"):
        path.write_bytes(b"broken")
    with pytest.raises(StoreError) as caught:
        open_store(filled)
    assert "\n" not in str(caught.value)


def test_no_store_is_made_in_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(StoreError, match="holds something else"):
        open_store(tmp_path, mode="w")
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "thesis.doc", mode="w")


def test_a_second_writer_is_told_at_once_who_writes(filled: Path) -> None:
    with open_store(filled, mode="w"), pytest.raises(StoreLocked, match=f"process {os.getpid()} is writing"):
        open_store(filled, mode="w")
    open_store(filled, mode="w").close()


def test_a_writer_in_another_process_keeps_us_out_until_it_dies(filled: Path) -> None:
    process = subprocess.Popen([*CRASH, str(filled), "wait"], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        with pytest.raises(StoreLocked, match=f"process {process.pid} is writing"):
            open_store(filled, mode="w")
        assert complete(filled) == {OLD: 5}
    finally:
        process.kill()
        process.wait(timeout=10)
        process.stdout and process.stdout.close()
    open_store(filled, mode="w").close()


def test_a_forked_worker_does_not_keep_the_lock(filled: Path) -> None:
    with open_store(filled, mode="w"):
        worker = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,), daemon=True)
        worker.start()
    try:
        open_store(filled, mode="w").close()
    finally:
        worker.kill()
        worker.join(timeout=10)


def test_a_reader_cannot_write(filled: Path) -> None:
    with open_store(filled) as store, pytest.raises(StoreError, match="reading only"):
        store.drop(OLD)


def test_a_reader_sees_the_state_in_which_it_was_opened(filled: Path) -> None:
    with open_store(filled) as reader, open_store(filled, mode="w") as writer:
        for number in range(3):
            writer.replace(GRAPHS[number], quads_of(GRAPHS[number], 10, "new"))
        writer.optimize()
        assert reader.graphs() == [OLD]
        assert len(list(reader.quads(OLD))) == 5
        assert complete(filled) == {OLD: 5} | dict.fromkeys(GRAPHS[:3], 10)


def test_what_nobody_reads_any_more_is_removed(filled: Path) -> None:
    with open_store(filled, mode="w") as writer:
        reader = open_store(filled)
        kept = filled / "graph" / (filled / "graph" / "current").read_text().strip()
        writer.drop(OLD)
        assert kept.is_dir()
        reader.close()
        writer.replace(OLD, quads_of(OLD, 1, "new"))
        assert not kept.is_dir()
    assert len([item for item in (filled / "graph").iterdir() if item.is_dir()]) == 1


def test_rdflib_can_go_on_reading_after_a_change(filled: Path) -> None:
    with open_store(filled, mode="w") as writer:
        dataset = writer.dataset()
        writer.drop(OLD)
    assert len(list(dataset.query("SELECT * { ?s ?p ?o }"))) == 5


def test_loading_writes_from_time_to_time(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "BATCH", 25)

    def interrupted() -> Iterator[tuple[str, list[ox.Quad]]]:
        for graph in GRAPHS[:4]:
            yield graph, quads_of(graph, 10, "new")
        raise KeyboardInterrupt

    with open_store(filled, mode="w") as store, pytest.raises(KeyboardInterrupt):
        store.load(interrupted())
    assert complete(filled) == {OLD: 5} | dict.fromkeys(GRAPHS[:3], 10)


@pytest.mark.parametrize("failpoint", FAILPOINTS)
def test_killed_anywhere_a_writer_leaves_the_old_state_or_the_new_one(filled: Path, failpoint: str) -> None:
    assert run_crash(filled, failpoint) == -signal.SIGKILL
    before, after = {OLD: 5}, {OLD: 7} | dict.fromkeys(GRAPHS, 200)
    assert complete(filled) == (after if failpoint == "after publishing" else before)
    # the next writer starts from there, and clears up
    with open_store(filled, mode="w") as store:
        store.load((graph, quads_of(graph, 200, "again")) for graph in GRAPHS)
    assert complete(filled) == (after if failpoint == "after publishing" else before) | dict.fromkeys(
        GRAPHS, 200
    )
    assert len([item for item in (filled / "graph").iterdir() if item.is_dir()]) == 1


def test_killed_while_it_makes_a_store_a_writer_leaves_none(place: Path) -> None:
    assert run_crash(place, "while making a store") == -signal.SIGKILL
    with pytest.raises(StoreMissing):
        open_store(place)
    with open_store(place, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 5, "x"))
    assert complete(place) == {OLD: 5}


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2, 0.3])
def test_killed_at_any_time_a_writer_leaves_whole_graphs(filled: Path, delay: float) -> None:
    process = subprocess.Popen([*CRASH, str(filled), "forever"], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        time.sleep(delay)
    finally:
        process.kill()
        process.wait(timeout=10)
        process.stdout and process.stdout.close()
    assert set(complete(filled).values()) <= {5, 200}
    with open_store(filled, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 3, "again"))
    assert complete(filled)[OLD] == 3


@pytest.mark.parametrize("where", ["update", "backup", "pointer"])
def test_a_full_disk_keeps_the_last_good_state(
    filled: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with open_store(filled, mode="w") as store:
        with monkeypatch.context() as patch:
            if where == "update":
                patch.setattr(disk, "own_quads", lambda graph, quads: FullDisk())
            elif where == "backup":
                patch.setattr(generations.Generations, "_write", full)
            else:
                patch.setattr("kg.store.atomic.os.fsync", full)
            with pytest.raises(StoreWriteFailed, match="No space left on device") as caught:
                store.replace(OLD, quads_of(OLD, 9, "new"))
            assert "\n" not in str(caught.value)
        assert len(store) == 5
        store.replace(OLD, quads_of(OLD, 6, "later"))
    assert complete(filled) == {OLD: 6}


class FullDisk(list[ox.Quad]):
    """Statements that fail as they are written."""

    def __iter__(self) -> Iterator[ox.Quad]:
        yield quads_of(OLD, 1, "new")[0]
        raise OSError(28, "No space left on device")


def test_a_disk_that_refuses_keeps_the_last_good_state(filled: Path) -> None:
    """The system itself refuses here: no file may grow over 64 KiB."""
    assert run_crash(filled, "small files") == 0
    assert complete(filled) == {OLD: 5}


def test_errors_name_the_store(filled: Path) -> None:
    store = open_store(filled)
    store.close()
    with pytest.raises(KgError, match=str(filled)):
        store.graphs()
