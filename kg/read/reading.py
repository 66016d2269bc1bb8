"""From bytes to documents."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kg.errors import ReadError, TooLarge, UnsupportedFormat
from kg.model import Document
from kg.read import sniff
from kg.read.content import Content
from kg.read.drafts import assemble
from kg.read.encoding import decode, offset_map
from kg.read.jsonl import NoText, check_map, missing_text, read_record
from kg.read.metadata import source_of
from kg.read.options import ReadOptions
from kg.read.pdf import read_pdf
from kg.read.registry import READERS
from kg.read.sidecar import sidecar_of

OnError = Callable[[ReadError], None]

_DEFAULT = ReadOptions()
_LINES = (".jsonl", ".ndjson")


def read_bytes(
    raw: bytes,
    *,
    name: str,
    media_type: str | None = None,
    options: ReadOptions = _DEFAULT,
    metadata: Mapping[str, object] | None = None,
) -> Document:
    """The document in these bytes.

    The plain text depends on `raw`, `media_type` and `options` alone: read a stored source again with the `media_type` of
    its record and every quote stands where it stood. `name` is the path that is shown, and its suffix helps to tell the
    format where `media_type` is not given. `metadata` is what a sidecar says.

    Raises `ReadError`: empty, `TooLarge`, `Undecodable`, `UnsupportedFormat`, `BrokenMetadata`.
    """
    if not raw.strip():
        raise ReadError("is empty", where=name)
    if len(raw) > options.max_bytes:
        raise TooLarge(f"has {len(raw):,} bytes; at most {options.max_bytes:,} are read", where=name)
    media_type, content = _content(raw, name, media_type, options)
    composed = assemble(content.drafts)
    if not composed.text.strip():
        raise ReadError("holds no text", where=name)
    offsets = offset_map(composed.segs if content.file else (), content.file or decode(b"-", name=name), raw)
    source = source_of(
        raw,
        name=name,
        media_type=media_type,
        text=composed.text,
        blocks=composed.blocks,
        fields=content.fields,
        sidecar=metadata,
        options=options,
    )
    return Document(source, composed.text, composed.blocks, offsets, raw)


def _content(raw: bytes, name: str, media_type: str | None, options: ReadOptions) -> tuple[str, Content]:
    kind = media_type or sniff.binary_kind(raw, name=name)
    if kind == sniff.PDF:
        return kind, read_pdf(raw, name)
    file = decode(raw, name=name, encoding=options.encoding)
    kind = kind or sniff.text_kind(file.text, name=name)
    if kind == sniff.JSON:
        return kind, read_record(file, name, options)
    reader = READERS.get(kind)
    if reader is None:
        raise UnsupportedFormat(f"there is no reader for {kind}", where=name)
    return kind, reader(file, name)


def _bytes_of(path: Path, most: int) -> bytes:
    """A file's bytes, never more than allowed: a size can lie, and some files have no end."""
    try:
        _must_be_file(path)
        with path.open("rb") as file:
            raw = file.read(most + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=path) from error
    if len(raw) > most:
        raise TooLarge(f"has {max(size, len(raw)):,} bytes; at most {most:,} are read", where=path)
    return raw


def _must_be_file(path: Path) -> None:
    if not path.is_file():
        raise ReadError("is not a file" if path.exists() else "there is no such file", where=path)


def read_path(
    path: Path, *, options: ReadOptions = _DEFAULT, on_error: OnError | None = None
) -> Iterator[Document]:
    """The documents of one file: one for most formats, one for each line of JSON lines.

    What cannot be read goes to `on_error`, and reading goes on; without it the `ReadError` is raised.
    """
    documents = _records(path, options, on_error) if path.suffix.lower() in _LINES else _whole(path, options)
    try:
        yield from documents
    except ReadError as error:
        if on_error is None:
            raise
        on_error(error)


def _whole(path: Path, options: ReadOptions) -> Iterator[Document]:
    raw = _bytes_of(path, options.max_bytes)
    yield read_bytes(raw, name=str(path), options=options, metadata=sidecar_of(path))


def _records(path: Path, options: ReadOptions, on_error: OnError | None) -> Iterator[Document]:
    """The documents of a JSON-lines file, one line in memory at a time; a bad line does not stop the others."""
    check_map(options.map)
    metadata = sidecar_of(path)
    empty = True
    without = 0
    first: NoText | None = None
    for number, line in _lines(path, options.max_bytes):
        name = f"{path}#{number}"
        try:
            if isinstance(line, ReadError):
                raise line
            raw = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            if not raw.strip():
                continue
            empty = False
            yield read_bytes(
                raw.strip(), name=name, media_type=sniff.JSON, options=options, metadata=metadata
            )
        except ReadError as error:
            empty = False
            if on_error is None:
                raise
            if isinstance(error, NoText):  # a wrong mapping is one problem, not one of each record
                without, first = without + 1, first or error
            else:
                on_error(error)
    if on_error and first:
        on_error(first if without == 1 else missing_text(without, options, where=path))
    if empty:
        raise ReadError("is empty", where=path)


def _lines(path: Path, most: int) -> Iterator[tuple[int, bytes | ReadError]]:
    """The lines of a file by number; one that is too long comes as an error."""
    _must_be_file(path)
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(most + 1):
                number += 1
                if len(line) <= most:
                    yield number, line
                    continue
                while line and not line.endswith(b"\n"):
                    line = file.readline(most + 1)
                yield number, TooLarge(f"the record has more than {most:,} bytes", where=f"{path}#{number}")
    except OSError as error:
        raise ReadError(error.strerror or str(error), where=path) from error
