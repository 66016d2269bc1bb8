"""Judgements in files: `judgements/AUTHOR.yaml`, a list of records, that live in version control.

YAML and not Turtle, because people read, review and merge these files: a record is a few lines of plain words, a change is a
short diff, and a file for each author keeps two people from ever writing to the same place. Each record is read by itself,
strictly and safely (only texts, lists and mappings; no anchors, bounded size and depth), so that a bad one costs one line of
complaint and nothing else. What the graph says of them is RDF all the same (`kg.graph.judgement`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from kg.errors import BrokenMetadata, JudgementError
from kg.judge.records import from_record, in_order, to_record
from kg.model import Judgement
from kg.model.ids import DEFAULT_BASE
from kg.read.frontmatter import read_yaml
from kg.store import atomic

FOLDER = "judgements"
"""Where they are unless told otherwise."""
SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 16 * 1024 * 1024
_HEAD = "# Decisions about claims, one record each. Written by `kg judge`; may be edited by hand.\n"
_NAME = re.compile(r"[^\w.-]+")
_SPACE = re.compile(r"\s*(#.*)?")


class Read(NamedTuple):
    """The judgements of a folder, the earlier first, and what is wrong with the others."""

    judgements: list[Judgement]
    problems: list[JudgementError]


def read_judgements(place: Path, *, base: str = DEFAULT_BASE) -> Read:
    """All judgements of a folder, or of one file; none where there is nothing.

    A record that is wrong is a problem with its file and line, and the others are read.
    """
    files = (
        sorted(file for file in place.rglob("*") if file.suffix in SUFFIXES) if place.is_dir() else [place]
    )
    found: list[Judgement] = []
    problems: list[JudgementError] = []
    for file in files:
        if not file.exists():
            continue
        try:
            text = _text(file)
        except JudgementError as error:
            problems.append(error)
            continue
        for line, chunk in _chunks(text):
            where = f"{file}:{line}"
            try:
                found.append(from_record(_record(chunk, file, line), where=where, base=base))
            except JudgementError as error:
                problems.append(error)
    return Read(in_order(found), problems)


def record(place: Path, made: Judgement) -> Path:
    """Add a judgement to its author's file in a folder, or to this file; the file is the old one or the new one, never half.

    Raises `JudgementError` where the file cannot be read, `StoreWriteFailed` where it cannot be written.
    """
    file = place if place.suffix in SUFFIXES else place / f"{_file_name(made.author)}.yaml"
    before = _text(file) if file.exists() else _HEAD
    if before and not before.endswith("\n"):
        before += "\n"
    added = yaml.safe_dump([to_record(made)], allow_unicode=True, sort_keys=False, width=120)
    atomic.write(file, (before + added).encode("utf-8", "surrogatepass"))
    return file


def _file_name(author: str) -> str:
    return _NAME.sub("-", author).strip("-.").lower() or "nobody"


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise JudgementError(error.strerror or str(error), where=file) from error
    if len(raw) > MAX_BYTES:
        raise JudgementError(f"has more than {MAX_BYTES:,} bytes", where=file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise JudgementError("is not UTF-8", where=file) from None


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Each record with the number of its first line: it begins with `- ` at the edge and goes on indented."""
    first, lines = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("- ") or (line[:1].strip() and not line.startswith(("#", "---", "..."))):
            if lines:
                yield first, "\n".join(lines)
            first, lines = number, [line]
        elif lines:
            lines.append(line)
    if lines:
        yield first, "\n".join(lines)


def _record(chunk: str, file: Path, line: int) -> dict[str, object]:
    if not chunk.startswith("- "):
        raise JudgementError("is no record: each begins with `- decision: …`", where=f"{file}:{line}")
    try:
        return read_yaml("  " + chunk[2:], name=str(file), line=line - 1, what="the record")
    except BrokenMetadata as error:
        said = re.match(r"line (\d+): (.*)", error.message, re.DOTALL)
        where, message = (said[1], said[2]) if said else (str(line), error.message)
        raise JudgementError(message, where=f"{file}:{where}") from error
