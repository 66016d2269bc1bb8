"""Commands as documents show them: what stands behind `$`, and what is said to come back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 120


class Example(NamedTuple):
    """A command with the lines that it prints; `…` stands for any letters, on a line of its own for any lines."""

    command: str
    lines: tuple[str, ...]


def fences(text: str) -> list[tuple[str, str]]:
    """The fenced blocks of a Markdown text: language and content."""
    return [(match[1], match[2]) for match in _FENCE.finditer(text)]


def prose(text: str) -> str:
    """A Markdown text without its fenced blocks."""
    return _FENCE.sub("", text)


def examples(text: str) -> list[Example]:
    """The commands of all `console` blocks, in order."""
    found: list[Example] = []
    for language, block in fences(text):
        if language != "console":
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            found.append(Example(command, tuple(lines)))
    return found


def commands(text: str) -> list[str]:
    """The lines of `sh` blocks that call `kg` and come back by themselves."""
    return [line for line in _called(text) if not line.startswith("kg serve")]


def servers(text: str) -> list[str]:
    """The lines of `sh` blocks that start a server."""
    return [line for line in _called(text) if line.startswith("kg serve")]


def _called(text: str) -> list[str]:
    lines = (line for language, block in fences(text) if language == "sh" for line in block.splitlines())
    return [line for line in lines if line.startswith("kg ")]


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit status and output of a shell command in which `kg` is this checkout's."""
    shims = folder / ".bin"
    shims.mkdir(exist_ok=True)
    shim = shims / "kg"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    shim.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    settings = {
        "PATH": f"{shims}:{kept['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=kept | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout.decode()


def agrees(said: tuple[str, ...], printed: str) -> bool:
    """Whether a command printed what the document says; empty lines before it do not matter."""
    parts = [
        r"(?:.*\n)*?" if line.strip() == "…" else ".*?".join(map(re.escape, line.split("…"))) + r"[ ]*\n"
        for line in said
    ]
    return re.fullmatch("".join(parts), printed.lstrip("\n")) is not None


class Walk:
    """Examples that are run one after the other in a folder, each when it is asked for, after those before it.

    So the time that a test may take counts for one command, not for all of a page.
    """

    def __init__(self, of: list[Example], folder: Path) -> None:
        self._waiting = iter(of)
        self._folder = folder
        self._done: dict[Example, tuple[int, str]] = {}

    def __getitem__(self, example: Example) -> tuple[int, str]:
        """Exit status and output."""
        while example not in self._done:
            following = next(self._waiting)
            self._done[following] = run(following.command, self._folder)
        return self._done[example]
