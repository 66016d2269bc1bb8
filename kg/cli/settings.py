"""Options that every command understands, before or after its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec

import click

from kg.cli.failure import told

if TYPE_CHECKING:
    from kg.store import Store

P = ParamSpec("P")

DEFAULT_STORE = ".kg"


@dataclass(slots=True)
class Settings:
    """Where the store is and how much is said."""

    store: str = field(default_factory=lambda: os.environ.get("KG_STORE") or DEFAULT_STORE)
    originals: str | None = field(default_factory=lambda: os.environ.get("KG_ORIGINALS") or None)
    quiet: bool = False
    debug: bool = False

    def open(self, *, mode: Literal["r", "w"] = "r", base: str | None = None) -> Store:
        """The store. Raises `StoreMissing` with what to do about it, `StoreLocked`, `StoreTooNew`."""
        from kg.store import open_store

        originals = Path(self.originals) if self.originals else None
        return open_store(self.store, mode=mode, base=base, originals=originals)

    def say(self, text: str) -> None:
        """A summary for a person, on stdout."""
        if not self.quiet:
            click.echo(text)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        settings = context.ensure_object(Settings)
        if value not in (None, False):
            setattr(settings, name, value)

    return callback


_OPTIONS = (
    click.option(
        "--store",
        metavar="PLACE",
        expose_value=False,
        callback=_remember("store"),
        help="Folder of the store, or the address of a SPARQL endpoint.  [default: .kg, or $KG_STORE]",
    ),
    click.option(
        "--originals",
        metavar="DIR",
        expose_value=False,
        callback=_remember("originals"),
        help="Folder of the sources' bytes where the store is an endpoint.  [default: $KG_ORIGINALS]",
    ),
    click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=_remember("quiet"),
        help="No summary and no progress bar.",
    ),
    click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        hidden=True,
        callback=_remember("debug"),
        help="Show a traceback where an error would be one line.",
    ),
)


def global_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--store, --originals, --quiet and --debug."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def command_body(function: Callable[Concatenate[Settings, P], None]) -> Callable[P, None]:
    """A command's function: it gets the settings first, and its exceptions become one line and an exit status."""

    def body(*args: P.args, **kwargs: P.kwargs) -> None:
        settings = click.get_current_context().ensure_object(Settings)
        with told(debug=settings.debug):
            function(settings, *args, **kwargs)

    return update_wrapper(global_options(body), function)
