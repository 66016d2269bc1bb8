"""Offsets from plain text to bytes."""

from __future__ import annotations

from kg.model import OffsetMap, Run, Source


def test_a_stretch_maps_to_the_bytes_of_its_own_characters() -> None:
    offsets = OffsetMap((Run(0, 2, 10, 16), Run(2, 1, 20, 25), Run(3, 4, 30, 34)))
    assert offsets.bytes_of(0, 2) == (10, 16)
    assert offsets.bytes_of(1, 4) == (13, 31)
    assert offsets.bytes_of(2, 3) == (20, 25)


def test_what_did_not_come_from_the_file_maps_nowhere() -> None:
    offsets = OffsetMap((Run(5, 2, 0, 2),))
    assert offsets.bytes_of(0, 5) is None
    assert OffsetMap(()).bytes_of(0, 1) is None


def test_the_name_of_a_source_has_no_folder() -> None:
    assert Source(id="urn:s", path="a/b/c.jsonl#3", sha256="0").name == "c.jsonl#3"
    assert Source(id="urn:s", path="C:\\x\\c.txt", sha256="0").name == "c.txt"
