"""The shipped vocabulary keeps to its own shapes."""

from __future__ import annotations

from kg.graph import validate, vocabulary_graph
from kg.lexicon import vocabulary_files


def test_the_vocabulary_keeps_to_the_shapes() -> None:
    report = validate(vocabulary_graph(vocabulary_files()))
    assert [str(violation) for violation in report.violations] == []
