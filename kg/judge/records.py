"""One judgement as a mapping of plain words, as it stands in a file, and back.

decision: not-same
time: '2026-05-01T12:00:00+08:00'
author: li
reason: 口径不同
mentions:
- quote: 国际站交易额增长46%
  before: 财报显示，
  after: 。
  figure: 46%
  claim: https://w3id.org/claim-kg/id/claim/…
  source: {id: https://…, url: https://…, title: …, name: a.html}
- …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from kg.errors import JudgementError
from kg.judge.slots import check_slots
from kg.model import Anchor, Decision, Judgement, Named, SourceAnchor, judgement
from kg.model.ids import DEFAULT_BASE

_ALWAYS = frozenset({"decision", "time", "author", "reason"})
_MORE: Mapping[Decision, frozenset[str]] = {
    Decision.SAME: frozenset({"mentions"}),
    Decision.NOT_SAME: frozenset({"mentions"}),
    Decision.WRONG: frozenset({"mentions", "slots"}),
    Decision.ALIAS: frozenset({"name", "is", "label", "type", "in"}),
    Decision.COPY_OF: frozenset({"copy", "original"}),
}
_TARGETS = {Decision.SAME: 2, Decision.NOT_SAME: 2, Decision.WRONG: 1}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_SOURCE = ("id", "url", "title", "name")


def from_record(record: Mapping[str, Any], *, where: str, base: str = DEFAULT_BASE) -> Judgement:
    """The judgement in a record. Raises `JudgementError` with one line that says what is wrong."""
    said = _text(record, "decision", where)
    if said not in list(Decision):
        raise JudgementError(f"decision {said!r} is none of {', '.join(Decision)}", where=where)
    decision = Decision(said)
    unknown = sorted(record.keys() - _ALWAYS - _MORE[decision])
    if unknown:
        raise JudgementError(f"{decision} has no field {', '.join(map(repr, unknown))}", where=where)
    targets: tuple[Anchor, ...] = ()
    sources: tuple[SourceAnchor, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    named: Named | None = None
    if decision in _TARGETS:
        targets = _targets(record, _TARGETS[decision], where)
    if decision is Decision.WRONG:
        slots = check_slots(_mapping(record.get("slots") or {}, "slots", where), where=where)
    elif decision is Decision.ALIAS:
        named = Named(
            _text(record, "name", where),
            _iri(record, "is", where),
            _text(record, "label", where),
            _optional(record, "type", where),
        )
        sources = (_source(record["in"], "in", where),) if record.get("in") else ()
    elif decision is Decision.COPY_OF:
        sources = tuple(_source(record.get(key), key, where) for key in ("copy", "original"))
    return judgement(
        decision,
        author=_text(record, "author", where),
        time=_time(record, where),
        reason=_text(record, "reason", where),
        targets=targets,
        sources=sources,
        slots=slots,
        named=named,
        where=where,
        base=base,
    )


def to_record(made: Judgement) -> dict[str, Any]:
    """The record of a judgement, its fields in the order in which a person reads them."""
    record: dict[str, Any] = {
        "decision": made.decision.value,
        "time": made.time.isoformat(timespec="seconds"),
        "author": made.author,
        "reason": made.reason,
    }
    if made.targets:
        record["mentions"] = [_anchor_record(anchor) for anchor in made.targets]
    if made.decision is Decision.WRONG:
        record["slots"] = dict(made.slots)
    if made.named is not None:
        about = made.named
        record["name"] = about.name
        record |= {
            key: value
            for key, value in (("is", about.id), ("label", about.label), ("type", about.type))
            if value
        }
        if made.sources:
            record["in"] = _source_record(made.sources[0])
    if made.decision is Decision.COPY_OF:
        record["copy"], record["original"] = map(_source_record, made.sources)
    return record


def _anchor_record(anchor: Anchor) -> dict[str, Any]:
    fields = {
        "quote": anchor.exact,
        "before": anchor.prefix,
        "after": anchor.suffix,
        "figure": anchor.figure,
        "claim": anchor.claim,
    }
    return {key: value for key, value in fields.items() if value} | {"source": _source_record(anchor.source)}


def _source_record(anchor: SourceAnchor) -> dict[str, str]:
    return {key: value for key in _SOURCE if (value := getattr(anchor, key))}


def _targets(record: Mapping[str, Any], number: int, where: str) -> tuple[Anchor, ...]:
    given = record.get("mentions")
    if not isinstance(given, list) or len(given) != number:
        raise JudgementError(f"mentions must be a list of {number}", where=where)
    return tuple(_anchor(_mapping(one, "mentions", where), where) for one in given)


def _anchor(record: Mapping[str, Any], where: str) -> Anchor:
    unknown = sorted(record.keys() - {"quote", "before", "after", "figure", "claim", "source"})
    if unknown:
        raise JudgementError(f"a mention has no field {', '.join(map(repr, unknown))}", where=where)
    return Anchor(
        _source(record.get("source"), "source", where),
        _text(record, "quote", where),
        _optional(record, "before", where, strip=False) or "",
        _optional(record, "after", where, strip=False) or "",
        _optional(record, "figure", where),
        _optional(record, "claim", where),
    )


def _source(given: Any, key: str, where: str) -> SourceAnchor:
    record = _mapping(given, key, where)
    unknown = sorted(record.keys() - set(_SOURCE))
    if unknown:
        raise JudgementError(f"{key} has no field {', '.join(map(repr, unknown))}", where=where)
    anchor = SourceAnchor(*(_optional(record, name, where) for name in _SOURCE))
    if anchor == SourceAnchor():
        raise JudgementError(f"{key} names no source: give its id, url, title or name", where=where)
    return anchor


def _mapping(given: Any, key: str, where: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise JudgementError(f"{key} is not a list of `key: value` lines", where=where)
    return given


def _text(record: Mapping[str, Any], key: str, where: str) -> str:
    found = _optional(record, key, where)
    if not found:
        raise JudgementError(f"{key} is missing", where=where)
    return found


def _optional(record: Mapping[str, Any], key: str, where: str, *, strip: bool = True) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise JudgementError(f"{key} is not a text", where=where)
    plain = str(value)
    return (plain.strip() if strip else plain) or None


def _iri(record: Mapping[str, Any], key: str, where: str) -> str | None:
    said = _optional(record, key, where)
    if said is not None and not _IRI.fullmatch(said):
        raise JudgementError(f"{key} {said[:60]!r} is no IRI (https://…)", where=where)
    return said


def _time(record: Mapping[str, Any], where: str) -> datetime:
    said = _text(record, "time", where)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise JudgementError(
            f"time {said[:40]!r} is no moment (2026-05-01T12:00:00+08:00)", where=where
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The earlier first, each once: of decisions about one thing the last one counts."""
    return sorted(
        {one.id: one for one in judgements}.values(), key=lambda one: (one.time.astimezone(UTC), one.id)
    )
