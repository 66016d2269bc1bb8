"""Slots as a person writes them, and a mention with its slots put right.

value, lower, upper     a number in the base unit, or a percentage: 0.46, 46%, 6400万
period                  2021, 2021-04, 2021-04-01/2022-03-31
baseline                yoy, qoq, mom, dod, or a period
subject, speaker, metric, scope, cites     a name, or a name and its IRI: Alibaba.com <https://…>; several parted by ;
unit, counted, kind, bound, modality       as in the record that `kg extract` prints
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.errors import JudgementError
from kg.model import Baseline, Bound, Kind, Mention, Modality, Period, Quantity, Ref, mention
from kg.model.ids import DEFAULT_BASE

_SCALES = (("万亿", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_NAMED = re.compile(r"(?P<label>.*?)\s*<(?P<id>[^<>\s]+)>")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_COMPARED = frozenset({"yoy", "qoq", "mom", "dod"})
_NUMBERS = ("value", "lower", "upper", "step")
_OF_QUANTITY = frozenset({*_NUMBERS, "unit", "counted", "kind", "bound"})
_NAMES = ("subject", "speaker", "metric")
_LISTS = ("scope", "cites")


def check_slots(given: Mapping[str, Any], *, where: str) -> tuple[tuple[str, str], ...]:
    """The slots of a record, each read once to see that it can be. Raises `JudgementError`."""
    found: list[tuple[str, str]] = []
    for name, value in given.items():
        if name not in _READERS:
            raise JudgementError(
                f"there is no slot {name!r}; there are {', '.join(sorted(_READERS))}", where=where
            )
        said = "" if value is None else str(value).strip() if isinstance(value, str) else None
        if said is None:
            raise JudgementError(f"slot {name} is not a text", where=where)
        try:
            _READERS[name](said)
        except (ValueError, ArithmeticError) as error:
            raise JudgementError(f"slot {name}: {error}", where=where) from error
        found.append((name, said))
    return tuple(sorted(found))


def put_right(made: Mention, slots: Mapping[str, str], *, base: str = DEFAULT_BASE) -> Mention:
    """The mention with these slots, its claim and series derived anew; its own id stays, for it is the same place."""
    values = {name: _READERS[name](said) for name, said in slots.items()}
    for name in (*_NAMES, *_LISTS):
        if name in values:
            values[name] = _like(values[name], getattr(made, name))
    return rebuilt(
        made,
        quantity=_quantity(made, values),
        base=base,
        **{name: value for name, value in values.items() if name not in _OF_QUANTITY},
    )


def rebuilt(made: Mention, *, base: str = DEFAULT_BASE, **changes: Any) -> Mention:
    """The mention with these fields changed: what it claims is derived anew, what it is stays."""
    fields: dict[str, Any] = {
        name: getattr(made, name)
        for name in (
            "quantity",
            "metric",
            "subject",
            "scope",
            "period",
            "baseline",
            "speaker",
            "cites",
            "modality",
            "trace",
        )
    }
    fields |= changes
    again = mention(made.source, made.quote, rule=made.rule, confidence=made.confidence, base=base, **fields)
    return replace(again, id=made.id)


def _quantity(made: Mention, values: Mapping[str, Any]) -> Quantity | None:
    changed = {name: values[name] for name in _OF_QUANTITY & values.keys()}
    if made.quantity is None or not changed:
        return made.quantity
    if "value" in changed and changed["value"] is None:
        del changed["value"]
    return replace(made.quantity, **changed)


def _like(given: Any, before: Any) -> Any:
    """A thing keeps the words that stand in the text, where there are such."""
    if isinstance(given, Ref) and isinstance(before, Ref):
        return replace(given, text=before.text, type=given.type or before.type)
    return given


def _number(said: str) -> Decimal | None:
    if not said:
        return None
    percent = said.endswith("%")
    scale = next((size for word, size in _SCALES if said.endswith(word)), Decimal(1))
    try:
        value = Decimal(said.rstrip("%万亿").strip().replace(",", "")) * scale
    except InvalidOperation:
        raise ValueError(f"{said!r} is no number") from None
    if not value.is_finite():
        raise ValueError(f"{said!r} is no number")
    return value / 100 if percent else value


def _name(said: str) -> Ref | None:
    if not said:
        return None
    named = _NAMED.fullmatch(said)
    if named is None:
        return Ref(None, said, said)
    label = named["label"] or named["id"]
    return Ref(named["id"], label, label)


def _list(said: str) -> tuple[Ref, ...]:
    names = (_name(part.strip()) for part in re.split(r"[;；]", said))
    return tuple(name for name in names if name is not None)


def _period(said: str) -> Period | None:
    if not said:
        return None
    first, slash, last = said.partition("/")
    start, end = _ends(first.strip()), _ends(last.strip()) if slash else _ends(first.strip())
    if start[0] > end[1]:
        raise ValueError(f"{said!r} ends before it begins")
    return Period(start[0], end[1], said)


def _ends(said: str) -> tuple[date, date]:
    match = _DAY.fullmatch(said)
    if match is None:
        raise ValueError(f"{said!r} is no year, month or day (2021, 2021-04, 2021-04-01)")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, month, 1)
        return first, first.replace(day=calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _baseline(said: str) -> Baseline | None:
    return said if said in _COMPARED else _period(said)


def _one_of(kind: type[Kind | Bound | Modality]) -> Callable[[str], Any]:
    def read(said: str) -> Any:
        if said not in list(kind):
            raise ValueError(f"{said!r} is none of {', '.join(kind)}")
        return kind(said)

    return read


def _needed(said: str) -> str:
    if not said:
        raise ValueError("is empty")
    return said


_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(_NUMBERS, _number),
    **dict.fromkeys(_NAMES, _name),
    **dict.fromkeys(_LISTS, _list),
    "unit": _needed,
    "counted": lambda said: said or None,
    "kind": _one_of(Kind),
    "bound": _one_of(Bound),
    "modality": _one_of(Modality),
    "period": _period,
    "baseline": _baseline,
}

SLOTS = tuple(sorted(_READERS))
"""What a person can put right."""
