"""Graphs that break a shape of the ontology."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InvalidGraph
from kg.pipeline import Extraction, build, validate
from kg.store import MemoryStore
from tests.pipeline import fakes

BROKEN = Extraction(load=fakes.load_overconfident)


def test_a_source_whose_graph_breaks_a_shape_is_not_kept(sources: Path) -> None:
    store = MemoryStore()
    report = build([sources], store=store, processes=0, extraction=BROKEN)
    assert [type(problem) for problem in report.problems] == [InvalidGraph, InvalidGraph]
    assert [problem.where for problem in report.problems] == [str(sources / "a.txt"), str(sources / "b.txt")]
    assert "confidence" in report.problems[0].message
    assert report.counts.read == 1


def test_what_was_not_checked_in_the_build_is_found_later(sources: Path) -> None:
    store = MemoryStore()
    assert build([sources], store=store, processes=0, extraction=BROKEN, validate=False).ok
    failures = [str(failure) for failure in validate(store).failures]
    assert sum("confidence" in failure and "/graph/source/" in failure for failure in failures) == 2
