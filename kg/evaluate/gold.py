"""The gold: annotated mentions, one JSON object a line, checked field by field. `tests/gold/GUIDELINES.md` is the contract.

000.jsonl          covers its document whole
002-part1.jsonl    covers a part of its document: what is found before its first and after its last mention is not judged
matches.jsonl      pairs of mentions, no annotation of a document; arithmetic.jsonl neither
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.evaluate.items import Interval, Item, Names, names
from kg.model import Bound, ClaimType, Kind, Modality

NOT_OF_DOCUMENTS = frozenset({"matches.jsonl", "arithmetic.jsonl"})
"""Files of a gold folder that tie mentions together."""

_PART = re.compile(r"-part\d+$")
_BASELINES = frozenset({"yoy", "qoq", "mom", "dod"})
_BOTH = ("id", "doc", "type", "quote", "speaker", "subject", "cites", "modality")
_FIGURE = [
    "value_text",
    "value",
    "lower",
    "upper",
    "bound",
    "unit",
    "counted",
    "kind",
    "metric",
    "scope",
    "period",
    "period_text",
    "baseline",
]
_FIELDS = {ClaimType.QUANTITY: frozenset((*_BOTH, *_FIGURE)), ClaimType.STATEMENT: frozenset(_BOTH)}
_MAY_BE_LEFT_OUT = frozenset({"lower", "upper", "counted", "period_text"})


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The annotations of one document, in its order. `partial` where they cover only a part of it."""

    name: str
    items: tuple[Item, ...]
    partial: bool


def read_gold(folder: Path) -> list[GoldDocument]:
    """The gold of a folder, or of one file, by document. Raises `GoldError` that names the file and the line."""
    items: dict[str, list[Item]] = {}
    partial: dict[str, bool] = {}
    seen: dict[str, str] = {}
    for file in gold_files(folder):
        for where, record in records(file):
            item = read_item(record, where)
            if item.id in seen:
                raise GoldError(f"the id {item.id} is taken by {seen[item.id]}", where=where)
            seen[item.id] = where
            items.setdefault(record["doc"], []).append(item)
            partial[record["doc"]] = bool(_PART.search(file.stem))
    return [GoldDocument(doc, tuple(found), partial[doc]) for doc, found in items.items()]


def gold_files(folder: Path) -> list[Path]:
    """The files of annotations in a folder, or the one file. Raises `GoldError` where there is none."""
    files = [folder] if folder.is_file() else sorted(folder.glob("*.jsonl"))
    files = [file for file in files if file.name not in NOT_OF_DOCUMENTS]
    if not files:
        raise GoldError("holds no gold: no .jsonl file is there", where=folder)
    return files


def records(file: Path) -> list[tuple[str, dict[str, Any]]]:
    """The objects of a file of JSON lines, each with its place; numbers are decimals. Raises `GoldError`."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise GoldError(reason or "cannot be read", where=file) from error
    found: list[tuple[str, dict[str, Any]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        try:
            record = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        except ValueError as error:
            raise GoldError(f"is no JSON: {error}", where=where) from error
        if not isinstance(record, dict):
            raise GoldError("is no JSON object", where=where)
        found.append((where, record))
    return found


def read_item(record: dict[str, Any], where: str) -> Item:
    """One annotation, checked field by field. Raises `GoldError` with its place."""

    def get(field: str, read: Callable[[Any], Any]) -> Any:
        value = record.get(field)
        try:
            return read(value)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise GoldError(f"{field} {_shown(value)} {error}", where=where) from error

    kind = get("type", _one_of(ClaimType))
    _check_names(record, kind, where)
    both: dict[str, Any] = {
        "id": get("id", _text),
        "type": kind,
        "where": where,
        "quote": get("quote", _text),
        "speaker": get("speaker", _names),
        "subject": get("subject", _names),
        "cites": get("cites", _list),
        "modality": get("modality", _one_of(Modality)).value,
    }
    get("doc", _text)
    if kind is ClaimType.STATEMENT:
        return Item(**both)
    for field in ("lower", "upper"):
        get(field, lambda value: None if value is None else _number(value))
    item = Item(
        **both,
        value_text=get("value_text", _text),
        value=get("value", _number),
        unit=get("unit", _text),
        kind=get("kind", _one_of(Kind)).value,
        bound=get("bound", _one_of(Bound)).value,
        metric=get("metric", _names),
        scope=get("scope", _list),
        period=get("period", _interval),
        baseline=get("baseline", lambda v: _baseline(v) if isinstance(v, str) else _interval(v)),
    )
    if "".join(item.value_text.split()) not in "".join(item.quote.split()):
        raise GoldError(f"value_text {_shown(item.value_text)} does not stand in the quote", where=where)
    return item


def _check_names(record: dict[str, Any], kind: ClaimType, where: str) -> None:
    unknown = sorted(record.keys() - _FIELDS[kind])
    if unknown:
        raise GoldError(f"a {kind.value} has no field {', '.join(map(repr, unknown))}", where=where)
    missing = sorted(_FIELDS[kind] - record.keys() - _MAY_BE_LEFT_OUT)
    if missing:
        raise GoldError(f"lacks {', '.join(map(repr, missing))}", where=where)


def _one_of(kind: type[ClaimType | Kind | Bound | Modality]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value not in list(kind):
            raise ValueError(f"is none of {', '.join(kind)}")
        return kind(value)

    return read


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is not a text")
    return value


def _number(value: Any) -> Decimal:
    if not isinstance(value, Decimal):
        raise ValueError("is not a number")
    return value


def _names(value: Any) -> Names:
    """null, one wording, or a list of them."""
    if value is None:
        return ()
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise ValueError("is neither null nor a list of names")
    return names(*words)


def _list(value: Any) -> tuple[Names, ...]:
    """Several things, each one wording or a list of them."""
    if not isinstance(value, list):
        raise ValueError("is not a list")
    return tuple(map(_names, value))


def _interval(value: Any) -> Interval | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("is neither null nor a first and a last day")
    first, last = (_day(day) for day in value)
    if first > last:
        raise ValueError("ends before it begins")
    return first, last


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError):
        raise ValueError("holds what is no day (YYYY-MM-DD)") from None


def _baseline(value: str) -> str:
    if value not in _BASELINES:
        raise ValueError(f"is none of {', '.join(sorted(_BASELINES))}, nor an interval")
    return value


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:60] + "…"
