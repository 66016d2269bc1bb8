"""The vocabulary's graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import VocabularyError
from kg.graph import vocabulary_graph, vocabulary_graph_id
from kg.lexicon import vocabulary_files

BASE = "https://example.org/"


def write(path: Path, turtle: str) -> Path:
    path.write_text("@prefix e: <https://example.org/> .\n" + turtle, "utf-8")
    return path


def test_all_statements_stand_in_one_graph_and_the_shapes_do_not() -> None:
    quads = vocabulary_graph(vocabulary_files(), base=BASE)
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(vocabulary_graph_id(base=BASE))}
    assert not any("shacl" in quad.predicate.value for quad in quads)


def test_the_order_of_files_does_not_matter() -> None:
    assert vocabulary_graph(vocabulary_files()) == vocabulary_graph(reversed(vocabulary_files()))


def test_blank_nodes_get_names_that_do_not_change(tmp_path: Path) -> None:
    one = vocabulary_graph([write(tmp_path / "a.ttl", "e:a e:p [ e:q 1 ] , [ e:q ( 2 3 ) ] .")], base=BASE)
    other = vocabulary_graph(
        [write(tmp_path / "a.ttl", "e:a e:p [ e:q (2 3) ] . e:a e:p [ e:q 1 ] .")], base=BASE
    )
    assert one == other
    assert not any(isinstance(term, ox.BlankNode) for quad in one for term in (quad.subject, quad.object))


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    files = [write(tmp_path / name, "e:a e:p [ e:q 1 ] .") for name in ("a.ttl", "b.ttl")]
    assert len(vocabulary_graph(files, base=BASE)) == 4


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"broken\.ttl: not Turtle"):
        vocabulary_graph([write(tmp_path / "broken.ttl", "e:a e:p .")])
    with pytest.raises(VocabularyError, match=r"gone\.ttl"):
        vocabulary_graph([tmp_path / "gone.ttl"])
