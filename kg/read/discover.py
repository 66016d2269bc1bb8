"""Which files a list of paths, folders and globs means."""

from __future__ import annotations

import errno
import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.read.sidecar import is_sidecar
from kg.read.sniff import suffixes

Left = Callable[[Path], object]
"""Hears of a file in a folder that no reader is for."""


def _unheard(path: Path) -> None:
    """Nothing."""


def discover(paths: Iterable[str | Path], *, left: Left = _unheard) -> Iterator[Path | ReadError]:
    """The files to read, each once: those of a folder or glob in the order of their names, arguments in the order given.

    Of a folder, files that can be read by their suffix are taken, also in its folders; hidden files, sidecars and
    manifests are left out, and `left` hears of every other file that is. What is missing or cannot be opened comes as a `ReadError` value in its place, so that the
    others are still read. A file that is reached twice, by a link or another spelling, comes once.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _expand(str(given), left):
            if isinstance(found, ReadError):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def _expand(given: str, left: Left) -> Iterator[Path | ReadError]:
    path = Path(given).expanduser()
    if path.is_dir():
        yield from _folder(path, left)
    elif path.is_file():
        yield path
    elif path.exists():
        yield ReadError("is not a regular file", where=path)
    elif path.is_symlink():
        yield _broken(path)
    elif glob.has_magic(given):
        yield from _glob(given, left)
    else:
        yield ReadError("there is no such file or folder", where=path)


def _broken(path: Path) -> ReadError:
    """What is wrong with a name that is neither a file nor a folder."""
    try:
        path.stat()
    except FileNotFoundError:
        return ReadError("is a link to nothing", where=path)
    except OSError as error:
        loops = error.errno == errno.ELOOP
        return ReadError("is a link to itself" if loops else error.strerror or str(error), where=path)
    return ReadError("is not a regular file", where=path)


def _glob(pattern: str, left: Left) -> Iterator[Path | ReadError]:
    matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 (absolute patterns)
    if not matches:
        yield ReadError("no file matches", where=pattern)
    for match in matches:
        if match.is_dir():
            # with ** the folders' files match by themselves
            if "**" not in pattern:
                yield from _folder(match, left)
        elif not is_sidecar(match):
            yield match if match.is_file() else _broken(match)


def _folder(folder: Path, left: Left) -> Iterator[Path | ReadError]:
    empty = True
    for found in _walk(folder, set(), left):
        empty = False
        yield found
    if empty:
        known = " ".join(sorted(suffixes()))
        yield ReadError(f"holds no file that can be read ({known})", where=folder)


def _walk(folder: Path, above: set[str], left: Left) -> Iterator[Path | ReadError]:
    """A folder's files, then its folders'; a link back to a folder that is open already is not followed again."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield ReadError(error.strerror or str(error), where=folder)
        return
    folders: list[Path] = []
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:  # a link that leads to itself
            yield _broken(path)
            continue
        if is_folder:
            folders.append(path)
        elif is_sidecar(path):
            continue
        elif path.suffix.lower() in suffixes():
            yield path if is_file else _broken(path)
        elif is_file:
            left(path)
    for path in folders:
        yield from _walk(path, above | {real}, left)
