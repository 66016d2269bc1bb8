"""Floors under the figures of an evaluation: a file that says how good it is at least, and that only ever rises."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import GoldError
from kg.evaluate.run import Evaluation
from kg.evaluate.score import Counts
from kg.evaluate.slots import SLOTS
from kg.model import ClaimType

_STEP = Decimal("0.01")
_WELL_ABOVE = Decimal("0.02")
_HEAD = """\
# What `kg evaluate` must reach at least: found and frame are F1, slots the share that is right of those found.
# Floors only rise: kg evaluate --raise-floors
"""

TOTAL = "total"
"""The documents together."""


class Key(NamedTuple):
    """Which figure: of `total` or of a document, of one type of claim."""

    document: str
    kind: ClaimType
    figure: str
    """`found`, `frame`, or a slot."""

    def __str__(self) -> str:
        return f"{self.document}: {self.kind.value} {self.figure}"


class Gap(NamedTuple):
    """A figure and the floor that it does not stand on."""

    key: Key
    figure: Decimal
    floor: Decimal


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors, in the order in which they are written."""

    of: dict[Key, Decimal]

    @classmethod
    def read(cls, path: Path) -> Floors:
        """Raises `GoldError` for a file that is no list of floors."""
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise GoldError(f"cannot be read: {reason}", where=path) from error
        sections = {TOTAL: raw.pop(TOTAL, {}), **_section(raw.pop("documents", {}), "documents", path)}
        if raw:
            raise GoldError(f"{next(iter(raw))} is neither total nor documents", where=path)
        return cls(dict(_keys(sections, path)))

    @classmethod
    def under(cls, evaluation: Evaluation) -> Floors:
        """A little under the figures of an evaluation: all of the total, found and frame of each document."""
        keys: dict[str, tuple[str, ...]] = {TOTAL: ("found", "frame", "slots")}
        keys.update((document.name, ("found", "frame")) for document in evaluation.documents)
        of = {}
        for name, figures in keys.items():
            counts = _counts(evaluation)[name]
            for kind in ClaimType:
                if not counts.gold[kind]:
                    continue
                for figure in (*figures[:2], *(SLOTS[kind] if "slots" in figures else ())):
                    key = Key(name, kind, figure)
                    of[key] = _down(_figure(counts, key))
        return cls(of)

    def fallen(self, evaluation: Evaluation) -> list[Gap]:
        """Figures under their floor."""
        return [gap for gap in self._gaps(evaluation) if gap.figure < gap.floor]

    def risen(self, evaluation: Evaluation) -> list[Gap]:
        """Figures so far above their floor that it can go up."""
        return [gap for gap in self._gaps(evaluation) if gap.figure >= gap.floor + _WELL_ABOVE]

    def raised(self, evaluation: Evaluation) -> Floors:
        """Each floor just under its figure, where it was lower; those of figures that have none are new."""
        new = dict(Floors.under(evaluation).of)
        for gap in self._gaps(evaluation):
            new[gap.key] = max(gap.floor, _down(gap.figure))
        return Floors(new)

    def to_toml(self) -> str:
        """The file."""
        lines, section = [_HEAD], ""
        for key, floor in self.of.items():
            name = TOTAL if key.document == TOTAL else f"documents.{json.dumps(key.document)}"
            if section != (section := f"[{name}.{key.kind.value}]"):
                lines.append(f"\n{section}\n")
            lines.append(f"{key.figure} = {floor}\n")
        return "".join(lines)

    def _gaps(self, evaluation: Evaluation) -> list[Gap]:
        counts = _counts(evaluation)
        gaps = []
        for key, floor in self.of.items():
            if key.document not in counts:
                raise GoldError(f"there is a floor for {key.document}, which the gold does not have")
            gaps.append(Gap(key, _figure(counts[key.document], key), floor))
        return gaps


def _counts(evaluation: Evaluation) -> dict[str, Counts]:
    return {TOTAL: evaluation.total, **{d.name: d.counts for d in evaluation.documents}}


def _figure(counts: Counts, key: Key) -> Decimal:
    part = counts.part(key.kind)
    rates = {"found": part.found.f1, "frame": part.frame.f1}
    return Decimal(str(rates[key.figure] if key.figure in rates else part.slots[key.figure]))


def _down(figure: Decimal) -> Decimal:
    return figure.quantize(_STEP, ROUND_FLOOR)


def _section(value: Any, name: str, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise GoldError(f"{name} is not a table", where=path)
    return value


def _keys(sections: dict[str, Any], path: Path) -> list[tuple[Key, Decimal]]:
    found = []
    for document, kinds in sections.items():
        for kind, figures in _section(kinds, document, path).items():
            if kind not in list(ClaimType):
                raise GoldError(f"{document}.{kind} is none of {', '.join(ClaimType)}", where=path)
            type_ = ClaimType(kind)
            for figure, floor in _section(figures, f"{document}.{kind}", path).items():
                if figure not in ("found", "frame", *SLOTS[type_]):
                    raise GoldError(f"a {kind} has no figure {figure!r}", where=path)
                if isinstance(floor, bool) or not isinstance(floor, int | Decimal) or not 0 <= floor <= 1:
                    raise GoldError(f"the floor of {document}.{kind}.{figure} is no share", where=path)
                found.append((Key(document, type_, figure), Decimal(floor)))
    return found
