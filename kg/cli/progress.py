"""A bar on stderr while sources are read, where a person is looking; problems as they come, everywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.cli.failure import complain, printable

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from kg.errors import KgError

_NAME = 40
"""Characters of a source's name beside the bar."""


class Told:
    """Tells problems one line each, and how far the work is where there is a bar."""

    def __init__(self, bar: Bar | None = None, doing: str = "") -> None:
        self.problems = 0
        self._bar = bar
        self._doing = doing
        self._task = bar.add_task(doing, total=None, name="") if bar else None

    def begin(self, total: int, doing: str | None = None) -> None:
        """So many inputs are to be done, from the first."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, total=total, completed=0, description=doing or self._doing)

    def advance(self, name: str) -> None:
        """One of them is done."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, advance=1, name=printable(name)[-_NAME:])

    def problem(self, error: KgError) -> None:
        """Something is wrong with an input."""
        self.problems += 1
        complain(error)


@contextmanager
def progress(doing: str, *, quiet: bool) -> Iterator[Told]:
    """A bar, where stderr is a terminal or FORCE_COLOR says so, and it is not to be quiet. stdout stays clean."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield Told()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    sys.stdout.flush()
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        yield Told(bar, doing)
