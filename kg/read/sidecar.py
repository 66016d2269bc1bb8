"""Metadata beside a file: `NAME.meta.yaml`, or a row of the folder's `metadata.csv`.

A sidecar has the keys of front matter (`title`, `published`, `publisher`, `authors`, `url`, `kind` …) and stands beside its
file as `article.txt.meta.yaml` or `article.meta.yaml`. A manifest has a column `file` and columns named like those keys.
The document's own words win over both and a sidecar over the manifest, except that keys under `override:` of a sidecar win
over everything.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import BrokenMetadata
from kg.read.encoding import decode
from kg.read.frontmatter import read_yaml
from kg.read.metadata import check_stated

MANIFEST = "metadata.csv"
_SUFFIXES = (".meta.yaml", ".meta.yml")
_MAX_BYTES = 16 * 1024 * 1024


def is_sidecar(path: Path) -> bool:
    """Whether a file only describes others."""
    return path.name == MANIFEST or path.name.endswith(_SUFFIXES)


def sidecar_of(path: Path) -> dict[str, Any]:
    """What stands beside a file about it; empty where there is nothing. Raises `BrokenMetadata`."""
    manifest = path.parent / MANIFEST
    found: dict[str, Any] = dict(_manifest(path.parent, _stamp(manifest)).get(path.name, {}))
    check_stated(found, where=f"{manifest}, row of {path.name}")
    for name in (path.name, path.stem):
        for suffix in _SUFFIXES:
            beside = path.with_name(name + suffix)
            if beside.is_file():
                said = read_yaml(_text(beside), name=str(beside))
                check_stated(said, where=str(beside))
                return found | said
    return found


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=64)
def _manifest(folder: Path, stamp: tuple[int, int] | None) -> Mapping[str, dict[str, Any]]:
    if stamp is None:
        return {}
    path = folder / MANIFEST
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    try:
        fields = [name.strip().lower() for name in reader.fieldnames or ()]
        if "file" not in fields:
            raise BrokenMetadata("the manifest has no column `file`", where=path)
        reader.fieldnames = fields
        rows: dict[str, dict[str, Any]] = {}
        for row in reader:
            about = {key: value for key, value in row.items() if isinstance(value, str) and value.strip()}
            rows[about.pop("file", "").strip()] = about
    except csv.Error as error:
        raise BrokenMetadata(
            f"line {reader.line_num}: the manifest is not CSV: {error}", where=path
        ) from error
    return rows


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise BrokenMetadata(error.strerror or str(error), where=path) from error
    if len(raw) > _MAX_BYTES:
        raise BrokenMetadata(f"has more than {_MAX_BYTES:,} bytes", where=path)
    return decode(raw, name=str(path)).text
