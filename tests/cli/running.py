"""The command as a user runs it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

COMMANDS = (
    "build",
    "ask",
    "query",
    "queries",
    "sources",
    "claims",
    "explain",
    "origins",
    "network",
    "copies",
    "view",
    "serve",
    "extract",
    "compare",
    "conflicts",
    "export",
    "site",
    "check",
    "judge",
    "validate",
    "verify",
    "evaluate",
)


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines that say what is wrong."""
        return [line for line in self.err.splitlines() if line.startswith("kg: error: ")]


def environment(**changes: str) -> dict[str, str]:
    """That of the tests without what would change the command's output."""
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in ("KG_STORE", "COLUMNS", "FORCE_COLOR")
    }
    return own | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | changes


def kg(
    *arguments: str | Path,
    cwd: Path,
    stdin: str | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> Ran:
    """Run `kg` in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=environment(**(env or {})),
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
