"""Sorting is the same on disk as in memory."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest

from kg.graph.sorting import sorted_lines

LINES = ["", "b", "a", "a\r", "a\x85b", "\U00020000", "\uffee", "甲", "乙 丙", "\u2028"]


@pytest.mark.parametrize("most", [1, 2, 3, 7, len(LINES), 1000])
def test_lines_come_in_code_point_order_each_once(most: int) -> None:
    mixed = random.Random(most).sample(LINES * 3, len(LINES) * 3)
    assert list(sorted_lines(mixed, most=most)) == sorted(LINES)


def test_nothing_stays_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lines = sorted_lines(map(str, range(100)), most=10)
    assert next(lines) == "0"
    assert list(tmp_path.iterdir())
    lines.close()  # type: ignore[attr-defined]
    assert not list(tmp_path.iterdir())
