"""`kg copies`: what the graphs of a store say of sources that share text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.graph.derived import derived_graph_id
from kg.graph.reuse import reuse_graph
from kg.store import open_store
from tests.builders import tiny_graph
from tests.cli.running import Ran
from tests.reuse.build import documents_mutated, mutated


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a copy in it."""
    (one,), changes, _ = mutated()
    with open_store(tmp_path / "store", mode="w") as store:
        for document in documents_mutated():
            quads = tiny_graph([document])
            store.replace(quads[0].graph_name.value, quads)  # type: ignore[union-attr]
        graph = derived_graph_id("reuse", one.later.id, base=store.base)
        store.replace(graph, reuse_graph([one], changes, graph=graph))
    return tmp_path / "store"


def copies(store: Path, *arguments: str) -> Ran:
    done = CliRunner().invoke(main, ["copies", "--store", str(store), *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def test_a_copy_is_told_with_what_changed(store: Path) -> None:
    lines = copies(store).out.splitlines()
    assert "乙报 · 2022-06-10" in lines[0]
    assert lines[0].index("乙报") < lines[0].index("<-") < lines[0].index("甲报")
    assert "  digit: 1286.4亿元 → 1268.4亿元" in lines


def test_json_has_the_records(store: Path) -> None:
    (record,) = json.loads(copies(store, "--format", "json").out)
    (one,), changes, _ = mutated()
    assert record == one.to_json() | {"mutations": [change.to_json() for change in changes]}


def test_a_source_keeps_to_its_own(store: Path) -> None:
    (one,), _, _ = mutated()
    assert copies(store, one.earlier.id).out == copies(store).out
    assert copies(store, "none.txt").code != 0


def test_a_store_without_graphs_of_copies_is_told_apart(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", mode="w") as store:
        quads = tiny_graph(documents_mutated()[:1])
        store.replace(quads[0].graph_name.value, quads)  # type: ignore[union-attr]
    done = copies(tmp_path / "store")
    assert done.code == 0
    assert "none were looked for" in done.out
