"""The `kg` command: arguments, progress bars, exit codes; no logic.

app.py       the group of commands, loaded when they are called
settings.py  global options
failure.py   exceptions to one line and an exit status
progress.py  bars on a terminal
tables.py    rows as table, Markdown, CSV, TSV, JSON, XML
commands/    one file for each command or few
"""

from __future__ import annotations

from kg.cli.app import main

__all__ = ["main"]
