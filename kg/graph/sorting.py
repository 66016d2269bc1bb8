"""Lines in order, also when there are more of them than memory holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import chain, islice
from pathlib import Path

MOST = 400_000
"""Lines that are held in memory, some 100 MB of N-Quads."""


def sorted_lines(lines: Iterable[str], *, most: int = MOST) -> Iterator[str]:
    """The lines in code point order, each once. A line holds no line feed.

    Beyond `most` lines they wait in sorted runs on disk, in the folder for temporary files, and are merged.
    """
    rest = iter(lines)
    held = sorted(set(islice(rest, most)))
    more = next(rest, None)
    if more is None:
        yield from held
        return
    rest = chain([more], rest)
    with tempfile.TemporaryDirectory(prefix="kg-sort-") as folder, ExitStack() as opened:
        runs = [_keep(held, Path(folder) / "0")]
        while held := sorted(set(islice(rest, most))):
            runs.append(_keep(held, Path(folder) / str(len(runs))))
        files = [opened.enter_context(run.open(encoding="utf-8", newline="\n")) for run in runs]
        before = None
        for line in merge(*files):
            if line != before:
                before = line
                yield line[:-1]


def _keep(lines: Iterable[str], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    return path
