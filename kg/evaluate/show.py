"""The figures of an evaluation, and what was missed, for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.evaluate.comparing import Compared
from kg.evaluate.items import Item
from kg.evaluate.run import Evaluation
from kg.evaluate.score import Counts, Part
from kg.evaluate.slots import SLOTS, wrong_slots
from kg.model import ClaimType

_QUOTE = 70


def overview(evaluation: Evaluation) -> str:
    """Found and frame of each document and of all together, with each slot."""
    named = [(document.name, document.counts) for document in evaluation.documents]
    named.append(("all together", evaluation.total))
    return "\n".join(line for name, counts in named for line in _of(name, counts))


def comparing(title: str, compared: Compared) -> str:
    """The rates of each relation and of all together."""
    lines = [title]
    for name, rate in (*compared.relations.items(), ("all", compared.all)):
        lines.append(f"  {name:12} P {rate.p:.3f} R {rate.r:.3f} F1 {rate.f1:.3f} of {rate.n}")
    return "\n".join(lines)


def _of(name: str, counts: Counts) -> Iterator[str]:
    yield f"{name}"
    for kind in ClaimType:
        if counts.gold[kind]:
            part = counts.part(kind)
            yield f"  {kind.value:9} found {_rate(part, 'found')}   frame {_rate(part, 'frame')}"
            yield from _slots(kind, part)
    if counts.lost:
        yield f"  quotes that do not occur in the document: {counts.lost}"


def _rate(part: Part, which: str) -> str:
    rate = part.found if which == "found" else part.frame
    n = f" of {rate.n}" if which == "found" else ""
    return f"P {rate.p:.3f} R {rate.r:.3f} F1 {rate.f1:.3f}{n}"


def _slots(kind: ClaimType, part: Part) -> Iterator[str]:
    cells = [f"{slot} {part.slots[slot]:.3f}" for slot in SLOTS[kind]]
    for start in range(0, len(cells), 6):
        yield " " * 12 + "  ".join(f"{cell:15}" for cell in cells[start : start + 6]).rstrip()


def misses(evaluation: Evaluation, most: int) -> str:
    """So many each of what was missed, found beside the gold, and found with a wrong slot."""
    missed = [item for document in evaluation.documents for item in document.missed]
    extra = [(document.name, item) for document in evaluation.documents for item in document.extra]
    wrong = [
        (gold, found, slots)
        for document in evaluation.documents
        for gold, found in document.pairs
        if (slots := wrong_slots(gold, found))
    ]
    lines = [f"missed: {len(missed)}"]
    lines += [f"  {item.id} {_figure(item)}" for item in missed[:most]]
    lines += [f"found and not in the gold: {len(extra)}"]
    lines += [f"  {name} {_figure(item)} ({item.where})" for name, item in extra[:most]]
    lines += [f"found with a wrong slot: {len(wrong)}"]
    for gold, found, slots in wrong[:most]:
        told = "; ".join(
            f"{slot} {_value(getattr(gold, slot))} ≠ {_value(getattr(found, slot))}" for slot in slots
        )
        lines.append(f"  {gold.id} {gold.value_text or gold.quote[:20]}: {told} ({found.where})")
    return "\n".join(lines)


def _figure(item: Item) -> str:
    return f"{item.value_text} | {item.quote[:_QUOTE]}" if item.value_text else item.quote[:_QUOTE]


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "/".join(map(str, value)) or "–"
    return "–" if value is None else str(value)
