"""The group of commands. A command's module is imported when the command is called or its help is asked for."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from kg import __version__
from kg.cli.settings import global_options

_COMMANDS = {
    "build": "kg.cli.commands.build",
    "relate": "kg.cli.commands.relate",
    "ask": "kg.cli.commands.ask",
    "query": "kg.cli.commands.query",
    "queries": "kg.cli.commands.query",
    "sources": "kg.cli.commands.listing",
    "claims": "kg.cli.commands.listing",
    "explain": "kg.cli.commands.explain",
    "origins": "kg.cli.commands.origins",
    "network": "kg.cli.commands.origins",
    "copies": "kg.cli.commands.copies",
    "dossier": "kg.cli.commands.dossier",
    "view": "kg.cli.commands.view",
    "serve": "kg.cli.commands.serve",
    "extract": "kg.cli.commands.extract",
    "compare": "kg.cli.commands.compare",
    "conflicts": "kg.cli.commands.compare",
    "diff": "kg.cli.commands.history",
    "retract": "kg.cli.commands.history",
    "remove": "kg.cli.commands.history",
    "export": "kg.cli.commands.export",
    "site": "kg.cli.commands.site",
    "check": "kg.cli.commands.sums",
    "judge": "kg.cli.commands.judge",
    "validate": "kg.cli.commands.check",
    "verify": "kg.cli.commands.check",
    "evaluate": "kg.cli.commands.evaluate",
}
"""Each command is an object of its own name in this module; the order is that of the help."""


class LazyGroup(click.Group):
    """A group whose commands are imported by name. Their modules import nothing heavy before they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer needs them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of this name."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run. What the terminal's encoding lacks is shown as an escape instead of ending the command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@global_options
def main() -> None:
    """Who said which figure, in which words, from which origin: a knowledge graph of claims and their sources.

    \b
      kg build articles/                                     read a folder into the store .kg
      kg ask "which sources repeat the 46% GMV figure"       ask, in English or Chinese
      kg view --figure "46% GMV" -o view.html                see who repeats it
    """
