"""From what a user named to what the workers made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from kg.errors import KgError, ReadError
from kg.pipeline import pool
from kg.pipeline.report import Progress
from kg.pipeline.work import Task, name_of
from kg.read import ReadOptions, discover, read_path

R = TypeVar("R")

LIMIT = 120.0
"""Seconds that one source may take."""

_MANY = frozenset({".jsonl", ".ndjson"})
"""Files of many records: read in this process, so that their records can be shared out."""


def outcomes(
    setup: Callable[[], Callable[[Task], list[R]]],
    paths: Iterable[str | Path],
    options: ReadOptions,
    *,
    processes: int | None,
    limit: float,
    progress: Progress,
    left_out: Counter[str] | None = None,
) -> Iterator[R | KgError]:
    """What became of each document, in the order of the inputs; what cannot be read or worked on is an error value.

    `left_out` counts the files of folders that no reader is for, by their suffix.
    """
    files: list[Path] = []
    problems: list[KgError] = []
    passed: Counter[str] = Counter() if left_out is None else left_out
    for found in discover(paths, left=lambda path: passed.update([path.suffix.lower()])):
        (problems if isinstance(found, KgError) else files).append(found)  # type: ignore[arg-type]
    if not files and not problems:
        problems.append(ReadError("no source there", where=", ".join(map(str, paths)) or None))
    progress.begin(len(files))
    yield from problems
    unread: list[KgError] = []
    number = pool.available_processors() if processes is None else processes
    tasks = _tasks(files, options, progress, unread)
    with closing(pool.run(setup, tasks, processes=number, limit=limit, name=name_of)) as ended:
        for done in ended:
            yield from _taken(unread)
            yield from (
                done.result if done.error is None and done.result is not None else filter(None, [done.error])
            )
            if isinstance(done.task, Path):
                progress.advance(name_of(done.task))
    yield from _taken(unread)


def _tasks(
    files: Iterable[Path], options: ReadOptions, progress: Progress, unread: list[KgError]
) -> Iterator[Task]:
    for file in files:
        if file.suffix.lower() not in _MANY:
            yield file
            continue
        try:
            yield from read_path(file, options=options, on_error=unread.append)
        except KgError as error:
            unread.append(error)
        progress.advance(str(file))


def _taken(problems: list[KgError]) -> list[KgError]:
    """The problems so far, which are then no longer there."""
    taken = problems[:]
    problems.clear()
    return taken
