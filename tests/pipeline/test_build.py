"""From files to a store: what is kept, what is told, and that nothing but the input decides."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, ReadError, StoreWriteFailed, VocabularyError
from kg.pipeline import BuildReport, Extraction, Silent, build
from kg.store import MemoryStore, open_store
from tests.pipeline import fakes


def built(
    *paths: Path, processes: int = 0, extraction: Extraction, **options: object
) -> tuple[MemoryStore, BuildReport]:
    store = MemoryStore()
    report = build(paths, store=store, processes=processes, extraction=extraction, **options)  # type: ignore[arg-type]
    return store, report


def names(store: MemoryStore) -> list[str]:
    query = "SELECT DISTINCT ?n { ?s <https://w3id.org/claim-kg/ontology#fileName> ?n } ORDER BY ?n"
    return [str(getattr(row[0], "value", "")) for row in store.select(query).rows]


def test_every_source_is_in_the_store_with_its_original(sources: Path, fake: Extraction) -> None:
    store, report = built(sources, extraction=fake)
    assert names(store) == ["a.txt", "b.txt", "c.txt"]
    assert {store.blobs.get(name) for name in store.blobs.names()} == {
        path.read_bytes() for path in sources.iterdir()
    }
    assert (report.counts.read, report.counts.mentions) == (3, 2)
    assert report.ok


def test_neither_processes_nor_the_order_of_inputs_change_a_byte(sources: Path, fake: Extraction) -> None:
    files = sorted(sources.iterdir())
    one, _ = built(*files, processes=1, extraction=fake)
    two, _ = built(*reversed(files), processes=2, extraction=fake)
    assert one.dump() == two.dump()
    assert any("46%" in line for line in one.dump())


def test_a_source_that_has_not_changed_is_left_alone(sources: Path, fake: Extraction) -> None:
    store, _ = built(sources, extraction=fake)
    before = store.dump()
    report = build([sources], store=store, processes=0, extraction=fake)
    assert (report.counts.read, report.counts.unchanged) == (0, 3)
    assert store.dump() == before


def test_a_source_that_is_new_beside_unchanged_ones_is_read(sources: Path, fake: Extraction) -> None:
    store, _ = built(sources / "a.txt", extraction=fake)
    report = build([sources], store=store, processes=0, extraction=fake)
    assert (report.counts.read, report.counts.unchanged) == (2, 1)
    assert store.dump() == built(sources, extraction=fake)[0].dump()


def test_metadata_that_changed_beside_a_source_replaces_its_graph(sources: Path, fake: Extraction) -> None:
    store, _ = built(sources, extraction=fake)
    (sources / "a.txt.meta.yaml").write_text("publisher: 界面新闻\n", encoding="utf-8")
    report = build([sources], store=store, processes=0, extraction=fake)
    assert (report.counts.read, report.counts.unchanged) == (1, 2)
    assert store.dump() == built(sources, extraction=fake)[0].dump()


def test_another_vocabulary_extracts_anew(sources: Path, fake: Extraction, tmp_path: Path) -> None:
    store, _ = built(sources, extraction=fake)
    mine = tmp_path / "mine.ttl"
    mine.write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    report = build([sources], store=store, processes=0, extraction=Extraction((mine,), load=fakes.load))
    assert report.counts.read == 3
    assert any("https://example.org/c" in line for line in store.dump())


def test_rebuild_reads_unchanged_sources_too(sources: Path, fake: Extraction) -> None:
    store, _ = built(sources, extraction=fake)
    before = store.dump()
    report = build([sources], store=store, processes=0, extraction=fake, rebuild=True)
    assert report.counts.read == 3
    assert store.dump() == before


@pytest.mark.parametrize("reverse", [False, True])
def test_of_two_files_with_the_same_bytes_the_lesser_name_is_kept(
    sources: Path, fake: Extraction, reverse: bool
) -> None:
    (sources / "a2.txt").write_bytes((sources / "a.txt").read_bytes())
    files = sorted(sources.iterdir(), reverse=reverse)
    store, report = built(*files, extraction=fake)
    assert names(store) == ["a.txt", "b.txt", "c.txt"]
    [problem] = report.problems
    assert problem.where == str(sources / "a2.txt")
    assert "a.txt" in problem.message
    assert (report.counts.read, report.counts.duplicates) == (3, 1)


def test_the_lesser_name_is_kept_across_builds_too(sources: Path, fake: Extraction) -> None:
    (sources / "a2.txt").write_bytes((sources / "a.txt").read_bytes())
    store, _ = built(sources / "a2.txt", extraction=fake)
    build([sources / "a.txt"], store=store, processes=0, extraction=fake)
    report = build([sources / "a2.txt"], store=store, processes=0, extraction=fake)
    assert names(store) == ["a.txt"]
    assert report.counts.duplicates == 1


def test_a_renamed_source_takes_its_new_name_on_rebuild(sources: Path, fake: Extraction) -> None:
    store, _ = built(sources, extraction=fake)
    (sources / "a.txt").rename(sources / "z.txt")
    build([sources], store=store, processes=0, extraction=fake, rebuild=True)
    assert names(store) == ["b.txt", "c.txt", "z.txt"]


def test_what_cannot_be_read_is_told_and_the_others_are_kept(sources: Path, fake: Extraction) -> None:
    (sources / "empty.txt").write_bytes(b"")
    store, report = built(sources, sources / "missing.txt", extraction=fake)
    assert names(store) == ["a.txt", "b.txt", "c.txt"]
    assert report.counts.failed == 2
    assert {str(problem.where) for problem in report.problems} == {
        str(sources / "empty.txt"),
        str(sources / "missing.txt"),
    }


def test_a_source_that_kills_its_process_is_its_own_problem(sources: Path) -> None:
    (sources / "b.txt").write_text("崩溃\n", encoding="utf-8")
    store, report = built(sources, processes=2, extraction=Extraction(load=fakes.load_crashing))
    assert names(store) == ["a.txt", "c.txt"]
    [problem] = report.problems
    assert problem.where == str(sources / "b.txt")
    assert "SIGKILL" in problem.message


def test_a_source_that_takes_too_long_is_its_own_problem(sources: Path) -> None:
    (sources / "b.txt").write_text("沉睡\n", encoding="utf-8")
    store, report = built(sources, processes=1, limit=1, extraction=Extraction(load=fakes.load_crashing))
    assert names(store) == ["a.txt", "c.txt"]
    assert "longer than 1 s" in str(report.problems[0])


def test_a_folder_without_sources_is_a_problem(tmp_path: Path, fake: Extraction) -> None:
    _, report = built(tmp_path, extraction=fake)
    assert [problem.where for problem in report.problems] == [str(tmp_path)]


def test_a_broken_vocabulary_ends_the_build_before_it_writes(
    sources: Path, fake: Extraction, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no Turtle")
    store = MemoryStore()
    with pytest.raises(VocabularyError, match=r"broken\.ttl"):
        build([sources], store=store, processes=0, extraction=Extraction((broken,), load=fakes.load))
    assert len(store) == 0


def test_each_record_of_a_json_lines_file_is_a_source(tmp_path: Path, fake: Extraction) -> None:
    from kg.read import ReadOptions

    news = tmp_path / "news.jsonl"
    news.write_text(
        '{"content": "交易额增长46%。", "t": "一"}\n{"content": \n{"content": "没有数字。", "t": "三"}\n',
        encoding="utf-8",
    )
    options = ReadOptions(map={"text": "content", "title": "t"})
    store, report = built(news, processes=2, extraction=fake, options=options)
    assert names(store) == ["news.jsonl#1", "news.jsonl#3"]
    assert [problem.where for problem in report.problems] == [f"{news}#2"]


class Interrupting(Silent):
    """Presses Ctrl-C when the first source is done."""

    def advance(self, name: str) -> None:
        os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C as Python takes it, also where whoever runs the tests ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_keeps_what_is_complete_and_the_next_build_goes_on(sources: Path, fake: Extraction) -> None:
    store, report = built(sources, extraction=fake, progress=Interrupting())
    assert report.interrupted
    assert names(store) == ["a.txt"]
    report = build([sources], store=store, processes=0, extraction=fake)
    assert (report.counts.read, report.counts.unchanged) == (2, 1)
    assert store.dump() == built(sources, extraction=fake)[0].dump()


class FullDisk(MemoryStore):
    """Takes the vocabulary and refuses sources."""

    def load(self, batches: Iterable[tuple[str, Iterable[ox.Quad]]]) -> None:
        raise StoreWriteFailed("No space left on device", where=".kg")


def test_a_full_disk_ends_the_build_with_what_was_kept(sources: Path, fake: Extraction) -> None:
    report = build([sources], store=FullDisk(), processes=0, extraction=fake)
    assert [str(problem) for problem in report.problems] == [".kg: No space left on device"]
    assert report.counts.read == 0
    assert not report.ok


class Listening(Silent):
    def __init__(self) -> None:
        self.total = 0
        self.done: list[str] = []
        self.problems: list[KgError] = []

    def begin(self, total: int, doing: str | None = None) -> None:
        self.total = total

    def advance(self, name: str) -> None:
        self.done.append(Path(name).name)

    def problem(self, error: KgError) -> None:
        self.problems.append(error)


def test_progress_hears_every_input_and_every_problem(sources: Path, fake: Extraction) -> None:
    (sources / "empty.txt").write_bytes(b"")
    heard = Listening()
    built(sources, extraction=fake, progress=heard, relating=False)
    assert (heard.total, heard.done) == (4, ["a.txt", "b.txt", "c.txt", "empty.txt"])
    assert [type(problem) for problem in heard.problems] == [ReadError]


def test_a_store_on_disk_is_the_same(sources: Path, fake: Extraction, tmp_path: Path) -> None:
    with open_store(tmp_path / "kg", mode="w") as store:
        build([sources], store=store, processes=0, extraction=fake)
    with open_store(tmp_path / "kg") as store:
        assert list(store.dump()) == list(built(sources, extraction=fake)[0].dump())


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    assert signal.getsignal(signal.SIGINT) is before
