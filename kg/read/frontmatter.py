"""YAML front matter, read strictly and safely.

Only strings, lists and mappings: every scalar is the text that was written, so that a date is parsed in one place and
`id: 0123` stays as it is. Anchors are refused, depth and size are bounded: front matter comes from strangers.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from kg.errors import BrokenMetadata
from kg.read.pieces import Piece

MAX_CHARACTERS = 64 * 1024
_MAX_DEPTH = 8
_MAX_NODES = 4000
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_OPEN = re.compile(r"\ufeff?\s*^---[ \t]*\r?\n", re.MULTILINE)
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"""\s*(?:#.*\n\s*)*["']?[A-Za-z_][\w .-]{0,40}["']?\s*:(?:\s|$)""")


class Scalar(str):
    """A string that knows where it stands in the file."""

    place: tuple[int, int] = (0, 0)


class FrontMatter(NamedTuple):
    """The fields, keys in lower case, and where the body starts."""

    fields: dict[str, Any]
    body: int


def front_matter(text: str, *, name: str) -> FrontMatter:
    """The front matter at the start of a text; no fields where it has none.

    Raises `BrokenMetadata` with the line when there is one that does not parse.
    """
    begin = _OPEN.match(text)
    if begin is None or not _KEY.match(text, begin.end()):
        return FrontMatter({}, 0)
    end = _CLOSE.search(text, begin.end())
    if end is None:
        raise BrokenMetadata("the front matter is never closed: there is no second --- line", where=name)
    fields = read_yaml(
        text[begin.end() : end.start()], name=name, at=begin.end(), line=text.count("\n", 0, begin.end())
    )
    return FrontMatter(fields, end.end())


def read_yaml(
    text: str, *, name: str, at: int = 0, line: int = 0, what: str = "the metadata"
) -> dict[str, Any]:
    """A YAML mapping of strings, lists and mappings. `at` and `line` are where the text starts in its file."""
    if len(text) > MAX_CHARACTERS:
        raise BrokenMetadata(f"{what} is longer than {MAX_CHARACTERS:,} characters", where=name)
    try:
        value = _Builder(text, at, name, line, what).build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1 + line}: " if mark else ""
        raise BrokenMetadata(
            f"{where}{what} is not YAML: {error.problem or error.context}", where=name
        ) from error
    except yaml.YAMLError as error:
        raise BrokenMetadata(f"{what} is not YAML: {str(error).splitlines()[0]}", where=name) from error
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise BrokenMetadata(f"{what} is not a list of `key: value` lines", where=name)
    return value


class _Builder:
    """Builds the value from parser events, counting as it goes."""

    def __init__(self, text: str, at: int, name: str, line: int, what: str) -> None:
        self.text = text
        self.at = at
        self.name = name
        self.line = line
        self.what = what

    def build(self) -> Any:
        root: list[Any] = []
        stack: list[Any] = [root]
        keys: list[Any] = [None]
        for count, event in enumerate(yaml.parse(self.text, Loader=_LOADER)):
            if count > _MAX_NODES or len(stack) > _MAX_DEPTH:
                raise BrokenMetadata(f"{self.what} is too large or nests too deep", where=self.name)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                where = (event.start_mark.line if event.start_mark else 0) + 1 + self.line
                raise BrokenMetadata(f"line {where}: YAML anchors and aliases are not read", where=self.name)
            if isinstance(event, yaml.ScalarEvent):
                self.put(stack, keys, self.scalar(event))
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                value: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                self.put(stack, keys, value)
                stack.append(value)
                keys.append(None)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                stack.pop()
                keys.pop()
            elif isinstance(event, yaml.DocumentEndEvent):
                break
        return root[0] if root else None

    def put(self, stack: list[Any], keys: list[Any], value: Any) -> None:
        into = stack[-1]
        if isinstance(into, list):
            into.append(value)
        elif keys[-1] is None:
            keys[-1] = value.strip().lower() if isinstance(value, str) else str(value)
        else:
            into.setdefault(keys[-1], value)
            keys[-1] = None

    def scalar(self, event: Any) -> Scalar:
        value = Scalar("" if event.style is None and event.value in ("~", "null") else event.value)
        value.place = (self.at + event.start_mark.index, self.at + event.end_mark.index)
        return value


def pieces_of(value: Scalar, text: str) -> list[Piece]:
    """Where a scalar's characters stand in the file; quoting and escapes are mapped as a whole."""
    first, last = value.place
    inside = text.find(value, first, last)
    if inside >= 0:
        return [Piece(str(value), inside, inside + len(value))]
    return [Piece(character, first, last) for character in value]
