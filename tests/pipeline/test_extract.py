"""Files to mentions, without a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, ReadError
from kg.pipeline import Extraction, Silent, explain, extract


class Problems(Silent):
    def __init__(self) -> None:
        self.found: list[KgError] = []

    def problem(self, error: KgError) -> None:
        self.found.append(error)


@pytest.mark.parametrize("processes", [0, 2])
def test_mentions_come_in_the_order_of_the_inputs(sources: Path, fake: Extraction, processes: int) -> None:
    found = extract([sources / "b.txt", sources / "a.txt"], processes=processes, extraction=fake)
    assert [mention.source.name for mention in found] == ["b.txt", "a.txt"]


def test_a_problem_is_told_and_the_others_go_on(sources: Path, fake: Extraction) -> None:
    (sources / "a0.txt").write_bytes(b"")
    heard = Problems()
    found = list(extract([sources], processes=0, extraction=fake, progress=heard))
    assert len(found) == 2
    assert [error.where for error in heard.found] == [str(sources / "a0.txt")]


def test_a_problem_that_nobody_hears_is_raised(sources: Path, fake: Extraction) -> None:
    (sources / "a0.txt").write_bytes(b"")
    with pytest.raises(ReadError, match=r"a0\.txt"):
        list(extract([sources], processes=0, extraction=fake))


@pytest.mark.parametrize("processes", [0, 2])
def test_sources_are_explained_in_the_order_of_the_inputs(sources: Path, processes: int) -> None:
    found = list(explain([sources / "b.txt", sources / "a.txt", sources / "c.txt"], processes=processes))
    assert [one.source.name for one in found] == ["b.txt", "a.txt", "c.txt"]
    assert [len(one.explanations) > 0 for one in found] == [True, True, False]
    assert found[0].text.startswith("乙报道")


def test_an_extractor_that_explains_nothing_is_explained_all_the_same(
    sources: Path, fake: Extraction
) -> None:
    [found] = explain([sources / "a.txt"], processes=0, extraction=fake)
    [one] = found.explanations
    assert one.sure is None
    assert {evidence.slot for evidence in one.evidence} >= {"value", "metric"}
