"""A progress bar below the cell of a notebook that reads sources.

rich draws its bar in Jupyter only with ipywidgets, which need not be there; this one is plain HTML that is put in its own place.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from kg.errors import KgError
from kg.notebook.markup import listed, put

_EVERY = 0.1
"""Seconds between two drawings."""
_PROBLEMS = 20
"""Problems that are listed."""


class Bar:
    """Give it as `progress` to `kg.build`, `kg.verify` and the like. Where no notebook runs it is silent.

    kg.build(["articles"], store=store, progress=kg.Bar())
    """

    def __init__(self, doing: str = "Reading sources") -> None:
        self._doing = doing
        self._total = self._done = self._problems = 0
        self._told: list[str] = []
        self._drawn = 0.0
        self._handle: Any = None

    def begin(self, total: int, doing: str | None = None) -> None:
        """So many inputs are to be done, from the first."""
        self._doing, self._total, self._done = doing or self._doing, total, 0
        self._draw(now=True)

    def advance(self, name: str) -> None:
        """One of them is done."""
        del name
        self._done += 1
        self._draw(now=self._done >= self._total)

    def problem(self, error: KgError) -> None:
        """Something is wrong with an input."""
        self._problems += 1
        if len(self._told) < _PROBLEMS:
            self._told.append(str(error))
        self._draw(now=True)

    def _repr_html_(self) -> str:
        more = [f"… and {self._problems - _PROBLEMS} more"] if self._problems > _PROBLEMS else []
        problems = listed([*self._told, *more]) if self._told else ""
        return put(
            '<div><progress value="{}" max="{}"></progress> {} {} / {}{}</div>',
            self._done,
            max(self._total, 1),
            self._doing,
            self._done,
            self._total,
            problems,
        )

    def __repr__(self) -> str:
        return f"{self._doing} {self._done} / {self._total}"

    def _draw(self, *, now: bool) -> None:
        clock = time.monotonic()
        if not (now or clock - self._drawn > _EVERY) or not _in_notebook():
            return
        self._drawn = clock
        from IPython.display import display

        if self._handle is None:
            self._handle = display(self, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(self)


def _in_notebook() -> bool:
    """Whether a kernel runs this, which can show HTML."""
    if "IPython" not in sys.modules:
        return False
    from IPython.core.getipython import get_ipython

    return hasattr(get_ipython(), "kernel")
