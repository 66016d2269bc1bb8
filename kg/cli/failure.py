"""What ends a command: an exception becomes one line and an exit status.

0    done
1    something in the input was wrong; the rest is done
2    the command was called wrongly
130  interrupted by Ctrl-C
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from kg.errors import KgError

PROBLEMS = 1
USAGE = 2
INTERRUPTED = 130

_LONGEST = 1000
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control, format (bidi overrides, zero width), lone surrogates, line and paragraph separators."""


class Failed(click.exceptions.Exit):
    """Ends a command whose problems were already told."""

    def __init__(self, code: int = PROBLEMS) -> None:
        super().__init__(code)


def printable(text: str) -> str:
    """Words of strangers (file names, quotes) as they may stand on a terminal: one line, no control characters."""
    shown = "".join(" " if unicodedata.category(c) in _HIDDEN else c for c in text)
    return " ".join(shown.split()) if shown != text else text


def complain(error: KgError | str) -> None:
    """One line on stderr."""
    text = printable(str(error))
    text = text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
    click.echo(f"kg: error: {text}", err=True)


@contextmanager
def told(*, debug: bool) -> Iterator[None]:
    """End the command as its exceptions say; with `debug` they are shown whole."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # who reads has read enough (kg … | head): nothing is wrong, and nothing more can be said there
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Failed(0) from None
    except KeyboardInterrupt:
        complain("interrupted")
        raise Failed(INTERRUPTED) from None
    except (KgError, OSError) as error:
        if debug:
            raise
        complain(error if isinstance(error, KgError) else _system(error))
        raise Failed from None


def _system(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"
