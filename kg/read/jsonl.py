"""JSON records, one document each: a line of a JSON-lines file or a file of its own.

The record is walked by hand with the scanner of the standard library, so that every character of its text is mapped to the
bytes it was written with, escapes included. A text that holds HTML is read as HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from kg.errors import BrokenMetadata, ReadError
from kg.model import BlockKind
from kg.read.content import Content
from kg.read.drafts import Draft
from kg.read.encoding import Decoded
from kg.read.flow import classify
from kg.read.html import read_html
from kg.read.options import ReadOptions
from kg.read.pieces import Piece
from kg.read.text import read_text

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "full_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "datetime", "pub_date", "publish_time", "published_at", "time"),
    "publisher": ("publisher", "source", "outlet", "media"),
    "credited": ("credited", "credit"),
    "authors": ("authors", "author", "byline"),
    "url": ("url", "link"),
    "id": ("id", "_id", "uuid"),
    "language": ("language", "lang"),
    "kind": ("kind",),
}
"""What a mapping can name, with the names that are tried without one."""

_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)
_MARKUP = re.compile(r"</?(?:p|br|div|span|strong|b|a|h[1-6]|ul|li|table|img)\b[^<>]*>", re.IGNORECASE)


class Value(NamedTuple):
    """A value of a record; a string's characters stand between its quotes, at `first` to `last`."""

    value: Any
    first: int
    last: int


class NoText(ReadError):
    """A record lacks the field of its text, as the others of its file are likely to."""


def missing_text(records: int, options: ReadOptions, *, where: object) -> ReadError:
    """One line about all records of a file that lack their text."""
    wanted = options.map.get("text") or " or ".join(FIELDS["text"])
    return NoText(f"{records:,} records have no text: no field {wanted} (give --map text=FIELD)", where=where)


def read_record(file: Decoded, name: str, options: ReadOptions) -> Content:
    """The document of one JSON record. Raises `ReadError` where it is none, or has no text."""
    values = _object(file.text, name)
    named = {
        key: found for key in FIELDS if (found := _pick(values, key, options.map, file.text)) is not None
    }
    text = named.get("text")
    if text is None or not isinstance(text.value, str):
        wanted = options.map.get("text") or " or ".join(FIELDS["text"])
        raise NoText(f"the record has no text: no field {wanted} (give --map text=FIELD)", where=name)
    title = named.get("title")
    drafts: list[Draft] = []
    body = _drafts(text.value, name)
    if title is not None and isinstance(title.value, str) and title.value.strip():
        lead = _bracketed(text.value, title.value)
        if lead is None:
            drafts += _moved(
                [Draft(BlockKind.TITLE, [Piece(title.value, 0, len(title.value))], fixed=True)],
                title,
                file.text,
            )
        else:
            # wires say the title again in brackets: there it stands as a quote would have it
            head = Draft(BlockKind.TITLE, [Piece(text.value[1:lead], 1, lead)], fixed=True)
            rest = _drafts(text.value[lead + 1 :], name)
            for draft in rest:
                draft.move(lambda piece: [Piece(piece.text, piece.first + lead + 1, piece.last + lead + 1)])
            body = [head, *rest]
    drafts += _moved(body, text, file.text)
    fields = {key: found.value for key, found in named.items() if key not in ("text", "id")}
    return Content(classify(drafts), fields, file)


def check_map(mapping: Mapping[str, str]) -> None:
    """Raise `ReadError` for a field mapping that names what a document does not have."""
    for key in mapping:
        if key not in FIELDS:
            raise ReadError(f"a mapping cannot name {key!r}; it can name {', '.join(FIELDS)}")


def _bracketed(text: str, title: str) -> int | None:
    """Where the bracket closes when a text opens with 【title】."""
    close = text.find("】", 0, len(title) + 40)
    if text.startswith("【") and close > 0 and "".join(text[1:close].split()) == "".join(title.split()):
        return close
    return None


def _drafts(text: str, name: str) -> list[Draft]:
    if len(_MARKUP.findall(text[:20_000])) >= 2:
        return read_html(text, 0, len(text), name=name)
    return read_text(text, 0, len(text))


def _pick(values: Mapping[str, Value], key: str, mapping: Mapping[str, str], text: str) -> Value | None:
    if key in mapping:
        return _reach(values, mapping[key].split("."), text)
    return next(
        (values[name] for name in FIELDS[key] if name in values and values[name].value not in (None, "")),
        None,
    )


def _reach(values: Mapping[str, Value], path: list[str], text: str) -> Value | None:
    found = values.get(".".join(path)) or values.get(path[0])
    if found is None or ".".join(path) in values or len(path) == 1:
        return found
    return _reach(_members(text, found.first), path[1:], text) if isinstance(found.value, dict) else None


def _object(text: str, name: str) -> dict[str, Value]:
    start = _skip(text, 0)
    if not text.startswith("{", start):
        what = "a list; write one record a line" if text.startswith("[", start) else "no record"
        raise ReadError(f"is {what}: a JSON record starts with {{", where=name)
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
        if _skip(text, end) != len(text):
            line = text.count("\n", 0, end) + 1
            raise ReadError(
                f"line {line}: more follows the record; several records are JSON lines, in a .jsonl file",
                where=name,
            )
        return _members(text, start)
    except json.JSONDecodeError as error:
        raise BrokenMetadata(
            f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}", where=name
        ) from error
    except (RecursionError, ValueError) as error:
        raise BrokenMetadata(
            "the record nests too deep or holds a number that is too long", where=name
        ) from error


def _members(text: str, start: int) -> dict[str, Value]:
    """The members of the valid object that opens at `start`."""
    decoder = json.JSONDecoder()
    members: dict[str, Value] = {}
    at = _skip(text, start + 1)
    while text[at] == '"':
        key, at = scanstring(text, at + 1)
        first = _skip(text, _skip(text, at) + 1)
        value, at = decoder.raw_decode(text, first)
        inside = (first + 1, at - 1) if isinstance(value, str) else (first, at)
        members[key] = Value(value, *inside)
        at = _skip(text, at)
        if text[at] != ",":
            break
        at = _skip(text, at + 1)
    return members


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _moved(drafts: list[Draft], value: Value, text: str) -> list[Draft]:
    """Map drafts of a decoded string to where its characters were written."""
    where = _written_at(value, text)
    for draft in drafts:
        draft.move(where)
    return drafts


def _written_at(value: Value, text: str) -> Callable[[Piece], Iterable[Piece]]:
    written = text[value.first : value.last]
    if "\\" not in written:
        return lambda piece: [Piece(piece.text, piece.first + value.first, piece.last + value.first)]
    at: list[int] = []
    position = 0
    for escape in _ESCAPE.finditer(written):
        at += range(position, escape.start())
        # two escapes of a surrogate pair are one character, else one escape is one
        at.append(escape.start())
        position = escape.end()
    at += range(position, len(written) + 1)

    def pieces(piece: Piece) -> Iterator[Piece]:
        first, last = piece.first, piece.last
        if len(piece.text) != last - first:
            yield Piece(piece.text, value.first + at[first], value.first + at[last])
            return
        begin = first
        for index in range(first, last):
            if at[index + 1] - at[index] != 1:
                if index > begin:
                    yield Piece(
                        piece.text[begin - first : index - first],
                        value.first + at[begin],
                        value.first + at[index],
                    )
                yield Piece(piece.text[index - first], value.first + at[index], value.first + at[index + 1])
                begin = index + 1
        if last > begin:
            yield Piece(piece.text[begin - first :], value.first + at[begin], value.first + at[last])

    return pieces
