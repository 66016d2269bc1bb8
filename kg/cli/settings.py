"""Options that every command understands, before or after its name."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
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


_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "--store": {
        "metavar": "PLACE",
        "help": "Folder of the store, or the address of a SPARQL endpoint.  [default: .kg, or $KG_STORE]",
    },
    "--originals": {
        "metavar": "DIR",
        "help": "Folder of the sources' bytes where the store is an endpoint.  [default: $KG_ORIGINALS]",
    },
    "--quiet": {"is_flag": True, "help": "No summary and no progress bar."},
    "--debug": {
        "is_flag": True,
        "hidden": True,
        "help": "Show a traceback where an error would be one line.",
    },
}


def global_options(
    function: Callable[..., Any], *, hidden: frozenset[str] = frozenset()
) -> Callable[..., Any]:
    """--store, --originals, --quiet and --debug. The help leaves `hidden` ones out, which are understood all the same."""
    for name, about in reversed(list(_OPTIONS.items())):
        names = ("-q", name) if name == "--quiet" else (name,)
        more = {**about, "hidden": name in hidden or about.get("hidden", False)}
        callback = _remember(name.removeprefix("--"))
        function = click.option(*names, expose_value=False, callback=callback, **more)(function)
    return function


def _body(function: Callable[Concatenate[Settings, P], None], *, hidden: frozenset[str]) -> Callable[P, None]:
    def body(*args: P.args, **kwargs: P.kwargs) -> None:
        settings = click.get_current_context().ensure_object(Settings)
        with told(debug=settings.debug):
            function(settings, *args, **kwargs)

    return update_wrapper(global_options(body, hidden=hidden), function)


def command_body(function: Callable[Concatenate[Settings, P], None]) -> Callable[P, None]:
    """A command's function: it gets the settings first, and its exceptions become one line and an exit status."""
    return _body(function, hidden=frozenset({"--originals"}))


def originals_command_body(function: Callable[Concatenate[Settings, P], None]) -> Callable[P, None]:
    """That of a command which reads or writes the sources' bytes as well."""
    return _body(function, hidden=frozenset())


def storeless_command_body(function: Callable[Concatenate[Settings, P], None]) -> Callable[P, None]:
    """That of a command which needs no store."""
    return _body(function, hidden=frozenset({"--store", "--originals"}))
